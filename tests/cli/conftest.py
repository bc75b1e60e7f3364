"""A desk of the Congress for calls of the command line: made once by the verbs themselves, copied for each test."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from tests.cli.calls import EVENT, PEOPLE, Caller, call


@pytest.fixture(scope="session")
def congress(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a desk with the event and its people. Not to be written to."""
    folder = tmp_path_factory.mktemp("congress") / "desk"
    assert call(folder, "event", "load", EVENT).code == 0
    assert call(folder, "import", PEOPLE).code == 0
    return folder


@pytest.fixture
def folder(congress: Path, tmp_path: Path) -> Path:
    """A copy of the Congress's desk."""
    return shutil.copytree(congress, tmp_path / "desk")


@pytest.fixture
def desk(folder: Path, capsys: pytest.CaptureFixture[str]) -> Caller:
    """Calls on a desk of the Congress."""
    return Caller(folder, capsys)


@pytest.fixture
def new_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Caller:
    """Calls on a folder that does not exist yet."""
    return Caller(tmp_path / "new", capsys)


@pytest.fixture(scope="session")
def people() -> list[dict[str, str]]:
    """The rows of the people's list by its headings."""
    with PEOPLE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
