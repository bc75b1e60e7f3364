"""A scanner that types is told from a person who types, wherever the keyboard is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from checkin.desk.words import Band
from tests.ui.conftest import PEOPLE
from ui.assembly import Assembly
from ui.keyboard import _is_word
from ui.main_window import HEADCOUNT, SETTINGS
from ui.widgets.finder import looks_like_code

MAGDALENA = PEOPLE[0]


class Keys:
    """Presses keys at moments of its own, as a scanner's hardware stamps them."""

    def __init__(self) -> None:
        self._milliseconds = 1_000_000

    def burst(self, text: str, *, gap: int) -> None:
        for letter in text:
            self._milliseconds += gap
            self.press(letter)

    def press(self, letter: str) -> None:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key(0)
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(self._milliseconds)
        QApplication.sendEvent(focus, event)


@pytest.fixture
def keys() -> Keys:
    return Keys()


def admitted(qtbot: QtBot, assembly: Assembly) -> None:
    panel = assembly.desk_screen.verdict
    qtbot.waitUntil(lambda: panel.view is not None and panel.view.band is Band.ADMITTED)


@pytest.mark.parametrize("suffix", ["\r", ""])
@pytest.mark.parametrize("gap", [2, 12, 80])
def test_an_own_code_is_a_scan_at_any_speed(
    qtbot: QtBot, assembly: Assembly, keys: Keys, gap: int, suffix: str
) -> None:
    keys.burst(MAGDALENA.ticket + suffix, gap=gap)
    admitted(qtbot, assembly)
    assert assembly.desk_screen.finder.box.text() == ""


def test_a_scan_in_the_middle_of_a_name_leaves_the_name(qtbot: QtBot, assembly: Assembly, keys: Keys) -> None:
    with qtbot.waitSignal(assembly._keyboard.code_read) as read:
        keys.burst("ko", gap=200)
        keys.burst(MAGDALENA.ticket + "\r", gap=5)
    assert read.args == [MAGDALENA.ticket]
    admitted(qtbot, assembly)


def test_a_scan_while_a_button_has_the_keyboard(qtbot: QtBot, assembly: Assembly, keys: Keys) -> None:
    assembly.desk_screen._turn.setFocus()
    keys.burst(MAGDALENA.ticket + "\r", gap=5)
    admitted(qtbot, assembly)
    assert assembly.desk_screen._turn.accessibleName() == "Wpuszczamy"


@pytest.mark.parametrize("place", [HEADCOUNT, SETTINGS])
def test_a_scan_anywhere_leads_back_to_the_desk(qtbot: QtBot, assembly: Assembly, keys: Keys, place: int) -> None:
    assembly.window.go(place)
    if place == SETTINGS:
        assembly._settings_screen._name.setText("Punkt 9")
        assembly._settings_screen._name.setFocus()
    else:
        assembly.window._rail._places[HEADCOUNT].setFocus()
    keys.burst(MAGDALENA.ticket + "\r", gap=5)
    admitted(qtbot, assembly)
    assert assembly.window.at_desk
    assert assembly._settings_screen._name.text() in ("Punkt 9", "")


def test_a_fast_name_is_not_a_scan(qtbot: QtBot, assembly: Assembly, keys: Keys) -> None:
    keys.burst("Brzeczyszczykiewicz", gap=8)
    assert assembly.desk_screen.finder.box.text() == "Brzeczyszczykiewicz"
    keys.burst("\r", gap=8)
    admitted(qtbot, assembly)


def test_letters_typed_at_a_button_go_to_the_search_box(assembly: Assembly, keys: Keys) -> None:
    assembly.desk_screen._change.setFocus()
    keys.burst("no", gap=200)
    assert assembly.desk_screen.finder.box.text() == "no"


@pytest.mark.parametrize(
    ("burst", "word"),
    [("Kowalska", True), ("Nowak-Śliż", True), ("ABC123XYZ", False), (MAGDALENA.ticket, False), ("KAWA-7", False)],
)
def test_what_reads_like_a_name(burst: str, word: bool) -> None:
    assert _is_word(burst) is word


def test_a_scan_puts_a_sheet_away(qtbot: QtBot, assembly: Assembly, keys: Keys) -> None:
    assembly.window.show_keys()
    keys.burst(MAGDALENA.ticket + "\r", gap=5)
    admitted(qtbot, assembly)
    assert not assembly.window.covered


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        ("PX52345678", True),
        ("PXřěščřžýá", True),  # the same digits under a Czech layout
        ("ABCDEFGH", True),
        ("Kępa", False),
        ("Ząb-Gąsienica", False),
        ("Kowalska", False),
        ("PX1", False),
    ],
)
def test_what_may_be_a_foreign_code_when_nobody_is_found(text: str, is_code: bool) -> None:
    assert looks_like_code(text) is is_code
