"""Nothing is cut: large text reflows, longer words fit, every control has a name."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from checkin.desk.admission import admit
from checkin.desk.desk import Desk
from checkin.settings import Settings
from checkin.texts import LANGUAGES, Texts
from tests.builders import an_operator
from tests.ui.conftest import PEOPLE
from ui.assembly import Assembly
from ui.main_window import DESK, HEADCOUNT, SETTINGS
from ui.theme import LOOKS
from ui.widgets.header import ElidedLabel
from ui.widgets.toast import Toast

SCREENS = (DESK, HEADCOUNT, SETTINGS)
SIZES = pytest.mark.parametrize(
    ("width", "height", "scale"), [(1280, 800, 100), (1024, 700, 100), (1280, 800, 200), (1280, 800, 150)]
)


class Stretched(Texts):
    """Polish with words 40 % longer."""

    def __call__(self, key: str, **params: object) -> str:
        return re.sub(
            r"\w+", lambda word: word[0] + word[0][-1] * round(len(word[0]) * 0.4), super().__call__(key, **params)
        )


def open_at(qtbot: QtBot, desk: Desk, *, width: int = 1280, height: int = 800, **settings: object) -> Assembly:
    chosen = Settings(camera="", sound=False, **({"look": "light"} | settings))  # type: ignore[arg-type]
    assembly = Assembly(desk, chosen, operator=an_operator(), remember=False)
    assembly.window.resize(width, height)
    with qtbot.waitExposed(assembly.window):
        assembly.show()
    return assembly


def walk(qtbot: QtBot, assembly: Assembly) -> list[str]:
    """Go through every screen with something on it, and say what is cut."""
    screen = assembly.desk_screen
    _settle(assembly)
    cut = _cut(assembly)
    for person in PEOPLE[:2]:
        with qtbot.waitSignal(screen.answered):
            screen.submit(person.ticket)
        _settle(assembly)
        cut += _cut(assembly)
    for open_sheet in (screen.ask_override, screen.call_for_help, screen.choose_place):
        open_sheet()
        qtbot.waitUntil(lambda: assembly.window.covered)
        _settle(assembly)
        cut += _cut(assembly)
        assembly.window.uncover()
    screen._deciding.choose(timedelta(0), one_by_one=True)
    screen.submit(PEOPLE[2].ticket)
    screen.following.bar.say("Za 12 min w tej sali: Sztuczna inteligencja w JST", "Przejdź", "F7")
    _settle(assembly)
    cut += _cut(assembly)
    for place in SCREENS:
        assembly.window.go(place)
        _settle(assembly)
        cut += _cut(assembly)
    assembly.window.show_keys()
    _settle(assembly)
    return cut + _cut(assembly)


def _settle(assembly: Assembly) -> None:
    """Answers, then the layouts that they set going, one within the other."""
    assembly.background.settle(2000)
    for _ in range(4):
        QApplication.processEvents()


def _cut(assembly: Assembly) -> list[str]:
    return [
        f"{type(widget).__name__} {words!r} {widget.width()}x{widget.height()}"
        for widget, words in _visible_words(assembly.window)
        if not _fits(widget, words) or not _inside(widget)
    ]


def _visible_words(window: QWidget) -> list[tuple[QWidget, str]]:
    labels = [(one, one.text()) for one in window.findChildren(QLabel) if not isinstance(one, ElidedLabel | Toast)]
    buttons = [(one, one.text()) for one in window.findChildren(QAbstractButton)]
    return [(widget, words) for widget, words in [*labels, *buttons] if words.strip() and widget.isVisible()]


def _fits(widget: QWidget, words: str) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        widest = max(widget.fontMetrics().horizontalAdvance(word) for word in words.split())
        return widget.heightForWidth(widget.width()) <= widget.height() + 1 and widest <= widget.width() + 1
    hint = widget.sizeHint()
    return hint.width() <= widget.width() + 1 and hint.height() <= widget.height() + 1


def _inside(widget: QWidget) -> bool:
    """Whether it lies within its window, or within a part that can be scrolled up and down."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    whole = area.widget() if isinstance(area, QScrollArea) else widget.window()
    box = QRect(widget.mapTo(whole, QPoint(0, 0)), widget.size())
    return whole.rect().contains(box)


@SIZES
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut(qtbot: QtBot, desk: Desk, width: int, height: int, scale: int, language: str) -> None:
    assembly = open_at(qtbot, desk, width=width, height=height, text_scale=scale, language=language)
    cut = walk(qtbot, assembly)
    assembly.close()
    assert cut == []


def test_words_that_are_longer_by_two_fifths_are_not_cut(qtbot: QtBot, desk: Desk) -> None:
    assembly = open_at(qtbot, desk)
    stretched = Stretched("pl")
    stretched.language = "longer"
    assembly.language.choose(stretched)
    cut = walk(qtbot, assembly)
    assembly.close()
    assert cut == []


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_is_drawn_in_every_language_and_look(qtbot: QtBot, desk: Desk, look: str, language: str) -> None:
    admit(desk, PEOPLE[0].ticket, "wejscie-1")
    assembly = open_at(qtbot, desk, look=look, language=language)
    pictures = set()
    for place in SCREENS:
        assembly.window.go(place)
        assembly.background.settle(2000)
        pictures.add(bytes(assembly.window.grab().toImage().constBits()))
    assembly.close()
    assert len(pictures) == len(SCREENS)


def test_every_control_has_a_name_and_can_be_hit(qtbot: QtBot, assembly: Assembly) -> None:
    qtbot.keyClick(assembly.desk_screen.finder.box.field, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: assembly.desk_screen._standing.chooser is not None)
    assembly.window.show_keys()
    nameless, small = [], []
    for kind in (QAbstractButton, QLineEdit, QComboBox, QSlider, QAbstractItemView):
        for control in assembly.window.findChildren(kind):
            if isinstance(control.parentWidget(), QComboBox) or control.window() is not assembly.window:
                continue
            words = control.text() if isinstance(control, QPushButton) else ""
            if not (control.accessibleName() or words):
                nameless.append(control)
            if control.isVisible() and min(control.width(), control.height()) < 24:
                small.append((control, control.size()))
    assert nameless == []
    assert small == []


def test_focus_goes_round_the_desk_by_tab(qtbot: QtBot, assembly: Assembly) -> None:
    seen: list[QWidget | None] = []
    for _ in range(20):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(assembly.window.focusWidget(), Qt.Key.Key_Tab)
    for control in (assembly.desk_screen.finder.box.field, assembly.desk_screen._turn, assembly.desk_screen._change):
        assert control in seen
