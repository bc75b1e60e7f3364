"""What screens, reports and the command line ask of the replica. Nothing here writes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, Row, and_, bindparam, func, select

from checkin.model.entry import Entry, EntryKind
from checkin.model.event import Checkpoint, DoorMode, Event
from checkin.model.presence import Presence
from checkin.model.registration import Registration, Status
from checkin.store import tables
from checkin.store.replica import Replica
from checkin.store.rows import ENTRY, PRESENCE, REGISTRATION, registration_of

_ROWS_AT_ONCE = 500
_COUNTS_KEPT = 20  # times as long as it took to count
_DOOR_KINDS = (EntryKind.ADMITTED, EntryKind.LEFT, EntryKind.REFUSED)


_PeopleCounts = tuple[dict[str, int], dict[str, int]]
"""Confirmed people by booked checkpoint, and by category."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one checkpoint: people inside now, people ever admitted, refusals, conflicts."""

    inside: int = 0
    admitted: int = 0
    refused: int = 0
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class RecentScan:
    """A scan of the past. `registration` is None where the code was nobody's."""

    entry: Entry
    registration: Registration | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person's event: booked checkpoints, and presence by checkpoint key."""

    bookings: frozenset[str]
    presences: dict[str, Presence]


class Queries:
    """Read-only questions; safe to ask from any thread.

    Iterators hold a connection until they are exhausted or closed.
    """

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._counted: tuple[_PeopleCounts, float] = (({}, {}), 0.0)

    # The event and its people

    def event_document(self) -> str | None:
        """The text of the open event's file, None before one is loaded."""
        with self._replica.reading() as connection:
            return connection.execute(_OPEN_EVENT).scalar()

    def registration(self, identity: UUID) -> Registration | None:
        with self._replica.reading() as connection:
            row = connection.execute(_REGISTRATION, {"id": identity}).first()
        return registration_of(row) if row else None

    def registration_by_code(self, code: str) -> Registration | None:
        """Whose ticket this is, blocked or not; the code exactly as it was issued."""
        with self._replica.reading() as connection:
            row = connection.execute(_BY_CODE, {"code": code}).first()
        return registration_of(row) if row else None

    def registrations(self, category: str | None = None) -> Iterator[Registration]:
        """Everybody, or one category, by last and first name."""
        statement = select(*REGISTRATION).order_by(*_BY_NAME)
        if category is not None:
            statement = statement.where(tables.registration.c.category == category)
        return map(registration_of, self._rows(statement))

    def registration_count(self) -> int:
        with self._replica.reading() as connection:
            return connection.execute(select(func.count()).select_from(tables.registration)).scalar_one()

    def categories_in_use(self) -> frozenset[str]:
        """Keys of the categories that registrations have, "" left out."""
        with self._replica.reading() as connection:
            used = connection.execute(select(tables.registration.c.category).distinct()).scalars()
            return frozenset(used) - {""}

    def bookings(self) -> dict[UUID, tuple[str, ...]]:
        """The booked checkpoints of each registration that has any."""
        booked: dict[UUID, list[str]] = {}
        for identity, checkpoint in self._rows(select(tables.booking.c.registration, tables.booking.c.checkpoint)):
            booked.setdefault(identity, []).append(checkpoint)
        return {identity: tuple(checkpoints) for identity, checkpoints in booked.items()}

    def tickets(self) -> dict[str, UUID]:
        """The registration of every code that was ever issued."""
        return dict(self._rows(select(tables.ticket.c.code, tables.ticket.c.registration)))

    def attendance_of(self, identity: UUID) -> Attendance:
        """Where one person is booked and where they were."""
        with self._replica.reading() as connection:
            booked = connection.execute(_BOOKED, {"registration": identity}).scalars().all()
            presences = connection.execute(_PRESENCES, {"registration": identity}).all()
        return Attendance(frozenset(booked), {row[0]: Presence(*row[1:]) for row in presences})

    # Figures

    def tallies(self) -> dict[str, Tally]:
        """The counts by checkpoint key; a checkpoint that was never used is missing."""
        with self._replica.reading() as connection:
            return {key: Tally(*counts) for key, *counts in connection.execute(_TALLIES)}

    def expected(self, event: Event) -> dict[str, int]:
        """How many confirmed people each checkpoint expects: the booked where it takes bookings, else the entitled."""
        booked, people = self._people_counts()
        return {door.key: _expected(door, booked, people) for door in event.checkpoints}

    def _people_counts(self) -> _PeopleCounts:
        """Counting everybody takes a third of a second at 100,000 people, and scans change nothing of it: an answer
        is kept twenty times as long as it took to find, so that a busy desk spends no more than that on it.
        """
        known, until = self._counted
        if time.monotonic() < until:
            return known
        began = time.monotonic()
        with self._replica.reading() as connection:
            counts = _counts(connection.execute(_BOOKED_COUNTS)), _counts(connection.execute(_CONFIRMED_COUNTS))
        ended = time.monotonic()
        self._counted = counts, ended + _COUNTS_KEPT * (ended - began)
        return counts

    def arrivals(self, checkpoint: str, since: datetime, bucket: timedelta, buckets: int) -> list[int]:
        """Admissions per span of time, from `since` on; undone ones are not counted.

        Returns:
            `buckets` counts, the oldest first.
        """
        span = {"checkpoint": checkpoint, "since": since, "until": since + bucket * buckets}
        counts = [0] * buckets
        with self._replica.reading() as connection:
            for moment in connection.execute(_ARRIVALS, span).scalars():
                counts[(moment - since) // bucket] += 1
        return counts

    # The journal

    def recent(self, limit: int, desk: UUID | None = None) -> list[RecentScan]:
        """The last scans, newest first: of all desks or of one. Moves that a scan caused are not listed."""
        statement = _RECENT.limit(limit)
        if desk is not None:
            statement = statement.where(tables.entry.c.desk == desk)
        with self._replica.reading() as connection:
            rows = connection.execute(statement).all()
        return [_recent_scan(row) for row in rows]

    def entries(self, *, checkpoint: str | None = None, kinds: Sequence[EntryKind] = ()) -> Iterator[Entry]:
        """The journal in the fold's order."""
        statement = select(*ENTRY).order_by(
            tables.entry.c.corrected, func.hex(tables.entry.c.desk), tables.entry.c.sequence
        )
        if checkpoint is not None:
            statement = statement.where(tables.entry.c.checkpoint == checkpoint)
        if kinds:
            statement = statement.where(tables.entry.c.kind.in_(kinds))
        return (Entry(*row) for row in self._rows(statement))

    def entry(self, identity: UUID) -> Entry | None:
        with self._replica.reading() as connection:
            row = connection.execute(select(*ENTRY).where(tables.entry.c.id == identity)).first()
        return Entry(*row) if row else None

    def presences(self, checkpoint: str) -> Iterator[tuple[Registration, Presence]]:
        """Everybody who was ever admitted at a checkpoint, by last and first name."""
        statement = (
            select(*REGISTRATION, *PRESENCE)
            .join_from(tables.presence, tables.registration, _SAME_PERSON)
            .where(tables.presence.c.checkpoint == checkpoint)
            .order_by(*_BY_NAME)
        )
        split = len(REGISTRATION)
        return ((registration_of(row), Presence(*row[split:])) for row in self._rows(statement))

    def _rows(self, statement: Executable) -> Iterator[Any]:
        with self._replica.reading() as connection:
            result = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(statement)
            for rows in result.partitions():
                yield from rows


def _counts(rows: Iterable[Row[str, int]]) -> dict[str, int]:
    return {row[0]: row[1] for row in rows}


def _expected(door: Checkpoint, booked: dict[str, int], people: dict[str, int]) -> int:
    if door.policy.door is DoorMode.REGISTERED or door.key in booked:
        return booked.get(door.key, 0)
    entitled = door.policy.entitled
    return sum(count for category, count in people.items() if entitled is None or category in entitled)


def _recent_scan(row: Sequence[Any]) -> RecentScan:
    entry, known, undone = row[: len(ENTRY)], row[len(ENTRY) : -1], row[-1]
    return RecentScan(Entry(*entry), registration_of(known) if known[0] is not None else None, bool(undone))


_BY_NAME = (tables.registration.c.folded_last, tables.registration.c.folded_first, tables.registration.c.number)
_SAME_PERSON = tables.registration.c.id == tables.presence.c.registration
_undoing = tables.entry.alias("undoing")
_UNDONE = (
    select(1)
    .where(_undoing.c.registration == tables.entry.c.registration)
    .where(_undoing.c.kind == EntryKind.UNDONE)
    .where((_undoing.c.cause == tables.entry.c.id) | (_undoing.c.cause == tables.entry.c.cause))
    .correlate(tables.entry)
    .exists()
)
_OPEN_EVENT = select(tables.event.c.document).where(tables.event.c.open)
_REGISTRATION = select(*REGISTRATION).where(tables.registration.c.id == bindparam("id"))
_BY_CODE = (
    select(*REGISTRATION)
    .join_from(tables.ticket, tables.registration, tables.registration.c.id == tables.ticket.c.registration)
    .where(tables.ticket.c.code == bindparam("code"))
)
_BOOKED = select(tables.booking.c.checkpoint).where(tables.booking.c.registration == bindparam("registration"))
_PRESENCES = select(tables.presence.c.checkpoint, *PRESENCE).where(
    tables.presence.c.registration == bindparam("registration")
)
_TALLIES = select(
    tables.tally.c.checkpoint,
    tables.tally.c.inside,
    tables.tally.c.admitted,
    tables.tally.c.refused,
    tables.tally.c.conflicts,
)
_CONFIRMED = tables.registration.c.status == Status.CONFIRMED
_BOOKED_COUNTS = (
    select(tables.booking.c.checkpoint, func.count())
    .join_from(tables.booking, tables.registration, tables.registration.c.id == tables.booking.c.registration)
    .where(_CONFIRMED)
    .group_by(tables.booking.c.checkpoint)
)
_CONFIRMED_COUNTS = (
    select(tables.registration.c.category, func.count()).where(_CONFIRMED).group_by(tables.registration.c.category)
)
_ARRIVALS = select(tables.entry.c.corrected).where(
    tables.entry.c.checkpoint == bindparam("checkpoint"),
    tables.entry.c.corrected >= bindparam("since"),
    tables.entry.c.corrected < bindparam("until"),
    tables.entry.c.kind == EntryKind.ADMITTED,
    ~_UNDONE,
)
_RECENT = (
    select(*ENTRY, *REGISTRATION, _UNDONE)
    .outerjoin_from(tables.entry, tables.registration, tables.registration.c.id == tables.entry.c.registration)
    .where(and_(tables.entry.c.kind.in_(_DOOR_KINDS), tables.entry.c.cause.is_(None)))
    .order_by(tables.entry.c.number.desc())
)
