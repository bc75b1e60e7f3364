"""A desk to practise at: the Congress in a folder of its own, and a ticket of each kind to scan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from checkin.clock import Clock
from checkin.demo.run import build
from checkin.desk.admission import admit
from checkin.desk.desk import Desk
from checkin.model.registration import Registration, Status
from checkin.model.ticket import new_code

_DOORS_OPEN = timedelta(minutes=25)  # the time at which one practises: people are coming, nothing has begun
_GOOD = 40
_USED = 12


class Example(StrEnum):
    """What a ticket may turn out to be."""

    GOOD = "good"
    USED = "used"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Practice:
    """The desk, and the codes of each kind."""

    desk: Desk
    tickets: Mapping[Example, tuple[str, ...]]


def prepare(folder: Path) -> Practice:
    """Make the desk in a folder, which must be nobody's; its clock ticks through the first morning.

    Raises:
        EnvironmentProblem: the folder cannot be written to.
    """
    desk, event, film = build(folder)
    desk.clock = Clock(film.now() + _DOORS_OPEN)
    door = event.checkpoint_at(desk.clock.now()).key
    people = list(desk.queries.registrations())
    good = [one.ticket for one in people if _is_plain(one)][: _GOOD + _USED]
    for code in good[_GOOD:]:
        admit(desk, code, door)
    return Practice(
        desk,
        {
            Example.GOOD: tuple(good[:_GOOD]),
            Example.USED: tuple(good[_GOOD:]),
            Example.CANCELLED: tuple(one.ticket for one in people if one.status is Status.CANCELLED),
            Example.UNKNOWN: tuple(new_code(event.tag) for _ in range(4)),
        },
    )


def _is_plain(person: Registration) -> bool:
    """Admitted without a second thought."""
    always = not (person.valid_from or person.valid_until)
    return person.status is Status.CONFIRMED and always and not (person.note or person.vip)
