"""Who holds up which code, at which door and when: the first day of the Congress, played fast."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from checkin.model.event import Checkpoint, CheckpointKind, DoorMode, Event
from checkin.model.registration import Registration, Status
from checkin.model.ticket import ALPHABET, new_code

_ARRIVALS = 240
_IN_SESSION = 22
_AT_MEAL = 24
_WRONG_DOOR = 3
_TOLERANCE = 0.005  # seconds: far less than a frame


@dataclass(frozen=True, slots=True)
class Showing:
    """A code held up at a checkpoint. `moment` is aware."""

    code: str
    checkpoint: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Script:
    """The showings in the order of the film, and the second of the film at which each begins."""

    showings: tuple[Showing, ...]
    begins: tuple[float, ...]

    def at(self, second: float) -> Showing:
        """What the film shows at a second of it."""
        return self.showings[max(0, bisect_right(self.begins, second + _TOLERANCE) - 1)]


def write_script(
    event: Event, people: Sequence[Registration], booked: dict[str, set[UUID]], seed: int
) -> tuple[Showing, ...]:
    """The showings of the event's first day.

    Args:
        booked: ids of the registrations with a place, by checkpoint key.
        seed: the same seed gives the same day.
    """
    return tuple(_Day(event, people, booked, random.Random(seed)).showings())


class _Day:
    """The first day, door after door."""

    def __init__(
        self, event: Event, people: Sequence[Registration], booked: dict[str, set[UUID]], chance: random.Random
    ) -> None:
        self._event = event
        self._booked = booked
        self._chance = chance
        first = [c for c in event.checkpoints if event.day_of(c.starts) == event.starts]
        self._entrance = next(c for c in first if c.kind is CheckpointKind.ENTRANCE)
        self._doors = sorted((c for c in first if c.kind is not CheckpointKind.ENTRANCE), key=lambda c: c.starts)
        valid_today = [p for p in people if p.status is Status.CONFIRMED and _valid(p, self._entrance.starts)]
        self._arrived = chance.sample(valid_today, min(_ARRIVALS, len(valid_today)))
        self._now = self._entrance.starts  # one desk goes from door to door, and its time never runs back
        self._cancelled = [p for p in people if p.status is Status.CANCELLED][:6]
        self._unpaid = [p for p in people if p.status is Status.UNPAID][:6]

    def showings(self) -> Iterator[Showing]:
        yield from self._at_the_entrance()
        for door in self._doors:
            yield from self._at_a_session(door) if door.kind is CheckpointKind.SESSION else self._at_a_meal(door)

    def _at_the_entrance(self) -> Iterator[Showing]:
        opening = self._doors[0].starts
        codes = [p.ticket for p in (*self._arrived, *self._cancelled, *self._unpaid)]
        codes += [new_code(self._event.tag) for _ in range(3)]  # well formed, and nobody's
        codes += [new_code("XX"), "https://example.org/kongres", _misspelt(self._arrived[0].ticket, self._chance)]
        codes += [_misspelt(self._arrived[1].ticket, self._chance)]
        self._chance.shuffle(codes)
        span = opening - self._entrance.starts
        moments = sorted(self._entrance.starts + span * self._chance.triangular(0.02, 0.97, 0.62) for _ in codes)
        for code, moment in zip(codes, moments, strict=True):
            yield Showing(code, self._entrance.key, moment)
        yield from self._one_by_one(self._arrived[:8], self._entrance, opening - timedelta(minutes=2))  # back again

    def _at_a_session(self, session: Checkpoint) -> Iterator[Showing]:
        takes = self._arrived
        if session.policy.door is DoorMode.REGISTERED:
            wanted = self._booked.get(session.key, set())
            takes = [p for p in self._arrived if p.id in wanted]
            strangers = [p for p in self._arrived if p.id not in wanted][:_WRONG_DOOR]
        else:
            strangers = []
        comers = self._chance.sample(takes, min(_IN_SESSION, len(takes)))
        yield from self._one_by_one([*comers, *strangers, *comers[:2]], session, session.starts - timedelta(minutes=12))

    def _at_a_meal(self, meal: Checkpoint) -> Iterator[Showing]:
        wanted = self._booked.get(meal.key, set())
        comers = [p for p in self._arrived if p.id in wanted][:_AT_MEAL]
        yield from self._one_by_one([*comers, *comers[:3]], meal, meal.starts)

    def _one_by_one(self, people: Sequence[Registration], at: Checkpoint, begin: datetime) -> Iterator[Showing]:
        self._now = max(self._now, begin)
        for person in people:
            self._now += timedelta(seconds=self._chance.uniform(4, 14))
            yield Showing(person.ticket, at.key, self._now)


def _valid(person: Registration, moment: datetime) -> bool:
    after = person.valid_from is None or person.valid_from <= moment
    return after and (person.valid_until is None or moment < person.valid_until)


def _misspelt(code: str, chance: random.Random) -> str:
    """One letter of an own code read wrongly."""
    place = chance.randrange(2, len(code) - 1)
    wrong = chance.choice([letter for letter in ALPHABET if letter != code[place]])
    return code[:place] + wrong + code[place + 1 :]
