"""The screen that tries a scanner: keys as a scanner presses them, and what is said of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from checkin.scanning.decode import Decoder
from checkin.scanning.scanner_check import TEST_CODE
from tests.ui.conftest import PEOPLE
from tests.ui.pixels import frame_of
from ui.assembly import Assembly
from ui.main_window import SETTINGS
from ui.screens.scanner import ScannerScreen


def press(text: str, *, gap: int = 4) -> None:
    """Keys of a burst, to whatever has the keyboard, a Tab as Qt presses it."""
    for number, letter in enumerate(text):
        key = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}.get(letter, Qt.Key.Key_unknown)
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(1_000_000 + gap * number)
        focus = QApplication.focusWidget()
        assert focus is not None
        QApplication.sendEvent(focus, event)


@pytest.fixture
def screen(qtbot: QtBot, assembly: Assembly) -> ScannerScreen:
    qtbot.mouseClick(assembly.desk_screen._status._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(assembly._scanner._catcher.hasFocus)
    return assembly._scanner


def said(screen: ScannerScreen) -> str:
    result = screen._result
    facts = [result._facts.itemAt(number).widget() for number in range(result._facts.count())]
    return " | ".join((result._word.text(), result._sentences.text(), *(one.text() for one in facts)))


def entries(assembly: Assembly) -> int:
    return len(list(assembly._desk.queries.entries()))


@pytest.mark.parametrize(
    ("came", "words"),
    [
        (TEST_CODE + "\r", ("Działa |", "Po kodzie | Enter", "4 ms", "Przed kodem | nic")),
        ("\x02" + TEST_CODE + "\t", ("Działa |", "Przed kodem | STX", "Po kodzie | Tab")),
        (TEST_CODE.swapcase(), ("układ klawiatury", "Caps Lock", "Nasze bilety działają")),
        ("OBECNI TEST QWZY=+ěí\r", ("QWERTZ", "Zamiast cyfr", "Przyszło | OBECNI TEST QWZY=+ěí")),
        ("ЩИУСТШ ЕУІЕ ЙЦНЯ-129\r", ("cyrylicy",)),
        ("OBECNI TST QWYZ-129\r", ("dłuższą przerwę",)),
        (PEOPLE[0].ticket + "\r", ("To bilet",)),
        ("PX12345678\r", ("inny kod",)),
    ],
)
def test_what_came_is_told_and_never_counted(
    qtbot: QtBot, assembly: Assembly, screen: ScannerScreen, came: str, words: tuple[str, ...]
) -> None:
    with qtbot.waitSignal(screen._catcher.caught):
        press(came)
    assert [word for word in words if word not in said(screen)] == []
    assert screen._catcher.hasFocus()
    assert entries(assembly) == 0


def test_a_key_or_two_are_nothing(qtbot: QtBot, screen: ScannerScreen) -> None:
    with qtbot.waitSignal(screen._catcher.caught):
        press("ab")
    assert "Zeskanuj ten kod" in said(screen)


def test_the_code_on_the_screen_can_be_read_by_a_camera(
    qtbot: QtBot, assembly: Assembly, screen: ScannerScreen
) -> None:
    assert [found.text for found in Decoder().decode(frame_of(screen._code.grab()))] == [TEST_CODE]
    assembly.camera.code_read.emit(TEST_CODE, 0.0)
    assert "Kod próbny odczytany" in said(screen)


def test_the_known_code_admits_nobody_at_the_desk(qtbot: QtBot, assembly: Assembly) -> None:
    assembly._keyboard.code_read.emit(TEST_CODE)
    assert "kod próbny" in assembly.window._toast.text()
    assembly.background.settle(2000)
    assert entries(assembly) == 0
    assert assembly.window.at_desk


def test_escape_leads_back_where_we_were(qtbot: QtBot, assembly: Assembly) -> None:
    assembly.window.go(SETTINGS)
    qtbot.mouseClick(assembly._settings_screen._scanner, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(assembly._scanner._catcher.hasFocus)
    qtbot.keyClick(assembly._scanner._catcher, Qt.Key.Key_Escape)
    assert assembly._settings_screen.isVisible()
