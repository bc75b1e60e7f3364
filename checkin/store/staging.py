"""Importing many registrations: all or nothing, and never in a scan's way.

While nobody scans they are written at once, in one transaction. Where somebody does, that transaction is given up and
the rows are put aside, whole; accepting them is one small commit. Only then are they taken over, a few milliseconds
at a time; a crash before the commit leaves nothing, one after it is rolled forward at the next start.
"""

from __future__ import annotations

import heapq
import marshal
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlcipher3.dbapi2 as sqlcipher
from filelock import FileLock, Timeout
from sqlalchemy import Connection, delete, insert, select, update

from checkin.errors import EnvironmentProblem
from checkin.store import tables
from checkin.store.columns import to_microseconds
from checkin.store.import_rows import ImportRow, Row, Ticket, issue, put, row_of, ticket_of
from checkin.store.whole_import import WholeImport
from checkin.store.writer import Overtaken, Pace, Writer
from checkin.store.writing import Writing

_CHUNKS_BETWEEN_MERGES = 16  # each leaves a segment in the search index
_MOST_SEGMENTS = 48
_LONGEST_PIECE = 200  # rows; unpacking one keeps other threads waiting for a millisecond

Progress = Callable[[float], None]


class Staging:
    """One import: all of it `at_once`, or, where that was not to be, `stage` the rows, `accept` and `apply` them.

    Left before `accept`, nothing has happened.
    """

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

    def at_once(
        self,
        rows: Sequence[ImportRow],
        also: Callable[[Writing], None] | None = None,
        progress: Progress | None = None,
    ) -> bool:
        """Write all rows in one transaction; False, and nothing has happened, where somebody scans meanwhile.

        Args:
            also: writes in the same transaction.
            progress: is told the share that is done, 0 to 1. Raising from it gives the import up.
        """
        whole = WholeImport(rows, self._at)
        try:
            with self._writer.alone() as (connection, make_way):
                whole.write(connection, _both(make_way, progress or _silent))
                if also is not None:
                    also(Writing(connection))
        except Overtaken:
            return False
        finally:
            whole.let_go(self._writer.lane.give_way)
        self._accepted = True
        _merge_many(self._writer)
        return True

    def stage(self, rows: Iterable[ImportRow]) -> int:
        """Put rows aside; may be called again. Returns how many they were."""
        before = self._staged
        pending = iter(rows)
        pace = Pace(200, most=_LONGEST_PIECE)
        while piece := [row_of(row) for row in self._politely(islice(pending, pace.rows))]:
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
        _take_over(self._writer, progress or _silent)

    def _politely(self, rows: Iterable[ImportRow]) -> Iterator[ImportRow]:
        for row in rows:
            self._writer.lane.give_way()
            yield row


def _silent(_: float) -> None:
    """Nobody watches."""


def _both(make_way: Callable[[], None], report: Progress) -> Progress:
    def between(share: float) -> None:
        make_way()
        report(share)

    return between


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
                _take_over(writer, _silent)
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


def _take_registrations(writer: Writer, reader: sqlcipher.Connection, progress: Progress) -> list[list[Ticket]]:
    """Returns the tickets of all rows, also of those taken before a crash; each piece's are sorted."""
    [(applied, last)] = reader.execute(_EXTENT).fetchall()
    pace = Pace(200)
    chunks = 0
    tickets: list[list[Ticket]] = []
    for first, at, rows in _pieces(reader):
        tickets.append(sorted(ticket_of(row, at) for row in rows))
        taken = max(0, applied - first)
        while taken < len(rows):
            part = rows[taken : taken + pace.rows]
            taken += len(part)
            with writer.chunk(pace) as connection:
                put(connection, part)
                connection.execute(update(tables.staged_import).values(applied=first + taken))
            chunks += 1
            if chunks % _CHUNKS_BETWEEN_MERGES == 0:
                _merge(writer)
            progress(0.7 * (first + taken) / (last + _LONGEST_PIECE))
    return tickets


def _pieces(reader: sqlcipher.Connection) -> Iterator[tuple[int, int, list[Row]]]:
    """Number of the first row, when the tickets are issued, and the rows of each piece."""
    number = -1
    while found := reader.execute(_NEXT_PIECE, (number,)).fetchall():
        [(number, packed)] = found
        at, rows = marshal.loads(packed)  # of this program alone: the file is sealed by its key
        yield number, at, rows


def _take_tickets(writer: Writer, tickets: Sequence[Sequence[Ticket]], progress: Progress) -> None:
    pace = Pace(200)
    total = max(1, sum(map(len, tickets)))
    taken = 0
    by_code = (ticket for ticket in heapq.merge(*tickets) if ticket[0])  # one great sort would hold other threads up
    while rows := list(islice(by_code, pace.rows)):
        with writer.chunk(pace) as connection:
            issue(connection, rows)
        taken += len(rows)
        progress(0.7 + 0.2 * taken / total)


def _merge_many(writer: Writer) -> None:
    """Only where small imports have piled up: those of one large import search quickly enough."""
    with writer.reading() as reader:
        [(segments,)] = reader.execute(_SEGMENTS).fetchall()
    if segments > _MOST_SEGMENTS:
        _merge(writer)


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
_SEGMENTS = "SELECT count(DISTINCT segid) FROM search_idx"
_PACKING = 4  # marshal's version: every Python since 3.4 reads it
_STAGE = "INSERT INTO staged_registration (number, rows) VALUES (?, ?)"
_NEXT_PIECE = "SELECT number, rows FROM staged_registration WHERE number > ? ORDER BY number LIMIT 1"
_EXTENT = "SELECT applied, (SELECT coalesce(max(number), 0) FROM staged_registration) FROM staged_import"
_REMOVE = "DELETE FROM staged_registration WHERE number IN (SELECT number FROM staged_registration LIMIT ?)"
