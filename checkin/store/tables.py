"""The tables of the replica.

Personal data lies in `registration` alone. `entry` is the journal and only grows; `presence` and
`tally` are made of it, in the same transaction. The search index (FTS5) and the triggers that keep
the journal are SQLite's own: see `checkin.store.schema`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from checkin.model.entry import EntryKind
from checkin.model.event import DoorMode
from checkin.model.operator import Role
from checkin.model.presence import Whereabouts
from checkin.model.registration import Status
from checkin.store.columns import Identifier, Instant, Span, Word

# Constraints have names, so that a later migration can speak of them.
metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_key",
        "uq": "%(table_name)s_one_%(column_0_name)s",
        "fk": "%(table_name)s_of_%(referred_table_name)s",
    }
)

# SQLite counts rows by itself only in a column that is called INTEGER; a BIGINT key would not be one.
_ROW_NUMBER = BigInteger().with_variant(Integer, "sqlite")

event = Table(
    "event",
    metadata,
    Column("key", String, primary_key=True),
    Column("document", String, nullable=False),
    Column("loaded_at", Instant, nullable=False),
    Column("open", Boolean, nullable=False),
)

desk = Table(
    "desk",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("name", String, nullable=False),
    Column("digest_key", LargeBinary, nullable=False),
)

# `pin` and the code of `recovery` are argon2id digests: nobody reads them back.
operator = Table(
    "operator",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", Word(Role), nullable=False),
    Column("pin", String, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("wait_until", Instant),
)

recovery = Table(
    "recovery",
    metadata,
    Column("number", _ROW_NUMBER, primary_key=True),
    Column("code", String, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("wait_until", Instant),
)

# What the coordinator chose for a door over the event file.
door = Table(
    "door",
    metadata,
    Column("checkpoint", String, primary_key=True),
    Column("mode", Word(DoorMode), nullable=False),
    sqlite_with_rowid=False,
)


def _registration_columns() -> tuple[Column[object], ...]:
    """The fields of `model.registration.Registration`, in their order."""
    return (
        Column("ticket", String, nullable=False),
        Column("first_name", String, nullable=False),
        Column("last_name", String, nullable=False),
        Column("title", String, nullable=False),
        Column("position", String, nullable=False),
        Column("organisation", String, nullable=False),
        Column("powiat", String, nullable=False),
        Column("voivodeship", String, nullable=False),
        Column("category", String, nullable=False),
        Column("status", Word(Status), nullable=False),
        Column("address", String, nullable=False),
        Column("email", String, nullable=False),
        Column("phone", String, nullable=False),
        Column("diet", String, nullable=False),
        Column("note", String, nullable=False),
        Column("vip", Boolean, nullable=False),
        Column("source_id", String, nullable=False),
        Column("valid_from", Instant),
        Column("valid_until", Instant),
        Column("version", Integer, nullable=False),
        Column("folded_last", String, nullable=False),
        Column("folded_first", String, nullable=False),
        Column("words", String, nullable=False),
        Column("name_key", BigInteger, nullable=False),
        Column("companions", Integer, nullable=False, server_default="0"),
        Column("photos", Boolean),
        Column("unfinished", Boolean, nullable=False, server_default="0"),
        Column("in_place_of", Identifier),
    )


registration = Table(
    "registration",
    metadata,
    Column("number", _ROW_NUMBER, primary_key=True),
    Column("id", Identifier, nullable=False, unique=True),
    *_registration_columns(),
)
# Few people have either, and whoever asks for them must not look at everybody.
Index("registration_unfinished", registration.c.unfinished, sqlite_where=registration.c.unfinished.is_(True))
Index("registration_in_place_of", registration.c.in_place_of, sqlite_where=registration.c.in_place_of.is_not(None))

ticket = Table(
    "ticket",
    metadata,
    Column("code", String, primary_key=True),
    Column("folded", String),
    Column("registration", Identifier, ForeignKey("registration.id", ondelete="CASCADE"), nullable=False),
    Column("blocked", Boolean, nullable=False),
    Column("issued_at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
Index("ticket_by_folded", ticket.c.folded, sqlite_where=ticket.c.folded.is_not(None))

booking = Table(
    "booking",
    metadata,
    Column("registration", Identifier, ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True),
    Column("checkpoint", String, primary_key=True),
    sqlite_with_rowid=False,
)
Index("booking_by_checkpoint", booking.c.checkpoint)

entry = Table(
    "entry",
    metadata,
    Column("number", _ROW_NUMBER, primary_key=True),
    Column("id", Identifier, nullable=False, unique=True),
    Column("kind", Word(EntryKind), nullable=False),
    Column("at", Instant, nullable=False),
    Column("offset", Span, nullable=False),
    Column("desk", Identifier, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("operator", String, nullable=False),
    Column("registration", Identifier),
    Column("checkpoint", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("again", Boolean, nullable=False),
    Column("attention", Boolean, nullable=False),
    Column("cause", Identifier),
    Column("code_digest", String, nullable=False),
    Column("code_length", Integer, nullable=False),
    Column("why", String, nullable=False),
    Column("corrected", Instant, nullable=False),
    UniqueConstraint("desk", "sequence"),
)
Index("entry_by_registration", entry.c.registration)
Index("entry_by_checkpoint", entry.c.checkpoint, entry.c.corrected)

presence = Table(
    "presence",
    metadata,
    Column("registration", Identifier, primary_key=True),
    Column("checkpoint", String, primary_key=True),
    Column("state", Word(Whereabouts), nullable=False),
    Column("first_in", Instant),
    Column("last_in", Instant),
    Column("last_change", Instant),
    Column("last_desk", Identifier),
    Column("last_entry", Identifier),
    Column("admissions", Integer, nullable=False),
    Column("conflict", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
Index("presence_by_checkpoint", presence.c.checkpoint)

tally = Table(
    "tally",
    metadata,
    Column("checkpoint", String, primary_key=True),
    Column("inside", Integer, nullable=False),
    Column("admitted", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# An import lies here whole before one row of it counts; see `checkin.store.staging`.
staged_import = Table(
    "staged_import",
    metadata,
    Column("number", _ROW_NUMBER, primary_key=True),
    Column("accepted", Boolean, nullable=False),
    Column("applied", Integer, nullable=False),
)

staged_registration = Table(
    "staged_registration",
    metadata,
    Column("number", _ROW_NUMBER, primary_key=True),
    Column("rows", LargeBinary, nullable=False),
)
