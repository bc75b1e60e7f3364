"""Every shape that a list comes in, and every file that is none."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from checkin.errors import EnvironmentProblem, InputProblem
from checkin.importing.importer import Table
from checkin.importing.plan import plan
from checkin.importing.table import IMPORTERS, LARGEST, read_table
from tests.builders import a_clock, an_event
from tests.importing.lists import Memory, cells_of, delimited, table_of, workbook

PEOPLE = [
    ["Imię", "Nazwisko", "Jednostka", "Uwagi"],
    ["Łucja", "Żółć-Źdźbło", "Urząd Gminy Góra Świętej Małgorzaty", "odbiera pakiet; VIP, wejście boczne"],
    ["Jan", "Śliż", 'Fundacja "Razem"', "dwie\nlinie"],
    ["Anna", "Ćma", "Urząd Miasta Łódź", ""],
]
FILES = {
    "Xlsx": workbook(PEOPLE),
    "Delimited": delimited(PEOPLE),
}

# Letters of both Polish one-byte encodings, and what makes quoting necessary.
TYPED = st.text("aąćęłńóśźżĄŚŹŻ Ab1;,\t|\"'.-@=", max_size=12).map(str.strip)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(TYPED.filter(bool), min_size=width, max_size=width).map(list[str]), min_size=2, max_size=8
    )
)


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: type(importer).__name__)
def test_every_importer_reads_the_same_people(importer: object, tmp_path: Path) -> None:
    table = table_of(tmp_path, FILES[type(importer).__name__], "bez-rozszerzenia")
    assert cells_of(table) == [cells if cells[-1] else cells[:-1] for cells in PEOPLE]


@pytest.mark.parametrize("separator", ";,\t|")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "iso8859-2"])
def test_encodings_and_separators(encoding: str, separator: str, tmp_path: Path) -> None:
    table = table_of(tmp_path, delimited(PEOPLE, separator, encoding))
    assert table.separator == separator
    assert cells_of(table)[1:] == [cells if cells[-1] else cells[:-1] for cells in PEOPLE[1:]]


@given(TABLES, st.sampled_from(";,\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], separator: str, encoding: str
) -> None:
    table = table_of(tmp_path_factory.mktemp("t"), delimited(rows, separator, encoding))
    if table.separator == separator:  # cells full of other separators may look more like a table under those
        assert cells_of(table) == rows


@given(TABLES)
def test_a_workbook_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    assert cells_of(table_of(tmp_path_factory.mktemp("t"), workbook(rows))) == rows


def test_excel_names_the_separator_in_a_line_of_its_own(tmp_path: Path) -> None:
    table = table_of(tmp_path, b"sep=|\r\n" + delimited([["Imię", "Nazwisko"], ["Jan", "Nowak"]], "|"))
    assert list(table.rows())[:2] == [(2, ["Imię", "Nazwisko"]), (3, ["Jan", "Nowak"])]
    made = plan(table, Memory(), an_event(), a_clock())
    assert [row.registration.name for row in made.new] == ["Jan Nowak"]


def test_rows_have_the_numbers_of_a_spreadsheet(tmp_path: Path) -> None:
    content = 'Imię,Nazwisko\n\n"Jan\nMaria",Nowak\nEwa,Lis\n'.encode()
    assert [(number, cells) for number, cells in table_of(tmp_path, content).rows() if cells] == [
        (1, ["Imię", "Nazwisko"]),
        (3, ["Jan\nMaria", "Nowak"]),
        (4, ["Ewa", "Lis"]),
    ]


def test_one_broken_letter_leaves_the_rest_of_the_file_readable(tmp_path: Path) -> None:
    content = delimited(PEOPLE).replace("Ćma".encode(), b"\xc4ma")
    cells = cells_of(table_of(tmp_path, content))
    assert cells[1][1] == "Żółć-Źdźbło"
    assert "\ufffd" in cells[3][1]


def _filled(fill: object) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        fill(book)  # type: ignore[operator]
    return content.getvalue()


def test_numbers_and_dates_read_as_a_person_reads_them(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, ["Nazwisko", "Telefon", "Od", "Do", "VIP", "Błąd", "Wzór", "Kwota"])
        sheet.write_string(1, 0, "Nowak")
        sheet.write_number(1, 1, 601000000.0)
        sheet.write_number(1, 2, 46161, day)  # days since 1900, as a spreadsheet counts
        sheet.write_number(1, 3, 46161 + 8.5 / 24, day)
        sheet.write_boolean(1, 4, True)
        sheet.write_formula(1, 5, "=1/0", value="#DIV/0!")
        sheet.write_formula(1, 6, "=A2", value="Nowak")
        sheet.write_number(1, 7, 12.5)

    cells = cells_of(table_of(tmp_path, _filled(fill)))[1]
    assert cells == [
        "Nowak",
        "601000000",
        "2026-05-19",
        "2026-05-19 08:30:00",
        "tak",
        "",
        "Nowak",
        "12.5",
    ]


def test_a_cell_merged_downwards_speaks_for_each_of_its_rows(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "Lista uczestników")
        sheet.write_row(1, 0, ["Nazwisko", "Jednostka", "Uwagi"])
        for row, name in enumerate(["Nowak", "Lis", "Kot", "Bąk"], 2):
            sheet.write_row(row, 0, [name, "", "x"])
        sheet.merge_range(2, 1, 4, 1, "Urząd Gminy Osiek")

    cells = cells_of(table_of(tmp_path, _filled(fill)))
    assert [row[1] for row in cells[2:]] == ["Urząd Gminy Osiek"] * 3 + [""]


def test_the_sheet_with_the_list_is_found(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Instrukcja").write_column(0, 0, ["Wypełnij arkusz", "Odeślij"])
        hidden = book.add_worksheet("Słowniki")
        hidden.hide()
        for row in range(20):
            hidden.write_row(row, 0, ["a", "b", "c", "d"])
        book.add_worksheet("Uczestnicy").write_row(4, 0, ["Imię", "Nazwisko"])

    table = table_of(tmp_path, _filled(fill))
    assert (table.format, table.sheet) == ("xlsx", "Uczestnicy")


def test_a_wrong_or_missing_dimension_hides_nothing(tmp_path: Path) -> None:
    for dimension in (b"", b'<dimension ref="A1"/>', b'<dimension ref="A1:XFD1048576"/>'):
        content = _rewritten(workbook(PEOPLE), "xl/worksheets/sheet1.xml", _with_dimension(dimension))
        assert len(cells_of(table_of(tmp_path, content))) == len(PEOPLE)


def _with_dimension(dimension: bytes) -> object:
    def change(part: bytes) -> bytes:
        start, end = part.index(b"<dimension"), part.index(b"/>", part.index(b"<dimension")) + 2
        return part[:start] + dimension + part[end:]

    return change


def _rewritten(content: bytes, name: str, change: object) -> bytes:
    """The workbook with one part changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            data = source.read(part)
            target.writestr(part, change(data) if part == name else data)  # type: ignore[operator]
    return result.getvalue()


# Files that are no list


def _archive(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return content.getvalue()


def _bomb() -> bytes:
    zeros = bytes(200 * 1024 * 1024)
    return _rewritten(workbook(PEOPLE), "xl/worksheets/sheet1.xml", lambda part: zeros)


def _entities() -> bytes:
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    return _rewritten(workbook(PEOPLE), "xl/sharedStrings.xml", lambda part: laughs + part[part.index(b"<sst") :])


def _far_row() -> bytes:
    return _rewritten(
        workbook(PEOPLE), "xl/worksheets/sheet1.xml", lambda part: part.replace(b'<row r="4"', b'<row r="99999999999"')
    )


BAD = {
    "empty": (lambda: b"", "import.empty"),
    "blank": (lambda: b" \r\n\r\n", "import.empty"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "import.not_a_table"),
    "binary further down": (lambda: b"Imie,Nazwisko\n" * 2000 + b"\x00\x01\x02", "import.binary"),
    "old Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "import.old_excel"),
    "PDF": (lambda: b"%PDF-1.7\n...", "import.pdf"),
    "another archive": (lambda: _archive(content__xml=b"<a/>"), "import.other_archive"),
    "half a workbook": (lambda: workbook(PEOPLE)[:3000], "import.damaged_workbook"),
    "no workbook inside": (lambda: _archive(xl__nothing=b""), "import.damaged_workbook"),
    "damaged sheet": (
        lambda: _rewritten(workbook(PEOPLE), "xl/worksheets/sheet1.xml", lambda part: part[: len(part) // 2]),
        "import.damaged_workbook",
    ),
    "bomb": (_bomb, "import.unpacks_too_large"),
    "entities": (_entities, "import.damaged_workbook"),
    "row past the end": (_far_row, "import.damaged_workbook"),
    "many parts": (lambda: _archive(**{f"xl__{n}": b"" for n in range(3000)}), "import.unpacks_too_large"),
    "mostly control characters": (lambda: b"\x01\x02\x03\x04" * 10_000, "import.not_a_table"),
    "breaks off": (lambda: b'Imie,Nazwisko\nJan,"Now', "import.open_quote"),
    "never closed": (lambda: b'Imie,Nazwisko\nJan,"Now\n' + b"a,b\n" * 60_000, "import.open_quote"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_list_is_said_to_be_none(name: str, tmp_path: Path) -> None:
    make, key = BAD[name]
    with pytest.raises(InputProblem) as caught:
        list(table_of(tmp_path, make(), "lista.xlsx").rows())
    assert caught.value.key == key


def test_a_file_beyond_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "wielki.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # sparse
    with pytest.raises(InputProblem) as caught:
        read_table(path)
    assert (caught.value.key, caught.value.params["limit"]) == ("import.too_large", LARGEST // 2**20)


def test_no_file_a_folder_a_device(tmp_path: Path) -> None:
    for path, key in (
        (tmp_path / "nie-ma.csv", "import.no_file"),
        (tmp_path / "zły\0.csv", "import.no_file"),
        (tmp_path, "import.is_folder"),
        (Path("/dev/zero"), "import.not_a_table"),
    ):
        with pytest.raises(InputProblem) as caught:
            read_table(path)
        assert caught.value.key == key


@contextmanager
def _as_somebody_else() -> Iterator[None]:
    """Root may read everything, so root becomes nobody for a while; anybody else stays as they are."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_file_that_may_not_be_read_is_the_surroundings_fault(tmp_path: Path) -> None:
    path = tmp_path / "cudza.csv"
    path.write_bytes(delimited(PEOPLE))
    path.chmod(0)
    with _as_somebody_else(), pytest.raises(EnvironmentProblem) as caught:
        read_table(path)
    assert caught.value.key == "import.not_allowed"


@given(st.binary(max_size=600))
def test_whatever_the_bytes_nothing_else_escapes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    _read_or_refuse(tmp_path_factory.mktemp("t"), content)


@given(st.integers(0, 5000), st.integers(0, 255))
def test_a_workbook_with_a_byte_changed_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, byte: int
) -> None:
    content = bytearray(FILES["Xlsx"])
    content[place % len(content)] = byte
    _read_or_refuse(tmp_path_factory.mktemp("t"), bytes(content))


def _read_or_refuse(folder: Path, content: bytes) -> Table | None:
    try:
        table = table_of(folder, content)
        list(table.rows())
    except InputProblem:
        return None
    return table


def test_a_file_cut_in_a_row_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "cut.csv"
    whole = "Imię;Nazwisko;Gmina\nAnna;Nowak;Osiek\nOla;Lis;Kolno\nJan;Kow"
    path.write_text(whole + "\n", encoding="utf-8")
    assert [cells for _, cells in read_table(path).rows() if cells][-1] == ["Jan", "Kow"]  # it ends, so it is a row
    path.write_text(whole, encoding="utf-8")
    with pytest.raises(InputProblem) as caught:
        list(read_table(path).rows())
    assert (caught.value.key, caught.value.params) == ("import.cut", {"row": 4})
