from __future__ import annotations

import csv
import errno
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2 as pdfium
import pytest

from checkin.errors import EnvironmentProblem, InputProblem
from checkin.reporting.export import FORMATS, export
from checkin.reporting.inquiry import Inquiry
from checkin.reporting.reports import REPORTS
from checkin.reporting.sheet import Column, Row, Sheet
from checkin.reporting.workbook import write_xlsx
from checkin.texts import LANGUAGES, Texts
from tests.builders import an_event, at


def _inquiry(desk: Any, **changes: Any) -> Inquiry:
    given = {"texts": Texts("pl"), "now": at(11, 30), **changes}
    return Inquiry(desk.queries, desk.event, **given)


def _csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def _pdf(file: Path) -> str:
    document = pdfium.PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
@pytest.mark.parametrize("ending", [known.ending for known in FORMATS])
def test_every_report_in_every_format_and_language(
    desk: Any, tmp_path: Path, report: Any, ending: str, language: str
) -> None:
    out = tmp_path / f"raport{ending}"
    rows = export(report.name, _inquiry(desk, texts=Texts(language)), out)
    assert rows == {"attendance": 5, "registrations": 4, "journal": 8, "conflicts": 0}[report.name]
    assert out.stat().st_size > 0
    assert {path.name for path in tmp_path.iterdir()} == {"desk", out.name}


def test_attendance_goes_by_checkpoint_and_name(desk: Any, tmp_path: Path) -> None:
    export("attendance", _inquiry(desk), tmp_path / "a.csv")
    rows = _csv(tmp_path / "a.csv")
    assert [(row["Miejsce"], row["Nazwisko"]) for row in rows] == [
        ("Wejscie 1", "Ćwik"),
        ("Wejscie 1", "'@Nowak"),
        ("Wejscie 1", "Żółć"),
        ("Sesja a", "Ćwik"),
        ("Sesja a", "Żółć"),
    ]
    assert [row["Stan"] for row in rows] == ["w środku", "w środku", "w środku", "poza", "w środku"]
    assert re.fullmatch(r"2026-05-19 11:15:\d\d", rows[0]["Pierwsze wejście"])


def test_after_a_session_people_stayed_to_its_end(desk: Any, tmp_path: Path) -> None:
    export("attendance", _inquiry(desk, now=at(15), checkpoint="sesja-a"), tmp_path / "a.csv")
    assert [row["Stan"] for row in _csv(tmp_path / "a.csv")] == ["poza", "do końca"]


def test_csv_opens_in_a_polish_excel_and_runs_nothing(desk: Any, tmp_path: Path) -> None:
    export("registrations", _inquiry(desk), tmp_path / "r.csv")
    assert (tmp_path / "r.csv").read_bytes().startswith(b"\xef\xbb\xbfNazwisko;")
    row = _csv(tmp_path / "r.csv")[2]
    assert row["Nazwisko"] == "'@Nowak"
    assert row["Imię"] == "'=cmd|'/c calc'!A1"
    assert row["Instytucja"] == '\'-Urząd; "Osiek"\nGmina'
    assert _csv(tmp_path / "r.csv")[3]["Telefon"] == "'+48 600 100 200"


def test_a_workbook_has_text_as_text_and_times_as_times(desk: Any, tmp_path: Path) -> None:
    export("attendance", _inquiry(desk, who="Koordynacja", checkpoint="wejscie-1"), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page, about = book.worksheets
    assert page.freeze_panes == "A2" and page.auto_filter.ref == "A1:J4"
    row = [cell.value for cell in page[3]]
    assert row[1:4] == ["@Nowak", "=cmd|'/c calc'!A1", '-Urząd; "Osiek"\nGmina']
    assert {cell.data_type for cell in page[3][:5]} == {"s"}
    moment = page["F2"].value
    assert isinstance(moment, datetime) and (moment.hour, moment.minute) == (11, 15)
    assert page["I2"].value == 1
    assert [cell.value for (cell,) in about.iter_rows()] == [
        "Obecność",
        "X Krajowy Kongres Sekretarzy",
        "Stan z 19.05.2026, 11:30",
        "Kto eksportuje: Koordynacja",
        "Tylko: Wejscie 1",
    ]
    book.close()


def test_paper_says_a_group_once_and_where_it_comes_from(desk: Any, tmp_path: Path) -> None:
    export("attendance", _inquiry(desk, who="Koordynacja"), tmp_path / "a.pdf")
    text = _pdf(tmp_path / "a.pdf")
    for said in ("Obecność", "X Krajowy Kongres Sekretarzy", "Żółć", "Strona 1 z 1", "Koordynacja"):
        assert said in text
    assert text.count("Wejscie 1") == 1 and text.count("Sesja a") == 1
    data = (tmp_path / "a.pdf").read_bytes()
    assert b"Helvetica" not in data and b"+Lato-Regular" in data


def test_long_lists_go_on_on_the_next_page(tmp_path: Path) -> None:
    from checkin.reporting.paper import write_pdf

    def rows() -> Any:
        for number in range(300):
            yield (f"Sesja {number // 120}", f"Nazwisko {number}", "słowo " * (number % 40), number)

    columns = (Column("Miejsce", 20), Column("Nazwisko", 20), Column("Uwagi", 40), Column("Bardzo długi nagłówek", 6))
    sheet = Sheet("Lista", columns, rows(), ("Kongres", "Stan"), grouped=True)
    assert write_pdf(sheet, tmp_path / "l.pdf", Texts("pl")) == 300
    text = _pdf(tmp_path / "l.pdf")
    pages = text.count("Strona ")
    assert pages > 10 and f"Strona {pages} z {pages}" in text
    assert all(re.search(rf"Nazwisko {number}\b", text) for number in range(300))
    assert text.count("Sesja ") >= pages


def test_an_empty_report_says_so(desk: Any, tmp_path: Path) -> None:
    export("conflicts", _inquiry(desk), tmp_path / "c.pdf")
    assert "Nie ma jeszcze żadnych pozycji." in _pdf(tmp_path / "c.pdf")
    export("conflicts", _inquiry(desk), tmp_path / "c.csv")
    assert _csv(tmp_path / "c.csv") == []


def test_the_journal_names_every_fact_in_words(desk: Any, tmp_path: Path) -> None:
    export("journal", _inquiry(desk), tmp_path / "j.csv")
    rows = _csv(tmp_path / "j.csv")
    happened = [row["Zdarzenie"] for row in rows]
    assert happened.count("wejście") == 5 and happened.count("wyjście") == 1 and happened.count("odmowa") == 2
    refused = [row for row in rows if row["Zdarzenie"] == "odmowa"]
    assert refused[0]["Nazwisko"] == "Nieobecna" and refused[1]["Nazwisko"] == ""
    assert all(row["Powód odmowy"] for row in refused)
    assert all(row["Wpis"] and row["Numer"].isdigit() for row in rows)


def test_e_mail_and_telephone_are_in_one_report_only(desk: Any, tmp_path: Path) -> None:
    for report in REPORTS:
        out = tmp_path / f"{report.name}.csv"
        export(report.name, _inquiry(desk), out)
        text = out.read_text(encoding="utf-8-sig")
        assert ("example.org" in text and "600 100 200" in text) == (report.name == "registrations")


def test_an_unknown_report_format_or_checkpoint_is_told(desk: Any, tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as caught:
        export("salaries", _inquiry(desk), tmp_path / "a.csv")
    assert caught.value.key == "report.unknown"
    for name in ("a.docx", "a", "a.csv.exe"):
        with pytest.raises(InputProblem) as caught:
            export("attendance", _inquiry(desk), tmp_path / name)
        assert caught.value.key == "report.no_format"
    with pytest.raises(InputProblem) as caught:
        _inquiry(desk, checkpoint="strych")
    assert caught.value.key == "report.no_checkpoint"


def test_an_ending_in_capitals_will_do(desk: Any, tmp_path: Path) -> None:
    assert export("attendance", _inquiry(desk), tmp_path / "A.XLSX") == 5


@pytest.mark.parametrize("ending", [known.ending for known in FORMATS])
def test_a_missing_folder_is_told(desk: Any, tmp_path: Path, ending: str) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        export("attendance", _inquiry(desk), tmp_path / "none" / f"a{ending}")
    assert caught.value.key == "file.no_folder"


def _sheet(*rows: Row) -> Sheet:
    return Sheet("Lista", (Column("A", 10), Column("B", 10)), iter(rows), (an_event().title,))


def test_a_cell_longer_than_excel_takes_is_cut_and_half_letters_are_replaced(tmp_path: Path) -> None:
    assert write_xlsx(_sheet(("x" * 40_000, "\ud800=1"), (None, 7)), tmp_path / "l.xlsx", Texts("pl")) == 2
    book = openpyxl.load_workbook(tmp_path / "l.xlsx")
    page = book.worksheets[0]
    assert len(page["A2"].value) == 32_767 and page["B2"].value == "?=1"
    assert page["A3"].value is None and page["B3"].value == 7
    book.close()


@pytest.mark.parametrize("ending", [known.ending for known in FORMATS])
def test_a_full_disk_is_an_error_we_can_tell(ending: str) -> None:
    write = {known.ending: known.write for known in FORMATS}[ending]
    with pytest.raises(OSError) as caught:  # noqa: PT011 - told apart by its number
        write(_sheet(("x", "y")), Path("/dev/full"), Texts("pl"))
    assert caught.value.errno == errno.ENOSPC
