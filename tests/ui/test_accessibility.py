"""What a screen reader finds: every screen and sheet is walked as it is told to assistive technology."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from checkin.desk import operators
from checkin.desk.desk import Desk
from tests.ui.conftest import PEOPLE
from ui.assembly import Assembly
from ui.main_window import HEADCOUNT, SETTINGS

Opener = Callable[[Assembly], object]

ROLE = QAccessible.Role
CONTROLS = {
    ROLE.Button,
    ROLE.CheckBox,
    ROLE.RadioButton,
    ROLE.EditableText,
    ROLE.ComboBox,
    ROLE.Slider,
    ROLE.SpinBox,
    ROLE.List,
    ROLE.Link,
    ROLE.PageTab,
}


def interfaces(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything on screen below a window, as it is told; what cannot be seen is not read."""
    for number in range(root.childCount()):
        child = root.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            yield child
            yield from interfaces(child)


def told(window: QWidget) -> list[tuple[QAccessible.Role, str, str]]:
    """Role, name and class of every control."""
    QAccessible.setActive(True)
    root = QAccessible.queryAccessibleInterface(window)
    found = []
    for one in interfaces(root):
        if one.role() in CONTROLS and not _is_part(one):
            owner = one.object()
            found.append((one.role(), one.text(QAccessible.Text.Name), type(owner).__name__))
    return found


def _is_part(one: QAccessibleInterface) -> bool:
    """The line and the list inside a box of choices are told by the box."""
    parent = one.parent()
    return parent is not None and parent.role() is ROLE.ComboBox


def _person(assembly: Assembly) -> None:
    assembly.cards.open(PEOPLE[0].id)


def _lock(assembly: Assembly) -> None:
    operators.begin(assembly._desk, "Ewa Próbna", "2580")
    assembly.signing_in.lock()


def _refused(assembly: Assembly) -> None:
    assembly.desk_screen.submit(PEOPLE[1].ticket)


SCREENS: dict[str, Opener] = {
    "desk": lambda assembly: assembly.desk_screen.submit(PEOPLE[0].ticket),
    "stop": _refused,
    "search": lambda assembly: assembly.desk_screen.finder.box.set_text("kowalska"),
    "places": lambda assembly: assembly.desk_screen.choose_place(),
    "call": lambda assembly: assembly.desk_screen.call_for_help(),
    "person": _person,
    "walk-in": lambda assembly: assembly.walk_ins.begin(),
    "keys": lambda assembly: assembly.window.show_keys(),
    "headcount": lambda assembly: assembly.window.go(HEADCOUNT),
    "settings": lambda assembly: assembly.window.go(SETTINGS),
    "operators": lambda assembly: assembly._operators.open(),
    "lock": _lock,
    "first start": lambda assembly: assembly.signing_in._ask_first(),
    "welcome": lambda assembly: assembly.window.event_is_here(False),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_every_control_is_told_by_role_and_name(qtbot: QtBot, assembly: Assembly, screen: str) -> None:
    SCREENS[screen](assembly)
    assembly.background.settle(5000)
    QApplication.processEvents()
    controls = told(assembly.window)
    assert len(controls) >= 3, controls
    assert [one for one in controls if not one[1].strip()] == []


def test_the_kiosk_is_told_too(qtbot: QtBot, desk: Desk, assembly: Assembly) -> None:
    operators.begin(desk, "Ewa Próbna", "2580")
    assembly.kiosk.start("wejscie-1")
    qtbot.waitUntil(lambda: assembly.kiosk.on)
    controls = told(assembly.kiosk.window)
    assert len(controls) >= 3, controls
    assert [one for one in controls if not one[1].strip()] == []


def test_a_verdict_is_told_in_words(qtbot: QtBot, assembly: Assembly) -> None:
    with qtbot.waitSignal(assembly.desk_screen.answered):
        assembly.desk_screen.submit(PEOPLE[1].ticket)
    interface = QAccessible.queryAccessibleInterface(assembly.desk_screen.verdict)
    name = interface.text(QAccessible.Text.Name)
    assert "STOP" in name and PEOPLE[1].last_name in name, name
