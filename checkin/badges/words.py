"""The words of a badge, as they are printed, and the letters that its font lacks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from checkin.badges.fonts import lato, printable
from checkin.badges.template import Source
from checkin.model.event import Event
from checkin.model.registration import Registration

Words = dict[Source, str]


def words(registration: Registration, event: Event) -> Words:
    """What each source says of this registration; "" where there is nothing to say."""
    category = event.category_by_key.get(registration.category)
    return {
        Source.TITLE: printable(registration.title),
        Source.FIRST_NAME: printable(registration.first_name),
        Source.LAST_NAME: printable(registration.last_name),
        Source.POSITION: printable(registration.position),
        Source.ORGANISATION: printable(registration.organisation),
        Source.CATEGORY: printable(category.name) if category else "",
        Source.EVENT: printable(event.title),
        Source.PLACE_AND_DATES: printable(f"{event.city} · {days(event.starts, event.ends)}"),
    }


def missing_letters(registrations: Iterable[Registration]) -> dict[UUID, str]:
    """Whose badge would show boxes, and for which letters of their name, position or organisation."""
    font = lato(400)  # all weights have the same letters
    missing: dict[UUID, str] = {}
    for person in registrations:
        text = f"{person.title}{person.first_name}{person.last_name}{person.position}{person.organisation}"
        letters = font.missing(printable(text))
        if letters:
            missing[person.id] = letters
    return missing


def days(first: date, last: date) -> str:
    """Days in figures, what they share said once: ``19–20.05.2026``."""
    end = f"{last:%d.%m.%Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%d}–{end}"
    return f"{first:%d.%m}–{end}" if first.year == last.year else f"{first:%d.%m.%Y}–{end}"
