"""From an empty desk to a list of people, in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from checkin.demo.run import EVENT, PEOPLE
from checkin.desk.desk import Desk, open_desk
from checkin.model.operator import Role
from checkin.settings import Settings
from tests.builders import a_clock, an_operator
from ui.assembly import Assembly
from ui.main_window import SETTINGS


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk", a_clock(), headless=True) as desk:
        yield desk


@pytest.fixture
def window(qtbot: QtBot, empty: Desk) -> Iterator[Assembly]:
    assembly = Assembly(empty, Settings(camera="", sound=False), operator=an_operator(), remember=False)
    with qtbot.waitExposed(assembly.window):
        assembly.show()
    yield assembly
    assembly.close()


def choose(assembly: Assembly, file: Path) -> None:
    assembly._loading._ask_file = lambda title, kinds: str(file)


def test_event_then_people_then_the_door_is_open(qtbot: QtBot, window: Assembly, empty: Desk) -> None:
    choose(window, EVENT)
    qtbot.mouseClick(window._welcome._event, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.window.at_desk)
    choose(window, PEOPLE)
    window.window.go(SETTINGS)
    qtbot.waitUntil(window._settings_screen._load_people.isEnabled)
    qtbot.mouseClick(window._settings_screen._load_people, Qt.MouseButton.LeftButton)
    sheet = window._loading._sheet_here()
    qtbot.waitUntil(sheet._accept.isVisible)
    assert "420" in sheet._words.text()
    qtbot.mouseClick(sheet._accept, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: empty.queries.registration_count() == 420)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    qtbot.waitUntil(lambda: "420" in window._settings_screen._event.text())


def test_rows_at_fault_are_listed_before_anything_is_written(
    qtbot: QtBot, window: Assembly, empty: Desk, tmp_path: Path
) -> None:
    choose(window, EVENT)
    window._loading.load_event()
    qtbot.waitUntil(lambda: window.window.at_desk)
    file = tmp_path / "people.csv"
    file.write_text("Imię;Nazwisko;Kategoria\nAnna;Nowak;Sekretarz JST\n;;Partner\n", encoding="utf-8")
    choose(window, file)
    window._loading.load_people()
    sheet = window._loading._sheet_here()
    qtbot.waitUntil(lambda: sheet._faults.count() == 1)
    qtbot.mouseClick(sheet._cancel, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()
    assert empty.queries.registration_count() == 0


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02 no list", b"[event]\nkey = 3"])
def test_files_that_are_something_else_are_told(
    qtbot: QtBot, window: Assembly, empty: Desk, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "file.toml"
    file.write_bytes(content)
    choose(window, file)
    with qtbot.waitSignal(window._loading.message) as said:
        window._loading.load_event()
    assert said.args is not None
    assert said.args[0]
    assert empty.event is None


def test_a_volunteer_loads_nothing(assembly: Assembly) -> None:
    assembly.session.sign_in(an_operator(role=Role.VOLUNTEER))
    asked: list[str] = []
    assembly._loading._ask_file = lambda title, files: asked.append(title) or ""
    assembly._loading.load_event()
    assembly._loading.load_people()
    assert not asked
    assert "koordynacj" in assembly.window._toast.text()
