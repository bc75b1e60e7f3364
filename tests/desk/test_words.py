"""Every answer of the door has words in every language, and none of them is left with a hole."""

from __future__ import annotations

import pytest

from checkin.desk.words import Band, band_of, day_of_person, describe, help_of
from checkin.model.decision import Decision, Notice, Reason, Scan, Vacancy, Verdict
from checkin.model.event import Coordinator, HelpPoint
from checkin.model.registration import Status
from checkin.texts import LANGUAGES, Texts
from tests.builders import a_registration, an_event, at

EVENT = an_event()
PERSON = a_registration(note="odbiera pakiet VIP", valid_from=at(0, day=20))


def a_scan(decision: Decision, **changes: object) -> Scan:
    plain = {"code": "X", "checkpoint": "wejscie-1", "at": at(9), "registration": PERSON} | changes
    return Scan(decision=decision, **plain)  # pyright: ignore[reportArgumentType]


def refused(reason: Reason) -> Decision:
    return Decision(Verdict.REFUSED, reason)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.OK])
@pytest.mark.parametrize("checkpoint", ["wejscie-1", "sesja-b", "a-door-that-is-gone"])
def test_every_refusal_says_what_is_the_matter_and_what_to_do(language: str, reason: Reason, checkpoint: str) -> None:
    for person in (PERSON, None):
        scan = a_scan(refused(reason), checkpoint=checkpoint, registration=person)
        words = describe(scan, EVENT, Texts(language), at(9))
        assert words.word and words.aside and words.sentences and words.next_step
        assert "{" not in words.advice and "reason." not in words.advice and "!" not in words.advice


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", list(Notice))
def test_every_notice_is_spoken(language: str, notice: Notice) -> None:
    words = describe(a_scan(Decision(Verdict.ADMITTED, Reason.OK, notices=(notice,))), EVENT, Texts(language), at(9))
    assert words.band is Band.ATTENTION
    assert words.sentences and not words.sentences[0].startswith("notice.")


def test_an_earlier_use_is_told_with_its_time_and_desk() -> None:
    earlier = {"previous_at": at(8, 5), "previous_desk": "Punkt 2", "registration": a_registration()}
    scan = a_scan(refused(Reason.ALREADY_ADMITTED), **earlier)
    words = describe(scan, EVENT, Texts("pl"), at(9))
    assert words.advice == (
        "Tego biletu użyto o 8:05 (Punkt 2). Zaproś do punktu pomocy – Recepcja, hol główny (tel. 22 555 01 00)."
    ).replace("o 8", "o\u00a08").replace("Punkt 2", "Punkt\u00a02").replace(
        "tel. 22 555 01 00", "tel.\u00a022\u00a0555\u00a001\u00a000"
    )


def test_an_earlier_use_on_another_day_names_the_day() -> None:
    scan = a_scan(refused(Reason.ALREADY_ADMITTED), at=at(9, day=20), previous_at=at(8, 52))
    assert "8:52 (19.05)" in describe(scan, EVENT, Texts("pl"), at(9, day=20)).advice


def test_money_is_never_named() -> None:
    for decision in (refused(Reason.UNPAID), Decision(Verdict.ADMITTED, Reason.OK, notices=(Notice.UNPAID,))):
        for language in LANGUAGES:
            words = describe(a_scan(decision), EVENT, Texts(language), at(9))
            said = f"{words.word} {words.aside} {words.advice}".casefold()
            assert words.band is not Band.STOP
            assert not any(money in said for money in ("płat", "płac", "zapł", "opł", "paid", "pay", "zł"))


def test_the_next_step_at_the_entrance_leads_to_the_next_session() -> None:
    admitted = a_scan(Decision(Verdict.ADMITTED, Reason.OK))
    words = describe(admitted, EVENT, Texts("pl"), at(9), booked={"sesja-c"})
    assert words.next_step == "Wydaj identyfikator (F5). Dalej: 11:00, Sala C."
    again = describe(a_scan(Decision(Verdict.ADMITTED, Reason.OK, again=True)), EVENT, Texts("pl"), at(17))
    assert (again.aside, again.next_step) == ("ponownie", "Dziś to już wszystko z programu.")


def test_the_day_of_a_person_keeps_what_is_theirs_and_ahead() -> None:
    day = day_of_person(EVENT, PERSON, {"sesja-a"}, at(11, 30))
    assert [(line.checkpoint.key, line.booked, line.minutes) for line in day] == [
        ("sesja-a", True, -30),
        ("obiad-1", False, 90),
        ("sesja-d", False, 150),
    ]
    assert day_of_person(EVENT, None, (), at(11)) == ()


def test_an_undone_scan_says_so() -> None:
    words = describe(a_scan(Decision(Verdict.LEFT, Reason.OK)), EVENT, Texts("pl"), at(9), undone=True)
    assert (words.band, words.word, words.aside) == (Band.UNDONE, "COFNIĘTO", "Wejscie 1")


def test_help_says_only_what_the_event_file_says() -> None:
    texts = Texts("pl")
    assert help_of(an_event(help_point=HelpPoint("foyer", "")), texts) == "Zaproś do punktu pomocy – foyer."
    assert help_of(an_event(help_point=HelpPoint("", "")), texts) == "Zaproś do punktu pomocy."


def test_the_bands_cover_every_verdict() -> None:
    assert band_of(Decision(Verdict.LEFT, Reason.OK)) is Band.LEFT
    assert band_of(Decision(Verdict.NO_CODE, Reason.OK)) is Band.CLARIFY
    assert band_of(Decision(Verdict.ADMITTED, Reason.OK)) is Band.ADMITTED


def test_after_the_end_the_next_step_is_the_session_that_is_offered() -> None:
    onward = EVENT.checkpoint_by_key["sesja-d"]
    late = describe(a_scan(refused(Reason.TOO_LATE)), EVENT, Texts("pl"), at(14), onward=onward)
    assert "F7 – Sesja d" in late.next_step
    noted = a_scan(Decision(Verdict.ADMITTED, Reason.OK, notices=(Notice.LATE,)))
    assert "F7 – Sesja d" in describe(noted, EVENT, Texts("pl"), at(14), onward=onward).next_step


def test_a_full_hall_names_others_that_have_room() -> None:
    elsewhere = (Vacancy("sesja-a", None), Vacancy("sesja-b", 12))
    scan = a_scan(refused(Reason.FULL), elsewhere=elsewhere)
    assert describe(scan, EVENT, Texts("pl"), at(11)).next_step == "Zaproponuj: Sala A, Sala\u00a0B (wolne:\u00a012)."


def test_places_that_are_held_say_when_they_are_free() -> None:
    words = describe(a_scan(refused(Reason.FULL), frees_at=at(11, 10)), EVENT, Texts("pl"), at(11))
    assert words.next_step == "Miejsca osób, których nie będzie, zwolnią się o 11:10."


def test_a_refused_persons_note_is_said_unless_it_may_be_about_money() -> None:
    assert "pakiet VIP" in describe(a_scan(refused(Reason.CANCELLED)), EVENT, Texts("pl"), at(9)).advice
    unpaid = a_registration(note="nie zapłacono", status=Status.UNPAID)
    for reason in (Reason.UNPAID, Reason.TOO_LATE):
        words = describe(a_scan(refused(reason), registration=unpaid), EVENT, Texts("pl"), at(9))
        assert "zapłacono" not in words.advice


def test_a_special_guest_names_whom_to_tell() -> None:
    scan = a_scan(Decision(Verdict.ADMITTED, Reason.OK, notices=(Notice.VIP,)))
    assert "tel.\u00a022\u00a0555\u00a001\u00a000" in describe(scan, EVENT, Texts("pl"), at(9)).advice
    for coordinator, told in (
        (Coordinator("Maria Nowak", "555 1"), "Maria Nowak, tel.\u00a0555\u00a01"),
        (Coordinator("", "555 1"), "tel.\u00a0555\u00a01"),
    ):
        event = an_event(coordinator=coordinator)
        assert told in describe(scan, event, Texts("pl"), at(9)).advice
