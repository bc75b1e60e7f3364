"""Which checkpoint the agenda would have a desk stand at now."""

from __future__ import annotations

from datetime import datetime, timedelta

from checkin.model.event import Checkpoint, CheckpointKind, Event

LEAD = timedelta(minutes=15)


def offer(event: Event, here: Checkpoint, now: datetime, lead: timedelta = LEAD) -> Checkpoint | None:
    """The checkpoint that a desk should move on to, None where it stands right.

    At an entrance that is the entrance of a new day; elsewhere what runs in the same room, or is next there. One that
    comes later in the room is offered beside one that still runs: the desk moves when its operator says so.

    Args:
        now: aware.
        lead: how long before its start a checkpoint is offered.
    """
    if here.kind is CheckpointKind.ENTRANCE:
        return _entrance_of_today(event, here, now)
    due = [one for one in event.checkpoints if _is_same_room(one, here) and one.starts - lead <= now < one.ends]
    if here in due:
        due = [one for one in due if one.starts > here.starts]
    return min(due, key=lambda one: one.starts, default=None)


def _entrance_of_today(event: Event, here: Checkpoint, now: datetime) -> Checkpoint | None:
    """The one in the same place where the day has several."""
    today = event.day_of(now)
    if event.day_of(here.starts) == today:
        return None
    entrances = [
        one for one in event.checkpoints if one.kind is CheckpointKind.ENTRANCE and event.day_of(one.starts) == today
    ]
    return next((one for one in entrances if one.room == here.room), entrances[0] if entrances else None)


def _is_same_room(one: Checkpoint, here: Checkpoint) -> bool:
    return one.kind is not CheckpointKind.ENTRANCE and bool(here.room) and one.room == here.room
