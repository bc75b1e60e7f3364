"""Between the model's values and the rows of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Column

from checkin.model.entry import Entry
from checkin.model.presence import Presence
from checkin.model.registration import Registration
from checkin.model.ticket import ALPHABET, LENGTH, fold_foreign, own_letters
from checkin.store import tables
from checkin.store.folding import fold_name
from checkin.store.index import index_words, name_key

# Columns in the order of the dataclass, so that a row is `Registration(*row)`.
REGISTRATION: tuple[Column[Any], ...] = tuple(tables.registration.c[field.name] for field in fields(Registration))
ENTRY: tuple[Column[Any], ...] = tuple(tables.entry.c[field.name] for field in fields(Entry))
PRESENCE: tuple[Column[Any], ...] = tuple(tables.presence.c[field.name] for field in fields(Presence))

_REGISTRATION_FIELDS = tuple(field.name for field in fields(Registration))
_ENTRY_FIELDS = tuple(field.name for field in fields(Entry))
_PRESENCE_FIELDS = tuple(field.name for field in fields(Presence))
_OWN_LETTERS = frozenset(ALPHABET)


def registration_of(row: Sequence[Any]) -> Registration:
    return Registration(*row[: len(REGISTRATION)])


def registration_row(registration: Registration) -> dict[str, Any]:
    """The columns of a registration, with those that search reads."""
    row = {name: getattr(registration, name) for name in _REGISTRATION_FIELDS}
    row["folded_last"] = last = fold_name(registration.last_name)
    row["folded_first"] = first = fold_name(registration.first_name)
    row["words"] = index_words(last, first, registration.organisation, registration.ticket)
    row["name_key"] = name_key(last, first)
    return row


def entry_row(entry: Entry) -> dict[str, Any]:
    row = {name: getattr(entry, name) for name in _ENTRY_FIELDS}
    row["corrected"] = entry.corrected
    return row


def presence_row(presence: Presence) -> dict[str, Any]:
    return {name: getattr(presence, name) for name in _PRESENCE_FIELDS}


def folded_ticket(code: str) -> str | None:
    """The key by which a misread foreign code is found; none for our own, which have a check letter."""
    if len(code) == LENGTH and _OWN_LETTERS.issuperset(code):
        return None
    return fold_foreign(code) if code and own_letters(code) is None else None
