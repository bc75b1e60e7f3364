"""The screens around scanning: nothing is cut at 200 %, in a small window, or with words longer by two fifths."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from checkin.demo.practice import Example
from checkin.desk.desk import Desk
from tests.ui.conftest import PEOPLE
from tests.ui.test_layout import Stretched, _fits, _inside, _visible_words, open_at
from ui.assembly import Assembly
from ui.widgets.practice_frame import PracticeFrame


def scanner(assembly: Assembly) -> QWidget:
    assembly.window.open_page(assembly._scanner)
    press = "OBECNI TEST QWZY=+ěí\r".swapcase()
    assembly._scanner._caught([(letter, 0.004 * number) for number, letter in enumerate(press)])
    return assembly.window


def kiosk_start(assembly: Assembly) -> QWidget:
    return kiosk(assembly, "")


def kiosk_welcome(assembly: Assembly) -> QWidget:
    return kiosk(assembly, PEOPLE[4].ticket)


def kiosk_help(assembly: Assembly) -> QWidget:
    return kiosk(assembly, PEOPLE[1].ticket)


def kiosk(assembly: Assembly, code: str) -> QWidget:
    window = assembly.kiosk.window
    window.resize(assembly.window.size())
    window.show()
    assembly.kiosk.screen.stand("wejscie-1")
    if code:
        assembly.kiosk.screen.submit(code)
    return window


def practice(assembly: Assembly) -> QWidget:
    window, t = assembly.window, assembly.language
    desk = window.takeCentralWidget()
    assert desk is not None
    frame = PracticeFrame(assembly.theme, desk, len(Example))
    window.setCentralWidget(frame)
    words = [t(f"practice.show.{example}") for example in Example]
    frame.show_words(t("practice.word"), t("practice.says"), words, t("practice.paper"))
    return window


@pytest.mark.parametrize(
    ("width", "height", "scale", "language"),
    [(1280, 800, 200, "pl"), (1024, 700, 100, "pl"), (1280, 800, 100, "longer")],
)
@pytest.mark.parametrize("place", [scanner, kiosk_start, kiosk_welcome, kiosk_help, practice])
def test_nothing_is_cut(
    qtbot: QtBot,
    desk: Desk,
    place: Callable[[Assembly], QWidget],
    width: int,
    height: int,
    scale: int,
    language: str,
) -> None:
    longer = language == "longer"
    assembly = open_at(qtbot, desk, width=width, height=height, text_scale=scale, language="pl" if longer else language)
    if longer:
        stretched = Stretched("pl")
        stretched.language = "longer"
        assembly.language.choose(stretched)
    window = place(assembly)
    assembly.background.settle(2000)
    for _ in range(6):
        QApplication.processEvents()
    cut = [
        f"{type(widget).__name__} {words!r} {widget.width()}x{widget.height()}"
        for widget, words in _visible_words(window)
        if not _fits(widget, words) or not _inside(widget)
    ]
    controls = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    nameless = [one for one in controls if not (one.accessibleName() or one.text())]
    small = [(one.text(), one.size()) for one in controls if min(one.width(), one.height()) < 24]
    assembly.close()
    assert (cut, nameless, small) == ([], [], [])
