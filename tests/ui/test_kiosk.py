"""The kiosk: one's own first name and hall, nobody else's anything, and no way out without a PIN."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from checkin import settings as remembered
from checkin.desk import operators
from checkin.desk.desk import Desk
from checkin.model.entry import EntryKind
from checkin.model.operator import Role
from checkin.settings import Settings
from tests.ui.conftest import PEOPLE
from tests.ui.test_scanner import press
from ui.assembly import Assembly
from ui.screens.kiosk import KioskScreen
from ui.widgets.fit import FitText

MAGDALENA, CANCELLED, NOTED, UNPAID = PEOPLE[0], PEOPLE[1], PEOPLE[4], PEOPLE[5]
PIN, VOLUNTEERS_PIN = "729418", "581364"  # long enough to be taken for a scan where they come fast


@pytest.fixture
def kiosk(qtbot: QtBot, desk: Desk) -> Iterator[Assembly]:
    """A desk that became a kiosk by Ctrl+K."""
    coordinator, _ = operators.begin(desk, "Ewa Kowal", PIN)
    by = {"by": str(coordinator.id), "by_role": Role.COORDINATOR}
    operators.create(desk, "Jan Nowy", Role.VOLUNTEER, VOLUNTEERS_PIN, **by)  # type: ignore[arg-type]
    settings = Settings(camera="", sound=False, look="light", kiosk_printer="pdf", kiosk_seconds=3)
    assembly = Assembly(desk, settings, operator=coordinator)
    with qtbot.waitExposed(assembly.window):
        assembly.show()
    assembly.window.activateWindow()
    with qtbot.waitSignal(assembly.kiosk.started):
        qtbot.keyClick(assembly.window.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assembly.kiosk.window.activateWindow()
    qtbot.waitUntil(assembly.kiosk.screen.hasFocus)
    yield assembly
    assembly.close()


def shown(screen: KioskScreen) -> str:
    """Every word that a person at the kiosk can read."""
    parts = [*screen.findChildren(QLabel), *screen.findChildren(QPushButton), *screen.findChildren(FitText)]
    return " | ".join(one.text() for one in parts if one.isVisible() and one.text())


def show_code(qtbot: QtBot, kiosk: Assembly, code: str) -> str:
    press(code + "\r")
    qtbot.waitUntil(lambda: kiosk.kiosk.screen._pages.currentIndex() == 1)
    kiosk.background.settle(3000)
    return shown(kiosk.kiosk.screen)


def close(qtbot: QtBot, kiosk: Assembly, pin: str) -> None:
    qtbot.mouseClick(kiosk.kiosk.screen._leave, Qt.MouseButton.LeftButton)
    line = kiosk.kiosk._sheet._pad.line
    qtbot.keyClicks(line, pin)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    kiosk.background.settle(10_000)


def test_a_person_sees_their_first_name_and_hall_and_no_more(qtbot: QtBot, kiosk: Assembly) -> None:
    words = show_code(qtbot, kiosk, MAGDALENA.ticket)
    assert "Magdalena" in words and "Sala" in words
    for theirs in (MAGDALENA.last_name, MAGDALENA.organisation, MAGDALENA.email, MAGDALENA.ticket):
        assert theirs not in words


@pytest.mark.parametrize("person", [CANCELLED, UNPAID])
def test_a_refusal_names_no_reason_and_nobody(qtbot: QtBot, kiosk: Assembly, person: object) -> None:
    words = show_code(qtbot, kiosk, person.ticket)  # type: ignore[attr-defined]
    assert "Zapraszamy do punktu pomocy" in words and "Recepcja" in words
    assert "STOP" not in words and "opłac" not in words
    assert person.first_name not in words  # type: ignore[attr-defined]


def test_who_is_to_be_noticed_is_asked_to_the_help_point_too(qtbot: QtBot, kiosk: Assembly) -> None:
    words = show_code(qtbot, kiosk, NOTED.ticket)
    assert "Stanisław" in words and "punktu pomocy" in words
    assert NOTED.note not in words


def test_it_is_ready_for_the_next_one_in_seconds(qtbot: QtBot, kiosk: Assembly) -> None:
    show_code(qtbot, kiosk, MAGDALENA.ticket)
    qtbot.waitUntil(lambda: kiosk.kiosk.screen._pages.currentIndex() == 0, timeout=6000)
    assert "Magdalena" not in shown(kiosk.kiosk.screen)


def test_a_badge_is_printed_once(qtbot: QtBot, kiosk: Assembly, desk: Desk) -> None:
    for _ in range(2):
        show_code(qtbot, kiosk, MAGDALENA.ticket)
        kiosk.kiosk.screen.start_again()
    (badge,) = (desk.folder / "badges").iterdir()
    assert badge.read_bytes().startswith(b"%PDF")
    (entry,) = desk.queries.entries(kinds=(EntryKind.PRINTED,))
    assert entry.registration == MAGDALENA.id


def test_a_badge_that_fails_waits_at_the_help_point(qtbot: QtBot, kiosk: Assembly, desk: Desk) -> None:
    kiosk.kiosk.printer = "a printer that is gone"
    words = show_code(qtbot, kiosk, MAGDALENA.ticket)
    assert "Magdalena" in words and "Identyfikator czeka w punkcie pomocy" in words
    assert not list(desk.queries.entries(kinds=(EntryKind.PRINTED,)))


def test_no_key_and_no_closing_leads_out(qtbot: QtBot, kiosk: Assembly) -> None:
    window, screen = kiosk.kiosk.window, kiosk.kiosk.screen
    for key in (Qt.Key.Key_Q, Qt.Key.Key_1, Qt.Key.Key_Z, Qt.Key.Key_Comma):
        qtbot.keyClick(screen, key, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F3, Qt.Key.Key_F11, Qt.Key.Key_Escape):
        qtbot.keyClick(screen, key)
    qtbot.keyClicks(screen, "kowalska")
    window.close()
    assert window.isVisible() and window.isFullScreen()
    assert kiosk.window.isHidden()
    assert kiosk.kiosk._sheet.isVisible()
    assert kiosk.desk_screen.finder.box.text() == ""


def test_a_staff_pin_closes_it_and_a_wrong_one_does_not(qtbot: QtBot, kiosk: Assembly) -> None:
    kiosk.background.settle(3000)
    assert remembered.load(kiosk._desk.folder).kiosk
    assert [one.name for one in kiosk.kiosk._staff] == ["Ewa Kowal"]
    close(qtbot, kiosk, VOLUNTEERS_PIN)
    assert kiosk.kiosk.on and kiosk.window.isHidden()
    close(qtbot, kiosk, PIN)
    assert not kiosk.kiosk.on and kiosk.window.isVisible()
    assert kiosk.session.operator is not None and kiosk.session.operator.name == "Ewa Kowal"
    assert not remembered.load(kiosk._desk.folder).kiosk


def test_a_code_that_is_shown_puts_the_question_away(qtbot: QtBot, kiosk: Assembly) -> None:
    kiosk.kiosk.window.close()
    assert kiosk.kiosk._sheet.isVisible()
    kiosk.camera.code_read.emit(MAGDALENA.ticket, 0.0)
    qtbot.waitUntil(lambda: "Magdalena" in shown(kiosk.kiosk.screen))
    assert not kiosk.kiosk._sheet.isVisible()


def test_the_language_is_chosen_for_one_guest(qtbot: QtBot, kiosk: Assembly) -> None:
    screen = kiosk.kiosk.screen
    qtbot.mouseClick(screen._languages[1], Qt.MouseButton.LeftButton)
    assert "Show your ticket's code" in shown(screen)
    assert "Welcome" in show_code(qtbot, kiosk, MAGDALENA.ticket)
    screen.start_again()
    assert "Pokaż kod z biletu" in shown(screen)


def test_after_a_restart_it_is_a_kiosk_again(qtbot: QtBot, desk: Desk) -> None:
    operators.begin(desk, "Ewa Kowal", PIN)
    assembly = Assembly(desk, Settings(camera="", sound=False, kiosk=True), remember=False)
    with qtbot.waitSignal(assembly.kiosk.started):
        assembly.show()
    assert assembly.kiosk.on and not assembly.window.isVisible()
    assembly.close()


def test_without_anybody_to_end_it_there_is_no_kiosk(qtbot: QtBot, desk: Desk) -> None:
    assembly = Assembly(desk, Settings(camera="", sound=False, kiosk=True), remember=False)
    with qtbot.waitSignal(assembly.kiosk.refused):
        assembly.show()
    assert assembly.window.isVisible() and not assembly.kiosk.on
    assembly.close()
