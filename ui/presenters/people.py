"""People in words: those found, with the letters that matched, and those who work here."""

from __future__ import annotations

from checkin.desk.words import clock_time
from checkin.model.event import Event
from checkin.model.operator import Operator
from checkin.model.presence import Whereabouts
from checkin.model.registration import Status
from checkin.store.folding import fold_name
from checkin.store.search import Found
from checkin.texts import Texts
from ui.presenters.scans import office_of
from ui.widgets.search_box import FoundRow


def found_row(found: Found, query: str, event: Event, texts: Texts) -> FoundRow:
    """One person; the office carries the powiat, because offices of one name lie in several."""
    person = found.registration
    name = " ".join(part for part in (person.last_name, person.first_name) if part)
    place = texts("desk.powiat", name=person.powiat) if person.powiat else ""
    office = " · ".join(part for part in (office_of(person), place) if part)
    return FoundRow(
        code=person.ticket,
        identity=person.id,
        name=name,
        office=office,
        state=_state(found, event, texts),
        name_marks=marks(name, query),
        office_marks=marks(office, query),
    )


def marks(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where words of the text begin with words of the query, as (start, length) in letters of the text."""
    wanted = fold_name(query).split()
    found: list[tuple[int, int]] = []
    start = 0
    for word in text.replace("-", " ").split(" "):
        folded = fold_name(word)
        longest = max((len(one) for one in wanted if folded.startswith(one)), default=0)
        if longest:
            found.append((start, min(longest, len(word))))
        start += len(word) + 1
    return tuple(found)


def _state(found: Found, event: Event, texts: Texts) -> str:
    if found.registration.status is Status.CANCELLED:
        return texts("desk.found.cancelled")
    presence = found.presence
    if presence.state is Whereabouts.INSIDE and presence.last_in is not None:
        return texts("desk.found.inside", time=clock_time(event, presence.last_in))
    return texts("desk.found.outside") if presence.state is Whereabouts.OUTSIDE else ""


def operator_words(operator: Operator, texts: Texts) -> str:
    """Somebody who works here, with what they are trusted with."""
    return texts("signin.operator", name=operator.name, role=texts(f"role.{operator.role}"))
