"""Registrations that a desk itself makes, changes and issues again, and what is asked of one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, delete, func, select, update

from checkin.model.entry import Entry
from checkin.model.registration import Registration
from checkin.store import tables
from checkin.store.folding import fold_name
from checkin.store.index import LONGEST_WORD, ORGANISATION, UNINDEX, number_of, search_key
from checkin.store.replica import Replica
from checkin.store.rows import ENTRY, REGISTRATION, registration_of, registration_row
from checkin.store.writing import Writing

_SAMPLE = 400  # people who are looked at for the offices of the words typed so far
_WORDS = 8


# Inside one transaction of the writer


def rewrite(writing: Writing, registration: Registration) -> None:
    """Replace a registration by its id; search finds it by its new words, and no longer by the old ones."""
    connection = writing.connection
    number, key, words = connection.execute(_KNOWN, {"id": registration.id}).one()
    connection.exec_driver_sql(UNINDEX, (search_key(key, number), words))
    row = registration_row(registration)
    del row["id"]  # or SQLite would look through all tickets and bookings for those of another id
    connection.execute(update(tables.registration).where(tables.registration.c.id == registration.id).values(row))
    writing.index(registration.id)


def block_tickets(writing: Writing, identity: UUID) -> None:
    """Every code that was issued to a registration so far is kept, and admits nobody any more."""
    blocked = update(tables.ticket).where(tables.ticket.c.registration == identity).values(blocked=True)
    writing.connection.execute(blocked)


def take_bookings(writing: Writing, identity: UUID) -> tuple[str, ...]:
    """The checkpoint keys of a registration's places, which it has no longer."""
    places = writing.connection.execute(_BOOKED, {"registration": identity}).scalars().all()
    writing.connection.execute(delete(tables.booking).where(tables.booking.c.registration == identity))
    return tuple(places)


def booked(writing: Writing, checkpoint: str) -> int:
    """How many places of a checkpoint are taken."""
    counted = select(func.count()).where(tables.booking.c.checkpoint == checkpoint)
    return writing.connection.execute(counted).scalar_one()


def substitute_in(writing: Writing, identity: UUID) -> UUID | None:
    """Who comes in place of a registration, None for nobody."""
    return writing.connection.execute(_SUBSTITUTE_ID, {"id": identity}).scalar()


# Read-only


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with the names behind its ids; "" where they are not known here."""

    entry: Entry
    desk: str
    operator: str


class People:
    """Read-only questions about people; safe to ask from any thread."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def history(self, identity: UUID) -> list[Line]:
        """All that the journal says of a registration, the newest first."""
        with self._replica.reading() as connection:
            entries = [Entry(*row) for row in connection.execute(_HISTORY, {"registration": identity})]
            desks = {row.id: row.name for row in connection.execute(_DESKS)}
            operators = {str(row.id): row.name for row in connection.execute(_OPERATORS)}
        entries.sort(key=lambda entry: entry.order, reverse=True)
        return [Line(one, desks.get(one.desk, ""), operators.get(one.operator, "")) for one in entries]

    def substitute_of(self, identity: UUID) -> Registration | None:
        """Who comes in place of a registration."""
        with self._replica.reading() as connection:
            row = connection.execute(_SUBSTITUTE, {"id": identity}).first()
        return registration_of(row) if row else None

    def unfinished(self) -> list[Registration]:
        """Guests who were let in with a name only, the longest waiting first."""
        with self._replica.reading() as connection:
            return [registration_of(row) for row in connection.execute(_UNFINISHED)]

    def places_taken(self) -> dict[str, int]:
        """Bookings by checkpoint key, everybody's."""
        with self._replica.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(_PLACES_TAKEN)}

    def organisations(self, typed: str, limit: int = 10) -> list[str]:
        """Organisations of the replica whose words begin with the words typed so far.

        Those that begin as a whole as it was typed come first. While the words fit more people than a glance can take
        in, the organisations are those of some of them; a letter more tells them apart.
        """
        words = [word[:LONGEST_WORD] for word in fold_name(typed).split()[:_WORDS]]
        if not words or limit < 1:
            return []
        query = " AND ".join(f'"{ORGANISATION}{word}" *' for word in words)
        with self._replica.reading() as connection:
            keys = connection.exec_driver_sql(_MATCH, (query, _SAMPLE)).scalars().all()
            named = connection.execute(_ORGANISATIONS, {"numbers": [number_of(key) for key in keys]}).scalars().all()
        return _best(named, " ".join(words))[:limit]


def _best(named: Sequence[str], typed: str) -> list[str]:
    """Those that begin as it was typed first, then by name."""
    return sorted(_without_variants(named), key=lambda name: (not fold_name(name).startswith(typed), fold_name(name)))


def _without_variants(named: Iterable[str]) -> Iterable[str]:
    """One spelling of each name: the commonest."""
    counts: dict[str, dict[str, int]] = {}
    for name in named:
        spellings = counts.setdefault(fold_name(name), {})
        spellings[name] = spellings.get(name, 0) + 1
    return (max(spellings, key=lambda name: spellings[name]) for spellings in counts.values())


_KNOWN = select(tables.registration.c.number, tables.registration.c.name_key, tables.registration.c.words).where(
    tables.registration.c.id == bindparam("id")
)
_MATCH = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT ?"
_BOOKED = select(tables.booking.c.checkpoint).where(tables.booking.c.registration == bindparam("registration"))
_SUBSTITUTE_ID = select(tables.registration.c.id).where(tables.registration.c.in_place_of == bindparam("id"))
_SUBSTITUTE = select(*REGISTRATION).where(tables.registration.c.in_place_of == bindparam("id"))
_HISTORY = select(*ENTRY).where(tables.entry.c.registration == bindparam("registration"))
_DESKS = select(tables.desk.c.id, tables.desk.c.name)
_OPERATORS = select(tables.operator.c.id, tables.operator.c.name)
_UNFINISHED = (
    select(*REGISTRATION).where(tables.registration.c.unfinished.is_(True)).order_by(tables.registration.c.number)
)
_PLACES_TAKEN = select(tables.booking.c.checkpoint, func.count()).group_by(tables.booking.c.checkpoint)
_ORGANISATIONS = select(tables.registration.c.organisation).where(
    tables.registration.c.number.in_(bindparam("numbers", expanding=True))
)
