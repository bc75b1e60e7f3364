"""Between the model's values and the rows of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Column

from checkin.model.entry import Entry
from checkin.model.presence import Presence
from checkin.model.registration import Registration
from checkin.store import tables
from checkin.store.folding import fold_name

# Columns in the order of the dataclass, so that a row is `Registration(*row)`.
REGISTRATION: tuple[Column[Any], ...] = tuple(tables.registration.c[field.name] for field in fields(Registration))
ENTRY: tuple[Column[Any], ...] = tuple(tables.entry.c[field.name] for field in fields(Entry))
PRESENCE: tuple[Column[Any], ...] = tuple(tables.presence.c[field.name] for field in fields(Presence))

_REGISTRATION_FIELDS = tuple(field.name for field in fields(Registration))
_ENTRY_FIELDS = tuple(field.name for field in fields(Entry))


def registration_of(row: Sequence[Any]) -> Registration:
    return Registration(*row[: len(REGISTRATION)])


def registration_row(registration: Registration) -> dict[str, Any]:
    """The columns of a registration, with those that search reads."""
    row = {name: getattr(registration, name) for name in _REGISTRATION_FIELDS}
    row["folded_last"] = fold_name(registration.last_name)
    row["folded_first"] = fold_name(registration.first_name)
    row["folded_organisation"] = fold_name(registration.organisation)
    return row


def entry_row(entry: Entry) -> dict[str, Any]:
    row = {name: getattr(entry, name) for name in _ENTRY_FIELDS}
    row["corrected"] = entry.corrected
    return row


def presence_row(presence: Presence) -> dict[str, Any]:
    return asdict(presence)
