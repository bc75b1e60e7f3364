"""A registration on its way into the tables: what is written of it, and the statements that write it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection

from checkin.model.registration import Registration
from checkin.store import tables
from checkin.store.columns import to_microseconds
from checkin.store.folding import fold_name
from checkin.store.index import UNINDEX, index_words, name_key, search_key
from checkin.store.rows import folded_ticket

Row = tuple[tuple[Any, ...], tuple[str, ...], str | None]
"""The columns of `registration` but its number, then the bookings, then the folded ticket."""
Ticket = tuple[str, str | None, bytes, int]
"""A row of `ticket`, but whether it is blocked."""
Words = tuple[int, str]
"""A row of the search index."""
Booking = tuple[bytes, str]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A registration that is new, or replaces the one with its id. `bookings` are checkpoint keys."""

    registration: Registration
    bookings: tuple[str, ...] = ()


def row_of(row: ImportRow) -> Row:
    one = row.registration
    last, first = fold_name(one.last_name), fold_name(one.first_name)
    columns = (
        one.id.bytes,
        *_TICKET_TO_CATEGORY(one),
        one.status.value,
        *_ADDRESS_TO_SOURCE(one),
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


def ticket_of(row: Row, issued_at: int) -> Ticket:
    columns, _, folded = row
    return columns[CODE], folded, columns[ID], issued_at


def put(connection: Connection, rows: Sequence[Row]) -> None:
    """Insert the new ones and replace those that are known, each with its bookings and its words."""
    words, bookings = put_registrations(connection, rows, forget(connection, [columns[ID] for columns, _, _ in rows]))
    index(connection, sorted(words))
    book(connection, bookings)


def put_registrations(
    connection: Connection, rows: Sequence[Row], known: dict[bytes, int]
) -> tuple[list[Words], list[Booking]]:
    """Only the registrations themselves; their words and bookings are returned, to be written in an order of choice.

    Args:
        known: numbers of those that are here already, see `forget`.
    """
    latest = {columns[ID]: (columns, bookings) for columns, bookings, _ in rows}
    newest: int = connection.exec_driver_sql(_NEWEST).scalar() or 0
    numbers = dict(zip(latest, range(newest + 1, newest + 1 + len(latest)), strict=True)) | known
    written = [(None if key in known else numbers[key], *columns) for key, (columns, _) in latest.items()]
    connection.exec_driver_sql(_PUT, written)
    words = [(search_key(columns[_NAME_KEY], numbers[key]), columns[_WORDS]) for key, (columns, _) in latest.items()]
    return words, [(key, door) for key, (_, bookings) in latest.items() for door in bookings]


def forget(connection: Connection, identities: Sequence[bytes]) -> dict[bytes, int]:
    """Numbers of those that are known; their words and bookings are gone after it."""
    marks = ", ".join("?" * len(identities))
    known = connection.exec_driver_sql(f"{_KNOWN} ({marks})", tuple(identities)).all()
    if known:
        left = sorted((search_key(key, number), words) for _, number, key, words in known)
        connection.exec_driver_sql(UNINDEX, left)
        connection.exec_driver_sql(_UNBOOK, [(identity,) for identity, *_ in known])
    return {identity: number for identity, number, *_ in known}


def index(connection: Connection, words: Sequence[Words]) -> None:
    """In rising order they cost the least."""
    if words:
        connection.exec_driver_sql(_INDEX, list(words))


def book(connection: Connection, bookings: Sequence[Booking]) -> None:
    if bookings:
        connection.exec_driver_sql(_BOOK, list(bookings))


def issue(connection: Connection, tickets: Sequence[Ticket]) -> None:
    """A code that was issued before stays whose it is."""
    if tickets:
        connection.exec_driver_sql(_ISSUE, list(tickets))


# Many fields in one go: a third of what naming each would take.
_TICKET_TO_CATEGORY = attrgetter(
    "ticket", "first_name", "last_name", "title", "position", "organisation", "powiat", "voivodeship", "category"
)
_ADDRESS_TO_SOURCE = attrgetter("address", "email", "phone", "diet", "note", "vip", "source_id")
_COLUMNS = [column.name for column in tables.registration.c if column.name != "number"]
ID, CODE, _WORDS, _NAME_KEY = map(_COLUMNS.index, ("id", "ticket", "words", "name_key"))
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
_BOOK = "INSERT OR IGNORE INTO booking (registration, checkpoint) VALUES (?, ?)"
_UNBOOK = "DELETE FROM booking WHERE registration = ?"
_ISSUE = (
    "INSERT INTO ticket (code, folded, registration, blocked, issued_at) VALUES (?, ?, ?, 0, ?) "
    "ON CONFLICT (code) DO NOTHING"
)
