"""What a desk may write down of a person, checked before any of it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict, cast
from uuid import UUID

from checkin.errors import InputProblem
from checkin.model.event import Event
from checkin.model.registration import Registration

MOST_COMPANIONS = 20
_LONGEST = 200  # letters of a field


class Details(TypedDict, total=False):
    """Fields of a registration that people at a desk know; those that are missing stay as they are."""

    title: str
    first_name: str
    last_name: str
    address: str
    position: str
    organisation: str
    powiat: str
    voivodeship: str
    category: str
    email: str
    phone: str
    diet: str
    note: str
    companions: int
    photos: bool | None


@dataclass(frozen=True, slots=True)
class Issued:
    """A registration whose ticket is new, and the entry that says so."""

    registration: Registration
    entry: UUID


def checked(details: Details, event: Event) -> Details:
    """The same details, trimmed; an empty category says nothing.

    Raises:
        InputProblem: a text is too long or cannot be printed, the category is unknown, too many companions.
    """
    texts = {field: _text(value) for field, value in details.items() if isinstance(value, str)}
    category = texts.get("category", "")
    if category not in ("", *event.category_by_key):
        raise InputProblem("people.no_category", key=category, keys=", ".join(event.category_by_key))
    if not 0 <= details.get("companions", 0) <= MOST_COMPANIONS:
        raise InputProblem("people.companions", most=MOST_COMPANIONS)
    said = {**details, **texts}
    return cast("Details", {field: value for field, value in said.items() if (field, value) != ("category", "")})


def checked_newcomer(details: Details, event: Event) -> Details:
    """`checked`, of somebody of whom nothing else is known.

    Raises:
        InputProblem: there is no name either.
    """
    person = checked(details, event)
    if not (person.get("first_name") or person.get("last_name")):
        raise InputProblem("people.no_name")
    return person


def _text(value: str) -> str:
    trimmed = " ".join(value.split())
    if len(trimmed) > _LONGEST or not trimmed.isprintable():
        raise InputProblem("people.text", most=_LONGEST)
    return trimmed
