"""Headings as Polish offices, Microsoft Forms and Google Forms write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.errors import InputProblem
from checkin.importing.fields import Field, recognise
from checkin.importing.mapping import Columns, find_columns, parse_overrides
from checkin.texts import Texts
from tests.importing.lists import delimited, table_of


def columns_of(folder: Path, *rows: list[str], overrides: dict[Field, str] | None = None) -> Columns:
    return find_columns(table_of(folder, delimited(rows)), overrides)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("IMIĘ", Field.FIRST_NAME),
        ("Nazwisko *", Field.LAST_NAME),
        ("imie i  nazwisko", Field.NAME),
        ("Nazwisko Imię", Field.NAME),
        ("Imię i nazwisko uczestnika Kongresu", Field.NAME),
        ("Uczestnik/Uczestniczka", Field.NAME),
        ("Stanowisko / Funkcja", Field.POSITION),
        ("Funkcja", Field.POSITION),
        ("Jednostka", Field.ORGANISATION),
        ("Urząd", Field.ORGANISATION),
        ("Urząd / Instytucja", Field.ORGANISATION),
        ("Nazwa JST", Field.ORGANISATION),
        ("Gmina", Field.GMINA),
        ("Powiat:", Field.POWIAT),
        ("Województwo", Field.VOIVODESHIP),
        ("E-mail (służbowy)", Field.EMAIL),
        ("Adres e-mail", Field.EMAIL),
        ("Tel. kom.", Field.PHONE),
        ("Telefon kontaktowy do uczestnika", Field.PHONE),
        ("Rodzaj biletu", Field.CATEGORY),
        ("Pakiet", Field.CATEGORY),
        ("Uwagi", Field.NOTE),
        ("Status płatności", Field.PAYMENT),
        ("ID", Field.SOURCE_ID),
        ("Ważne od", Field.VALID_FROM),
        ("First name", Field.FIRST_NAME),
        ("Ticket code", Field.TICKET),
    ],
)
def test_headings_are_known_whatever_their_spelling(heading: str, field: Field) -> None:
    found = recognise(heading)
    assert found is not None
    assert found[0] is field


@pytest.mark.parametrize(
    "heading",
    ["Godzina rozpoczęcia", "Godzina ukończenia", "Sygnatura czasowa", "Lp.", "Zgoda RODO", "Statusy", "", "***"],
)
def test_headings_that_are_nothing_to_us(heading: str) -> None:
    assert recognise(heading) is None


def test_the_surest_heading_of_a_field_wins(tmp_path: Path) -> None:
    columns = columns_of(
        tmp_path, ["ID", "Godzina rozpoczęcia", "Adres e-mail", "Imię i nazwisko", "E-mail", "Id zgłoszenia"]
    )
    assert columns.positions == {Field.SOURCE_ID: 5, Field.EMAIL: 4, Field.NAME: 3}
    assert columns.unused == ("ID", "Godzina rozpoczęcia", "Adres e-mail")


def test_titles_stand_above_the_headings(tmp_path: Path) -> None:
    columns = columns_of(
        tmp_path,
        ["X Krajowy Kongres Sekretarzy"],
        ["Stan na", "12.05.2026"],
        [],
        ["Lp.", "Nazwisko", "Imię", "Urząd"],
        ["1", "Nowak", "Jan", "Urząd Gminy Osiek"],
    )
    assert (columns.header_row, columns.heading(Field.ORGANISATION)) == (4, "Urząd")


def test_a_heading_can_be_pointed_out(tmp_path: Path) -> None:
    rows = (["Kto", "Skąd", "Nazwisko panieńskie matki"], ["Jan Nowak", "Osiek", "Kot"])
    overrides = parse_overrides(["name=kto", "Organisation = SKĄD"])
    columns = columns_of(tmp_path, *rows, overrides=overrides)
    assert columns.positions == {Field.NAME: 0, Field.ORGANISATION: 1, Field.LAST_NAME: 2}


def test_an_override_takes_the_place_of_what_is_recognised(tmp_path: Path) -> None:
    columns = columns_of(
        tmp_path, ["Nazwisko", "Nazwisko na identyfikator"], overrides={Field.LAST_NAME: "Nazwisko na identyfikator"}
    )
    assert columns.positions == {Field.LAST_NAME: 1}


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(
    ("given", "key", "named"),
    [
        (["name"], "import.map_form", "name"),
        (["name="], "import.map_form", "name="),
        (["imie=Kto"], "import.map_field", "first_name, last_name"),
        (["name=Gość"], "import.map_heading", "„Kto”, „Skąd”"),
        ([], "import.no_name", "„Kto”, „Skąd”"),
    ],
)
def test_what_cannot_be_mapped_is_told_with_what_there_is(
    given: list[str], key: str, named: str, language: str, tmp_path: Path
) -> None:
    with pytest.raises(InputProblem) as caught:
        columns_of(tmp_path, ["Lista"], ["Kto", "Skąd"], ["Jan", "Osiek"], overrides=parse_overrides(given))
    assert caught.value.key == key
    assert named in Texts(language).error(caught.value)


def test_a_text_that_is_no_list_has_no_names(tmp_path: Path) -> None:
    for text in ("<html><body>Kongres</body></html>", '{"people": [1, 2]}', "Szanowni Państwo,\nzapraszamy."):
        with pytest.raises(InputProblem) as caught:
            find_columns(table_of(tmp_path, text.encode()))
        assert caught.value.key == "import.no_name"


def test_endless_headings_are_told_in_short(tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as caught:
        columns_of(tmp_path, ["kolumna" * 100] * 200)
    assert len(Texts("pl").error(caught.value)) < 2_000
