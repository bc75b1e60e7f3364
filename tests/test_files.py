from __future__ import annotations

import csv
import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.errors import EnvironmentProblem
from checkin.files import defused, replacing, unwritable
from checkin.texts import LANGUAGES, Texts


def test_the_file_appears_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text("stara", encoding="utf-8")
    with replacing(path) as aside:
        aside.write_text("nowa", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "stara"
    assert path.read_text(encoding="utf-8") == "nowa"
    assert list(tmp_path.iterdir()) == [path]


def _write_half(path: Path) -> None:
    with replacing(path) as aside:
        aside.write_text("pół", encoding="utf-8")
        raise ZeroDivisionError


def test_an_error_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text("stara", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        _write_half(path)
    assert path.read_text(encoding="utf-8") == "stara"
    assert list(tmp_path.iterdir()) == [path]


def test_a_block_that_writes_nothing_changes_nothing(tmp_path: Path) -> None:
    with replacing(tmp_path / "lista.csv"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught, replacing(tmp_path):
        pass
    assert caught.value.key == "file.is_folder"


def _write_while_the_stick_is_pulled_out(path: Path) -> None:
    with replacing(path) as aside:
        aside.write_text("x", encoding="utf-8")
        aside.unlink()
        path.parent.rmdir()
        aside.write_text("y", encoding="utf-8")


def test_a_folder_that_vanishes_meanwhile_is_told(tmp_path: Path) -> None:
    (tmp_path / "pendrive").mkdir()
    with pytest.raises(EnvironmentProblem) as caught:
        _write_while_the_stick_is_pulled_out(tmp_path / "pendrive" / "lista.csv")
    assert caught.value.key == "file.no_folder"


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that we may not write to; root, whom permissions do not stop, becomes somebody else."""
    folder = tmp_path / "cudzy"
    folder.mkdir(mode=0o500)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield folder
    os.seteuid(user)
    folder.chmod(0o700)


def test_a_folder_closed_to_us_is_told(closed_folder: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        _write_half(closed_folder / "lista.csv")
    assert caught.value.key == "file.not_permitted"


def test_a_full_disk_is_told() -> None:
    with pytest.raises(EnvironmentProblem) as caught, replacing(Path("lista.csv")):
        Path("/dev/full").write_text("x", encoding="utf-8")
    assert caught.value.key == "file.disk_full"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EISDIR, errno.EIO, 0])
def test_every_failure_has_a_sentence(language: str, number: int) -> None:
    problem = unwritable(Path("listy") / "lista.csv", OSError(number, "x") if number else OSError())
    sentence = Texts(language).error(problem)
    assert "lista.csv" in sentence and "{" not in sentence


@given(st.text())
def test_no_cell_starts_a_formula(cell: str) -> None:
    safe = defused(cell)
    assert safe in (cell, "'" + cell)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_defused_cells_read_back(cells: list[str]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow([defused(cell) for cell in cells])
    file.seek(0)
    (row,) = csv.reader(file)
    assert row == [defused(cell) for cell in cells]
