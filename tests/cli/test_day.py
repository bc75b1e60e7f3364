"""A day at the Congress through the command line: the rules of its doors, the figures, and the papers read back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import pypdfium2
import pytest
import zxingcpp
from openpyxl import load_workbook

from tests.cli.calls import PEOPLE, Caller

Row = dict[str, str]


@pytest.fixture
def person(people: list[Row]) -> Row:
    """Somebody with nothing special, and a place at lunch but none at the KSeF session."""
    return next(row for row in people[1:] if row["Sesje"] == "obiad-1, gala, obiad-2" and _plain(row))


def _plain(row: Row) -> bool:
    return row["Status płatności"] == "opłacone" and not row["VIP"] + row["Uwagi"] + row["Ważne od"] + row["Ważne do"]


class Door:
    """Scans at one checkpoint, and what its figures say."""

    def __init__(self, desk: Caller, key: str) -> None:
        self._desk = desk
        self._key = key

    def scan(self, code: str, time: str, direction: str = "in") -> dict[str, Any]:
        verb = ("scan", "--at", self._key, "--direction", direction, "--json", code)
        return self._desk(*verb, now=f"2026-05-19T{time}:00+02:00").record

    def told(self, code: str, time: str) -> str:
        return self._desk("scan", "--at", self._key, code, now=f"2026-05-19T{time}:00+02:00").out

    def figures(self, time: str) -> tuple[int, int, int]:
        """People inside, people admitted, refusals."""
        record = self._desk("headcount", "--at", self._key, "--json", now=f"2026-05-19T{time}:00+02:00").record
        return record["inside"], record["admitted"], record["refused"]


def test_back_from_a_break_is_quiet(desk: Caller, person: Row) -> None:
    door = Door(desk, "wejscie-1")
    assert door.told(person["Bilet"], "08:30").startswith("WCHODZI · ")
    again = door.scan(person["Bilet"], "10:30")
    assert (again["verdict"], again["reason"], again["attention"]) == ("admitted", "ok", False)
    assert door.told(person["Bilet"], "10:50").startswith("WCHODZI")
    assert door.figures("11:00") == (1, 1, 0)


def test_calls_of_one_moment_count_in_their_order(desk: Caller, person: Row) -> None:
    """Each call starts its clock at the same moment, and reaches its scan a little sooner or later."""
    door = Door(desk, "wejscie-1")
    for _ in range(6):
        assert door.scan(person["Bilet"], "08:30")["verdict"] == "admitted"
        assert door.figures("08:30")[0] == 1
        assert door.scan(person["Bilet"], "08:30", "out")["verdict"] == "left"
        assert door.figures("08:30")[0] == 0


def test_a_session_leaves_the_parallel_one(desk: Caller, person: Row) -> None:
    first, second = Door(desk, "cyberbezpieczenstwo"), Door(desk, "wartosciowanie")
    entrance = Door(desk, "wejscie-1")
    assert first.scan(person["Bilet"], "11:35")["verdict"] == "admitted"
    assert entrance.figures("11:36") == (1, 1, 0)  # admitted to both
    assert first.figures("11:36") == (1, 1, 0)
    assert first.scan(person["Bilet"], "11:37")["reason"] == "already_inside"
    moved = second.scan(person["Bilet"], "11:40")
    assert moved["verdict"] == "admitted"
    assert (first.figures("11:41"), second.figures("11:41")) == ((0, 1, 1), (1, 1, 0))
    assert desk("undo", moved["entry"], now="2026-05-19T11:42:00+02:00").code == 0
    assert (first.figures("11:43"), second.figures("11:43")) == ((1, 1, 1), (0, 0, 0))
    assert first.scan(person["Bilet"], "11:45", "out")["verdict"] == "left"
    assert first.scan(person["Bilet"], "11:50")["verdict"] == "admitted"
    assert first.figures("12:44")[0] == 1
    assert first.figures("12:46")[0] == 0  # presence ends with the session


def test_lunch_is_once_and_after_the_entrance(desk: Caller, person: Row, people: list[Row]) -> None:
    lunch = Door(desk, "obiad-1")
    assert lunch.scan(person["Bilet"], "12:50")["reason"] == "not_checked_in"
    Door(desk, "wejscie-1").scan(person["Bilet"], "12:51")
    had = lunch.scan(person["Bilet"], "12:52")
    assert had["verdict"] == "admitted"
    assert lunch.scan(person["Bilet"], "12:53")["reason"] == "already_admitted"
    assert "12:52" in lunch.told(person["Bilet"], "12:54")
    desk("undo", had["entry"], now="2026-05-19T12:55:00+02:00")
    assert lunch.scan(person["Bilet"], "12:56")["verdict"] == "admitted"
    without = next(row for row in people if "obiad-1" not in row["Sesje"] and _plain(row))
    assert lunch.scan(without["Bilet"], "12:57")["reason"] == "not_entitled"


def test_doors_open_and_close(desk: Caller, person: Row) -> None:
    entrance, session = Door(desk, "wejscie-1"), Door(desk, "cyberbezpieczenstwo")
    assert entrance.scan(person["Bilet"], "07:59")["reason"] == "too_early"
    assert entrance.scan(person["Bilet"], "18:00")["reason"] == "too_late"
    assert session.scan(person["Bilet"], "10:30")["reason"] == "too_early"
    assert Door(desk, "ksef").scan(person["Bilet"], "14:00")["reason"] == "not_entitled"
    assert Door(desk, "wejscie-2").scan(person["Bilet"], "09:00")["reason"] == "too_early"


def test_whom_the_list_keeps_out(desk: Caller, people: list[Row]) -> None:
    door = Door(desk, "wejscie-1")
    for status, reason in (("anulowane", "cancelled"), ("nieopłacone", "unpaid")):
        row = next(row for row in people if row["Status płatności"] == status)
        answer = door.scan(row["Bilet"], "09:00")
        assert answer["reason"] == reason and answer["name"] and answer["entry"]
    assert door.scan("XX" + people[1]["Bilet"][2:], "09:00")["reason"] in ("other_event", "malformed")
    swapped = people[1]["Bilet"]
    swapped = swapped[:7] + swapped[8] + swapped[7] + swapped[9:]
    assert door.scan(swapped, "09:00")["reason"] in ("malformed", "ok")
    foreign = next(row for row in people if row["Bilet"].startswith("FRDL") and _plain(row))
    assert door.scan(foreign["Bilet"].lower().replace("-", "'"), "09:01")["verdict"] == "admitted"


def test_notes_and_guests_draw_attention_once(desk: Caller, people: list[Row]) -> None:
    door = Door(desk, "wejscie-1")
    for column in ("Uwagi", "VIP"):
        row = next(
            row for row in people if row[column] and row["Status płatności"] == "opłacone" and not row["Ważne od"]
        )
        first, again = door.scan(row["Bilet"], "09:00"), door.scan(row["Bilet"], "09:30")
        assert (first["verdict"], first["attention"], again["attention"]) == ("admitted", True, False)


def test_reading_the_list_again_keeps_attendance(desk: Caller, person: Row, tmp_path: Path) -> None:
    door = Door(desk, "wejscie-1")
    door.scan(person["Bilet"], "09:00")
    with PEOPLE.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with (tmp_path / "again.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(row | {"Stanowisko": "Zmienione"} if row["Bilet"] == person["Bilet"] else row for row in rows)
    counts = desk("import", tmp_path / "again.csv", "--json").record
    assert (counts["updated"], counts["unchanged"]) == (1, 419)
    assert door.figures("10:00") == (1, 1, 0)
    assert door.scan(person["Bilet"], "10:01")["verdict"] == "admitted"


@pytest.fixture
def busy(desk: Caller, people: list[Row]) -> Caller:
    """A desk after five people came in and one was refused."""
    codes = [row["Bilet"] for row in people if _plain(row)][:5]
    assert desk("scan", "--at", "wejscie-1", *codes, "NIE-MA").code == 0
    return desk


def _csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


@pytest.mark.parametrize("report", ["attendance", "registrations", "journal"])
def test_the_three_formats_say_the_same(busy: Caller, tmp_path: Path, report: str) -> None:
    for ending in ("csv", "xlsx", "pdf"):
        assert busy("export", report, "--out", tmp_path / f"r.{ending}").code == 0
    rows = _csv_rows(tmp_path / "r.csv")
    sheet = load_workbook(tmp_path / "r.xlsx").worksheets[0]
    packed = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    names = [[row[rows[0].index(heading)] for heading in ("Nazwisko", "Imię")] for row in rows]
    again = [[row[packed[0].index(heading)] for heading in ("Nazwisko", "Imię")] for row in packed]
    assert again[: len(names)] == names
    assert not any(map(any, again[len(names) :]))  # the journal knows of the first export by then
    with pypdfium2.PdfDocument(tmp_path / "r.pdf") as paper:
        text = "".join(page.get_textpage().get_text_range() for page in paper)
    letters = "".join(text.split()).replace("\ufffe", "-").replace("\x02", "-")  # PDFium's hyphen at a line's end
    assert all(name in letters for row in names[1:4] for name in row[0].split())


def test_a_report_of_one_door(busy: Caller, tmp_path: Path) -> None:
    rows = busy("export", "attendance", "--at", "wejscie-1", "--out", tmp_path / "a.csv", "--json").record["rows"]
    assert rows == 5 == len(_csv_rows(tmp_path / "a.csv")) - 1
    assert busy("export", "attendance", "--at", "otwarcie", "--out", tmp_path / "b.csv", "--json").record["rows"] == 0


def test_every_export_and_print_is_an_entry(busy: Caller, people: list[Row], tmp_path: Path) -> None:
    busy("export", "attendance", "--out", tmp_path / "a.csv")
    busy("badge", people[1]["Bilet"], "--out", tmp_path / "b.pdf")
    busy("tickets", "--out", tmp_path / "t")
    busy("export", "journal", "--out", tmp_path / "j.csv")
    rows = _csv_rows(tmp_path / "j.csv")
    whys = [row[rows[0].index("Uzasadnienie")] for row in rows[1:]]
    assert [why.split()[0] for why in whys if why][-3:] == ["attendance", "badges", "tickets"]


def _codes(path: Path) -> Iterator[str]:
    """The QR codes of a PDF, page by page, as a scanner at 300 dpi reads them."""
    with pypdfium2.PdfDocument(path) as paper:
        for page in paper:
            (code,) = zxingcpp.read_barcodes(page.render(scale=300 / 72).to_numpy())
            yield code.text


def test_badges_are_read_back(busy: Caller, people: list[Row], tmp_path: Path) -> None:
    partners = sorted(
        row["Bilet"] for row in people if row["Kategoria"] == "Partner" and row["Status płatności"] != "anulowane"
    )
    assert busy("badge", "--category", "partner", "--out", tmp_path / "b.pdf").code == 0
    assert sorted(_codes(tmp_path / "b.pdf")) == partners


def test_tickets_are_read_back_and_scanned(busy: Caller, people: list[Row], tmp_path: Path) -> None:
    out = tmp_path / "bilety"
    assert busy("tickets", "--out", out).code == 0
    with (out / "tickets.csv").open(encoding="utf-8-sig", newline="") as file:
        merge = list(csv.DictReader(file))
    assert list(merge[0]) == ["ticket", "name", "organisation", "email", "file"]
    assert {row["ticket"] for row in merge} == {r["Bilet"] for r in people if r["Status płatności"] != "anulowane"}
    for row in merge[::20]:
        (code,) = zxingcpp.read_barcodes(cv2.imread(str(out / row["file"])))
        assert code.text == row["ticket"]
    answer = busy("scan", "--at", "wejscie-1", out, "--json", now="2026-05-19T09:30:00+02:00")
    assert answer.code == 0
    read = {record["code"] for record in answer.records}
    assert read == {row["ticket"] for row in merge}
    unpaid = sum(row["Status płatności"] == "nieopłacone" for row in people)
    refused = [record["reason"] for record in answer.records if record["verdict"] == "refused"]
    assert refused.count("unpaid") == unpaid
