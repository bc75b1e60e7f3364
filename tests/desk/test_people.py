"""Walk-ins, corrections, new tickets, substitutes and cards, against a real replica."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.desk.admission import admit, undo
from checkin.desk.card import card
from checkin.desk.correction import correct, reissue, substitute
from checkin.desk.desk import Desk
from checkin.desk.walk_in import duplicates, guest, named, places, register
from checkin.errors import InputProblem
from checkin.model.decision import Reason, Verdict
from checkin.model.entry import EntryKind
from checkin.model.operator import Role
from checkin.model.registration import Registration, Status
from checkin.store.people import People
from tests.builders import CHECKPOINTS, a_desk, a_registration, an_event, an_id

ANNA = a_registration(
    1, first_name="Anna", last_name="Kowalska", organisation="Urząd Gminy Osiek", email="a@example.org"
)
OKSANA = a_registration(2, first_name="Oksana", last_name="Żółć", organisation="Starostwo Powiatowe", diet="wegańska")
GONE = a_registration(3, first_name="Jan", last_name="Nowak", status=Status.CANCELLED)
STAFF = Role.STAFF
ENTRANCE, BOOKED = "wejscie-1", "sesja-c"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk", OKSANA, GONE) as opened:
        with opened.replica.writing() as writing:
            writing.add_registration(ANNA, [BOOKED])
        yield opened


def kinds(desk: Desk, person: Registration) -> list[EntryKind]:
    return [line.entry.kind for line in reversed(People(desk.replica).history(person.id))]


def found(desk: Desk, text: str) -> list[str]:
    return [one.registration.name for one in desk.search.find(text)]


# Walk-ins


def test_a_walk_in_has_a_ticket_that_admits_and_is_found(desk: Desk) -> None:
    issued = register(desk, {**named("dr Ewa Łoś"), "organisation": "Urząd Gminy Ślesin"}, role=STAFF, operator="ola")
    person = issued.registration
    assert (person.title, person.name, person.category) == ("dr", "Ewa Łoś", "sekretarz")
    assert found(desk, "los slesin") == ["Ewa Łoś"]
    entry = desk.queries.entry(issued.entry)
    assert entry is not None
    assert (entry.kind, entry.registration, entry.operator, entry.why) == (EntryKind.REGISTERED, person.id, "ola", "")
    assert admit(desk, person.ticket, ENTRANCE).decision.verdict is Verdict.ADMITTED


def test_nobody_is_admitted_by_being_written_down(desk: Desk) -> None:
    register(desk, named("Ewa Łoś"), role=STAFF)
    assert desk.queries.tallies() == {}


def test_a_walk_in_takes_places_while_there_are_any(desk: Desk) -> None:
    desk.event = an_event(
        checkpoints=tuple(replace(door, capacity=2) if door.key == BOOKED else door for door in CHECKPOINTS)
    )
    assert [(door.key, free) for door, free in places(desk, "sekretarz")] == [(BOOKED, 1)]
    issued = register(desk, named("Ewa Łoś"), bookings=[BOOKED], role=STAFF)
    assert desk.queries.attendance_of(issued.registration.id).bookings == {BOOKED}
    assert places(desk, "sekretarz") == []
    with pytest.raises(InputProblem, match=r"people\.no_place"):
        register(desk, named("Jan Lis"), bookings=[BOOKED], role=STAFF)
    assert found(desk, "lis") == []


def test_a_guest_needs_a_name_only_and_is_completed_later(desk: Desk) -> None:
    person = guest(desk, "Wojewoda Dostojny", "partner", 2, role=STAFF).registration
    assert (person.unfinished, person.companions, person.category) == (True, 2, "partner")
    assert People(desk.replica).unfinished() == [person]
    done = correct(desk, person.id, {"organisation": "Urząd Wojewódzki", "photos": False}, 1, role=STAFF)
    assert (done.unfinished, done.photos, done.version) == (False, False, 2)
    assert People(desk.replica).unfinished() == []


@pytest.mark.parametrize("line", ["kowalska", "Anna Kowal", "kowalska anna", "Anna Maria Kowalska", "dr Anna Kowalska"])
def test_the_same_person_is_pointed_out_while_typing(desk: Desk, line: str) -> None:
    assert [person.name for person in duplicates(desk, line)] == ["Anna Kowalska"]


def test_nobody_is_pointed_out_for_an_office_a_few_letters_or_a_cancelled_registration(desk: Desk) -> None:
    assert [duplicates(desk, line) for line in ("", "Os", "Anna Osiek", "Jan Nowak")] == [[], [], [], []]


def test_of_namesakes_the_one_of_the_same_office_comes_first(desk: Desk) -> None:
    other = register(desk, {**named("Anna Kowalska"), "organisation": "Starostwo"}, role=STAFF).registration
    assert [one.id for one in duplicates(desk, "Anna Kowalska", "staro")] == [other.id, ANNA.id]
    assert [one.id for one in duplicates(desk, "Anna Kowalska", "Urząd Gminy")] == [ANNA.id, other.id]


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Anna Maria Kowalska", "Anna Maria", "Kowalska"),
        ("kowalska anna", "anna", "kowalska"),
        ("Jan van der Berg", "Jan", "van der Berg"),
        ("Madonna", "", "Madonna"),
    ],
)
def test_a_name_on_one_line_is_taken_apart(line: str, first: str, last: str) -> None:
    assert (named(line).get("first_name"), named(line).get("last_name")) == (first, last)


# Corrections


def test_a_correction_is_found_by_its_new_words_only(desk: Desk) -> None:
    changed = correct(desk, ANNA.id, {"last_name": "Wróbel", "position": "Wójt"}, 1, role=STAFF)
    assert (changed.name, changed.version, changed.ticket) == ("Anna Wróbel", 2, ANNA.ticket)
    assert (found(desk, "wrobel"), found(desk, "kowalska")) == (["Anna Wróbel"], [])
    (line,) = People(desk.replica).history(ANNA.id)
    assert (line.entry.kind, line.entry.why, line.desk) == (EntryKind.CORRECTED, "last_name,position", "Punkt 1")


def test_a_correction_of_nothing_is_no_entry(desk: Desk) -> None:
    assert correct(desk, ANNA.id, {"last_name": " Kowalska "}, 1, role=STAFF) == ANNA
    assert kinds(desk, ANNA) == []


def test_a_correction_of_an_older_version_is_refused(desk: Desk) -> None:
    correct(desk, ANNA.id, {"position": "Wójt"}, 1, role=STAFF)
    with pytest.raises(InputProblem, match=r"people\.changed_meanwhile"):
        correct(desk, ANNA.id, {"position": "Skarbnik"}, 1, role=STAFF)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"first_name": "", "last_name": " "}, "people.no_name"),
        ({"last_name": "x" * 201}, "people.text"),
        ({"last_name": "a\u202eb"}, "people.text"),
        ({"last_name": "\ud800"}, "people.text"),
        ({"category": "krol"}, "people.no_category"),
        ({"companions": -1}, "people.companions"),
    ],
)
def test_what_cannot_be_written_down_is_refused(desk: Desk, changes: dict[str, object], key: str) -> None:
    with pytest.raises(InputProblem) as refused:
        correct(desk, ANNA.id, changes, 1, role=STAFF)  # type: ignore[arg-type]
    assert refused.value.key == key
    assert desk.queries.registration(ANNA.id) == ANNA


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.text(string.ascii_letters + "ąćęłńóśźż", min_size=3, max_size=9), min_size=1, max_size=3))
def test_search_follows_any_name(desk: Desk, words: list[str]) -> None:
    before = desk.queries.registration(OKSANA.id)
    assert before is not None
    name = " ".join(words)
    changed = correct(desk, OKSANA.id, {"first_name": "Qqq", "last_name": name}, before.version, role=STAFF)
    assert changed in [one.registration for one in desk.search.find(f"qqq {name}")]
    assert [one.registration for one in desk.search.find("qqq")] == [changed]


# Tickets


def test_a_new_ticket_blocks_the_old_one_and_keeps_the_rest(desk: Desk) -> None:
    admit(desk, ANNA.ticket, ENTRANCE)
    person = reissue(desk, ANNA.id, role=STAFF).registration
    assert person == replace(ANNA, ticket=person.ticket)
    assert admit(desk, ANNA.ticket, ENTRANCE).decision.reason is Reason.BLOCKED
    assert admit(desk, person.ticket, ENTRANCE).decision.again
    assert desk.queries.attendance_of(ANNA.id).bookings == {BOOKED}
    assert found(desk, person.ticket) == ["Anna Kowalska"]
    assert desk.queries.tickets() == {ANNA.ticket: ANNA.id, person.ticket: ANNA.id} | {
        one.ticket: one.id for one in (OKSANA, GONE)
    }


def test_a_substitute_takes_the_place_and_nothing_personal(desk: Desk) -> None:
    issued = substitute(desk, ANNA.id, {**named("Ewa Łoś"), "position": "Zastępca"}, role=STAFF, operator="ola")
    person = issued.registration
    assert (person.name, person.organisation, person.category) == ("Ewa Łoś", ANNA.organisation, ANNA.category)
    assert (person.email, person.phone, person.in_place_of) == ("", "", ANNA.id)
    assert desk.queries.attendance_of(person.id).bookings == {BOOKED}
    assert desk.queries.attendance_of(ANNA.id).bookings == frozenset()
    assert admit(desk, ANNA.ticket, ENTRANCE).decision.reason is Reason.BLOCKED
    assert admit(desk, person.ticket, ENTRANCE).decision.verdict is Verdict.ADMITTED
    (registered, _admitted) = reversed(People(desk.replica).history(person.id))
    assert registered.entry.cause == People(desk.replica).history(ANNA.id)[-1].entry.id
    assert kinds(desk, ANNA) == [EntryKind.SUBSTITUTED, EntryKind.REFUSED]


def test_whoever_sends_a_substitute_is_not_expected_any_more(desk: Desk) -> None:
    before = desk.queries.expected(an_event())
    substitute(desk, ANNA.id, named("Ewa Łoś"), role=STAFF)
    assert type(desk.queries)(desk.replica).expected(an_event()) == before


@pytest.mark.parametrize("verb", [lambda desk, one: reissue(desk, one.id, role=STAFF), lambda desk, one: substitute(
    desk, one.id, named("Ewa Łoś"), role=STAFF
)])  # fmt: skip
def test_a_cancelled_registration_has_no_ticket_and_no_place_to_give(
    desk: Desk, verb: Callable[[Desk, Registration], object]
) -> None:
    with pytest.raises(InputProblem, match=r"people\.cancelled"):
        verb(desk, GONE)
    assert kinds(desk, GONE) == []


def test_a_volunteer_does_none_of_it(desk: Desk) -> None:
    for verb in (
        lambda: register(desk, named("Ewa Łoś"), role=Role.VOLUNTEER),
        lambda: guest(desk, "Ewa Łoś", "partner", role=Role.VOLUNTEER),
        lambda: correct(desk, ANNA.id, {"position": "Wójt"}, 1, role=Role.VOLUNTEER),
        lambda: reissue(desk, ANNA.id, role=Role.VOLUNTEER),
        lambda: substitute(desk, ANNA.id, named("Ewa Łoś"), role=Role.VOLUNTEER),
    ):
        with pytest.raises(InputProblem, match=r"access\.not_allowed"):
            verb()
    assert list(desk.queries.entries()) == []


# Cards


def test_a_card_tells_staff_what_happened_and_who_came_instead(desk: Desk) -> None:
    scan = admit(desk, ANNA.ticket, ENTRANCE)
    assert scan.entry is not None
    undo(desk, scan.entry)
    person = substitute(desk, ANNA.id, named("Ewa Łoś"), role=STAFF).registration
    shown = card(desk, ANNA.id, STAFF)
    assert shown.person.email == "a@example.org"
    assert [line.entry.kind for line in shown.history] == [
        EntryKind.SUBSTITUTED,
        EntryKind.UNDONE,
        EntryKind.ADMITTED,
    ]
    assert shown.undone == {scan.entry}
    assert (shown.substitute, shown.in_place_of) == (person, None)
    other = card(desk, person.id, STAFF).in_place_of
    assert other is not None and other.id == ANNA.id
    assert shown.presences == {} and shown.bookings == frozenset()


def test_a_card_hides_what_the_role_or_the_place_does_not_need(desk: Desk) -> None:
    assert card(desk, OKSANA.id, STAFF, "obiad-1").person.diet == "wegańska"
    assert card(desk, OKSANA.id, STAFF, ENTRANCE).person.diet == ""
    plain = card(desk, OKSANA.id, Role.VOLUNTEER, "obiad-1")
    assert (plain.person.email, plain.person.phone, plain.person.diet, plain.history) == ("", "", "", ())


def test_a_card_of_nobody_says_so(desk: Desk) -> None:
    with pytest.raises(InputProblem, match=r"people\.gone"):
        card(desk, an_id(99), STAFF)


# Offices


def test_offices_are_suggested_from_the_replica(desk: Desk) -> None:
    people = People(desk.replica)
    register(desk, {**named("Ewa Łoś"), "organisation": "URZĄD GMINY OSIEK"}, role=STAFF)
    register(desk, {**named("Ewa Lis"), "organisation": "Urząd Gminy Osiek"}, role=STAFF)
    register(desk, {**named("Ewa Kos"), "organisation": "Miejski Urząd Osiecki"}, role=STAFF)
    assert people.organisations("urzad os") == ["Miejski Urząd Osiecki", "Urząd Gminy Osiek"]
    assert people.organisations("urząd gm os") == ["Urząd Gminy Osiek"]
    assert people.organisations("ur", limit=1) == ["Urząd Gminy Osiek"]
    assert people.organisations("kowalska") == people.organisations(" -") == []
