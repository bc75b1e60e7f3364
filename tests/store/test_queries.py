"""What the replica answers, beside a writer and from several threads."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from checkin.desk.admission import admit, override, undo
from checkin.desk.desk import Desk
from checkin.errors import EnvironmentProblem
from checkin.model.decision import Direction
from checkin.model.entry import EntryKind
from checkin.model.operator import Role
from checkin.model.presence import Whereabouts
from checkin.model.registration import Status
from tests.builders import a_clock, a_code, a_desk, a_registration, an_event, an_id, at

ENTRANCE = "wejscie-1"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    people = (
        a_registration(1, first_name="Żaneta", last_name="Żółć"),
        a_registration(2, first_name="Łukasz", last_name="Ćwik"),
        a_registration(3, first_name="Anna", last_name="Zając", category="prelegent"),
        a_registration(4, first_name="Anna", last_name="Ćwik", category="partner"),
        a_registration(5, first_name="Adam", last_name="Adamski", status=Status.CANCELLED),
    )
    with a_desk(tmp_path / "desk", *people) as opened:
        yield opened


def test_people_come_in_the_order_of_their_names(desk: Desk) -> None:
    names = [registration.name for registration in desk.queries.registrations()]
    assert names == ["Adam Adamski", "Anna Ćwik", "Łukasz Ćwik", "Anna Zając", "Żaneta Żółć"]
    assert [one.name for one in desk.queries.registrations("prelegent")] == ["Anna Zając"]
    assert desk.queries.registration_count() == 5
    assert desk.queries.categories_in_use() == {"sekretarz", "prelegent", "partner"}


def test_one_person_by_id_and_by_ticket(desk: Desk) -> None:
    person = desk.queries.registration(an_id(2))
    assert person is not None and person.name == "Łukasz Ćwik"
    assert desk.queries.registration_by_code(a_code(2)) == person
    assert desk.queries.registration(an_id(99)) is None
    assert desk.queries.registration_by_code("nie ma") is None
    assert desk.queries.tickets()[a_code(2)] == an_id(2)


def test_every_field_of_a_registration_comes_back(desk: Desk) -> None:
    person = a_registration(
        9,
        ticket="FRDL-9",
        title="dr hab.",
        address="pani",
        phone="22 555 01 09",
        diet="wegańska",
        note="<b>'; DROP TABLE",
        vip=True,
        valid_from=at(8),
        valid_until=at(20, day=20),
        version=4,
    )
    with desk.replica.writing() as writing:
        writing.add_registration(person, ["sesja-c", "obiad-1"])
        assert writing.registration(person.id) == person
    assert desk.queries.registration(person.id) == person
    assert set(desk.queries.bookings()[person.id]) == {"sesja-c", "obiad-1"}


def test_expected_are_the_booked_or_the_entitled_who_are_confirmed(desk: Desk) -> None:
    with desk.replica.writing() as writing:
        writing.add_registration(a_registration(6), ["sesja-c", "sesja-d"])
        writing.add_registration(a_registration(7, status=Status.UNPAID), ["sesja-c"])
    expected = desk.queries.expected(an_event())
    assert expected[ENTRANCE] == 5 and expected["obiad-1"] == 4
    assert expected["sesja-c"] == 1 and expected["sesja-d"] == 1


def test_recent_scans_tell_what_was_undone(desk: Desk) -> None:
    desk.clock = a_clock(11)
    session = admit(desk, a_code(1), "sesja-a")
    admit(desk, "obcy kod", ENTRANCE)
    assert session.entry is not None
    undo(desk, session.entry)
    recent = desk.queries.recent(10)
    assert [(one.entry.kind, one.undone) for one in recent] == [
        (EntryKind.REFUSED, False),
        (EntryKind.ADMITTED, True),
    ]
    assert recent[0].registration is None
    assert recent[1].registration is not None and recent[1].registration.name == "Żaneta Żółć"
    assert [one.entry.id for one in desk.queries.recent(1)] == [recent[0].entry.id]
    assert desk.queries.recent(10, desk=an_id(55)) == []


def test_where_a_person_is(desk: Desk) -> None:
    admit(desk, a_code(3), ENTRANCE)
    admit(desk, a_code(3), ENTRANCE, direction=Direction.OUT)
    attendance = desk.queries.attendance_of(an_id(3))
    assert attendance.bookings == frozenset()
    assert attendance.presences[ENTRANCE].state is Whereabouts.OUTSIDE
    ((person, presence),) = desk.queries.presences(ENTRANCE)
    assert person.id == an_id(3) and presence == attendance.presences[ENTRANCE]


def test_arrivals_are_counted_per_span_without_the_undone(desk: Desk) -> None:
    for minute, number in ((0, 1), (1, 2), (7, 3)):
        desk.clock = a_clock(9, minute)
        scan = admit(desk, a_code(number), ENTRANCE)
    desk.clock = a_clock(9, 8)
    assert scan.entry is not None
    undo(desk, scan.entry)
    override(desk, a_code(5), ENTRANCE, "pomyłka na liście", "ola", Role.STAFF)
    since = at(8, 55)
    assert desk.queries.arrivals(ENTRANCE, since, timedelta(minutes=5), 4) == [0, 2, 1, 0]


def test_the_event_that_was_loaded_last_is_open(desk: Desk) -> None:
    assert desk.queries.event_document() is None
    for key, document in (("a", "pierwsze"), ("b", "drugie"), ("a", "poprawione")):
        with desk.replica.writing() as writing:
            writing.put_event(key, document, at(8))
        assert desk.queries.event_document() == document


def test_readers_cannot_write(desk: Desk) -> None:
    with pytest.raises(EnvironmentProblem, match="no_permission"), desk.replica.reading() as connection:
        connection.exec_driver_sql("DELETE FROM registration")
    assert desk.queries.registration_count() == 5


def test_a_reader_keeps_its_look_while_others_write(desk: Desk) -> None:
    rows = desk.queries.registrations()
    first = next(rows)
    with desk.replica.writing() as writing:
        writing.add_registration(a_registration(8, last_name="Zzz"))
    assert first.name == "Adam Adamski" and len(list(rows)) == 4
    assert desk.queries.registration_count() == 6


def test_many_threads_ask_while_one_admits(desk: Desk) -> None:
    def ask(_: int) -> int:
        return len(desk.queries.recent(50)) + desk.queries.tallies()[ENTRANCE].inside

    admit(desk, a_code(1), ENTRANCE)
    with ThreadPoolExecutor(6) as pool:
        answers = pool.map(ask, range(60))
        for number in (2, 3, 4):
            admit(desk, a_code(number), ENTRANCE)
        assert all(2 <= answer <= 8 for answer in answers)
    assert ask(0) == 8
