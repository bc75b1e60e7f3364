"""People who come without a registration: written down here and now, with a ticket; no network is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checkin.access import Right, require
from checkin.desk.desk import Desk, checkpoint_of, event_of
from checkin.desk.details import Details, Issued, checked_newcomer
from checkin.desk.record import append
from checkin.errors import InputProblem
from checkin.importing.names import of_line
from checkin.model.entry import EntryKind
from checkin.model.event import Checkpoint, DoorMode, Event
from checkin.model.operator import Role
from checkin.model.registration import Registration, Status
from checkin.model.ticket import new_code
from checkin.store.folding import fold_name
from checkin.store.people import People, booked
from checkin.store.writing import Writing

_ALIKE = 5


def named(line: str) -> Details:
    """A name as it is typed on one line, taken apart: "dr Kowalska Anna", "Anna Maria Kowalska"."""
    name = of_line(line)
    return {"title": name.title, "first_name": name.first, "last_name": name.last, "address": name.address}


def register(
    desk: Desk,
    person: Details,
    *,
    bookings: Sequence[str] = (),
    unfinished: bool = False,
    operator: str = "",
    role: Role,
) -> Issued:
    """Write a new person down and issue their ticket. Nobody is admitted by it.

    Args:
        person: at least a name; without a category it is the event's first one.
        bookings: keys of the checkpoints at which the person takes a place.
        unfinished: somebody completes the rest later, see `correction.correct`.

    Raises:
        InputProblem: the role may not, something about the person is at fault, or a place is not to be had.
    """
    require(role, Right.WALK_IN)
    event = event_of(desk)
    details = checked_newcomer(person, event)
    blank = Registration(desk.clock.new_id(), new_code(event.tag), "", "", category=event.categories[0].key)
    newcomer = replace(blank, **details, unfinished=unfinished)
    with desk.replica.writing() as writing:
        for key in bookings:
            _check_place(writing, event, key)
        at = desk.clock.now() + desk.offset
        writing.add_registration(newcomer, bookings, at)
        entry = append(desk, writing, EntryKind.REGISTERED, operator=operator, registration=newcomer.id)
    return Issued(newcomer, entry.id)


def guest(desk: Desk, name: str, category: str, companions: int = 0, *, operator: str = "", role: Role) -> Issued:
    """Let somebody important in now: a name and a category, the rest is completed later.

    Raises:
        InputProblem: see `register`.
    """
    person: Details = {**named(name), "category": category, "companions": companions}
    return register(desk, person, unfinished=True, operator=operator, role=role)


def duplicates(desk: Desk, line: str, organisation: str = "") -> list[Registration]:
    """Who of those registered the name being typed may be, likeliest first: the same organisation, then the name.

    Cancelled registrations are left out: a substitute takes the place of one.
    """
    name = of_line(line)
    if len(fold_name(line)) < 3:
        return []
    found = desk.search.find(f"{name.first} {name.last}", 2 * _ALIKE)
    if len(name.first.split()) > 1:
        found += desk.search.find(f"{name.first.split()[0]} {name.last}", 2 * _ALIKE)
    alike = {one.registration.id: one.registration for one in found if _shares_a_name(one.registration, name.last)}
    here = fold_name(organisation)
    people = [one for one in alike.values() if one.status is not Status.CANCELLED]
    return sorted(people, key=lambda one: not (here and fold_name(one.organisation).startswith(here)))[:_ALIKE]


def places(desk: Desk, category: str) -> list[tuple[Checkpoint, int | None]]:
    """Checkpoints at which a newcomer of a category can take a place now, with how many are free; None is no limit."""
    event = event_of(desk)
    taken = People(desk.replica).places_taken()
    now = desk.clock.now() + desk.offset
    offered: list[tuple[Checkpoint, int | None]] = []
    for door in sorted(event.checkpoints, key=lambda door: door.starts):
        entitled = door.policy.entitled is None or category in door.policy.entitled
        if door.policy.door is DoorMode.REGISTERED and entitled and door.ends > now:
            free = None if door.capacity is None else door.capacity - taken.get(door.key, 0)
            if free is None or free > 0:
                offered.append((door, free))
    return offered


def _check_place(writing: Writing, event: Event, key: str) -> None:
    door = checkpoint_of(event, key)
    if door.capacity is not None and booked(writing, key) >= door.capacity:
        raise InputProblem("people.no_place", title=door.title)


def _shares_a_name(person: Registration, last: str) -> bool:
    """Whether the name itself is alike: search also finds people by their offices."""
    words = fold_name(person.name).split()
    return all(any(word.startswith(part) for word in words) for part in fold_name(last).split())
