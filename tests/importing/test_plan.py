"""What a list would do to what the desk knows: matches, namesakes, repeated rows, and cells of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.importing.plan import Plan, Rejected
from checkin.importing.reading import RejectReason
from checkin.importing.report import describe, remarks
from checkin.model.registration import Registration, Status
from checkin.model.ticket import CodeKind, parse
from checkin.texts import Texts
from tests.builders import TAG, a_checkpoint, a_code, an_event
from tests.importing.lists import Memory, planned

NAMES = ["Imię", "Nazwisko"]
PLACES = [*NAMES, "Jednostka", "Powiat", "Województwo"]
OSIEK = "Urząd Gminy Osiek"


def only(made: Plan) -> Registration:
    """The one person of a plan that has nothing else to say."""
    assert made.rejected == ()
    (row,) = (*made.new, *made.updated)
    return row.registration


def fault(made: Plan) -> Rejected:
    (rejected,) = made.rejected
    return rejected


def of_one(heading: str, cell: str, **options: Any) -> Plan:
    """The plan for one person with one more column."""
    return planned([[*NAMES, heading], ["Jan", "Nowak", cell]], **options)


# Cells


def test_a_full_row_says_everything() -> None:
    row = {
        "Id zgłoszenia": "ZG-1",
        "Bilet": a_code(1),
        "Tytuł": "dr",
        "Imię": "Łucja",
        "Nazwisko": "Żółć",
        "Zwrot": "Pani",
        "Stanowisko": "Sekretarz Gminy",
        "Jednostka": "Urząd Gminy Góra",
        "Powiat": "łęczycki",
        "Województwo": "łódzkie",
        "Kategoria": "sekretarz jst",
        "Status płatności": "nie opłacone",
        "E-mail": "Urzad@Example.org",
        "Telefon": "6,01E+08",
        "Dieta": "wege",
        "Uwagi": "odbiera pakiet VIP",
        "VIP": "x",
        "Sesje": "sesja-a; OBIAD-1, Sesja c",
        "Ważne od": "19.05.2026",
        "Ważne do": "2026-05-19",
    }
    made = planned([list(row), list(row.values())])
    assert only(made) == Registration(
        id=only(made).id,
        ticket=a_code(1),
        first_name="Łucja",
        last_name="Żółć",
        title="dr",
        position="Sekretarz Gminy",
        organisation="Urząd Gminy Góra",
        powiat="łęczycki",
        voivodeship="łódzkie",
        category="sekretarz",
        status=Status.UNPAID,
        address="pani",
        email="urzad@example.org",
        phone="601000000",
        diet="wege",
        note="odbiera pakiet VIP",
        vip=True,
        source_id="ZG-1",
        valid_from=datetime(2026, 5, 18, 22, tzinfo=UTC),
        valid_until=datetime(2026, 5, 19, 22, tzinfo=UTC),
    )
    assert made.new[0].bookings == ("sesja-a", "obiad-1", "sesja-c")


def test_a_name_is_enough() -> None:
    made = planned([NAMES, ["Jan", "Nowak"], ["Ewa", "Lis"]])
    codes = [row.registration.ticket for row in made.new]
    assert [parse(code, TAG).kind for code in codes] == [CodeKind.OWN, CodeKind.OWN]
    assert len(set(codes)) == 2
    assert {(row.registration.category, row.registration.status) for row in made.new} == {
        ("sekretarz", Status.CONFIRMED)
    }
    assert remarks(made, an_event(), Texts("pl")) == [
        "2 osoby nie mają kategorii w pliku, więc dostają pierwszą: Sekretarz JST."
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "attribute", "value"),
    [
        ("Uwagi", "\u00a0wózek \u00a0 inwalidzki ", "note", "wózek inwalidzki"),
        ("Uwagi", "a\u202eb\u200bc\x07d\ue000e", "note", "abcde"),
        ("Uwagi", "dwie\nlinie", "note", "dwie linie"),
        ("Uwagi", "'=1+1", "note", "=1+1"),
        ("Uwagi", "<b>'; DROP TABLE entry;--", "note", "<b>'; DROP TABLE entry;--"),
        ("Uwagi", "Z\u0307o\u0301łw", "note", "Żółw"),
        ("Uwagi", "-", "note", ""),
        ("Telefon", "601000000.0", "phone", "601000000"),
        ("Telefon", "+48 601 000 000", "phone", "+48 601 000 000"),
        ("E-mail", "to nie adres", "email", "to nie adres"),
        ("VIP", "nie", "vip", False),
        ("VIP", "Gość honorowy", "vip", True),
        ("Status", "rezygnacja", "status", Status.CANCELLED),
        ("Płatność", "oczekuje na płatność", "status", Status.UNPAID),
        ("Płatność", "Opłacono", "status", Status.CONFIRMED),
        ("Kategoria", "SPEAKER", "category", "prelegent"),
        ("Płeć", "K", "address", "pani"),
        ("Bilet", f" {a_code(7)[:10].lower()}-{a_code(7)[10:]}", "ticket", a_code(7)),
        ("Bilet", "FRDL-2026-00417", "ticket", "FRDL-2026-00417"),
        ("Gmina", "Osiek", "organisation", "Gmina Osiek"),
        ("Gmina", "Miasto Łódź", "organisation", "Miasto Łódź"),
    ],
)
def test_cells_are_understood(heading: str, cell: str, attribute: str, value: object) -> None:
    assert getattr(only(of_one(heading, cell)), attribute) == value


@pytest.mark.parametrize(
    ("heading", "cell", "reason", "field"),
    [
        ("Kategoria", "Krasnoludek", RejectReason.UNKNOWN_CATEGORY, "category"),
        ("Status", "może", RejectReason.UNKNOWN_STATUS, "status"),
        ("Płatność", "może", RejectReason.UNKNOWN_STATUS, "payment"),
        ("Sesje", "sesja-a, sesja-x", RejectReason.UNKNOWN_SESSION, "bookings"),
        ("Ważne od", "jutro", RejectReason.BAD_DATE, "valid_from"),
        ("Ważne do", "31.02.2026", RejectReason.BAD_DATE, "valid_until"),
        ("Ważne do", "9999-12-31", RejectReason.BAD_DATE, "valid_until"),
        ("Bilet", a_code(1)[:-1] + ("B" if a_code(1)[-1] != "B" else "C"), RejectReason.TICKET_MALFORMED, "ticket"),
        ("Bilet", a_code(1, "BC"), RejectReason.TICKET_OTHER_EVENT, "ticket"),
        ("Stanowisko", "x" * 251, RejectReason.TOO_LONG, "position"),
        ("Bilet", "x" * 513, RejectReason.TOO_LONG, "ticket"),
    ],
)
def test_a_row_at_fault_is_reported_by_its_field(heading: str, cell: str, reason: RejectReason, field: str) -> None:
    rejected = fault(of_one(heading, cell))
    assert (rejected.row, rejected.reason, rejected.field) == (2, reason, field)
    for language in ("pl", "en"):
        sentence = describe(rejected, Texts(language))
        assert sentence.endswith(".") and len(sentence) < 400


def test_a_row_must_have_a_name() -> None:
    made = planned([NAMES, ["Jan", ""], ["", "---"], ["", "Nowak"]])
    assert [(one.row, one.reason, one.field) for one in made.rejected] == [
        (2, RejectReason.NO_NAME, "last_name"),
        (3, RejectReason.NO_NAME, "last_name"),
    ]
    assert [row.registration.name for row in made.new] == ["Nowak"]


def test_a_separator_too_many_is_reported() -> None:
    rejected = fault(planned([NAMES, ["Jan", "Nowak", "", "Osiek"], ["Ewa", "Lis", "", ""], ["Kot"]][:3]))
    assert (rejected.reason, rejected.cells) == (RejectReason.EXTRA_CELLS, ("Jan", "Nowak", "", "Osiek"))


def test_a_broken_letter_is_reported_where_it_stands() -> None:
    made = planned([NAMES, ["Jan", "\ufffdma"], ["Ewa", "Śliż"]])
    assert (fault(made).reason, fault(made).field) == (RejectReason.UNREADABLE, "last_name")


def test_of_status_and_payment_the_worse_counts() -> None:
    made = planned(
        [
            [*NAMES, "Status zgłoszenia", "Status płatności"],
            ["A", "A", "potwierdzone", "nieopłacone"],
            ["B", "B", "anulowane", "opłacone"],
            ["C", "C", "", "opłacone"],
            ["D", "D", "potwierdzone", ""],
        ],
    )
    assert [row.registration.status.value for row in made.new] == ["unpaid", "cancelled", "confirmed", "confirmed"]


def test_titles_with_commas_and_shared_titles_of_sessions() -> None:
    event = an_event(
        checkpoints=(
            a_checkpoint("cyber", title="Cyberbezpieczeństwo - współpraca, odporność i wyzwania"),
            a_checkpoint("obiad-1", title="Obiad"),
            a_checkpoint("obiad-2", title="Obiad"),
        )
    )
    cell = "obiad-2, Cyberbezpieczeństwo – współpraca, odporność i wyzwania"
    assert of_one("Sesje", cell, event=event).new[0].bookings == ("obiad-2", "cyber")
    assert fault(of_one("Sesje", "Obiad", event=event)).reason is RejectReason.UNKNOWN_SESSION


def test_validity_that_ends_before_it_begins() -> None:
    rows = [[*NAMES, "Ważne od", "Ważne do"], ["Jan", "Nowak", "20.05.2026", "19.05.2026"]]
    assert fault(planned(rows)).reason is RejectReason.DATES_REVERSED


def test_blank_rows_and_repeated_headings_are_no_rows() -> None:
    made = planned([["Lista", ""], NAMES, ["Jan", "Nowak"], [" ", "\u00a0"], NAMES, ["Ewa", "Lis"]])
    assert (made.read, len(made.new)) == (2, 2)


# Who a row is about


def test_the_same_list_again_changes_nothing() -> None:
    rows = [
        [*PLACES, "Uwagi"],
        ["Jan", "Nowak", OSIEK, "brodnicki", "kujawsko-pomorskie", "x"],
        ["Ewa", "Lis", "", "", "", ""],
    ]
    first = planned(rows)
    again = planned(rows, Memory(first))
    assert (len(first.new), again.unchanged, again.new, again.updated, again.rejected) == (2, 2, (), (), ())


@pytest.mark.parametrize("key", ["Bilet", "Id zgłoszenia"])
def test_a_key_finds_a_person_whose_name_has_changed(key: str) -> None:
    rows = [[key, *NAMES, "Uwagi"], [a_code(1), "Ewa", "Lis", "wózek"]]
    first = planned(rows)
    again = planned([[key, *NAMES, "Uwagi"], [a_code(1), "Ewa", "Lis-Nowak", ""]], Memory(first))
    assert again.updated[0].registration == replace(first.new[0].registration, last_name="Lis-Nowak")


def test_a_code_that_was_replaced_still_finds_its_person() -> None:
    first = planned([["Bilet", *NAMES], [a_code(1), "Ewa", "Lis"]])
    known = Memory(first)
    known.others[a_code(2)] = first.new[0].registration.id
    again = planned([["Bilet", *NAMES, "Uwagi"], [a_code(2), "Ewa", "Lis", "wózek"]], known)
    assert only(again) == replace(first.new[0].registration, note="wózek")


def test_name_organisation_and_place_find_a_person() -> None:
    first = planned([PLACES, ["Łucja", "Żółć", OSIEK, "pow. brodnicki", "woj. kujawsko-pomorskie"]])
    rows = [
        ["Id", *PLACES, "Uwagi"],
        ["7", "LUCJA", "Zolc", "urząd gminy OSIEK", "powiat Brodnicki", "Kujawsko-Pomorskie", "wózek"],
    ]
    again = only(planned(rows, Memory(first)))
    assert (again.id, again.ticket) == (first.new[0].registration.id, first.new[0].registration.ticket)
    assert (again.source_id, again.note) == ("7", "wózek")


@pytest.mark.parametrize(
    ("powiat", "voivodeship"),
    [("oświęcimski", "małopolskie"), ("", ""), ("brodnicki", ""), ("", "kujawsko-pomorskie")],
)
def test_a_namesake_of_another_osiek_is_never_merged(powiat: str, voivodeship: str) -> None:
    first = planned([PLACES, ["Jan", "Nowak", OSIEK, "brodnicki", "kujawsko-pomorskie"]])
    rows = [[*PLACES, "Uwagi"], ["Jan", "Nowak", OSIEK, powiat, voivodeship, "wózek"]]
    made = planned(rows, Memory(first))
    assert (fault(made).reason, made.new, made.updated) == (RejectReason.AMBIGUOUS, (), ())


def test_without_a_place_a_namesake_is_known_only_if_nothing_would_change() -> None:
    first = planned([PLACES, ["Jan", "Nowak", "Fundacja Razem", "", ""]])
    changed = planned([[*PLACES, "Uwagi"], ["Jan", "Nowak", "Fundacja Razem", "", "", "x"]], Memory(first))
    assert fault(changed).reason is RejectReason.AMBIGUOUS


def test_four_namesakes_of_four_osieks_in_one_list_are_four_people() -> None:
    places = [
        ("brodnicki", "kujawsko-pomorskie"),
        ("oświęcimski", "małopolskie"),
        ("starogardzki", "pomorskie"),
        ("staszowski", "świętokrzyskie"),
    ]
    rows = [PLACES, *(["Jan", "Nowak", OSIEK, *place] for place in places)]
    first = planned(rows)
    assert len(first.new) == 4
    assert planned(rows, Memory(first)).unchanged == 4


def test_people_who_share_an_e_mail_are_not_one() -> None:
    rows = [[*NAMES, "E-mail"], *(["Jan", name, "biuro@example.org"] for name in ("Nowak", "Lis", "Kot"))]
    assert len(planned(rows).new) == 3


@pytest.mark.parametrize(
    ("headings", "one", "other", "reason"),
    [
        (["Bilet", *NAMES], [a_code(1), "Jan", "Nowak"], [a_code(1), "Ewa", "Lis"], RejectReason.DUPLICATE_TICKET),
        (["Id", *NAMES], ["1", "Jan", "Nowak"], ["1", "Ewa", "Lis"], RejectReason.DUPLICATE_SOURCE_ID),
        (NAMES, ["Jan", "Nowak"], ["JAN", "nowak"], RejectReason.DUPLICATE_PERSON),
        (["Id", *NAMES], ["1", "Jan", "Nowak"], ["", "Jan", "Nowak"], RejectReason.DUPLICATE_PERSON),
        (["Id", *NAMES], ["", "Jan", "Nowak"], ["1", "Jan", "Nowak"], RejectReason.DUPLICATE_PERSON),
        (PLACES, ["Jan", "Nowak", OSIEK, "brodnicki", "a"], ["Jan", "Nowak", OSIEK, "", ""], RejectReason.AMBIGUOUS),
    ],
)
def test_a_row_that_repeats_another_is_reported(
    headings: list[str], one: list[str], other: list[str], reason: RejectReason
) -> None:
    made = planned([headings, one, other])
    assert (len(made.new), fault(made).row, fault(made).reason) == (1, 3, reason)
    assert describe(fault(made), Texts("pl"))


def test_rows_that_mean_one_known_person_are_one() -> None:
    first = planned([["Id", "Bilet", *NAMES], ["1", a_code(1), "Jan", "Nowak"]])
    rows = [["Id", "Bilet", *NAMES], ["1", "", "Jan", "Nowak"], ["", a_code(1), "Jan", "Nowak"]]
    made = planned(rows, Memory(first))
    assert (made.unchanged, fault(made).reason) == (1, RejectReason.DUPLICATE_PERSON)


def test_namesakes_with_numbers_of_their_own_are_two_people() -> None:
    rows = [["Id", *NAMES], ["1", "Jan", "Nowak"], ["2", "Jan", "Nowak"]]
    first = planned(rows[:2])
    assert len(planned(rows).new) == 2
    assert len(planned(rows, Memory(first)).new) == 1


def test_keys_of_two_people_in_one_row() -> None:
    first = planned([["Id", "Bilet", *NAMES], ["1", a_code(1), "A", "A"], ["2", a_code(2), "B", "B"]])
    made = planned([["Id", "Bilet", *NAMES], ["1", a_code(2), "A", "A"]], Memory(first))
    assert fault(made).reason is RejectReason.KEYS_DISAGREE


def test_a_ticket_that_was_issued_stays() -> None:
    first = planned([["Id", *NAMES], ["1", "Jan", "Nowak"]])
    made = planned([["Id", "Bilet", *NAMES], ["1", a_code(2), "Jan", "Nowak"]], Memory(first))
    assert fault(made).reason is RejectReason.TICKET_DIFFERS


def test_a_blank_keeps_and_a_dash_takes_away() -> None:
    headings = ["Id", *NAMES, "Uwagi", "Sesje", "Kategoria", "Status", "VIP"]
    first = planned([headings, ["1", "Jan", "Nowak", "wózek", "sesja-a", "Partner", "anulowane", "tak"]])
    known = Memory(first)
    assert planned([headings, ["1", "", "Nowak", "", "", "", "", ""]], known).unchanged == 1
    made = planned([headings, ["1", "Jan", "Nowak", "-", "-", "-", "-", "-"]], known)
    assert only(made) == replace(first.new[0].registration, note="", vip=False)
    assert made.updated[0].bookings == ()


def test_other_bookings_alone_are_a_change() -> None:
    headings = ["Id", *NAMES, "Sesje"]
    first = planned([headings, ["1", "Jan", "Nowak", "sesja-a, obiad-1"]])
    assert planned([headings, ["1", "Jan", "Nowak", "obiad-1; sesja-a"]], Memory(first)).unchanged == 1
    made = planned([headings, ["1", "Jan", "Nowak", "sesja-b"]], Memory(first))
    assert made.updated[0].bookings == ("sesja-b",)


HOSTILE = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Z", "Cc", "Cf")), max_size=12
) | st.sampled_from(["=HYPERLINK(1)", "'; DROP TABLE entry; --", "<script>", "\u202egpj.exe", "-", "\ufffd", "x" * 400])
ROW = st.tuples(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, st.sampled_from(["", "1", "2", "3"]))


@given(st.lists(ROW, max_size=5))
def test_whatever_the_cells_a_plan_is_made_and_made_once(
    rows: list[tuple[str, ...]],
) -> None:
    """Every row is told of, nothing unprintable gets in, and the same list again changes nothing."""
    written = [[*PLACES, "Id"], *(list(row) for row in rows)]
    first = planned(written)
    for row in first.new:
        told = (row.registration.first_name, row.registration.last_name, row.registration.organisation)
        assert all(text.isprintable() and text == text.strip() for text in told)
    for rejected in first.rejected:
        assert describe(rejected, Texts("pl"))
    again = planned(written, Memory(first))
    assert (again.unchanged, again.new, again.updated) == (len(first.new), (), ())
    assert again.read == first.read
