"""What can be read and written inside one transaction of the writer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, func, insert, literal_column, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from checkin.journal.fold import fold
from checkin.model.entry import Entry, EntryKind
from checkin.model.event import DoorMode
from checkin.model.presence import NEVER, Presence, Whereabouts
from checkin.model.registration import Registration, Status
from checkin.store import tables
from checkin.store.columns import from_microseconds
from checkin.store.index import INDEX
from checkin.store.prepared import Prepared
from checkin.store.rows import (
    ENTRY,
    PRESENCE,
    REGISTRATION,
    entry_row,
    folded_ticket,
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
        self._cursor = connection.connection.cursor()
        self._presences: dict[UUID, dict[str, Presence]] = {}

    @property
    def connection(self) -> Connection:
        """For the other modules of the store, which keep their tables themselves."""
        return self._connection

    # Tickets and registrations

    def holder(self, code: str, otherwise: str) -> Holder | None:
        """Whose ticket this is; the second code counts where the first is nobody's."""
        rows = _HOLDERS.rows(self._cursor, code=code, otherwise=otherwise)
        rows.sort(key=lambda row: row[0] != code)
        return _holder(rows[0]) if rows else None

    def foreign_holder(self, keys: Iterable[str]) -> Holder | None:
        """Whose foreign ticket may have been meant by these folded keys, if it is one person's only."""
        rows = self._connection.execute(_FOREIGN_HOLDERS, {"keys": tuple(keys)}).all()
        return _holder(rows[0]) if len(rows) == 1 else None

    def registration(self, identity: UUID) -> Registration | None:
        row = self._connection.execute(_REGISTRATION, {"id": identity}).first()
        return registration_of(row) if row else None

    def is_booked(self, identity: UUID, checkpoint: str) -> bool:
        return _BOOKED.value(self._cursor, registration=identity, checkpoint=checkpoint) is not None

    def add_registration(
        self, registration: Registration, bookings: Iterable[str] = (), issued_at: datetime | None = None
    ) -> None:
        """A new registration, found by search and by its ticket at once.

        Args:
            bookings: checkpoint keys.
            issued_at: when the ticket was issued; the moment in the registration's id where nobody says.
        """
        self._connection.execute(insert(tables.registration), registration_row(registration))
        self.index(registration.id)
        if registration.ticket:
            self.issue_ticket(registration, issued_at or from_microseconds((registration.id.int >> 80) * 1000))
        if places := [{"registration": registration.id, "checkpoint": key} for key in bookings]:
            self._connection.execute(insert(tables.booking), places)

    def index(self, identity: UUID) -> None:
        """Let search find a registration by the words that its row has now."""
        self._connection.execute(_INDEX, {"id": identity})

    def issue_ticket(self, registration: Registration, at: datetime) -> None:
        """Make a registration's code a ticket that is valid."""
        row = {"code": registration.ticket, "folded": folded_ticket(registration.ticket), "blocked": False}
        self._connection.execute(insert(tables.ticket), {**row, "registration": registration.id, "issued_at": at})

    # The event and the desk

    def put_event(self, key: str, document: str, at: datetime) -> None:
        """Keep an event's file and open it; any other event is closed."""
        self._connection.execute(update(tables.event).values(open=False))
        row = {"key": key, "document": document, "loaded_at": at, "open": True}
        statement = upsert(tables.event).values(row)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=row))

    def desk(self) -> DeskRow | None:
        """The desk whose replica this is, None before it has an identity."""
        row = self._connection.execute(_DESK).first()
        return DeskRow(*row) if row else None

    def put_desk(self, desk: DeskRow) -> None:
        row = {"id": desk.id, "name": desk.name, "digest_key": desk.digest_key}
        statement = upsert(tables.desk).values(row)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"name": desk.name}))

    def desk_name(self, identity: UUID) -> str:
        """The name of a desk, "" where it is not known here."""
        return _DESK_NAME.value(self._cursor, id=identity) or ""

    # The journal

    def entry(self, identity: UUID) -> Entry | None:
        row = _ENTRY.one(self._cursor, id=identity)
        return Entry(*row) if row else None

    def entries_of(self, identity: UUID) -> list[Entry]:
        return [Entry(*row) for row in _ENTRIES_OF.rows(self._cursor, registration=identity)]

    def presences(self, identity: UUID) -> dict[str, Presence]:
        """By checkpoint key; where the person never was, there is none."""
        if identity not in self._presences:
            rows = _PRESENCES.rows(self._cursor, registration=identity)
            self._presences[identity] = {row[0]: Presence(*row[1:]) for row in rows}
        return self._presences[identity]

    def door(self, checkpoint: str) -> tuple[int, DoorMode | None]:
        """How many people are inside now, and what the coordinator chose; None where nothing was chosen."""
        inside, mode = _DOOR.rows(self._cursor, checkpoint=checkpoint)[0]
        return inside or 0, mode

    def held(self, checkpoint: str) -> int:
        """How many have booked a place and have not come yet; those whose registration is cancelled do not count."""
        return _HELD.value(self._cursor, checkpoint=checkpoint) or 0

    def next_of(self, desk: UUID, now: datetime) -> tuple[int, datetime]:
        """Number, from 1, and time of the desk's next entry.

        A time server puts clocks back a little, and two calls may start with one ``--now``: that must not fold the
        desk's own entries in another order than it wrote them. A clock put back further was wrong and is right now.
        """
        row = _LAST_OF.one(self._cursor, desk=desk)
        if row is None:
            return 1, now
        sequence, last = row
        return sequence + 1, last if now < last <= now + _PUT_BACK else now

    def last_move_of(self, desk: UUID) -> UUID | None:
        """The last scan of a desk that let anybody in or out, undone or not."""
        return _LAST_MOVE_OF.value(self._cursor, desk=desk)

    def append(self, *entries: Entry) -> None:
        """Add facts to the journal; presence and tally follow in the same transaction.

        The facts may be of any desk and arrive in any order; one that is here already is left alone.
        """
        added = [entry for entry in entries if _APPEND.run(self._cursor, **entry_row(entry))]
        for entry in added:
            if entry.kind is EntryKind.REFUSED:
                self._count(entry.checkpoint, refused=1)
        for identity in {entry.registration for entry in added if entry.kind in _MOVES and entry.registration}:
            self._refold(identity)

    def _refold(self, identity: UUID) -> None:
        """Presence is what the fold says of all the entries; the tally moves by the difference."""
        before = self.presences(identity)
        after = fold(self.entries_of(identity))
        for checkpoint in before.keys() | after.keys():
            was, now = before.get(checkpoint, NEVER), after.get(checkpoint, NEVER)
            if was != now:
                self._put_presence(identity, checkpoint, was, now)
        self._presences[identity] = after

    def _put_presence(self, identity: UUID, checkpoint: str, was: Presence, now: Presence) -> None:
        if now == NEVER:
            _FORGET_PRESENCE.run(self._cursor, known=identity, door=checkpoint)
        else:
            _PUT_PRESENCE.run(self._cursor, registration=identity, checkpoint=checkpoint, **presence_row(now))
        self._count(
            checkpoint,
            inside=(now.state is Whereabouts.INSIDE) - (was.state is Whereabouts.INSIDE),
            admitted=(now.admissions > 0) - (was.admissions > 0),
            conflicts=now.conflict - was.conflict,
        )

    def _count(
        self, checkpoint: str, *, inside: int = 0, admitted: int = 0, refused: int = 0, conflicts: int = 0
    ) -> None:
        if inside or admitted or refused or conflicts:
            _COUNT.run(
                self._cursor,
                checkpoint=checkpoint,
                inside=inside,
                admitted=admitted,
                refused=refused,
                conflicts=conflicts,
            )


def _holder(row: Sequence[Any]) -> Holder:
    return Holder(registration_of(row[2:]), bool(row[1]))


_PUT_BACK = timedelta(minutes=1)
_MOVES = (EntryKind.ADMITTED, EntryKind.LEFT, EntryKind.UNDONE)

_WITH_TICKET = select(tables.ticket.c.code, tables.ticket.c.blocked, *REGISTRATION).join_from(
    tables.ticket, tables.registration, tables.registration.c.id == tables.ticket.c.registration
)
_HOLDERS = Prepared(
    _WITH_TICKET.where((tables.ticket.c.code == bindparam("code")) | (tables.ticket.c.code == bindparam("otherwise")))
)
_FOREIGN_HOLDERS = _WITH_TICKET.where(tables.ticket.c.folded.in_(bindparam("keys", expanding=True))).limit(2)
_REGISTRATION = select(*REGISTRATION).where(tables.registration.c.id == bindparam("id"))
_BOOKED = Prepared(
    select(tables.booking.c.checkpoint).where(
        tables.booking.c.registration == bindparam("registration"),
        tables.booking.c.checkpoint == bindparam("checkpoint"),
    )
)
_DESK = select(tables.desk.c.id, tables.desk.c.name, tables.desk.c.digest_key)
_DESK_NAME = Prepared(select(tables.desk.c.name).where(tables.desk.c.id == bindparam("id")))
_ENTRY = Prepared(select(*ENTRY).where(tables.entry.c.id == bindparam("id")))
_ENTRIES_OF = Prepared(select(*ENTRY).where(tables.entry.c.registration == bindparam("registration")))
_PRESENCES = Prepared(
    select(tables.presence.c.checkpoint, *PRESENCE).where(tables.presence.c.registration == bindparam("registration"))
)
_DOOR = Prepared(
    select(
        select(tables.tally.c.inside).where(tables.tally.c.checkpoint == bindparam("checkpoint")).scalar_subquery(),
        select(tables.door.c.mode).where(tables.door.c.checkpoint == bindparam("checkpoint")).scalar_subquery(),
    )
)
_came = (
    select(tables.presence.c.registration)
    .where(
        tables.presence.c.registration == tables.booking.c.registration,
        tables.presence.c.checkpoint == tables.booking.c.checkpoint,
        tables.presence.c.admissions > literal_column("0"),
    )
    .exists()
)
_HELD = Prepared(
    select(func.count())
    .select_from(tables.booking)
    .join(tables.registration, tables.registration.c.id == tables.booking.c.registration)
    .where(
        tables.booking.c.checkpoint == bindparam("checkpoint"),
        tables.registration.c.status != literal_column(f"'{Status.CANCELLED}'"),
        ~_came,
    )
)
_LAST_OF = Prepared(
    select(tables.entry.c.sequence, tables.entry.c.at)
    .where(tables.entry.c.desk == bindparam("desk"))
    .order_by(tables.entry.c.sequence.desc())
    .limit(literal_column("1"))
)
_LAST_MOVE_OF = Prepared(
    select(tables.entry.c.id)
    .where(
        tables.entry.c.desk == bindparam("desk"),
        tables.entry.c.cause.is_(None),
        tables.entry.c.kind.in_([literal_column(f"'{kind}'") for kind in (EntryKind.ADMITTED, EntryKind.LEFT)]),
    )
    .order_by(tables.entry.c.sequence.desc())
    .limit(literal_column("1"))
)
_APPEND = Prepared(
    upsert(tables.entry).on_conflict_do_nothing(index_elements=["id"]),
    [column.name for column in tables.entry.c if column.name != "number"],
)
_FORGET_PRESENCE = Prepared(
    delete(tables.presence).where(
        tables.presence.c.registration == bindparam("known"), tables.presence.c.checkpoint == bindparam("door")
    )
)
_new_presence = upsert(tables.presence)
_PUT_PRESENCE = Prepared(
    _new_presence.on_conflict_do_update(
        index_elements=["registration", "checkpoint"],
        set_={column.name: _new_presence.excluded[column.name] for column in PRESENCE},
    ),
    [column.name for column in tables.presence.c],
)
_new_tally = upsert(tables.tally)
_COUNTS = ("inside", "admitted", "refused", "conflicts")
_COUNT = Prepared(
    _new_tally.on_conflict_do_update(
        index_elements=["checkpoint"],
        set_={name: tables.tally.c[name] + _new_tally.excluded[name] for name in _COUNTS},
    ),
    ["checkpoint", *_COUNTS],
)
_id = bindparam("id", type_=tables.registration.c.id.type)
_INDEX = text(f"{INDEX} FROM registration AS known WHERE known.id = :id").bindparams(_id)
