"""The invented people: the counts the demo relies on, and the committed lists made of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.demo.ingredients import PAN, PANI, RESOURCES, load_ingredients
from checkin.demo.lists import PLAIN, SPREADSHEET, WORKBOOK, the_congress, write_lists
from checkin.demo.people import HAND, LOST_PHONE, Person, invent
from checkin.model.event import DoorMode
from checkin.model.registration import Status
from checkin.model.ticket import CodeKind, parse

EVENT = the_congress()


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return list(invent(EVENT))


def test_the_shares_of_the_congress(people: list[Person]) -> None:
    registrations = [person.registration for person in people]
    assert len(registrations) == HAND == 420
    assert Counter(r.category for r in registrations) == {
        "sekretarz": 360,
        "prelegent": 22,
        "rzad": 14,
        "partner": 14,
        "organizator": 10,
    }
    assert Counter(r.status for r in registrations) == {
        Status.CONFIRMED: 394,
        Status.UNPAID: 14,
        Status.CANCELLED: 12,
    }
    assert sum(r.vip for r in registrations) == 16
    assert sum(bool(r.note) for r in registrations) == 29
    assert sum(bool(r.diet) for r in registrations) == 75
    assert sum(r.valid_from is not None for r in registrations) == 5
    assert sum(r.valid_until is not None for r in registrations) == 5


def test_codes_are_valid_and_a_dozen_come_from_elsewhere(people: list[Person]) -> None:
    kinds = Counter(parse(person.registration.ticket, EVENT.tag).kind for person in people)
    assert kinds == {CodeKind.OWN: 408, CodeKind.FOREIGN: 12}


def test_the_shapes_of_real_lists_are_there(people: list[Person]) -> None:
    registrations = [person.registration for person in people]
    organisations = {r.organisation for r in registrations}
    assert "Urząd Gminy Góra Świętej Małgorzaty" in organisations
    osiek = {(r.powiat, r.voivodeship) for r in registrations if r.organisation.endswith(" Osiek")}
    assert len(osiek) == 4
    namesakes = [r for r in registrations if r.name == "Anna Kowalska" and r.organisation == "Urząd Gminy Osiek"]
    assert len({r.powiat for r in namesakes}) == 2
    assert any("'" in r.last_name for r in registrations)
    assert max(len(r.name) for r in registrations) >= 48
    shared = [email for email, n in Counter(r.email for r in registrations if r.email).items() if n > 1]
    assert len(shared) >= 20
    assert sum(r.phone == LOST_PHONE for r in registrations) >= 10


def test_bookings_fit_what_can_be_booked(people: list[Person]) -> None:
    taken = Counter(key for person in people for key in person.bookings)
    bookable = {c.key: c for c in EVENT.checkpoints if c.policy.door is DoorMode.REGISTERED}
    assert taken.keys() == bookable.keys()
    for key, checkpoint in bookable.items():
        assert checkpoint.capacity is None or taken[key] <= checkpoint.capacity
    assert not any(person.bookings for person in people if person.registration.status is Status.CANCELLED)


@given(seed=st.integers(0, 2**32), count=st.integers(1, 900))
def test_anybody_invented_holds_together(seed: int, count: int) -> None:
    surnames = load_ingredients().surnames
    only_hers = set(surnames[PANI]) - set(surnames[PAN])
    only_his = set(surnames[PAN]) - set(surnames[PANI])
    people = list(invent(EVENT, count, seed))
    assert len(people) == count
    assert len({person.registration.ticket for person in people}) == count
    assert len({person.registration.id for person in people}) == count
    women = set(load_ingredients().given[PANI])
    for person in people:
        registration = person.registration
        assert not registration.email or registration.email.endswith("@example.org")
        assert registration.email.isascii()
        assert registration.phone.replace(" ", "").removeprefix("+48").startswith("555") or not registration.phone
        first = registration.first_name.split()[0]
        parts = set(registration.last_name.split("-"))
        assert not parts & (only_his if first in women else only_hers), registration.name


def test_the_same_people_each_time(people: list[Person]) -> None:
    assert list(invent(EVENT)) == people
    assert list(invent(EVENT, seed=1)) != people


def test_a_hundred_thousand_have_distinct_tickets() -> None:
    assert len({person.registration.ticket for person in invent(EVENT, 100_000)}) == 100_000


def test_the_committed_lists_are_the_ones_written(tmp_path: Path) -> None:
    write_lists(tmp_path)
    for name in (PLAIN, SPREADSHEET):
        assert (RESOURCES / name).read_bytes() == (tmp_path / name).read_bytes(), (
            f"run python -m checkin.demo.lists: {name}"
        )
    assert _values(RESOURCES / WORKBOOK) == _values(tmp_path / WORKBOOK), "run python -m checkin.demo.lists"


def _values(path: Path) -> list[tuple[object, ...]]:
    with path.open("rb") as file:
        return list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))
