"""Checkpoints in words: the head of the screen, the chooser, and the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from checkin.desk.words import clock_time, title_of
from checkin.model.event import Checkpoint, CheckpointKind, DoorMode, Event
from checkin.store.queries import Tally
from checkin.texts import Texts
from ui.widgets.gauge import GaugeView
from ui.widgets.place_chooser import PlaceRow

BARS = 24
BAR = timedelta(minutes=5)


def day_name(day: date, texts: Texts) -> str:
    """A day as people say it: "wtorek, 19 maja"."""
    locale = QLocale(texts.language)
    return locale.toString(QDate(day.year, day.month, day.day), "dddd, d MMMM")


def subtitle(checkpoint: Checkpoint, event: Event, texts: Texts) -> str:
    """When the door is open, for whom, and the event, which everybody knows: where there is no room it goes first."""
    opens, closes = clock_time(event, checkpoint.opens_at), clock_time(event, checkpoint.closes_at)
    hours = texts("desk.hours", opens=opens, closes=closes)
    return " · ".join((hours, _for_whom(checkpoint, event, texts), event.title))


def place_rows(event: Event, tallies: Mapping[str, Tally], texts: Texts) -> list[PlaceRow]:
    """Every checkpoint under the heading of its day, in order of time."""
    rows: list[PlaceRow] = []
    day: date | None = None
    for checkpoint in sorted(event.checkpoints, key=lambda one: (event.day_of(one.starts), one.starts)):
        if event.day_of(checkpoint.starts) != day:
            day = event.day_of(checkpoint.starts)
            rows.append(PlaceRow("", day_name(day, texts)))
        rows.append(
            PlaceRow(
                checkpoint.key,
                title_of(checkpoint, texts),
                clock_time(event, checkpoint.starts),
                checkpoint.room,
                free_places(checkpoint, tallies.get(checkpoint.key, Tally()), texts),
            )
        )
    return rows


def free_places(checkpoint: Checkpoint, tally: Tally, texts: Texts) -> str:
    if checkpoint.capacity is None:
        return ""
    free = checkpoint.capacity - tally.inside
    if free < 0:
        return texts("desk.places.over", over=-free)
    return texts("desk.places.free", free=free, capacity=checkpoint.capacity)


def bars_since(now: datetime) -> datetime:
    """The start of the oldest bar: whole five minutes, the bar that is filling being the last one."""
    filling = now.replace(minute=now.minute - now.minute % 5, second=0, microsecond=0)
    return filling - BAR * (BARS - 1)


def inside_words(checkpoint: Checkpoint, expected: int, texts: Texts) -> str:
    """What stands beside the big number."""
    if checkpoint.kind is CheckpointKind.MEAL:
        return texts("desk.counter.served", expected=expected)
    return texts("desk.counter.inside", expected=expected)


def recently_words(arrivals: Sequence[int], texts: Texts) -> str:
    return texts("desk.counter.recently", count=sum(arrivals))


def _for_whom(checkpoint: Checkpoint, event: Event, texts: Texts) -> str:
    policy = checkpoint.policy
    if policy.door is DoorMode.REGISTERED:
        return texts("desk.for.booked")
    entitled = policy.entitled
    if policy.door is DoorMode.EVERYBODY or entitled is None or entitled >= event.category_by_key.keys():
        return texts("desk.for.everybody")
    names = (c.name_en if texts.language == "en" else c.name for c in event.categories if c.key in entitled)
    return texts("desk.for.some", names=", ".join(names))


def gauge_view(
    checkpoint: Checkpoint, event: Event, tally: Tally, expected: int, texts: Texts, now: datetime
) -> GaugeView:
    """The bar of one checkpoint: against its places, else against those expected. A session empties at its end."""
    over = checkpoint.kind is CheckpointKind.SESSION and now >= checkpoint.ends
    if over or checkpoint.kind is CheckpointKind.MEAL:
        shown, left = tally.admitted, texts("headcount.came", count=tally.admitted, expected=expected)
    else:
        shown, left = tally.inside, texts("headcount.here", count=tally.inside, expected=expected)
    whole = checkpoint.capacity or expected
    excess = tally.inside - checkpoint.capacity if checkpoint.capacity is not None else 0
    if excess > 0 and not over:
        right = texts("headcount.over", capacity=checkpoint.capacity, over=excess)
    elif checkpoint.capacity is not None:
        right = texts("headcount.places", capacity=checkpoint.capacity)
    else:
        right = texts("headcount.refusals", count=tally.refused) if tally.refused else ""
    return GaugeView(
        time=clock_time(event, checkpoint.starts),
        title=title_of(checkpoint, texts),
        room=checkpoint.room,
        left=left,
        right=right,
        share=shown / whole if whole else 0.0,
        over=excess > 0 and not over,
    )
