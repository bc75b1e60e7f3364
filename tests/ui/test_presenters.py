"""What the widgets are given to say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.desk.words import Band
from checkin.model.decision import Decision, Reason, Scan, Verdict
from checkin.model.entry import EntryKind
from checkin.model.presence import Presence, Whereabouts
from checkin.model.registration import Status
from checkin.store.queries import RecentScan, Tally
from checkin.store.search import Found
from checkin.texts import LANGUAGES, Texts
from tests.builders import a_checkpoint, a_registration, a_session, an_entry, an_event, at
from ui.presenters import people, places, scans
from ui.presenters.scans import Answer

PL = Texts("pl")
EVENT = an_event()


def a_view(decision: Decision, **changes: object) -> scans.VerdictView:
    person = a_registration(title="dr", first_name="Magdalena", last_name="Śliż", vip=True)
    plain = {"code": "X", "checkpoint": "wejscie-1", "at": at(9), "registration": person} | changes
    answer = Answer(Scan(decision=decision, **plain), frozenset({"sesja-c"}))  # pyright: ignore[reportArgumentType]
    return scans.verdict_view(answer, EVENT, PL, at(9, 30))


def test_an_admission_shows_the_person_and_their_day() -> None:
    view = a_view(Decision(Verdict.ADMITTED, Reason.OK))
    assert (view.band, view.word, view.aside) == (Band.ADMITTED, "WCHODZI", "pierwsze wejście")
    assert view.name == "dr Magdalena\nŚliż"
    assert view.office == "Sekretarz · Urząd Gminy Przykładowo"
    assert view.chips == ("Sekretarz JST", "Gość specjalny", "pow. przykładowski")
    assert [(row.time, row.room, row.when) for row in view.day] == [
        ("11:00", "Sala C", "za 90\u00a0min"),
        ("13:00", "Hol", ""),
        ("14:00", "Sala D", ""),
    ]
    assert "Magdalena Śliż" in view.spoken


def test_who_is_sent_to_the_help_point_sees_no_programme() -> None:
    assert a_view(Decision(Verdict.REFUSED, Reason.CANCELLED)).day == ()
    assert a_view(Decision(Verdict.REFUSED, Reason.NOT_ENTITLED)).day


def test_a_code_of_nobody_is_shown_as_it_was_read() -> None:
    view = a_view(Decision(Verdict.REFUSED, Reason.UNKNOWN_TICKET), registration=None, code="KAWA-7")
    assert (view.name, view.office, view.chips) == ("Bilet spoza listy", "KAWA-7", ())


@pytest.mark.parametrize(
    ("kind", "changes", "band", "detail", "undoable"),
    [
        (EntryKind.ADMITTED, {}, Band.ADMITTED, "Urząd Gminy Przykładowo", True),
        (EntryKind.ADMITTED, {"attention": True}, Band.ATTENTION, "Urząd Gminy Przykładowo", True),
        (EntryKind.LEFT, {}, Band.LEFT, "wyjście", True),
        (EntryKind.REFUSED, {"reason": "cancelled"}, Band.STOP, "bilet odwołany", False),
        (EntryKind.REFUSED, {"reason": "unpaid"}, Band.CLARIFY, "punkt pomocy", False),
    ],
)
def test_a_line_of_the_last_scans(
    kind: EntryKind, changes: dict[str, object], band: Band, detail: str, undoable: bool
) -> None:
    row = scans.recent_row(RecentScan(an_entry(1, kind, **changes), a_registration(), False), EVENT, PL, may_undo=True)
    assert (row.band, row.detail, row.undoable is not None) == (band, detail, undoable)
    assert (row.name, row.time) == ("Testowa-1 Anna", "9:00:01")


def test_a_line_that_may_not_be_taken_back_has_no_button() -> None:
    assert (
        scans.recent_row(RecentScan(an_entry(1), a_registration(), False), EVENT, PL, may_undo=False).undoable is None
    )


def test_an_undone_line_and_a_line_of_nobody() -> None:
    undone = scans.recent_row(RecentScan(an_entry(1), a_registration(), True), EVENT, PL, may_undo=True)
    assert (undone.band, undone.detail, undone.undoable) == (Band.UNDONE, "cofnięto", None)
    entry = an_entry(1, EntryKind.REFUSED, reason="unknown_ticket", registration=None)
    assert scans.recent_row(RecentScan(entry, None, False), EVENT, PL, may_undo=True).name == "Nieznany kod"


def test_matched_letters_are_marked_whatever_their_case_and_marks() -> None:
    assert people.marks("Żółć-Łukasiewicz Anna", "luk zol") == ((0, 3), (5, 3))
    assert people.marks("Kowalska Anna", "ann kowalska") == ((0, 8), (9, 3))
    assert people.marks("Kowalska Anna", "xyz") == ()


@given(st.text(max_size=40), st.text(max_size=20))
def test_marks_lie_inside_the_text_and_do_not_overlap(text: str, query: str) -> None:
    end = 0
    for start, length in people.marks(text, query):
        assert length > 0
        assert end <= start
        end = start + length
        assert end <= len(text)


def test_a_person_found_says_where_they_are() -> None:
    inside = Presence(state=Whereabouts.INSIDE, last_in=at(9, 7))
    person = a_registration(first_name="Anna", last_name="Kowalska")
    row = people.found_row(Found(person, inside), "kow", EVENT, PL)
    assert (row.code, row.name, row.state) == (person.ticket, "Kowalska Anna", "w środku od 9:07")
    assert row.office.endswith("pow. przykładowski")
    cancelled = a_registration(status=Status.CANCELLED)
    assert people.found_row(Found(cancelled, inside), "k", EVENT, PL).state == "odwołane"
    outside = Found(person, Presence(state=Whereabouts.OUTSIDE))
    assert people.found_row(outside, "k", EVENT, PL).state == "poza salą"


def test_places_stand_under_their_day() -> None:
    rows = places.place_rows(EVENT, {"sesja-b": Tally(inside=1), "wejscie-1": Tally(inside=9)}, PL)
    assert [row.title for row in rows if not row.key] == ["wtorek, 19 maja", "środa, 20 maja"]
    assert next(row for row in rows if row.key == "sesja-b").places == "wolne miejsca: 1 z\u00a02"
    assert next(row for row in rows if row.key == "wejscie-1").places == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_door_says_for_whom_it_is(language: str) -> None:
    for checkpoint in EVENT.checkpoints:
        line = places.subtitle(checkpoint, EVENT, Texts(language))
        assert line.endswith(EVENT.title)
        assert "{" not in line


def test_bars_end_with_the_one_that_is_filling() -> None:
    now = at(9, 7, second=30)
    since = places.bars_since(now)
    assert since + places.BARS * places.BAR > now >= since + (places.BARS - 1) * places.BAR
    assert since.minute % 5 == 0


def test_a_gauge_is_against_places_else_against_the_expected() -> None:
    hall = a_session("sesja-b", capacity=2)
    view = places.gauge_view(hall, EVENT, Tally(inside=3, admitted=3), 7, PL, at(11, 5))
    assert view.over
    assert "ponad limit: 1" in view.right
    door = a_checkpoint()
    assert places.gauge_view(door, EVENT, Tally(inside=5), 10, PL, at(9)).share == 0.5


def test_a_session_empties_at_its_end() -> None:
    hall = a_session("sesja-a", capacity=10)
    after = hall.ends + timedelta(minutes=1)
    view = places.gauge_view(hall, EVENT, Tally(inside=3, admitted=4), 8, PL, after)
    assert view.left == "przybycia: 4 z\u00a08"
