"""Files that are not what they should be, given to import, event load and scan: a sentence, exit code 2, no change."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.qr import matrix
from checkin.tickets.images import png
from tests.cli.calls import DEMO, EVENT, PEOPLE, Caller, call, csv_of

SIZE = 200 * 2**20


def _sparse(path: Path) -> None:
    """200 MB of nothing, which take no room."""
    with path.open("wb") as file:
        file.truncate(SIZE)


def _bomb(path: Path) -> None:
    """600 kB that unpack to 600 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/workbook.xml", "w") as part:
            for _ in range(600):
                part.write(b" " * 2**20)


def _other_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("czytaj.txt", "nic")


def _cut_workbook(path: Path) -> None:
    path.write_bytes((DEMO / "registrations.xlsx").read_bytes()[:20_000])


def _binary(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(5_000))


def _named_like_a_picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + random.Random(2).randbytes(500))


def _cut_picture(path: Path) -> None:
    path.write_bytes(png(matrix("KSBRHHRKTVKBTDDKCKVB"))[:120])


BAD: dict[str, Callable[[Path], object]] = {
    "empty.csv": lambda path: path.write_bytes(b""),
    "blank.csv": lambda path: path.write_text("\n \n\t\n"),
    "binary.csv": _binary,
    "binary.xlsx": _binary,
    "large.csv": _sparse,
    "large.avi": _sparse,
    "bomb.xlsx": _bomb,
    "archive.zip": _other_archive,
    "cut.xlsx": _cut_workbook,
    "half.png": _named_like_a_picture,
    "cut.png": _cut_picture,
    "text.jpg": lambda path: path.write_text("to nie jest zdjęcie"),
    "open-quote.csv": lambda path: path.write_text('Imię;Nazwisko\n"Ida;Wzór\n' * 3, encoding="utf-8"),
    "no-headings.csv": lambda path: path.write_text("1;2;3\n4;5;6\n"),
    "film.avi": _binary,
    "folder": lambda path: path.mkdir(),
    "missing.csv": lambda path: None,
}


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    for name, make in BAD.items():
        make(folder / name)
    return folder


@pytest.fixture
def before(desk: Caller) -> Callable[[], tuple[str, ...]]:
    """What a desk tells of itself; the same again if nothing was done to it."""
    return lambda: (desk("headcount", "--json").out, desk("find", "urząd", "--limit", "500", "--json").out)


@pytest.mark.parametrize("name", BAD)
def test_import(desk: Caller, bad: Path, before: Callable[[], tuple[str, ...]], name: str) -> None:
    was = before()
    assert desk("import", bad / name).is_problem(2)
    assert before() == was


@pytest.mark.parametrize("name", BAD)
def test_event_load(desk: Caller, bad: Path, before: Callable[[], tuple[str, ...]], name: str) -> None:
    was = before()
    assert desk("event", "load", bad / name).is_problem(2)
    assert before() == was


@pytest.mark.parametrize("name", sorted(BAD.keys() - {"missing.csv"}))
def test_scan(desk: Caller, bad: Path, before: Callable[[], tuple[str, ...]], name: str) -> None:
    was = before()
    assert desk("scan", bad / name).is_problem(2)
    assert before() == was


def test_scan_of_a_name_that_is_no_file_is_a_code(desk: Caller, bad: Path) -> None:
    assert desk("scan", bad / "missing.csv", "--json").record["reason"] == "unknown_ticket"


def test_a_bad_file_keeps_none_of_the_others_from_being_scanned(
    desk: Caller, bad: Path, people: list[dict[str, str]], tmp_path: Path
) -> None:
    tickets = tmp_path / "tickets"
    tickets.mkdir()
    (tickets / "a.png").write_bytes(png(matrix(people[1]["Bilet"])))
    (tickets / "b.png").write_bytes((bad / "cut.png").read_bytes())
    (tickets / "c.png").write_bytes(png(matrix(people[2]["Bilet"])))
    (tickets / "list.csv").write_text("nothing to scan")
    answer = desk("scan", tickets, "--json")
    assert answer.code == 2 and "b.png" in answer.err
    assert [Path(record["target"]).name for record in answer.records] == ["a.png", "c.png"]
    assert [record["verdict"] for record in answer.records] == ["admitted", "admitted"]


def test_a_picture_without_a_code_is_told(desk: Caller, tmp_path: Path) -> None:
    side = 40
    (tmp_path / "grey.pgm").write_bytes(b"P5 %d %d 255\n" % (side, side) + bytes([128]) * side * side)
    answer = desk("scan", tmp_path / "grey.pgm", "--json")
    assert answer.code == 0
    assert answer.record == {
        "target": str(tmp_path / "grey.pgm"),
        "code": None,
        "verdict": "no_code",
        "reason": None,
        "name": None,
        "category": None,
        "checkpoint": "wejscie-1",
        "attention": False,
        "entry": None,
        "elapsed_ms": answer.record["elapsed_ms"],
    }


def test_a_file_with_another_ending_is_read_for_what_it_is(desk: Caller, tmp_path: Path) -> None:
    (tmp_path / "lista.csv").write_bytes((DEMO / "registrations.xlsx").read_bytes())
    (tmp_path / "lista.xlsx").write_bytes(PEOPLE.read_bytes())
    for name in ("lista.csv", "lista.xlsx"):
        counts = desk("import", tmp_path / name, "--json").record
        assert counts["read"] == 420 and counts["rejected"] == counts["new"] == 0


def test_an_event_file_with_one_fault_changes_nothing(desk: Caller, tmp_path: Path) -> None:
    text = EVENT.read_text(encoding="utf-8")
    faults = {
        "capacity = 450": "capacity = -1",
        'kind = "meal"': 'kind = "uczta"',
        "starts = 2026-05-19\n": "",
        "[help_point]": '[help_point]\nfax = "nie ma"',
        'key = "ksef"': 'key = "prawo-pracy"',
        'tag = "KS"': 'tag = "A1"',
        'motto = "': 'motto = "\\u202e',
    }
    for right, wrong in faults.items():
        assert right in text
        (tmp_path / "event.toml").write_text(text.replace(right, wrong, 1), encoding="utf-8")
        assert desk("event", "load", tmp_path / "event.toml").is_problem(2), wrong
        assert desk("headcount", "--at", "otwarcie", "--json").record["capacity"] == 450


def test_an_event_file_that_takes_away_what_is_in_use_is_refused(desk: Caller, tmp_path: Path) -> None:
    text = EVENT.read_text(encoding="utf-8")
    desk("scan", "--at", "obiad-1", "NIE-MA")
    for right, wrong in {
        'key = "kongres-sekretarzy-2026"': 'key = "inny"',
        'tag = "KS"': 'tag = "LT"',
        'key = "obiad-1"': 'key = "obiad-x"',
    }.items():
        (tmp_path / "event.toml").write_text(text.replace(right, wrong, 1), encoding="utf-8")
        assert desk("event", "load", tmp_path / "event.toml").is_problem(2), wrong


@pytest.mark.parametrize("depth", [50, 50_000])
def test_deep_brackets_are_no_way_in(desk: Caller, tmp_path: Path, depth: int) -> None:
    (tmp_path / "deep.toml").write_text("a = " + "[" * depth + "]" * depth)
    assert desk("event", "load", tmp_path / "deep.toml").is_problem(2)


def test_entities_that_multiply_are_refused(desk: Caller, tmp_path: Path) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'
    packed = io.BytesIO((DEMO / "registrations.xlsx").read_bytes())
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(tmp_path / "laughs.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, laughs if "sharedStrings" in name else old.read(name))
        if "xl/sharedStrings.xml" not in old.namelist():
            new.writestr("xl/sharedStrings.xml", laughs)
    assert desk("import", tmp_path / "laughs.xlsx").is_problem(2)


def test_a_list_of_one_long_row_is_told(desk: Caller, tmp_path: Path) -> None:
    rows = csv_of(tmp_path / "long.csv", ("Imię", "Nazwisko"), ("A" * 200_000, "B"), ("Ida", "Wzór"))
    answer = desk("import", rows, "--json")
    assert answer.code in (0, 2)
    if answer.code == 0:
        assert answer.records[1] == {"row": 2, "reason": "too_long", "field": "first_name"}


def test_a_process_tells_the_same(folder: Path, bad: Path) -> None:
    for name in ("large.csv", "bomb.xlsx", "binary.csv"):
        assert call(folder, "import", bad / name).is_problem(2)
        assert call(folder, "scan", bad / name).is_problem(2)
