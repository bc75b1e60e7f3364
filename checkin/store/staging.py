"""Importing many registrations: all or nothing, and never in a scan's way.

The rows are first put aside, whole; accepting them is one small commit. Only then are they taken over, a few
milliseconds at a time; a crash before the commit leaves nothing, one after it is rolled forward at the next start.
"""

from __future__ import annotations

import heapq
import marshal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlcipher3.dbapi2 as sqlcipher
from filelock import FileLock, Timeout
from sqlalchemy import Connection, delete, insert, select, update

from checkin.errors import EnvironmentProblem
from checkin.model.registration import Registration
from checkin.store import tables
from checkin.store.columns import to_microseconds
from checkin.store.folding import fold_name
from checkin.store.index import index_words, name_key, search_key
from checkin.store.rows import folded_ticket
from checkin.store.writer import Pace, Writer
from checkin.store.writing import Writing

_CHUNKS_BETWEEN_MERGES = 16  # each leaves a segment in the search index
_LONGEST_PIECE = 500  # rows; unpacking one keeps other threads waiting for a millisecond

Progress = Callable[[float], None]
_Row = tuple[tuple[Any, ...], tuple[str, ...], str | None]
"""The columns of `registration` but its number, then the bookings, then the folded ticket."""
_Ticket = tuple[str, str | None, bytes, int]
"""A row of `ticket`, but whether it is blocked."""


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
        self._staged = 0
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
        before = self._staged
        pending = iter(rows)
        pace = Pace(200, most=_LONGEST_PIECE)
        while piece := [_row_of(row) for row in self._politely(islice(pending, pace.rows))]:
            packed = marshal.dumps((self._at, piece), _PACKING)
            with self._writer.chunk(pace) as connection:
                connection.exec_driver_sql(_STAGE, (self._staged, packed))
            self._staged += len(piece)
        return self._staged - before

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


def _row_of(row: ImportRow) -> _Row:
    one = row.registration
    last, first = fold_name(one.last_name), fold_name(one.first_name)
    columns = (
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
        one.companions,
        one.photos,
        one.unfinished,
        one.in_place_of and one.in_place_of.bytes,
    )
    return columns, row.bookings, folded_ticket(one.ticket)


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
    """Registrations first, then tickets by code: in any other order each would touch a page of its own."""
    with writer.reading() as reader:
        tickets = _take_registrations(writer, reader, progress)
    _take_tickets(writer, tickets, progress)
    _merge(writer)
    _clear(writer)
    progress(1.0)


def _take_registrations(writer: Writer, reader: sqlcipher.Connection, progress: Progress) -> list[list[_Ticket]]:
    """Returns the tickets of all rows, also of those taken before a crash; each piece's are sorted."""
    [(applied, last)] = reader.execute(_EXTENT).fetchall()
    pace = Pace(200)
    chunks = 0
    tickets: list[list[_Ticket]] = []
    for first, at, rows in _pieces(reader):
        tickets.append(sorted((columns[_CODE], folded, columns[_ID], at) for columns, _, folded in rows))
        taken = max(0, applied - first)
        while taken < len(rows):
            part = rows[taken : taken + pace.rows]
            taken += len(part)
            with writer.chunk(pace) as connection:
                _put(connection, part)
                connection.execute(update(tables.staged_import).values(applied=first + taken))
            chunks += 1
            if chunks % _CHUNKS_BETWEEN_MERGES == 0:
                _merge(writer)
            progress(0.7 * (first + taken) / (last + _LONGEST_PIECE))
    return tickets


def _pieces(reader: sqlcipher.Connection) -> Iterator[tuple[int, int, list[_Row]]]:
    """Number of the first row, when the tickets are issued, and the rows of each piece."""
    number = -1
    while found := reader.execute(_NEXT_PIECE, (number,)).fetchall():
        [(number, packed)] = found
        at, rows = marshal.loads(packed)  # of this program alone: the file is sealed by its key
        yield number, at, rows


def _put(connection: Connection, rows: Sequence[_Row]) -> None:
    """Insert the new ones and replace those that are known, each with its bookings and its words."""
    latest = {columns[_ID]: (columns, bookings) for columns, bookings, _ in rows}
    newest: int = connection.exec_driver_sql(_NEWEST).scalar() or 0
    known = _forget(connection, tuple(latest))
    numbers = dict(zip(latest, range(newest + 1, newest + 1 + len(latest)), strict=True)) | known
    written = [(None if key in known else numbers[key], *columns) for key, (columns, _) in latest.items()]
    connection.exec_driver_sql(_PUT, written)
    words = [(search_key(columns[_NAME_KEY], numbers[key]), columns[_WORDS]) for key, (columns, _) in latest.items()]
    connection.exec_driver_sql(_INDEX, sorted(words))
    if booked := [(key, door) for key, (_, bookings) in latest.items() for door in bookings]:
        connection.exec_driver_sql(_BOOK, booked)


def _forget(connection: Connection, identities: tuple[bytes, ...]) -> dict[bytes, int]:
    """Numbers of those that are known; their words and bookings are gone after it."""
    marks = ", ".join("?" * len(identities))
    known = connection.exec_driver_sql(f"{_KNOWN} ({marks})", identities).all()
    if known:
        left = sorted((search_key(key, number), words) for _, number, key, words in known)
        connection.exec_driver_sql(_UNINDEX, left)
        connection.exec_driver_sql(_UNBOOK, [(identity,) for identity, *_ in known])
    return {identity: number for identity, number, *_ in known}


def _take_tickets(writer: Writer, tickets: Sequence[Sequence[_Ticket]], progress: Progress) -> None:
    pace = Pace(200)
    total = max(1, sum(map(len, tickets)))
    taken = 0
    by_code = (ticket for ticket in heapq.merge(*tickets) if ticket[0])  # one great sort would hold other threads up
    while rows := list(islice(by_code, pace.rows)):
        with writer.chunk(pace) as connection:
            connection.exec_driver_sql(_ISSUE, rows)
        taken += len(rows)
        progress(0.7 + 0.2 * taken / total)


def _merge(writer: Writer) -> None:
    """Make one segment of every sixteen in the search index, a few pages at a time: a search looks into each."""
    pace = Pace(8, least=2)
    changes = 2
    while changes > 1:
        with writer.chunk(pace) as connection:
            before = _total_changes(connection)
            connection.exec_driver_sql("INSERT INTO search (search, rank) VALUES ('merge', ?)", (pace.rows,))
            changes = _total_changes(connection) - before


def _clear(writer: Writer) -> None:
    """Forget what was put aside, a few pieces at a time; the mark of the accepted import goes with the last one."""
    pace = Pace(2, least=1)
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
_PACKING = 4  # marshal's version: every Python since 3.4 reads it
_STAGE = "INSERT INTO staged_registration (number, rows) VALUES (?, ?)"
_NEXT_PIECE = "SELECT number, rows FROM staged_registration WHERE number > ? ORDER BY number LIMIT 1"
_EXTENT = "SELECT applied, (SELECT coalesce(max(number), 0) FROM staged_registration) FROM staged_import"
_REMOVE = "DELETE FROM staged_registration WHERE number IN (SELECT number FROM staged_registration LIMIT ?)"

_COLUMNS = [column.name for column in tables.registration.c if column.name != "number"]
_ID, _CODE, _WORDS, _NAME_KEY = map(_COLUMNS.index, ("id", "ticket", "words", "name_key"))
_KEPT = ("id", "ticket", "version")
_NEWEST = "SELECT max(number) FROM registration"
_KNOWN = "SELECT id, number, name_key, words FROM registration WHERE id IN"
_PUT = (
    f"INSERT INTO registration (number, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)}) "
    "ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name not in _KEPT)
    + ", version = registration.version + 1"
)
_INDEX = "INSERT INTO search (rowid, words) VALUES (?, ?)"
_UNINDEX = "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)"
_BOOK = "INSERT OR IGNORE INTO booking (registration, checkpoint) VALUES (?, ?)"
_UNBOOK = "DELETE FROM booking WHERE registration = ?"
_ISSUE = (
    "INSERT INTO ticket (code, folded, registration, blocked, issued_at) VALUES (?, ?, ?, 0, ?) "
    "ON CONFLICT (code) DO NOTHING"
)
