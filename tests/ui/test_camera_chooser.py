"""Choosing a camera: the list, an address, the live picture, the mirror, the hint in the dark."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from checkin.scanning import cameras
from tests.scanning.streams import MOTION_JPEG, a_phone, motion_jpeg
from ui.assembly import Assembly
from ui.main_window import SETTINGS
from ui.screens.settings import SettingsScreen


@pytest.fixture
def settings(assembly: Assembly) -> SettingsScreen:
    assembly.window.go(SETTINGS)
    return assembly._settings_screen


def typed(qtbot: QtBot, settings: SettingsScreen, text: str) -> None:
    line = settings.camera.list.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


@pytest.fixture
def phone() -> Iterator[str]:
    """A phone that shows a bright picture, then two seconds of night."""
    frames = [np.full((240, 320, 3), brightness, np.uint8) for brightness in [200] * 3]
    with a_phone((MOTION_JPEG, motion_jpeg(frames)), (MOTION_JPEG, motion_jpeg(frames))) as server:
        yield server.address


def test_an_address_is_typed_and_seen_at_once(
    qtbot: QtBot, assembly: Assembly, settings: SettingsScreen, phone: str
) -> None:
    typed(qtbot, settings, phone)
    assert assembly._settings.camera == phone
    qtbot.waitUntil(lambda: settings.camera.view._frame is not None or "rozłączyła" in settings.camera.view._words)
    assert assembly._settings.camera == phone


def test_an_address_that_is_none_is_told_and_nothing_changes(
    qtbot: QtBot, assembly: Assembly, settings: SettingsScreen
) -> None:
    before = assembly._settings
    typed(qtbot, settings, "file:///etc/passwd")
    assert settings.camera._problem.isVisible()
    assert "http://" in settings.camera._problem.text()
    assert assembly._settings == before


def test_the_cameras_that_answer_are_looked_for_off_the_thread_of_the_window(
    qtbot: QtBot, assembly: Assembly, settings: SettingsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cameras, "_answers", lambda number, _: number in ("0", "2"))
    qtbot.mouseClick(settings.camera._search, Qt.MouseButton.LeftButton)
    assembly.background.settle(2000)
    words = [settings.camera.list.itemText(number) for number in range(settings.camera.list.count())]
    assert words == ["bez kamery", "kamera 1", "kamera 3"]
    assert "2 kamery" in assembly.window._toast.text()
    settings.camera.list.setCurrentIndex(2)
    settings.camera.list.activated.emit(2)
    assert assembly._settings.camera == "2"


def test_a_mirror_turns_the_picture_in_every_place(qtbot: QtBot, assembly: Assembly, settings: SettingsScreen) -> None:
    half = QImage(320, 240, QImage.Format.Format_RGB32)
    half.fill(QColor("white"))
    for column in range(160):
        for row in range(240):
            half.setPixelColor(column, row, QColor("black"))
    views = (settings.camera.view, assembly.desk_screen.camera_view)
    for view in views:
        view.show_frame(half)
    assert [_left_is_dark(view.grab().toImage()) for view in views] == [True, True]
    qtbot.mouseClick(settings.camera._mirror, Qt.MouseButton.LeftButton)
    assert assembly._settings.mirror
    assert [_left_is_dark(view.grab().toImage()) for view in views] == [False, False]


def _left_is_dark(picture: QImage) -> bool:
    middle = picture.height() // 2
    return picture.pixelColor(picture.width() // 4, middle).lightness() < 100


def test_a_hint_lies_over_the_picture_until_there_is_none(assembly: Assembly) -> None:
    view = assembly.desk_screen.camera_view
    view.show_frame(QImage(320, 240, QImage.Format.Format_RGB32))
    without = view.grab().toImage()
    view.show_hint("Za ciemno: włącz światło lub latarkę")
    assert view.grab().toImage() != without
    view.show_words("Kamera się rozłączyła", off=True)
    assert view.accessibleDescription() == ""
