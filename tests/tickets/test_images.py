from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from checkin.errors import EnvironmentProblem
from checkin.qr import QUIET_ZONE, matrix
from checkin.tickets.images import COLUMNS, LIST_NAME, file_name, png, write_tickets
from tests.builders import a_code, a_registration, crowd


def _read(picture: Path) -> str:
    with Image.open(picture) as image:
        (found,) = zxingcpp.read_barcodes(image.convert("L"))
    return found.text


def _rows(folder: Path) -> list[dict[str, str]]:
    with (folder / LIST_NAME).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_picture_of_the_list_reads_as_the_ticket_beside_it(tmp_path: Path) -> None:
    people = list(crowd(12))
    steps: list[tuple[int, int]] = []
    assert write_tickets(people, tmp_path / "bilety", lambda done, total: steps.append((done, total))) == 12
    rows = _rows(tmp_path / "bilety")
    assert tuple(rows[0]) == COLUMNS
    assert [row["name"] for row in rows] == [person.name for person in people]
    assert [row["email"] for row in rows] == [person.email for person in people]
    for row in rows:
        assert _read(tmp_path / "bilety" / row["file"]) == row["ticket"]
    assert steps[-1] == (12, 12) and len(steps) == 12


def test_foreign_codes_are_drawn_as_they_are_and_named_by_a_digest(tmp_path: Path) -> None:
    hostile = ["../../etc/passwd", "CON", "abc", "ABC", "zażółć gęślą jaźń", "a/b\\c:d", "x" * 512, "=1+1"]
    people = [a_registration(number, ticket=code) for number, code in enumerate(hostile, 1)]
    assert write_tickets(people, tmp_path) == len(hostile)
    rows = _rows(tmp_path)
    names = [row["file"] for row in rows]
    assert len({name.casefold() for name in names}) == len(hostile)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names, LIST_NAME])
    assert [_read(tmp_path / name) for name in names] == hostile
    assert rows[-1]["ticket"] == "'=1+1"


def test_a_registration_without_a_ticket_gets_no_picture(tmp_path: Path) -> None:
    assert write_tickets([a_registration(1), a_registration(2, ticket="")], tmp_path) == 1
    assert len(_rows(tmp_path)) == 1


def test_names_are_no_formulas_and_cells_stay_cells(tmp_path: Path) -> None:
    person = a_registration(1, first_name='=HYPERLINK("x")', last_name='A; "B"\nC', organisation="@SUM(A1)", email="")
    write_tickets([person], tmp_path)
    (row,) = _rows(tmp_path)
    assert row["name"] == '\'=HYPERLINK("x") A; "B"\nC'
    assert row["organisation"] == "'@SUM(A1)"


def test_a_second_run_replaces_the_list(tmp_path: Path) -> None:
    write_tickets(list(crowd(3)), tmp_path)
    write_tickets(list(crowd(1)), tmp_path)
    assert len(_rows(tmp_path)) == 1


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "bilety").write_text("zajęte", encoding="utf-8")
    with pytest.raises(EnvironmentProblem):
        write_tickets(list(crowd(1)), tmp_path / "bilety")
    assert (tmp_path / "bilety").read_text(encoding="utf-8") == "zajęte"


@given(st.integers(1, 10_000), st.sampled_from(["KS", "BC", "XX"]))
def test_our_codes_name_their_files(number: int, tag: str) -> None:
    code = a_code(number, tag)
    assert file_name(code) == f"{code}.png"


@given(st.text(min_size=1, max_size=60))
def test_any_code_gives_a_name_for_every_file_system(code: str) -> None:
    name = file_name(code)
    assert name.isascii() and name.removesuffix(".png").replace("-", "").isalnum() and len(name) < 40


def test_the_picture_has_crisp_modules_and_its_quiet_zone() -> None:
    code = a_code(1)
    with Image.open(io.BytesIO(png(matrix(code)))) as image:
        assert image.mode == "1"
        side = image.width // (21 + 2 * QUIET_ZONE)
        assert image.size == (29 * side, 29 * side)
        rows = [
            [not image.getpixel((column * side + edge, row * side + edge)) for column in range(29)]
            for row in range(29)
            for edge in (0, side - 1)
        ]
    inside = [row[QUIET_ZONE:-QUIET_ZONE] for row in rows[2 * QUIET_ZONE : -2 * QUIET_ZONE : 2]]
    assert tuple(map(tuple, inside)) == matrix(code)
    assert not any(any(row) for row in rows[: 2 * QUIET_ZONE] + rows[-2 * QUIET_ZONE :])
    assert rows[::2] == rows[1::2]
