"""The search box finds whom a person at a desk means, whatever is typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.model.presence import Whereabouts
from checkin.model.registration import Registration
from checkin.store.folding import fold_name
from checkin.store.import_rows import ImportRow
from checkin.store.index import name_key
from checkin.store.replica import Replica
from checkin.store.search import Search
from tests.builders import a_code, a_registration, an_entry, an_id, crowd
from tests.store.conftest import KEY

PEOPLE = (
    a_registration(1, first_name="Żaneta", last_name="Żółć", organisation="Urząd Gminy Osiek"),
    a_registration(2, first_name="Łukasz", last_name="Nowak", organisation="Urząd Miasta Żory"),
    a_registration(3, first_name="Anna", last_name="Nowakowska", organisation="Starostwo Powiatowe"),
    a_registration(4, first_name="Nowak", last_name="Adam", organisation="Urząd Gminy Nowakowo"),
    a_registration(5, first_name="Ewa", last_name="Brzęczyszczykiewicz-Nowak", organisation="Urząd Gminy Osiek"),
    a_registration(6, first_name="Jan", last_name="Kowalski", organisation="Pierwszy", ticket="FRDL-2026-00417"),
    a_registration(7, first_name="Jan", last_name="Kowalski", organisation="Drugi"),
)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replica]:
    with Replica.open(tmp_path_factory.mktemp("hall"), KEY) as replica:
        with replica.writing() as writing:
            for person in PEOPLE:
                writing.add_registration(person)
        yield replica


def found(replica: Replica, text: str, limit: int = 20) -> list[int]:
    """The numbers of the people who are found, best first."""
    numbers = {person.id: number for number, person in enumerate(PEOPLE, 1)}
    return [numbers[one.registration.id] for one in Search(replica).find(text, limit)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("zolc", [1]),
        ("Żółć", [1]),
        ("ŻÓŁĆ", [1]),
        ("lukasz", [2]),
        ("lukasz nowak", [2]),
        ("NOWAK Łukasz", [2]),
        ("now luk", [2]),
        ("brzeczy", [5]),
        ("ewa nowak", [5]),
        ("osiek zol", [1]),
        ("powiat now", [3]),
        ("frdl-2026-00417", [6]),
        (a_code(2), [2]),
        (a_code(2).lower(), [2]),
        ("kowalski", [6, 7]),
        ("jan kowalski", [6, 7]),
        ("kowalski drugi", [7]),
        ("nikogo takiego", []),
    ],
)
def test_whom_a_text_finds(hall: Replica, text: str, people: list[int]) -> None:
    assert found(hall, text) == people


def test_exact_names_come_first(hall: Replica) -> None:
    assert found(hall, "nowak") == [2, 5, 4, 3]
    assert found(hall, "nowak", 2) == [2, 5]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\0", "*", '"', '""', "'", "' OR 1=1 --", '" OR "', "nowak AND", "NEAR(", "NOT", "-", "^",
        "()", "{}", "%", "_", "\ud800", "🎫", "\u202e", "a" * 10_000, "a " * 10_000, "\0nowak\0" * 2000,
        "last:nowak", "; DROP TABLE entry",
    ],
)  # fmt: skip
def test_any_text_is_a_fair_query(hall: Replica, text: str) -> None:
    assert len(found(hall, text)) <= len(PEOPLE)
    assert found(hall, "zolc") == [1]


@given(st.text(max_size=60), st.integers(-1, 8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_texts(hall: Replica, text: str, limit: int) -> None:
    people = found(hall, text, limit)
    assert len(people) <= max(limit, 0) and len(set(people)) == len(people)


def test_words_beside_quotes_and_operators_are_found(hall: Replica) -> None:
    for text in ('"żółć"', "zolc*", "(zolc)", "zolc AND", "-zolc", "zolc\0", "x' zolc"):
        assert found(hall, text) in ([1], []), text
    assert found(hall, '"żółć"') == found(hall, "zolc*") == found(hall, "(zolc)") == found(hall, "-zolc") == [1]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Replica, list[Registration]]]:
    people = list(crowd(2000))
    with Replica.open(tmp_path_factory.mktemp("many"), KEY) as replica:
        with replica.writing() as writing:
            for person in people:
                writing.add_registration(person)
        yield replica, people


@pytest.mark.parametrize("text", ["nowak", "anna ko", "kozak jozef", "ko", "osiek", "a", "zolc lukasz", "nowak gora"])
def test_a_short_list_is_the_beginning_of_a_long_one(many: tuple[Replica, list[Registration]], text: str) -> None:
    """As far as search keys tell names apart."""
    replica, _ = many

    def keys(limit: int) -> list[int]:
        people = [one.registration for one in Search(replica).find(text, limit)]
        return [name_key(fold_name(person.last_name), fold_name(person.first_name)) for person in people]

    all_keys = keys(2000)
    assert all_keys
    for limit in (1, 7, 20):
        assert keys(limit) == all_keys[:limit]


@pytest.mark.parametrize("text", ["nowak", "ko an", "zielinska osiek", "gora malg"])
def test_nobody_who_matches_is_left_out(many: tuple[Replica, list[Registration]], text: str) -> None:
    replica, people = many

    def matches(person: Registration) -> bool:
        own = fold_name(f"{person.name} {person.organisation} {person.ticket}").split()
        return all(any(word.startswith(asked) for word in own) for asked in text.split())

    ids = {one.registration.id for one in Search(replica).find(text, 2000)}
    assert ids == {person.id for person in people if matches(person)}


def test_a_new_name_is_found_and_the_old_one_is_not(replica: Replica) -> None:
    person = PEOPLE[0]
    with replica.writing() as writing:
        writing.add_registration(person)
    with replica.importing(an_entry().at) as staging:
        staging.stage([ImportRow(replace(person, last_name="Wąs"))])
        staging.accept()
        staging.apply()
    assert [one.registration.last_name for one in Search(replica).find("was")] == ["Wąs"]
    assert Search(replica).find("zolc") == []


def test_who_is_found_is_told_where_they_are(replica: Replica) -> None:
    with replica.writing() as writing:
        for person in PEOPLE[:2]:
            writing.add_registration(person)
        writing.append(an_entry(1, registration=an_id(1)))
    (inside,) = Search(replica).find("zolc", checkpoint="wejscie-1")
    (outside,) = Search(replica).find("lukasz", checkpoint="wejscie-1")
    assert inside.presence.state is Whereabouts.INSIDE and outside.presence.admissions == 0
