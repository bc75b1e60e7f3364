"""Importing many registrations: all or nothing, and never in a scan's way.

The rows are first put aside, whole; accepting them is one small commit. Only then are they taken over, a few
milliseconds at a time; a crash before the commit leaves nothing, one after it is rolled forward at the next start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock, Timeout
from sqlalchemy import Connection, delete, func, insert, select, update

from checkin.errors import EnvironmentProblem
from checkin.model.registration import Registration
from checkin.store import tables
from checkin.store.columns import to_microseconds
from checkin.store.folding import fold_name
from checkin.store.index import INDEX, UNINDEX, index_words, name_key
from checkin.store.rows import folded_ticket
from checkin.store.writer import Pace, Writer
from checkin.store.writing import Writing

_CHUNKS_BETWEEN_MERGES = 400  # each leaves a segment in the search index

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A registration that is new, or replaces the one with its id. `bookings` are checkpoint keys."""

    registration: Registration
    bookings: tuple[str, ...] = ()


class Staging:
    """One import: `stage` the rows, `accept` them, `apply` them. Left before `accept`, nothing has happened."""

    def __init__(self, writer: Writer, at: datetime) -> None:
        self._writer = writer
        self._at = to_microseconds(at)
        self._lock = _import_lock(writer.folder)
        self._accepted = False

    def __enter__(self) -> Self:
        try:
            self._lock.acquire(timeout=0)
        except Timeout as failure:
            raise EnvironmentProblem("store.import_running") from failure
        except OSError as failure:
            raise EnvironmentProblem("store.no_permission", folder=str(self._writer.folder)) from failure
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if not self._accepted:
                _clear(self._writer)
        finally:
            self._lock.release()

    def stage(self, rows: Iterable[ImportRow]) -> int:
        """Put rows aside; may be called again. Returns how many they were."""
        total = 0
        pending = iter(rows)
        pace = Pace(50)
        while chunk := [self._row(row) for row in self._politely(islice(pending, pace.rows))]:
            with self._writer.chunk(pace) as connection:
                connection.exec_driver_sql(_STAGE, chunk)
            total += len(chunk)
        return total

    def accept(self, also: Callable[[Writing], None] | None = None) -> None:
        """From here on the import counts, whatever happens. `also` writes in the same transaction."""
        with self._writer.step() as connection:
            connection.execute(insert(tables.staged_import), {"accepted": True, "applied": 0})
            if also is not None:
                also(Writing(connection))
        self._accepted = True

    def apply(self, progress: Progress | None = None) -> None:
        """Take the accepted rows over. `progress` is told the share that is done, 0 to 1."""
        _take_over(self._writer, progress or (lambda share: None))

    def _politely(self, rows: Iterable[ImportRow]) -> Iterator[ImportRow]:
        for row in rows:
            self._writer.lane.give_way()
            yield row

    def _row(self, row: ImportRow) -> tuple[Any, ...]:
        one = row.registration
        last, first = fold_name(one.last_name), fold_name(one.first_name)
        return (
            one.id.bytes,
            one.ticket,
            one.first_name,
            one.last_name,
            one.title,
            one.position,
            one.organisation,
            one.powiat,
            one.voivodeship,
            one.category,
            one.status.value,
            one.address,
            one.email,
            one.phone,
            one.diet,
            one.note,
            one.vip,
            one.source_id,
            one.valid_from and to_microseconds(one.valid_from),
            one.valid_until and to_microseconds(one.valid_until),
            one.version,
            last,
            first,
            index_words(last, first, one.organisation, one.ticket),
            name_key(last, first),
            "\n".join(row.bookings),
            folded_ticket(one.ticket),
            self._at,
        )


def finish_imports(writer: Writer) -> None:
    """After a crash: roll an accepted import forward, forget one that was not. A running one is left alone."""
    with writer.step() as connection:
        if not connection.execute(_ANY_STAGED).scalar():
            return
    try:
        with _import_lock(writer.folder).acquire(timeout=0):
            with writer.step() as connection:
                accepted = connection.execute(select(tables.staged_import.c.accepted)).scalar()
            if accepted:
                _take_over(writer, lambda share: None)
            else:
                _clear(writer)
    except Timeout:
        return


def _take_over(writer: Writer, progress: Progress) -> None:
    """Registrations first, then their tickets: each in the order in which it lies in the file."""
    last, applied = _extent(writer)
    _take_registrations(writer, applied, last, progress)
    _take_tickets(writer, last, progress)
    _merge(writer)
    _clear(writer)
    progress(1.0)


def _extent(writer: Writer) -> tuple[int, int]:
    with writer.step() as connection:
        last = connection.execute(select(func.max(tables.staged_registration.c.number))).scalar() or 0
        return last, connection.execute(select(tables.staged_import.c.applied)).scalar() or 0


def _take_registrations(writer: Writer, applied: int, last: int, progress: Progress) -> None:
    pace = Pace(50)
    chunks = 0
    while applied < last:
        upto = min(applied + pace.rows, last)
        with writer.chunk(pace) as connection:
            for statement in _TAKE_REGISTRATIONS:
                connection.exec_driver_sql(statement, (applied, upto))
            connection.execute(update(tables.staged_import).values(applied=upto))
        applied = upto
        chunks += 1
        if chunks % _CHUNKS_BETWEEN_MERGES == 0:
            _merge(writer)
        progress(0.7 * applied / last)


def _take_tickets(writer: Writer, last: int, progress: Progress) -> None:
    """By code: the table is sorted by it, and codes in any other order would touch a page of the file each."""
    pace = Pace(50)
    taken = 0
    with writer.reading() as reader:
        codes = reader.execute(_TICKETS)
        while rows := codes.fetchmany(pace.rows):
            with writer.chunk(pace) as connection:
                connection.exec_driver_sql(_TAKE_TICKETS, rows)
            taken += len(rows)
            writer.lane.give_way()
            progress(0.7 + 0.2 * taken / last)


def _merge(writer: Writer) -> None:
    """Make one segment of the search index, a few pages at a time: a search looks into each segment."""
    pace = Pace(8)
    step = -1  # the first one marks all the segments, those after it merge what is marked
    changes = 2
    while changes > 1:
        with writer.chunk(pace) as connection:
            before = _total_changes(connection)
            connection.exec_driver_sql(f"INSERT INTO search (search, rank) VALUES ('merge', {step * pace.rows})")
            changes = _total_changes(connection) - before
        step = 1


def _clear(writer: Writer) -> None:
    """Forget what was put aside, a piece at a time; the mark of the accepted import goes with the last one."""
    pace = Pace(50)
    removed = 1
    while removed:
        with writer.chunk(pace) as connection:
            removed = connection.exec_driver_sql(_REMOVE, (pace.rows,)).rowcount
    with writer.step() as connection:
        connection.execute(delete(tables.staged_import))


def _total_changes(connection: Connection) -> int:
    return connection.exec_driver_sql("SELECT total_changes()").scalar_one()


def _import_lock(folder: Path) -> FileLock:
    return FileLock(folder / "import.lock")


_ANY_STAGED = select(
    select(1).select_from(tables.staged_registration).exists() | select(1).select_from(tables.staged_import).exists()
)
_STAGED_COLUMNS = [column.name for column in tables.staged_registration.c if column.name != "number"]
_STAGE = (
    f"INSERT INTO staged_registration ({', '.join(_STAGED_COLUMNS)}) VALUES ({', '.join('?' * len(_STAGED_COLUMNS))})"
)
_REMOVE = "DELETE FROM staged_registration WHERE number IN (SELECT number FROM staged_registration LIMIT ?)"
_TAKEN = [column.name for column in tables.registration.c if column.name != "number"]
_KEPT = ("id", "ticket", "version")
_RANGE = "staged.number > ? AND staged.number <= ?"
_FROM_KNOWN = (
    "FROM staged_registration AS staged CROSS JOIN registration AS known ON known.id = staged.id WHERE " + _RANGE
)
_TAKE_REGISTRATIONS = (
    f"{UNINDEX} {_FROM_KNOWN} ORDER BY 2",
    f"DELETE FROM booking WHERE registration IN (SELECT known.id {_FROM_KNOWN})",
    (
        f"INSERT INTO registration ({', '.join(_TAKEN)}) "
        f"SELECT {', '.join(_TAKEN)} FROM staged_registration AS staged WHERE {_RANGE} "
        "ON CONFLICT (id) DO UPDATE SET "
        + ", ".join(f"{name} = excluded.{name}" for name in _TAKEN if name not in _KEPT)
        + ", version = registration.version + 1"
    ),
    f"{INDEX} {_FROM_KNOWN} ORDER BY 1",
    (
        "INSERT OR IGNORE INTO booking (registration, checkpoint) "
        "SELECT staged.id, door.value FROM staged_registration AS staged, "
        "json_each('[\"' || replace(staged.bookings, char(10), '\",\"') || '\"]') AS door "
        f"WHERE {_RANGE} AND staged.bookings <> ''"
    ),
)
_TICKETS = (
    "SELECT staged.ticket, staged.folded_ticket, staged.id, staged.issued_at "
    "FROM staged_registration AS staged WHERE staged.ticket <> '' ORDER BY staged.ticket"
)
_TAKE_TICKETS = (
    "INSERT INTO ticket (code, folded, registration, blocked, issued_at) VALUES (?, ?, ?, 0, ?) "
    "ON CONFLICT (code) DO NOTHING"
)
