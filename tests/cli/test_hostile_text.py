"""Texts that mean harm or break things: in codes, in names, in arguments. They stay texts, and reports are defused."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from tests.cli.calls import EVENT, Caller, call

CODES = {
    "long": "K" * 10_000,
    "very-long": "https://example.org/" + "ą" * 100_000,
    "control": "KS\x07\x1b[31mBC",
    "direction": "KS\u202eDCBA",
    "zero-width": "KS\u200bBRHHRKTVKBTDDKCKVB",
    "sql": "' OR 1=1; DROP TABLE entry; --",
    "html": "<script>alert(1)</script>",
    "format": "{code} %s %(name)s {0.__class__}",
    "formula": "=cmd|' /C calc'!A0",
    "emoji": "🎟️" * 30,
    "blank": "   ",
    "empty": "",
    "dots": "../../nie-ma/../etc",
    "nul": "KS\x00BC",
    "line-ends": "KS\n\nBC\r",
}

NAMES = {
    "sql": ("Robert'); DROP TABLE registration;--", "Tabelski"),
    "html": ("<b>Ida</b>", "<img src=x onerror=alert(1)>"),
    "formula": ('=HYPERLINK("http://example.org","tu")', "@SUM(A1)"),
    "plus": ("+48 555 000 111", "-2+3"),
    "braces": ("{name}", "%s%n"),
    "rtl": ("\u202eadI", "Wz\u200bór"),
    "control": ("Ida\x7f\x85", "Wzór\u2028"),
    "arabic": ("محمد", "علي"),
    "emoji": ("🎟️", "Wzór 🎉"),
    "combined": ("Z\u0307o\u0301ł\u0107", "Wzór"),
    "separator": ('Ida;"Wzór"', "a,b\tc"),
}


@pytest.mark.parametrize("name", CODES)
def test_any_text_is_a_code(desk: Caller, name: str) -> None:
    code = CODES[name]
    answer = desk("scan", "--at", "wejscie-1", "--json", "--", code)
    assert answer.code == 0 and not answer.err
    record = answer.record
    assert record["target"] == code
    assert record["verdict"] == "refused" and record["reason"] in ("malformed", "unknown_ticket")
    assert len(record["code"]) <= 64 and record["code"].isprintable()
    assert record["entry"]
    told = desk("scan", "--", code).out
    assert len(told) < 500 and told.rstrip("\n").replace("\xa0", " ").isprintable()


def test_a_code_of_bytes_that_are_no_letters(folder: Path) -> None:
    answer = call(folder, "scan", "--json", b"\xff\xfeKS")
    assert answer.code == 0 and answer.record["reason"] == "malformed"
    assert answer.record["target"] == "\udcff\udcfeKS"
    assert not call(folder, "find", b"\xff").out
    for verb in (("badge", "--out", "b.pdf"), ("undo",), ("headcount", "--at"), ("import",), ("event", "load")):
        assert call(folder, *verb, b"\xff\xfe").is_problem(2)


@pytest.mark.parametrize(
    "arguments",
    [("find",), ("undo",), ("headcount", "--at"), ("export", "journal", "--out"), ("import",), ("event", "load")],
    ids=" ".join,
)
@pytest.mark.parametrize("text", [CODES["long"], CODES["control"], CODES["sql"], CODES["format"]])
def test_any_text_is_an_argument(desk: Caller, arguments: tuple[str, ...], text: str) -> None:
    answer = desk(*arguments, text)
    if arguments == ("find",):
        assert answer.code == 0 and not answer.out
    else:
        assert answer.code in (2, 3) and answer.is_problem(answer.code)


@pytest.fixture
def hostile(new_desk: Caller, tmp_path: Path) -> Caller:
    """A desk of people with such names, one of them admitted."""
    packed = io.StringIO()
    writer = csv.writer(packed)
    writer.writerow(("Id zgłoszenia", "Imię", "Nazwisko", "Jednostka", "Bilet", "Uwagi"))
    for number, (first, last) in enumerate(NAMES.values()):
        writer.writerow((f"H{number}", first, last, "=1+1", f"BILET-{number}", "@uwaga"))
    (tmp_path / "hostile.csv").write_bytes(packed.getvalue().encode())
    new_desk("event", "load", EVENT)
    counts = new_desk("import", tmp_path / "hostile.csv", "--json").records[0]
    assert counts["new"] + counts["rejected"] == len(NAMES) and counts["rejected"] <= 2
    for number in range(len(NAMES)):
        new_desk("scan", f"BILET-{number}")
    return new_desk


def test_names_stay_names(hostile: Caller) -> None:
    record = hostile("find", "Tabelski", "--json").record
    assert record["name"] == "Robert'); DROP TABLE registration;-- Tabelski"
    assert hostile("find", "wzor", "--json").records
    assert all(one["name"].isprintable() for one in hostile("find", "bilet", "--json").records)


def test_a_spreadsheet_takes_no_cell_for_a_formula(hostile: Caller, tmp_path: Path) -> None:
    for report in ("registrations", "attendance", "journal"):
        out = tmp_path / f"{report}.csv"
        assert hostile("export", report, "--out", out, "--json").record["rows"] > 0
        with out.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
        assert cells and not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
        assert report == "journal" or "'=1+1" in cells

        book = out.with_suffix(".xlsx")
        assert hostile("export", report, "--out", book).code == 0
        for sheet in load_workbook(book).worksheets:
            assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]


def test_a_defused_list_is_read_back_as_it_was(hostile: Caller, tmp_path: Path) -> None:
    out = tmp_path / "again.csv"
    hostile("export", "registrations", "--out", out)
    counts = hostile("import", out, "--json").records[0]
    assert (counts["new"], counts["updated"], counts["rejected"]) == (0, 0, 0)


def test_papers_of_such_names_are_printed(hostile: Caller, tmp_path: Path) -> None:
    for report in ("registrations", "attendance", "journal"):
        assert hostile("export", report, "--out", tmp_path / f"{report}.pdf").code == 0
        with pypdfium2.PdfDocument(tmp_path / f"{report}.pdf") as paper:
            assert len(paper) > 0
    answer = hostile("badge", "--all", "--out", tmp_path / "b.pdf", "--json")
    assert answer.code == 0 and answer.record["badges"] >= len(NAMES) - 2
    assert "ا" not in answer.err or "ramki" in answer.err
    assert hostile("tickets", "--out", tmp_path / "t", "--json").record["tickets"] >= len(NAMES) - 2
    with (tmp_path / "t" / "tickets.csv").open(encoding="utf-8-sig", newline="") as file:
        assert not [cell for row in csv.reader(file) for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_nothing_of_it_comes_into_the_log(hostile: Caller) -> None:
    hostile("--log-level", "debug", "scan", "BILET-0")
    log = hostile.folder / "obecni.log"
    assert not log.exists() or not [word for word in ("Tabelski", "BILET-0", "DROP") if word in log.read_text("utf-8")]
