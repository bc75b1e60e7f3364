"""The script of the demo: enough of everything, in an order in which one desk can live it."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest

from checkin.clock import Clock
from checkin.demo.people import invent
from checkin.demo.performance import FilmClock, Performance
from checkin.demo.run import EVENT
from checkin.demo.script import Script, Showing, write_script
from checkin.desk.admission import admit
from checkin.importing import event_file
from checkin.model.decision import Verdict
from checkin.model.event import Event
from tests.builders import a_desk


@pytest.fixture(scope="module")
def event() -> Event:
    return event_file.parse(EVENT.read_text(encoding="utf-8"))


def _script(event: Event) -> tuple[Showing, ...]:
    booked: dict[str, set[UUID]] = {}
    people = list(invent(event))
    for person in people:
        for checkpoint in person.bookings:
            booked.setdefault(checkpoint, set()).add(person.registration.id)
    return write_script(event, [person.registration for person in people], booked, seed=1)


def test_the_desk_goes_from_door_to_door_and_time_never_runs_back(event: Event) -> None:
    showings = _script(event)
    moments = [showing.moment for showing in showings]
    assert moments == sorted(moments)
    doors = list(dict.fromkeys(showing.checkpoint for showing in showings))
    assert len([s for a, s in itertools.pairwise(showings) if a.checkpoint != s.checkpoint]) == len(doors) - 1


def test_the_day_has_everything_that_a_door_sees(event: Event, tmp_path: Path) -> None:
    people = list(invent(event))
    clock = FilmClock(event.checkpoints[0].starts)
    desk = a_desk(tmp_path, event=event, clock=clock)
    with desk:
        with desk.replica.writing() as writing:
            for person in people:
                writing.add_registration(person.registration, person.bookings)
        answers: Counter[str] = Counter()
        for showing in _script(event):
            clock.put(showing.moment)
            decision = admit(desk, showing.code, showing.checkpoint).decision
            answers[
                decision.reason if decision.verdict is Verdict.REFUSED else "again" if decision.again else "ok"
            ] += 1
        came = desk.queries.tallies()["wejscie-1"].admitted
    assert came >= 200
    wanted = {
        "ok", "again", "cancelled", "unpaid", "unknown_ticket", "malformed", "other_event",
        "already_inside", "already_admitted", "not_entitled",
    }  # fmt: skip
    assert wanted <= answers.keys()


def test_the_clock_follows_the_film(event: Event) -> None:
    showings = _script(event)[:3]
    performance = Performance(Path("film"), Script(showings, (0.0, 1.0, 2.0)), FilmClock(showings[0].moment))
    assert [performance.cue(second) for second in (0.0, 0.9, 1.0, 1.5, 2.0, 9.0)] == [
        showings[number] for number in (0, 0, 1, 1, 2, 2)
    ]
    assert performance.clock.now() == showings[2].moment
    assert isinstance(performance.clock, Clock)
