"""`practise` never touches a real desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checkin.cli import run
from checkin.demo.practice import Practice
from tests.cli.calls import NO_DISPLAY, Caller


def test_a_real_folder_is_refused(new_desk: Caller) -> None:
    assert new_desk.plain("--data", str(new_desk.folder), "practise").is_problem(2, "--data")
    assert not new_desk.folder.exists()


def test_it_opens_a_desk_of_its_own_and_leaves_nothing() -> None:
    seen: list[Path] = []

    def practise(practice: Practice, language: str) -> int:
        seen.append(practice.desk.folder)
        assert practice.desk.folder.exists()
        assert language == "en"
        return 0

    assert run(["--lang", "en", "practise"], replace(NO_DISPLAY, missing=str, practise=practise)) == 0
    assert not seen[0].exists()


def test_without_a_display_there_is_a_sentence() -> None:
    assert run(["practise"], NO_DISPLAY) == 3
