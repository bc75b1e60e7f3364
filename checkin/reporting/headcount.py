"""The live figures of each checkpoint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checkin.model.event import Checkpoint, CheckpointKind, Event
from checkin.store.queries import Queries, Tally


@dataclass(frozen=True, slots=True)
class Headcount:
    """People at one checkpoint.

    Attributes:
        checkpoint: its key.
        inside: now; nobody once a session has ended.
        admitted: different people, ever.
        expected: bookings where it takes any, else the entitled.
        capacity: None where there is no limit.
        refused: scans that were answered by a refusal.
        conflicts: people whom two desks admitted without knowing of each other.
    """

    checkpoint: str
    title: str
    inside: int
    admitted: int
    expected: int
    capacity: int | None
    refused: int
    conflicts: int


def headcount(queries: Queries, event: Event, now: datetime) -> list[Headcount]:
    """The figures of all checkpoints at `now` (aware), in the event's order."""
    tallies = queries.tallies()
    expected = queries.expected(event)
    return [
        _figures(checkpoint, tallies.get(checkpoint.key, Tally()), expected.get(checkpoint.key, 0), now)
        for checkpoint in event.checkpoints
    ]


def ended(checkpoint: Checkpoint, now: datetime) -> bool:
    """Whether presence is over here: it ends with a session, and never at an entrance or a meal."""
    return checkpoint.kind is CheckpointKind.SESSION and now >= checkpoint.ends


def _figures(checkpoint: Checkpoint, tally: Tally, expected: int, now: datetime) -> Headcount:
    return Headcount(
        checkpoint=checkpoint.key,
        title=checkpoint.title,
        inside=0 if ended(checkpoint, now) else tally.inside,
        admitted=tally.admitted,
        expected=expected,
        capacity=checkpoint.capacity,
        refused=tally.refused,
        conflicts=tally.conflicts,
    )
