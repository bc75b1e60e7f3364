"""Plans carried out on a real replica: the Congress's three lists, corrections, and everything that must stay."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from checkin.clock import Clock
from checkin.demo.lists import PLAIN, SPREADSHEET, WORKBOOK, the_congress
from checkin.demo.people import invent
from checkin.desk.admission import admit
from checkin.desk.desk import Desk, open_desk
from checkin.errors import EnvironmentProblem, InputProblem
from checkin.importing.apply import Summary, apply, demand_all_good
from checkin.importing.delimited import Delimited
from checkin.importing.plan import Plan, plan
from checkin.importing.report import save_rejects
from checkin.importing.table import read_table
from checkin.model.decision import Verdict
from checkin.model.entry import EntryKind
from checkin.model.event import Event
from checkin.model.registration import Registration
from checkin.texts import Texts
from tests.builders import a_clock, a_code, an_event
from tests.importing.lists import Cells, delimited, planned

DEMO = Path("resources/demo")
NOBODY = UUID(int=0)


@pytest.fixture
def clock() -> Clock:
    return a_clock(10)


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk", clock, headless=True) as opened:
        opened.event = an_event()
        yield opened


def plan_file(desk: Desk, path: Path, event: Event) -> Plan:
    return plan(read_table(path), desk.queries, event, desk.clock)


def plan_rows(desk: Desk, *rows: Cells) -> Plan:
    return plan(Delimited().read(delimited(rows)), desk.queries, an_event(), desk.clock)


def carry_out(desk: Desk, made: Plan) -> Summary:
    return apply(desk.replica, made, desk.clock, desk.id)


def people_of(desk: Desk) -> dict[str, tuple[Registration, frozenset[str]]]:
    """Everybody by ticket, and what they have booked; ids and versions apart."""
    bookings = desk.queries.bookings()
    return {
        one.ticket: (replace(one, id=NOBODY, version=1), frozenset(bookings.get(one.id, ())))
        for one in desk.queries.registrations()
    }


@pytest.mark.parametrize("name", [PLAIN, SPREADSHEET, WORKBOOK])
def test_the_three_lists_of_the_congress_are_the_same_420_people(name: str, desk: Desk) -> None:
    congress = the_congress()
    made = plan_file(desk, DEMO / name, congress)
    assert carry_out(desk, made) == Summary(read=420, new=420, updated=0, unchanged=0, rejected=0)
    assert people_of(desk) == {
        person.registration.ticket: (replace(person.registration, id=NOBODY), frozenset(person.bookings))
        for person in invent(congress)
    }


def test_the_lists_of_the_congress_one_after_another_change_nothing(desk: Desk) -> None:
    congress = the_congress()
    carry_out(desk, plan_file(desk, DEMO / PLAIN, congress))
    for name in (PLAIN, SPREADSHEET, WORKBOOK):
        again = carry_out(desk, plan_file(desk, DEMO / name, congress))
        assert again == Summary(read=420, new=0, updated=0, unchanged=420, rejected=0)


def test_people_who_were_imported_are_found_and_admitted(desk: Desk) -> None:
    carry_out(desk, plan_rows(desk, ["Bilet", "Imię", "Nazwisko"], [a_code(1), "Łucja", "Żółć"]))
    assert [found.registration.last_name for found in desk.search.find("zolc")] == ["Żółć"]
    assert admit(desk, a_code(1), "wejscie-1").decision.verdict is Verdict.ADMITTED


def test_a_correction_touches_neither_attendance_nor_tickets(desk: Desk) -> None:
    headings = ["Id", "Imię", "Nazwisko", "Uwagi", "Sesje"]
    carry_out(desk, plan_rows(desk, headings, ["1", "Ewa", "Lis", "", "sesja-a"], ["2", "Jan", "Kot", "", ""]))
    (before,) = [one for one in desk.queries.registrations() if one.source_id == "1"]
    admit(desk, before.ticket, "wejscie-1")
    attendance = desk.queries.attendance_of(before.id)
    made = plan_rows(desk, headings, ["1", "Ewa", "Lis-Nowak", "wózek", ""], ["2", "Jan", "Kot", "", ""])
    assert carry_out(desk, made) == Summary(read=2, new=0, updated=1, unchanged=1, rejected=0)
    after = desk.queries.registration(before.id)
    assert after == replace(before, last_name="Lis-Nowak", note="wózek", version=2)
    assert desk.queries.registration_by_code(before.ticket) == after
    assert desk.queries.attendance_of(before.id) == attendance
    assert [found.registration.id for found in desk.search.find("lis-nowak")] == [before.id]


def test_good_rows_come_in_and_the_journal_says_how_many(desk: Desk) -> None:
    made = plan_rows(desk, ["Imię", "Nazwisko"], ["Jan", "Nowak"], ["Ewa", ""], ["Jan", "Nowak"])
    assert carry_out(desk, made) == Summary(read=3, new=1, updated=0, unchanged=0, rejected=2)
    (entry,) = desk.queries.entries()
    assert (entry.kind, entry.why) == (EntryKind.IMPORTED, "read=3 new=1 updated=0 unchanged=0 rejected=2")


def test_a_plan_that_is_only_looked_at_writes_nothing(desk: Desk) -> None:
    plan_rows(desk, ["Imię", "Nazwisko"], ["Jan", "Nowak"])
    assert (desk.queries.registration_count(), list(desk.queries.entries())) == (0, [])


def test_an_import_that_changes_nothing_is_no_fact(desk: Desk) -> None:
    for _ in range(2):
        carry_out(desk, plan_rows(desk, ["Imię", "Nazwisko"], ["Jan", "Nowak"]))
    assert len(list(desk.queries.entries())) == 1


def test_strict_wants_every_row_good() -> None:
    demand_all_good(planned([["Nazwisko"], ["Nowak"]]))
    with pytest.raises(InputProblem) as caught:
        demand_all_good(planned([["Imię", "Nazwisko"], ["Ewa", ""], ["Jan", "Nowak"]]))
    assert Texts("pl").error(caught.value) == "Jeden wiersz wymaga poprawy (wiersz 2), więc nic nie wczytano."


class _Stopped(Exception):
    pass


def test_stopping_an_import_leaves_nothing(desk: Desk) -> None:
    made = plan_rows(desk, ["Imię", "Nazwisko"], *(["Jan", f"Nowak {number}"] for number in range(2000)))

    def stop(share: float) -> None:
        if share > 0.2:
            raise _Stopped

    with pytest.raises(_Stopped):
        apply(desk.replica, made, desk.clock, desk.id, progress=stop)
    assert (desk.queries.registration_count(), list(desk.queries.entries())) == (0, [])
    assert carry_out(desk, made).new == 2000


def test_progress_goes_from_nothing_to_all(desk: Desk) -> None:
    shares: list[float] = []
    made = plan_rows(desk, ["Imię", "Nazwisko"], *(["Jan", f"Nowak {number}"] for number in range(1200)))
    apply(desk.replica, made, desk.clock, desk.id, progress=shares.append)
    assert (shares[0], shares[-1], shares == sorted(shares)) == (0.0, 1.0, True)


def test_planning_tells_of_every_row() -> None:
    told: list[int] = []
    table = Delimited().read(delimited([["Nazwisko"], ["Nowak"], [""], ["Lis"]]))
    plan(table, _Nobody(), an_event(), a_clock(), between_rows=told.append)
    assert told == [1, 2]


class _Nobody:
    def registrations(self) -> Iterator[Registration]:
        return iter(())

    def bookings(self) -> dict[UUID, tuple[str, ...]]:
        return {}

    def tickets(self) -> dict[str, UUID]:
        return {}


# Rejected rows as a file


def test_rejected_rows_can_be_put_right_and_imported(tmp_path: Path) -> None:
    rows = [
        ["Imię", "Nazwisko", "Kategoria", "Telefon", "Uwagi"],
        ["Jan", "Nowak", "krasnoludek", "+48 555 000 001", "=HYPERLINK(1)"],
        ["Ewa", "Lis", "partner", "", ""],
    ]
    path = tmp_path / "do-poprawy.csv"
    save_rejects(path, planned(rows), Texts("pl"))
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    headings, row = csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";")
    assert headings == ["Wiersz", "Powód", *rows[0]]
    assert row[0] == "2" and row[1].startswith("Nie ma kategorii „krasnoludek”.")
    assert row[2:] == ["Jan", "Nowak", "krasnoludek", "'+48 555 000 001", "'=HYPERLINK(1)"]
    path.write_bytes(content.replace(b";krasnoludek;", b";partner;"))
    (new,) = plan(read_table(path), _Nobody(), an_event(), a_clock()).new
    assert (new.registration.phone, new.registration.note) == ("+48 555 000 001", "=HYPERLINK(1)")


def test_rejected_rows_that_cannot_be_saved(tmp_path: Path) -> None:
    made = planned([["Imię", "Nazwisko"], ["Ewa", ""]])
    with pytest.raises(EnvironmentProblem):
        save_rejects(tmp_path / "nie-ma" / "x.csv", made, Texts("pl"))
