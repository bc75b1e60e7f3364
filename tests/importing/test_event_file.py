"""The event file: the Congress as it is, and every fault named by its place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.errors import InputProblem
from checkin.importing.event_file import LARGEST, parse
from checkin.model.event import CheckpointKind, Coordinator, DoorMode, EntranceRule, Firmness, Reentry
from checkin.texts import Texts

CONGRESS = Path("resources/demo/kongres.toml").read_text(encoding="utf-8")

SMALL = """
[event]
key = "maly"
tag = "KS"
title = "Mały"
timezone = "Europe/Warsaw"
starts = 2026-03-28
ends = 2026-03-29
[help_point]
place = "hol"
phone = "555"
[[category]]
key = "gosc"
name = "Gość"
colour = "#112233"
[[checkpoint]]
key = "noc"
title = "Noc zmiany czasu"
starts = 2026-03-28T22:00:00
ends = 2026-03-29T04:00:00
"""


def test_the_congress_is_the_one_of_the_invitation() -> None:
    event = parse(CONGRESS)
    sessions = [c for c in event.checkpoints if c.kind is CheckpointKind.SESSION]
    assert event.title == "X Krajowy Kongres Sekretarzy"
    assert (event.starts.isoformat(), event.ends.isoformat()) == ("2026-05-19", "2026-05-20")
    assert len(sessions) == 13  # twelve subjects and the opening plenary
    assert [c.key for c in event.categories] == ["sekretarz", "prelegent", "rzad", "partner", "organizator"]
    assert "POGLĄDOWY" in CONGRESS


def test_the_congress_has_an_entrance_each_day_and_halls_in_parallel() -> None:
    event = parse(CONGRESS)
    for checkpoint in event.checkpoints:
        entrance = event.entrance_for(checkpoint)
        assert entrance is not None
        assert event.day_of(entrance.starts) == event.day_of(checkpoint.starts)
    ksef = event.checkpoint_by_key["ksef"]
    assert {c.key for c in event.parallel_to(ksef)} == {"sztuczna-inteligencja", "prawo-pracy"}
    opening = event.checkpoint_by_key["otwarcie"]
    assert event.checkpoint_by_key["wejscie-1"].overlaps(opening)


def test_policies_have_three_levels() -> None:
    event = parse(CONGRESS)
    opening = event.checkpoint_by_key["otwarcie"].policy
    assert (opening.opens, opening.when_full) == (timedelta(minutes=60), Firmness.WARN)  # its own
    assert (opening.reentry, opening.entrance) == (Reentry.AFTER_LEAVING, EntranceRule.ADMIT_BOTH)  # the kind's
    assert opening.double_within == timedelta(minutes=5)  # the program's
    assert event.checkpoint_by_key["wejscie-1"].policy.reentry is Reentry.FREE


def test_doors_held_places_and_the_coordinator() -> None:
    event = parse(CONGRESS)
    assert event.coordinator == Coordinator("Maria Nowak", "555 010 030")
    assert {c.policy.door for c in event.checkpoints if c.kind is CheckpointKind.MEAL} == {DoorMode.REGISTERED}
    for written, release in (("7", timedelta(minutes=7)), ("false", None)):
        changed = parse(CONGRESS.replace("staff_early = true", f"staff_early = true\nrelease = {written}", 1))
        assert changed.checkpoint_by_key["otwarcie"].policy.release == release
    assert event.checkpoint_by_key["otwarcie"].policy.release == timedelta(minutes=10)
    with pytest.raises(InputProblem, match="expected_number"):
        parse(CONGRESS.replace("staff_early = true", "staff_early = true\nrelease = true", 1))


def test_the_clause_is_paragraphs_and_says_that_it_is_an_illustration() -> None:
    event = parse(CONGRESS)
    assert event.clause.startswith("Treść poglądowa.") and event.clause.count("\n\n") == 1
    assert event.clause_en.startswith("An illustration.") and "\n" not in event.clause_en.replace("\n\n", "")
    assert (parse(SMALL).clause, parse(SMALL + '[privacy]\nclause = "Dane są."').clause_en) == ("", "Dane są.")


def test_local_times_follow_summer_time() -> None:
    night = parse(SMALL).checkpoint_by_key["noc"]
    assert night.starts.astimezone(UTC) == datetime(2026, 3, 28, 21, tzinfo=UTC)
    assert night.ends.astimezone(UTC) == datetime(2026, 3, 29, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("old", "new", "key", "place"),
    [
        ('key = "maly"', "", "event.missing", "event · key"),
        ('key = "maly"', 'key = "Mały klucz"', "event.expected_key", "event · key"),
        ('title = "Mały"', 'title = "a\\nb"', "event.expected_text", "event · title"),
        ('title = "Mały"', "title = 7", "event.expected_text", "event · title"),
        ('tag = "KS"', 'tag = "AA"', "event.expected_tag", "event · tag"),
        ('timezone = "Europe/Warsaw"', 'timezone = "../etc"', "event.expected_timezone", "event · timezone"),
        ("ends = 2026-03-29\n", "ends = 2026-03-27\n", "event.ends_before_start", "event · ends"),
        ("starts = 2026-03-28\n", "starts = 2026-03-28T10:00:00\n", "event.expected_day", "event · starts"),
        ('phone = "555"', 'phone = "555"\n[privacy]\nclause = 7', "event.expected_paragraphs", "privacy · clause"),
        ('phone = "555"', 'phone = "555"\nroom = "x"', "event.unknown_field", "help_point · room"),
        ('colour = "#112233"', 'colour = "red"', "event.expected_colour", 'category "gosc" · colour'),
        (
            "ends = 2026-03-29T04:00:00",
            "ends = 2026-03-28T20:00:00",
            "event.ends_before_start",
            'checkpoint "noc" · ends',
        ),
        (
            'title = "Noc zmiany czasu"',
            "title='x'\ncapacity=-1",
            "event.expected_number",
            'checkpoint "noc" · capacity',
        ),
        (
            'title = "Noc zmiany czasu"',
            "title='x'\ncapacity=true",
            "event.expected_number",
            'checkpoint "noc" · capacity',
        ),
        ('title = "Noc zmiany czasu"', "title='x'\nkind='door'", "event.expected_choice", 'checkpoint "noc" · kind'),
        (
            'title = "Noc zmiany czasu"',
            "title='x'\npolicy={entitled=['vip']}",
            "event.unknown_category",
            'checkpoint "noc" · policy · entitled',
        ),
        (
            'title = "Noc zmiany czasu"',
            "title='x'\npolicy={door='booked'}",
            "event.expected_choice",
            'checkpoint "noc" · policy · door',
        ),
    ],
)
def test_a_fault_is_named_by_its_place(old: str, new: str, key: str, place: str) -> None:
    assert old in SMALL
    with pytest.raises(InputProblem) as caught:
        parse(SMALL.replace(old, new, 1))
    assert (caught.value.key, caught.value.params["place"]) == (key, place)
    assert place in Texts("pl").error(caught.value)
    assert place in Texts("en").error(caught.value)


def test_a_key_may_stand_once() -> None:
    with pytest.raises(InputProblem) as caught:
        parse(SMALL + SMALL[SMALL.index("[[checkpoint]]") :])
    assert caught.value.key == "event.twice"


@given(st.text(max_size=200))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputProblem) as caught:
        parse(text)
    assert Texts("pl").error(caught.value)


@pytest.mark.parametrize("text", ["[" * 100_000, "a=" * 100_000, "x" * (LARGEST + 1), "a = " + "[" * 50_000])
def test_a_hostile_file_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputProblem):
        parse(text)
