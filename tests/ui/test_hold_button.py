"""A button that has to be held by the mouse, and only by the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shown
from ui.icons import Icon
from ui.theme import Theme
from ui.widgets.hold_button import HoldButton


@pytest.fixture
def place(shown: Shown) -> QWidget:
    return shown(QWidget(), 200, 100)


@pytest.fixture
def button(theme: Theme, place: QWidget) -> HoldButton:
    button = HoldButton(theme, Icon.UNDO_VARIANT, 20, place)
    button.show()
    return button


def test_held_until_it_is_full_it_acts_once(qtbot: QtBot, button: HoldButton) -> None:
    told: list[None] = []
    button.held.connect(lambda: told.append(None))
    with qtbot.waitSignal(button.held):
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert len(told) == 1


@pytest.mark.parametrize("end", ["released", "left", "hidden"])
def test_let_go_of_too_early_it_does_nothing(qtbot: QtBot, button: HoldButton, end: str) -> None:
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    assert button._is_filling()
    match end:
        case "released":
            qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
        case "left":
            qtbot.mouseMove(button.window(), QPoint(190, 90))
            qtbot.waitUntil(lambda: not button._is_filling())
        case _:
            button.hide()
    assert not button._is_filling()
    with qtbot.assertNotEmitted(button.held):
        button.repaint()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_needs_no_patience(qtbot: QtBot, button: HoldButton, key: Qt.Key) -> None:
    button.setFocus()
    with qtbot.waitSignal(button.held):
        qtbot.keyClick(button, key)


def test_it_is_seen_to_fill(qtbot: QtBot, button: HoldButton, theme: Theme) -> None:
    def accent() -> bool:
        return button.grab().toImage().pixelColor(5, 5) == theme.colour("accent")

    assert not accent()
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(accent)
