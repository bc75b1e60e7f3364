"""Who a row is about: somebody the desk knows, somebody new, or nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any, Protocol
from uuid import UUID

from checkin.clock import Clock
from checkin.importing.fields import Field
from checkin.importing.reading import Draft, Fault, RejectReason
from checkin.model.event import Event
from checkin.model.registration import Registration
from checkin.model.ticket import new_code
from checkin.store.folding import fold_name
from checkin.store.import_rows import ImportRow

Person = tuple[str, str, str]
"""First name, last name and organisation, folded."""

Place = tuple[str, str]
"""Powiat and voivodeship, folded and without the words themselves; "" where missing."""

_FOLDS_KEPT = 65_536
_PLACE_WORDS = frozenset({"powiat", "pow", "wojewodztwo", "woj"})


class KnownRegistrations(Protocol):
    """What the desk knows already; `checkin.store.queries.Queries` is one."""

    def registrations(self) -> Iterator[Registration]: ...

    def bookings(self) -> dict[UUID, tuple[str, ...]]: ...

    def tickets(self) -> dict[str, UUID]:
        """Every code that was ever issued, and whose it is."""
        ...


class Matcher:
    """Knows the registrations of the desk and remembers the rows that were taken before.

    A person of the same name and organisation is never taken for another while powiat or voivodeship
    differ or are missing. Two rows with tickets or identifiers of their own are two people, whatever
    their names.
    """

    def __init__(self, known: KnownRegistrations, event: Event, clock: Clock) -> None:
        self._event = event
        self._clock = clock
        self._known = {registration.id: registration for registration in known.registrations()}
        self._bookings = known.bookings()
        self._tickets = known.tickets()
        self._sources = {one.source_id: one.id for one in self._known.values() if one.source_id}
        self._ticket_rows: dict[str, int] = {}
        self._source_rows: dict[str, int] = {}
        self._taken: dict[UUID, int] = {}
        self._new_people: dict[Person, tuple[tuple[Place, int, bool], ...]] = {}
        self._category = event.categories[0].key if event.categories else ""
        self._fold = lru_cache(_FOLDS_KEPT)(fold_name)
        self._fold_place = lru_cache(_FOLDS_KEPT)(_fold_place)

    def find(self, draft: Draft) -> Registration | None:
        """Whom the desk knows as this person, None for somebody new.

        Raises:
            Fault: the row repeats another one, or nobody can tell.
        """
        self._refuse_repeated(draft)
        by_ticket = self._tickets.get(draft.ticket)
        by_source = self._sources.get(draft.source_id)
        if by_ticket and by_source and by_ticket != by_source:
            raise Fault(RejectReason.KEYS_DISAGREE, Field.TICKET)
        identity = by_ticket or by_source
        known = self._known[identity] if identity else self._find_by_name(draft)
        if known and draft.ticket and not by_ticket and known.ticket:
            raise Fault(RejectReason.TICKET_DIFFERS, Field.TICKET)
        return known

    def add(self, number: int, draft: Draft) -> ImportRow:
        """Somebody new, with a ticket.

        Raises:
            Fault: a row before was about the same person, or nobody can tell.
        """
        person, place = self._person_and_place(draft)
        keyed = bool(draft.ticket or draft.source_id)
        before = self._new_people.get(person, ())
        for other_place, row, other_keyed in before:
            if keyed and other_keyed:
                continue
            if place == other_place:
                raise Fault(RejectReason.DUPLICATE_PERSON, None, first=row)
            if not (all(place) and all(other_place)):
                raise Fault(RejectReason.AMBIGUOUS, Field.POWIAT)
        self._new_people[person] = (*before, (place, number, keyed))
        draft.values.setdefault("first_name", "")
        draft.values.setdefault("category", self._category)
        ticket = draft.ticket or self._fresh_code()
        registration = Registration(id=self._clock.new_id(), ticket=ticket, **draft.values)
        self._remember(number, draft)
        return ImportRow(registration, draft.bookings or ())

    def correct(self, number: int, known: Registration, draft: Draft) -> ImportRow | None:
        """What the row changes of somebody known, None where it changes nothing.

        Raises:
            Fault: a row before was about the same person.
        """
        if known.id in self._taken:
            raise Fault(RejectReason.DUPLICATE_PERSON, None, first=self._taken[known.id])
        changed = self._changes(known, draft)
        bookings = self._bookings.get(known.id, ())
        rebooked = draft.bookings is not None and set(draft.bookings) != set(bookings)
        self._remember(number, draft)
        self._taken[known.id] = number
        if not changed and not rebooked:
            return None
        return ImportRow(replace(known, **changed), draft.bookings or () if rebooked else bookings)

    def _refuse_repeated(self, draft: Draft) -> None:
        if draft.ticket in self._ticket_rows:
            raise Fault(RejectReason.DUPLICATE_TICKET, Field.TICKET, first=self._ticket_rows[draft.ticket])
        if draft.source_id in self._source_rows:
            raise Fault(RejectReason.DUPLICATE_SOURCE_ID, Field.SOURCE_ID, first=self._source_rows[draft.source_id])

    def _remember(self, number: int, draft: Draft) -> None:
        if draft.ticket:
            self._ticket_rows[draft.ticket] = number
        if draft.source_id:
            self._source_rows[draft.source_id] = number

    @cached_property
    def _people(self) -> dict[Person, list[Registration]]:
        people: dict[Person, list[Registration]] = {}
        for one in self._known.values():
            people.setdefault(self._person(one.first_name, one.last_name, one.organisation), []).append(one)
        return people

    def _find_by_name(self, draft: Draft) -> Registration | None:
        if not self._known:
            return None
        person, place = self._person_and_place(draft)
        namesakes = [one for one in self._people.get(person, ()) if not _told_apart(one, draft)]
        same = [one for one in namesakes if self._place(one.powiat, one.voivodeship) == place]
        if len(same) == 1 and (all(place) or not self._changes(same[0], draft)):
            return same[0]
        if not namesakes:
            return None
        keyed = bool(draft.ticket or draft.source_id)
        if keyed and not same and all(place) and all(one.powiat and one.voivodeship for one in namesakes):
            return None
        raise Fault(RejectReason.AMBIGUOUS, Field.POWIAT)

    def _changes(self, known: Registration, draft: Draft) -> dict[str, Any]:
        return {name: value for name, value in draft.values.items() if getattr(known, name) != value}

    def _person_and_place(self, draft: Draft) -> tuple[Person, Place]:
        said = draft.values.get
        return (
            self._person(said("first_name", ""), said("last_name", ""), said("organisation", "")),
            self._place(said("powiat", ""), said("voivodeship", "")),
        )

    def _person(self, first_name: str, last_name: str, organisation: str) -> Person:
        return self._fold(first_name), self._fold(last_name), self._fold(organisation)

    def _place(self, powiat: str, voivodeship: str) -> Place:
        return self._fold_place(powiat), self._fold_place(voivodeship)

    def _fresh_code(self) -> str:
        while True:
            code = new_code(self._event.tag)
            if code not in self._tickets and code not in self._ticket_rows:
                return code


def _told_apart(known: Registration, draft: Draft) -> bool:
    """The system both come from says that they are two registrations."""
    return bool(known.source_id and draft.source_id) and known.source_id != draft.source_id


def _fold_place(text: str) -> str:
    return " ".join(word for word in fold_name(text).split() if word not in _PLACE_WORDS)
