"""An import in one transaction: each table gets its rows in the order that suits it, in short statements."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from typing import TypeVar

from sqlalchemy import Connection

from checkin.store.import_rows import (
    CODE,
    ID,
    Booking,
    ImportRow,
    Ticket,
    Words,
    book,
    forget,
    index,
    issue,
    put_registrations,
    row_of,
    ticket_of,
)

_STATEMENT = 250  # rows; who comes to scan waits for them
_ANYBODY = "SELECT 1 FROM registration LIMIT 1"

_Part = TypeVar("_Part")


class WholeImport:
    """Registrations are written as they come; what else is made of them waits for its turn, piece by piece.

    Args:
        at: when new tickets are issued, in microseconds since 1970.
    """

    def __init__(self, rows: Sequence[ImportRow], at: int) -> None:
        self._rows, self._at = rows, at
        self._words: list[list[Words]] = []
        self._tickets: list[list[Ticket]] = []
        self._bookings: list[list[Booking]] = []

    def write(self, connection: Connection, between: Callable[[float], None]) -> None:
        """`between` is called between statements with the share that is done, and may raise."""
        anybody = connection.exec_driver_sql(_ANYBODY).scalar()
        for start in range(0, len(self._rows), _STATEMENT):
            between(0.6 * start / len(self._rows))
            piece = [row_of(row) for row in self._rows[start : start + _STATEMENT]]
            known = forget(connection, [columns[ID] for columns, _, _ in piece]) if anybody else {}
            words, bookings = put_registrations(connection, piece, known)
            self._words.append(sorted(words))
            self._tickets.append(sorted(ticket_of(row, self._at) for row in piece if row[0][CODE]))
            self._bookings.append(bookings)
        # Merged, not sorted: one great sort would hold other threads up.
        _in_statements(lambda part: index(connection, part), heapq.merge(*self._words), lambda: between(0.6))
        _in_statements(lambda part: issue(connection, part), heapq.merge(*self._tickets), lambda: between(0.75))
        _in_statements(lambda part: book(connection, part), chain(*self._bookings), lambda: between(0.9))

    def let_go(self, give_way: Callable[[], None]) -> None:
        """Forget the rows a piece at a time: freeing them all in one go holds other threads for a tenth of a second."""
        for pieces in (self._words, self._tickets, self._bookings):
            for piece in pieces:
                give_way()
                piece.clear()


def _in_statements(write: Callable[[list[_Part]], None], rows: Iterable[_Part], between: Callable[[], None]) -> None:
    coming = iter(rows)
    while part := list(islice(coming, _STATEMENT)):
        between()
        write(part)
