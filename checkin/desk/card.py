"""All that a desk knows of one person, as far as the role may see it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from checkin.access import Right, may, visible
from checkin.desk.desk import Desk
from checkin.errors import InputProblem
from checkin.model.entry import EntryKind
from checkin.model.event import CheckpointKind
from checkin.model.operator import Role
from checkin.model.presence import Presence
from checkin.model.registration import Registration
from checkin.store.people import Line, People


@dataclass(frozen=True, slots=True)
class Card:
    """One person.

    Attributes:
        person: what the role may not see of them is empty.
        bookings: keys of the checkpoints at which they have a place.
        presences: by checkpoint key; where they never were, there is none.
        history: the journal's lines about them, the newest first; empty where the role may not see it.
        undone: ids of the entries that were taken back.
        substitute: who comes in their place.
        in_place_of: in whose place they come.
    """

    person: Registration
    bookings: frozenset[str]
    presences: dict[str, Presence]
    history: tuple[Line, ...] = ()
    undone: frozenset[UUID] = frozenset()
    substitute: Registration | None = None
    in_place_of: Registration | None = None


def card(desk: Desk, identity: UUID, role: Role, checkpoint: str = "") -> Card:
    """The card of a person, read-only.

    Args:
        checkpoint: where the desk stands; what is shown of a diet depends on it.

    Raises:
        InputProblem: there is no such person.
    """
    person = desk.queries.registration(identity)
    if person is None:
        raise InputProblem("people.gone")
    people = People(desk.replica)
    attendance = desk.queries.attendance_of(identity)
    history = people.history(identity) if may(role, Right.SEE_HISTORY) else []
    substitute = people.substitute_of(identity)
    other = desk.queries.registration(person.in_place_of) if person.in_place_of else None
    at_meal = _is_meal(desk, checkpoint)
    return Card(
        person=visible(person, role, at_meal=at_meal),
        bookings=attendance.bookings,
        presences=attendance.presences,
        history=tuple(history),
        undone=frozenset(
            line.entry.cause for line in history if line.entry.kind is EntryKind.UNDONE and line.entry.cause
        ),
        substitute=visible(substitute, role, at_meal=at_meal) if substitute else None,
        in_place_of=visible(other, role, at_meal=at_meal) if other else None,
    )


def _is_meal(desk: Desk, checkpoint: str) -> bool:
    door = desk.event.checkpoint_by_key.get(checkpoint) if desk.event else None
    return door is not None and door.kind is CheckpointKind.MEAL
