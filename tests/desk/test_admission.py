"""Admitting, taking back and overriding, against a real replica."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.desk.admission import admit, override, undo
from checkin.desk.desk import Desk
from checkin.errors import EnvironmentProblem, InputProblem
from checkin.model.decision import Direction, Notice, Reason, Scan, Vacancy, Verdict
from checkin.model.entry import EntryKind
from checkin.model.operator import Role
from checkin.model.registration import Status
from checkin.model.ticket import check_letter
from checkin.store.queries import Tally
from tests.builders import a_clock, a_code, a_desk, a_registration, an_id, at
from tests.recount import recounted

FOREIGN = "FRDL-2026-00417"
ENTRANCE = "wejscie-1"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    people = (
        a_registration(1),
        a_registration(2, status=Status.CANCELLED),
        a_registration(3, ticket=FOREIGN),
        a_registration(4, category="partner", note="odbiera pakiet VIP"),
    )
    opened = a_desk(tmp_path / "desk", *people)
    yield opened
    opened.close()


def test_an_admission_is_an_entry_with_presence_and_tally(desk: Desk) -> None:
    scan = admit(desk, a_code(1), ENTRANCE, operator="ola")
    assert (scan.decision.verdict, scan.decision.reason) == (Verdict.ADMITTED, Reason.OK)
    assert scan.registration == a_registration(1)
    (entry,) = desk.queries.entries()
    assert (entry.id, entry.kind, entry.registration, entry.checkpoint) == (
        scan.entry,
        EntryKind.ADMITTED,
        an_id(1),
        ENTRANCE,
    )
    assert (entry.desk, entry.sequence, entry.operator, entry.at) == (desk.id, 1, "ola", scan.at)
    assert desk.queries.tallies() == {ENTRANCE: Tally(inside=1, admitted=1)}


@pytest.mark.parametrize("frame", ["{0}", " {1}-{2}\r\n", "\x02{0}", "{1} {2}"])
def test_our_own_codes_are_read_forgivingly(desk: Desk, frame: str) -> None:
    code = a_code(1).lower()
    assert admit(desk, frame.format(code, code[:7], code[7:]), ENTRANCE).decision.reason is Reason.OK


@pytest.mark.parametrize("read", [FOREIGN, "frdl-2026-00417", "FRDL_2026_00417", "аквд-2026-00417", "FRDL-ěéěž-ééč+ý"])
def test_a_foreign_code_is_found_as_it_is_or_as_it_was_misread(desk: Desk, read: str) -> None:
    assert admit(desk, read, ENTRANCE).registration == a_registration(3, ticket=FOREIGN)


def test_a_misread_code_that_fits_two_people_is_nobodys(tmp_path: Path) -> None:
    people = (a_registration(1, ticket="ABY-1"), a_registration(2, ticket="ABZ-1"))
    with a_desk(tmp_path, *people) as desk:
        assert admit(desk, "abz-1", ENTRANCE).decision.reason is Reason.UNKNOWN_TICKET
        assert admit(desk, "ABY-1", ENTRANCE).registration == people[0]
        assert admit(desk, "ABZ-1", ENTRANCE).registration == people[1]


def test_a_code_that_looks_malformed_but_was_issued_is_found(tmp_path: Path) -> None:
    odd = "BCDFGHJKLNPRSTVXBCDF"  # of our letters, with a wrong check letter
    with a_desk(tmp_path, a_registration(1, ticket=odd)) as desk:
        assert admit(desk, odd, ENTRANCE).decision.reason is Reason.OK


def test_nobodys_code_leaves_a_digest_and_a_length_only(desk: Desk) -> None:
    secret = "TAJNY-KOD-123"
    scan = admit(desk, f" {secret} ", ENTRANCE)
    assert scan.decision.reason is Reason.UNKNOWN_TICKET and scan.registration is None
    (entry,) = desk.queries.entries()
    assert entry.registration is None and entry.code_length == len(secret)
    assert len(entry.code_digest) == 64 and secret not in repr(entry)
    admit(desk, secret, ENTRANCE)
    assert {entry.code_digest for entry in desk.queries.entries()} == {entry.code_digest}


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", Reason.MALFORMED),
        ("\x00\x01", Reason.MALFORMED),
        ("x" * 10_000, Reason.MALFORMED),
        ("\u202ekod\u202e", Reason.MALFORMED),
        (a_code(1)[:-1] + ("B" if a_code(1)[-1] != "B" else "C"), Reason.MALFORMED),
        ("LX" + "B" * 17 + check_letter("LX" + "B" * 17), Reason.OTHER_EVENT),
        ("'; DROP TABLE entry; --", Reason.UNKNOWN_TICKET),
        ("<b>kod</b>", Reason.UNKNOWN_TICKET),
        ("\ud800", Reason.MALFORMED),
    ],
)
def test_hostile_codes_are_refused_and_kept_as_entries(desk: Desk, code: str, reason: Reason) -> None:
    scan = admit(desk, code, ENTRANCE)
    assert scan.decision.reason is reason
    assert len(scan.code) <= 64 and all(letter.isprintable() for letter in scan.code)
    assert desk.queries.tallies()[ENTRANCE].refused == 1


def test_a_refusal_of_a_person_is_an_entry_of_the_person(desk: Desk) -> None:
    scan = admit(desk, a_code(2), ENTRANCE)
    assert scan.decision.reason is Reason.CANCELLED
    (entry,) = desk.queries.entries()
    assert (entry.kind, entry.registration, entry.reason) == (EntryKind.REFUSED, an_id(2), "cancelled")
    assert desk.queries.tallies() == {ENTRANCE: Tally(refused=1)}


def test_a_note_for_the_desk_draws_attention_once(desk: Desk) -> None:
    assert admit(desk, a_code(4), ENTRANCE).decision.notices == (Notice.NOTE,)
    again = admit(desk, a_code(4), ENTRANCE)
    assert again.decision.again and not again.decision.notices
    assert again.previous_desk == "Punkt 1" and again.previous_at is not None


def test_entering_a_session_leaves_the_parallel_one_and_passes_the_entrance(desk: Desk) -> None:
    desk.clock = a_clock(11)
    first = admit(desk, a_code(1), "sesja-a")
    assert first.decision.enters == ENTRANCE
    second = admit(desk, a_code(1), "sesja-b")
    assert second.decision.leaves == ("sesja-a",)
    tallies = desk.queries.tallies()
    assert (tallies[ENTRANCE].inside, tallies["sesja-a"].inside, tallies["sesja-b"].inside) == (1, 0, 1)
    moves = [entry for entry in desk.queries.entries() if entry.cause]
    assert {(entry.kind, entry.checkpoint, entry.cause) for entry in moves} == {
        (EntryKind.ADMITTED, ENTRANCE, first.entry),
        (EntryKind.LEFT, "sesja-a", second.entry),
    }


def test_undoing_takes_back_what_the_admission_brought_along(desk: Desk) -> None:
    desk.clock = a_clock(11)
    admit(desk, a_code(1), "sesja-a")
    second = admit(desk, a_code(1), "sesja-b")
    assert second.entry is not None
    undone = undo(desk, second.entry)
    assert undone.decision.verdict is Verdict.LEFT and undone.registration == a_registration(1)
    tallies = desk.queries.tallies()
    assert (tallies["sesja-a"].inside, tallies["sesja-b"].inside, tallies["sesja-b"].admitted) == (1, 0, 0)
    with pytest.raises(InputProblem, match="already_undone"):
        undo(desk, second.entry)


def test_undoing_a_second_admission_leaves_the_person_inside(desk: Desk) -> None:
    admit(desk, a_code(1), ENTRANCE)
    second = admit(desk, a_code(1), ENTRANCE)
    assert second.entry is not None
    assert undo(desk, second.entry).decision.verdict is Verdict.ADMITTED


def test_only_scans_that_moved_somebody_can_be_undone(desk: Desk) -> None:
    refused = admit(desk, a_code(2), ENTRANCE)
    assert refused.entry is not None
    for entry in (refused.entry, an_id(999)):
        with pytest.raises(InputProblem, match="nothing_to_undo"):
            undo(desk, entry)


def test_a_volunteer_undoes_what_this_desk_did_only(desk: Desk) -> None:
    scan = admit(desk, a_code(1), ENTRANCE)
    assert scan.entry is not None
    other = replace(desk, id=an_id(77))
    with pytest.raises(InputProblem, match="undo_not_allowed"):
        undo(other, scan.entry)
    assert undo(other, scan.entry, role=Role.STAFF).decision.verdict is Verdict.LEFT


def test_what_is_long_past_needs_staff_to_be_undone(desk: Desk) -> None:
    scan = admit(desk, a_code(1), ENTRANCE)
    assert scan.entry is not None
    desk.clock = a_clock(9, 11)
    with pytest.raises(InputProblem, match="undo_too_late"):
        undo(desk, scan.entry)
    with pytest.raises(InputProblem, match="undo_too_late"):
        undo(desk, scan.entry, within=timedelta(minutes=5))
    assert undo(desk, scan.entry, within=timedelta(minutes=15)).decision.verdict is Verdict.LEFT


def test_a_volunteer_undoes_their_own_last_scan_only(desk: Desk) -> None:
    first = admit(desk, a_code(1), ENTRANCE, operator="ola")
    second = admit(desk, a_code(4), ENTRANCE, operator="ola")
    admit(desk, a_code(2), ENTRANCE, operator="ola")  # a refusal moved nobody
    assert first.entry is not None and second.entry is not None
    with pytest.raises(InputProblem, match="undo_not_own"):
        undo(desk, second.entry, "jan")
    with pytest.raises(InputProblem, match="undo_not_last"):
        undo(desk, first.entry, "ola")
    assert undo(desk, second.entry, "ola").decision.verdict is Verdict.LEFT
    with pytest.raises(InputProblem, match="undo_not_last"):
        undo(desk, first.entry, "ola")
    assert undo(desk, first.entry, "jan", Role.STAFF).decision.verdict is Verdict.LEFT


def test_an_override_says_what_a_desk_should_know_of_the_person(tmp_path: Path) -> None:
    with a_desk(tmp_path, a_registration(1, vip=True, note="x", status=Status.CANCELLED)) as desk:
        scan = override(desk, a_code(1), ENTRANCE, "zgoda", "ewa", Role.STAFF)
        assert scan.decision.notices == (Notice.OVERRIDDEN, Notice.NOTE, Notice.VIP)
        assert [entry.cause for entry in desk.queries.entries(kinds=[EntryKind.CALLED])] == [scan.entry]


def test_places_are_held_for_those_who_booked_one_until_they_are_released(tmp_path: Path) -> None:
    people = [a_registration(number) for number in range(1, 6)]
    with a_desk(tmp_path, *people, clock=a_clock(10, 55)) as desk:
        with desk.replica.writing() as writing:
            writing.add_registration(a_registration(6), bookings=["sesja-b"])
            writing.add_registration(a_registration(7, status=Status.CANCELLED), bookings=["sesja-b"])
        assert admit(desk, a_code(1), "sesja-b").decision.reason is Reason.OK
        refused = admit(desk, a_code(2), "sesja-b")
        assert refused.decision.reason is Reason.FULL
        assert refused.elsewhere == (Vacancy("sesja-a", None),)  # and not the one that takes bookings only
        assert refused.frees_at == at(11, 10)
        assert admit(desk, a_code(6), "sesja-b").decision.reason is Reason.OK
    with a_desk(tmp_path / "later", *people, clock=a_clock(11, 10)) as desk:
        with desk.replica.writing() as writing:
            writing.add_registration(a_registration(6), bookings=["sesja-b"])
        for number in (1, 2):
            assert admit(desk, a_code(number), "sesja-b").decision.reason is Reason.OK
        assert admit(desk, a_code(6), "sesja-b").decision.reason is Reason.FULL


def test_a_special_guest_is_told_of_without_being_asked(tmp_path: Path) -> None:
    with a_desk(tmp_path, a_registration(1, vip=True)) as desk:
        scan = admit(desk, a_code(1), ENTRANCE)
        again = admit(desk, a_code(1), ENTRANCE)
        (called,) = desk.queries.entries(kinds=[EntryKind.CALLED])
        assert (called.cause, called.checkpoint, called.registration) == (scan.entry, ENTRANCE, an_id(1))
        assert again.decision.again


def test_leaving_and_coming_back(desk: Desk) -> None:
    assert admit(desk, a_code(1), ENTRANCE, direction=Direction.OUT).decision.reason is Reason.NOT_INSIDE
    admit(desk, a_code(1), ENTRANCE)
    left = admit(desk, a_code(1), ENTRANCE, direction=Direction.OUT)
    assert left.decision.verdict is Verdict.LEFT
    assert desk.queries.tallies()[ENTRANCE] == Tally(inside=0, admitted=1, refused=1)
    assert admit(desk, a_code(1), ENTRANCE).decision.again


def test_capacity_counts_people_and_overriding_is_written_down(tmp_path: Path) -> None:
    people = [a_registration(number) for number in range(1, 4)]
    with a_desk(tmp_path, *people, clock=a_clock(11)) as desk:
        for number in (1, 2):
            assert admit(desk, a_code(number), "sesja-b").decision.verdict is Verdict.ADMITTED
        assert admit(desk, a_code(3), "sesja-b").decision.reason is Reason.FULL
        with pytest.raises(InputProblem, match="override_not_allowed"):
            override(desk, a_code(3), "sesja-b", "prelegentka", "ola", Role.VOLUNTEER)
        with pytest.raises(InputProblem, match="override_without_reason"):
            override(desk, a_code(3), "sesja-b", " ", "ola", Role.STAFF)
        with pytest.raises(InputProblem, match="override_unknown_ticket"):
            override(desk, "nieznany", "sesja-b", "prelegentka", "ola", Role.STAFF)
        scan = override(desk, a_code(3), "sesja-b", "prelegentka", "ola", Role.STAFF)
        assert scan.decision.notices == (Notice.OVERRIDDEN,)
        entry = desk.queries.entry(scan.entry) if scan.entry else None
        assert entry is not None
        assert (entry.reason, entry.why, entry.operator, entry.attention) == ("full", "prelegentka", "ola", True)
        assert desk.queries.tallies()["sesja-b"].inside == 3


def test_staff_may_admit_early(desk: Desk) -> None:
    desk.clock = a_clock(6)
    assert admit(desk, a_code(1), ENTRANCE).decision.reason is Reason.TOO_EARLY
    assert admit(desk, a_code(1), ENTRANCE, role=Role.STAFF).decision.notices == (Notice.EARLY,)


def test_a_booked_session_admits_those_with_a_booking(tmp_path: Path) -> None:
    with a_desk(tmp_path, clock=a_clock(11)) as desk:
        with desk.replica.writing() as writing:
            writing.add_registration(a_registration(1), ["sesja-c"])
            writing.add_registration(a_registration(2))
        assert admit(desk, a_code(1), "sesja-c").decision.verdict is Verdict.ADMITTED
        assert admit(desk, a_code(2), "sesja-c").decision.reason is Reason.NOT_ENTITLED


def test_a_place_or_an_event_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(InputProblem, match="no_checkpoint"):
        admit(desk, a_code(1), "dach")
    with pytest.raises(InputProblem, match="no_event"):
        admit(replace(desk, event=None), a_code(1), ENTRANCE)
    assert list(desk.queries.entries()) == []


def test_the_earlier_use_is_told(desk: Desk) -> None:
    desk.clock = a_clock(13)
    admit(desk, a_code(1), "obiad-1")
    refused = admit(desk, a_code(1), "obiad-1")
    assert refused.decision.reason is Reason.ALREADY_ADMITTED
    assert refused.previous_at is not None and abs(refused.previous_at - at(13)) < timedelta(minutes=1)
    assert refused.previous_desk == "Punkt 1"


def test_a_full_room_stays_full_however_many_come_at_once(tmp_path: Path) -> None:
    """Four doors of one room, as four threads: a decision and its entry are one step."""
    people = [a_registration(number) for number in range(1, 13)]
    with a_desk(tmp_path / "desk", *people, clock=a_clock(11)) as desk, ThreadPoolExecutor(4) as doors:
        for person in people:
            admit(desk, person.ticket, ENTRANCE)
        scans = list(doors.map(lambda person: admit(desk, person.ticket, "sesja-b"), people))
        assert [scan.decision.verdict for scan in scans].count(Verdict.ADMITTED) == 2
        assert desk.queries.tallies()["sesja-b"] == Tally(inside=2, admitted=2, refused=10)
        sequences = [entry.sequence for entry in desk.queries.entries()]
    assert sorted(sequences) == list(range(1, len(sequences) + 1))


def test_a_scan_that_cannot_be_written_counts_for_nothing(desk: Desk) -> None:
    admit(desk, a_code(1), ENTRANCE)
    pages = desk.replica._writer._connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    desk.replica._writer._connection.rollback()
    desk.replica._writer._connection.connection.cursor().execute(f"PRAGMA max_page_count = {pages}")
    told: list[Scan] = []

    def scan_on() -> None:
        while len(told) < 2000:
            told.append(override(desk, a_code(1), ENTRANCE, "powód " * 200, "ola", Role.COORDINATOR))

    with pytest.raises(EnvironmentProblem, match=r"store\.disk_full"):
        scan_on()
    assert len(list(desk.queries.entries())) == 1 + len(told)
    assert desk.queries.tallies() == {ENTRANCE: Tally(inside=1, admitted=1)}


_SCANS = st.tuples(
    st.integers(0, 4),
    st.sampled_from((ENTRANCE, "sesja-a", "sesja-b", "sesja-d", "obiad-1")),
    st.sampled_from(("in", "in", "in", "out", "override", "undo")),
)


@given(st.lists(_SCANS, max_size=25))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_desk_does_its_counts_are_a_recount(desk: Desk, scans: list[tuple[int, str, str]]) -> None:
    desk.clock = a_clock(11, 30)
    done: list[Scan] = []
    for person, door, deed in scans:
        with suppress(InputProblem):
            match deed:
                case "undo" if done:
                    done.append(undo(desk, done[person % len(done)].entry or an_id(0), role=Role.COORDINATOR))
                case "override":
                    done.append(override(desk, a_code(person), door, "powód", "ola", Role.COORDINATOR))
                case _:
                    direction = Direction.OUT if deed == "out" else Direction.IN
                    done.append(admit(desk, a_code(person), door, direction=direction))
    _, counted = recounted(desk.queries.entries())
    assert {door: tally for door, tally in desk.queries.tallies().items() if tally != Tally()} == {
        door: tally for door, tally in counted.items() if tally != Tally()
    }
