"""What can be read and written inside one transaction of the writer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from checkin.journal.fold import fold
from checkin.model.entry import Entry, EntryKind
from checkin.model.presence import NEVER, Presence, Whereabouts
from checkin.model.registration import Registration
from checkin.model.ticket import fold_foreign, own_letters
from checkin.store import tables
from checkin.store.columns import from_microseconds
from checkin.store.rows import (
    ENTRY,
    PRESENCE,
    REGISTRATION,
    entry_row,
    presence_row,
    registration_of,
    registration_row,
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A registration as a ticket finds it. `blocked`: the code was replaced or blocked."""

    registration: Registration
    blocked: bool


@dataclass(frozen=True, slots=True)
class DeskRow:
    """The desk whose replica this is. `digest_key` keys the digests of unknown codes."""

    id: UUID
    name: str
    digest_key: bytes


class Writing:
    """The verbs of one transaction. Made by `Replica.writing`, gone with it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Tickets and registrations

    def holder(self, *codes: str) -> Holder | None:
        """Whose ticket this is; the first code that is known wins."""
        rows = self._connection.execute(_HOLDERS, {"codes": codes}).all()
        if not rows:
            return None
        code, blocked, *columns = min(rows, key=lambda row: codes.index(row[0]))
        return Holder(registration_of(columns), blocked)

    def foreign_holder(self, keys: Iterable[str]) -> Holder | None:
        """Whose foreign ticket may have been meant by these folded keys, if it is one person's only."""
        rows = self._connection.execute(_FOREIGN_HOLDERS, {"keys": tuple(keys)}).all()
        if len(rows) != 1:
            return None
        _, blocked, *columns = rows[0]
        return Holder(registration_of(columns), blocked)

    def registration(self, identity: UUID) -> Registration | None:
        row = self._connection.execute(_REGISTRATION, {"id": identity}).first()
        return registration_of(row) if row else None

    def bookings(self, identity: UUID) -> frozenset[str]:
        return frozenset(self._connection.execute(_BOOKINGS, {"id": identity}).scalars())

    def add_registration(
        self, registration: Registration, bookings: Iterable[str] = (), issued_at: datetime | None = None
    ) -> None:
        """A new registration, found by search and by its ticket at once."""
        self._connection.execute(insert(tables.registration), registration_row(registration))
        self._connection.execute(_INDEX, {"id": registration.id})
        if registration.ticket:
            self.issue(registration.id, registration.ticket, issued_at or _when(registration.id))
        if places := [{"registration": registration.id, "checkpoint": key} for key in bookings]:
            self._connection.execute(insert(tables.booking), places)

    def update_registration(self, registration: Registration) -> None:
        """Correct a registration; its version counts on. Its ticket stays as it is."""
        self._connection.execute(_UNINDEX, {"id": registration.id})
        row = registration_row(registration)
        row["known"] = row.pop("id")
        del row["ticket"], row["version"]
        self._connection.execute(_CORRECT, row)
        self._connection.execute(_INDEX, {"id": registration.id})

    def issue(self, identity: UUID, code: str, at: datetime) -> None:
        """Make a code a valid ticket of a registration."""
        folded = fold_foreign(code) if own_letters(code) is None else None
        self._connection.execute(
            insert(tables.ticket),
            {"code": code, "folded": folded, "registration": identity, "blocked": False, "issued_at": at},
        )

    # The event and the desk

    def put_event(self, key: str, document: str, at: datetime) -> None:
        """Keep an event's file and open it; any other event is closed."""
        self._connection.execute(update(tables.event).values(open=False))
        row = {"key": key, "document": document, "loaded_at": at, "open": True}
        statement = upsert(tables.event).values(row)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=row))

    def desk(self) -> DeskRow | None:
        row = self._connection.execute(_DESK).first()
        return DeskRow(*row) if row else None

    def put_desk(self, desk: DeskRow) -> None:
        row = {"id": desk.id, "name": desk.name, "digest_key": desk.digest_key}
        statement = upsert(tables.desk).values(row)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"name": desk.name}))

    def desk_name(self, identity: UUID | None) -> str:
        """The name of a desk, "" where it is not known here."""
        return self._connection.execute(_DESK_NAME, {"id": identity}).scalar() or ""

    # The journal

    def entry(self, identity: UUID) -> Entry | None:
        row = self._connection.execute(_ENTRY, {"id": identity}).first()
        return Entry(*row) if row else None

    def entries_of(self, identity: UUID) -> list[Entry]:
        return [Entry(*row) for row in self._connection.execute(_ENTRIES_OF, {"registration": identity})]

    def presences(self, identity: UUID) -> dict[str, Presence]:
        rows = self._connection.execute(_PRESENCES, {"registration": identity})
        return {row[0]: Presence(*row[1:]) for row in rows}

    def inside(self, checkpoint: str) -> int:
        return self._connection.execute(_INSIDE, {"checkpoint": checkpoint}).scalar() or 0

    def next_sequence(self, desk: UUID) -> int:
        """The desk's number of its next entry, counted from 1."""
        return (self._connection.execute(_LAST_SEQUENCE, {"desk": desk}).scalar() or 0) + 1

    def append(self, *entries: Entry) -> None:
        """Add facts to the journal; presence and tally follow in the same transaction.

        The facts may be of any desk and arrive in any order; one that is here already is left alone.
        """
        added = [entry for entry in entries if self._insert(entry)]
        for entry in added:
            if entry.kind is EntryKind.REFUSED:
                self._count(entry.checkpoint, refused=1)
        moved = {entry.registration for entry in added if entry.kind in _MOVES and entry.registration}
        for identity in moved:
            self._refold(identity)

    def _insert(self, entry: Entry) -> bool:
        return self._connection.execute(_APPEND, entry_row(entry)).rowcount == 1

    def _refold(self, identity: UUID) -> None:
        """Presence is what the fold says of all the entries; the tally moves by the difference."""
        before = self.presences(identity)
        after = fold(self.entries_of(identity))
        for checkpoint in before.keys() | after.keys():
            was, now = before.get(checkpoint, NEVER), after.get(checkpoint, NEVER)
            if was != now:
                self._put_presence(identity, checkpoint, was, now)

    def _put_presence(self, identity: UUID, checkpoint: str, was: Presence, now: Presence) -> None:
        if now == NEVER:
            self._connection.execute(_FORGET_PRESENCE, {"known": identity, "door": checkpoint})
        else:
            row = presence_row(now)
            self._connection.execute(_PUT_PRESENCE, {"registration": identity, "checkpoint": checkpoint, **row})
        self._count(
            checkpoint,
            inside=(now.state is Whereabouts.INSIDE) - (was.state is Whereabouts.INSIDE),
            admitted=(now.admissions > 0) - (was.admissions > 0),
            conflicts=now.conflict - was.conflict,
        )

    def _count(self, checkpoint: str, **steps: int) -> None:
        if any(steps.values()):
            row = {"inside": 0, "admitted": 0, "refused": 0, "conflicts": 0, **steps, "checkpoint": checkpoint}
            self._connection.execute(_COUNT, row)


def _when(identity: UUID) -> datetime:
    """The moment a UUIDv7 was made."""
    return from_microseconds((identity.int >> 80) * 1000)


_MOVES = (EntryKind.ADMITTED, EntryKind.LEFT, EntryKind.UNDONE)

# Statements are made once: SQLAlchemy keeps what it compiled of them.
_WITH_TICKET = select(tables.ticket.c.code, tables.ticket.c.blocked, *REGISTRATION).join_from(
    tables.ticket, tables.registration, tables.registration.c.id == tables.ticket.c.registration
)
_HOLDERS = _WITH_TICKET.where(tables.ticket.c.code.in_(bindparam("codes", expanding=True)))
_FOREIGN_HOLDERS = _WITH_TICKET.where(tables.ticket.c.folded.in_(bindparam("keys", expanding=True))).limit(2)
_REGISTRATION = select(*REGISTRATION).where(tables.registration.c.id == bindparam("id"))
_BOOKINGS = select(tables.booking.c.checkpoint).where(tables.booking.c.registration == bindparam("id"))
_DESK = select(tables.desk.c.id, tables.desk.c.name, tables.desk.c.digest_key)
_DESK_NAME = select(tables.desk.c.name).where(tables.desk.c.id == bindparam("id"))
_ENTRY = select(*ENTRY).where(tables.entry.c.id == bindparam("id"))
_ENTRIES_OF = select(*ENTRY).where(tables.entry.c.registration == bindparam("registration"))
_PRESENCES = select(tables.presence.c.checkpoint, *PRESENCE).where(
    tables.presence.c.registration == bindparam("registration")
)
_INSIDE = select(tables.tally.c.inside).where(tables.tally.c.checkpoint == bindparam("checkpoint"))
_LAST_SEQUENCE = select(func.max(tables.entry.c.sequence)).where(tables.entry.c.desk == bindparam("desk"))
_APPEND = upsert(tables.entry).on_conflict_do_nothing(index_elements=["id"])
_FORGET_PRESENCE = delete(tables.presence).where(
    tables.presence.c.registration == bindparam("known"), tables.presence.c.checkpoint == bindparam("door")
)
_new_presence = upsert(tables.presence)
_PUT_PRESENCE = _new_presence.on_conflict_do_update(
    index_elements=["registration", "checkpoint"],
    set_={column.name: _new_presence.excluded[column.name] for column in PRESENCE},
)
_new_tally = upsert(tables.tally)
_COUNT = _new_tally.on_conflict_do_update(
    index_elements=["checkpoint"],
    set_={
        name: tables.tally.c[name] + _new_tally.excluded[name]
        for name in ("inside", "admitted", "refused", "conflicts")
    },
)
_CORRECT = (
    update(tables.registration)
    .where(tables.registration.c.id == bindparam("known"))
    .values(version=tables.registration.c.version + 1)
)
_INDEXED = "folded_last, folded_first, folded_organisation, ticket"
_id = bindparam("id", type_=tables.registration.c.id.type)
_INDEX = text(
    f"INSERT INTO search (rowid, {_INDEXED}) SELECT number, {_INDEXED} FROM registration WHERE id = :id"
).bindparams(_id)
_UNINDEX = text(
    f"INSERT INTO search (search, rowid, {_INDEXED}) "
    f"SELECT 'delete', number, {_INDEXED} FROM registration WHERE id = :id"
).bindparams(_id)
