"""Signing in by real keys, the lock, the first start, and the list of who works here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from checkin.desk import operators
from checkin.desk.desk import Desk
from checkin.model.entry import EntryKind
from checkin.model.operator import Operator, Role
from checkin.model.registration import Registration
from checkin.settings import Settings
from ui.assembly import Assembly
from ui.widgets.sign_in_sheet import SignInSheet

PIN = "2580"
OTHER_PIN = "1470"
RETURN = Qt.Key.Key_Return


@pytest.fixture
def ewa(desk: Desk) -> Operator:
    return operators.begin(desk, "Ewa Próbna", PIN)[0]


@pytest.fixture
def jan(desk: Desk, ewa: Operator) -> Operator:
    return operators.create(desk, "Jan Testowy", Role.VOLUNTEER, OTHER_PIN, by_role=Role.COORDINATOR)


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Iterator[Assembly]:
    """The window as a desk opens it: nobody is signed in."""
    assembly = Assembly(desk, Settings(camera="", sound=False, look="light"), remember=False)
    with qtbot.waitExposed(assembly.window):
        assembly.show()
    assembly.window.activateWindow()
    yield assembly
    assembly.close()


def sheet_of(qtbot: QtBot, assembly: Assembly) -> SignInSheet:
    def shown() -> None:
        assert assembly.signing_in._sheet is not None and assembly.signing_in._sheet.isVisible()

    qtbot.waitUntil(lambda: shown() is None)
    sheet = assembly.signing_in._sheet
    assert sheet is not None
    qtbot.waitUntil(sheet._pad.line.hasFocus)
    return sheet


def type_pin(qtbot: QtBot, pin: str) -> None:
    """By keys, to whatever has the keyboard."""
    for digit in pin:
        QTest.keyClick(QApplication.focusWidget(), digit)
    QTest.keyClick(QApplication.focusWidget(), RETURN)


def kinds(desk: Desk) -> list[EntryKind]:
    return [entry.kind for entry in desk.queries.entries()]


def test_a_pin_and_enter_open_the_desk(qtbot: QtBot, ewa: Operator, opened: Assembly) -> None:
    sheet_of(qtbot, opened)
    assert opened.window.locked and not opened.desk_screen.isVisible()
    type_pin(qtbot, PIN)
    qtbot.waitUntil(lambda: opened.session.operator == ewa)
    assert not opened.window.locked and opened.desk_screen.isVisible()
    assert opened.window._rail._name.whole_text() == "Ewa P."
    assert opened.desk_screen.finder.box.field.hasFocus()


def test_the_pad_is_for_the_mouse(qtbot: QtBot, ewa: Operator, opened: Assembly) -> None:
    sheet = sheet_of(qtbot, opened)
    keys = {button.text(): button for button in sheet._pad.findChildren(type(sheet._enter)) if button.text()}
    for digit in PIN:
        qtbot.mouseClick(keys[digit], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(sheet._enter, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.session.operator == ewa)


def test_wrong_pins_are_told_and_have_to_wait(qtbot: QtBot, desk: Desk, ewa: Operator, opened: Assembly) -> None:
    sheet = sheet_of(qtbot, opened)
    for _ in range(2):
        type_pin(qtbot, "9999")
        qtbot.waitUntil(lambda: sheet._message.text() == "To nie ten PIN. Spróbuj jeszcze raz.")
        sheet.say("")
    type_pin(qtbot, "9999")
    qtbot.waitUntil(lambda: "za 5 s" in sheet._message.text())
    assert not sheet._enter.isEnabled()
    opened.signing_in._left = 1
    qtbot.waitUntil(sheet._enter.isEnabled)
    assert kinds(desk).count(EntryKind.PIN_REFUSED) == 3
    assert opened.window.locked


def test_f9_locks_and_another_one_goes_on_where_the_first_stopped(
    qtbot: QtBot, desk: Desk, ewa: Operator, jan: Operator, opened: Assembly, people: tuple[Registration, ...]
) -> None:
    sheet_of(qtbot, opened)
    type_pin(qtbot, PIN)
    qtbot.waitUntil(lambda: opened.session.operator == ewa)
    opened.code_read(people[0].ticket)
    qtbot.waitUntil(lambda: opened.desk_screen.person == people[0])
    opened.desk_screen.finder.box.set_text("kow")
    QTest.keyClick(opened.window, Qt.Key.Key_F9)
    sheet_of(qtbot, opened)
    assert opened.session.operator is None and not opened.desk_screen.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    type_pin(qtbot, OTHER_PIN)
    qtbot.waitUntil(lambda: opened.session.operator == jan)
    assert opened.desk_screen.person == people[0]
    assert opened.desk_screen.finder.box.field.text() == "kow"
    assert opened.desk_screen.place == "wejscie-1"


def test_scans_at_a_locked_desk_wait_and_are_decided_in_order(
    qtbot: QtBot, desk: Desk, ewa: Operator, opened: Assembly, people: tuple[Registration, ...]
) -> None:
    sheet = sheet_of(qtbot, opened)
    for person in (people[0], people[2], people[0]):
        opened.code_read(person.ticket)
    assert EntryKind.ADMITTED not in kinds(desk)
    assert "2" in sheet._waiting.text()
    type_pin(qtbot, PIN)
    qtbot.waitUntil(lambda: kinds(desk).count(EntryKind.ADMITTED) == 2)
    admitted = [entry for entry in desk.queries.entries() if entry.kind is EntryKind.ADMITTED]
    assert [entry.registration for entry in admitted] == [people[0].id, people[2].id]
    assert {entry.operator for entry in admitted} == {str(ewa.id)}


def test_a_scanner_at_the_lock_leaves_the_pin_as_it_was(
    qtbot: QtBot, ewa: Operator, opened: Assembly, people: tuple[Registration, ...]
) -> None:
    sheet = sheet_of(qtbot, opened)
    for letter in people[0].ticket:
        QTest.keyClick(QApplication.focusWidget(), letter)
    QTest.keyClick(QApplication.focusWidget(), RETURN)
    qtbot.waitUntil(lambda: "1" in sheet._waiting.text())
    assert sheet._pad.line.text() == ""
    type_pin(qtbot, PIN)
    qtbot.waitUntil(lambda: opened.desk_screen.person == people[0])


def test_an_idle_desk_locks_itself(qtbot: QtBot, ewa: Operator, opened: Assembly) -> None:
    sheet_of(qtbot, opened)
    type_pin(qtbot, PIN)
    qtbot.waitUntil(lambda: not opened.window.locked)
    opened.idle.choose_milliseconds(30)
    qtbot.waitUntil(lambda: opened.window.locked)


def test_nothing_opens_over_a_locked_desk(qtbot: QtBot, ewa: Operator, opened: Assembly) -> None:
    sheet = sheet_of(qtbot, opened)
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_Escape):
        QTest.keyClick(QApplication.focusWidget(), key)
    opened.background.settle(2000)
    opened.window.say("Anna Kowalska")
    assert sheet.isVisible() and sheet._pad.line.hasFocus()
    assert not opened.window._toast.isVisible()
    opened.window.show_keys()
    assert opened.window.childAt(opened.window.rect().center()) in [sheet, *sheet.findChildren(object)]


def test_the_first_start_makes_a_coordinator_and_shows_the_code(
    qtbot: QtBot, desk: Desk, opened: Assembly, tmp_path: Path
) -> None:
    signing_in = opened.signing_in
    qtbot.waitUntil(lambda: signing_in._form is not None and signing_in._form.isVisible())
    form = signing_in._form
    assert form is not None
    form._text.setText("Ewa Próbna")
    QTest.keyClick(form._text, RETURN)
    for pin in ("2580", "2581"):
        QTest.keyClicks(QApplication.focusWidget(), pin)
        QTest.keyClick(QApplication.focusWidget(), RETURN)
    assert form._message.text() == "PIN-y się różnią. Wpisz dwa razy ten sam."
    form._again.setText("2580")
    QTest.keyClick(form._again, RETURN)
    qtbot.waitUntil(lambda: signing_in._recovery is not None and signing_in._recovery.isVisible())
    recovery = signing_in._recovery
    assert recovery is not None
    paper = tmp_path / "code.pdf"
    opened.paper._ask_file = lambda title, name: str(paper)
    recovery._paper.click()
    qtbot.waitUntil(lambda: "code.pdf" in recovery._message.text())
    assert paper.read_bytes().startswith(b"%PDF")
    code = recovery._code.text()
    recovery._noted.click()
    [ewa] = operators.known(desk)
    assert opened.session.operator == ewa and ewa.role is Role.COORDINATOR
    assert operators.recover(desk, ewa.id, code, "3690")[0] == ewa


def test_a_forgotten_pin_is_set_anew_by_the_code(qtbot: QtBot, desk: Desk) -> None:
    _, code = operators.begin(desk, "Ewa Próbna", PIN)
    assembly = Assembly(desk, Settings(camera="", sound=False, look="light"), remember=False)
    with qtbot.waitExposed(assembly.window):
        assembly.show()
    assembly.window.activateWindow()
    sheet_of(qtbot, assembly)._forgot.click()
    form = assembly.signing_in._form
    assert form is not None
    for line, words in ((form._text, code), (form._pin, OTHER_PIN), (form._again, OTHER_PIN)):
        line.setText(words)
    form._accept.click()
    qtbot.waitUntil(lambda: assembly.signing_in._recovery is not None and assembly.signing_in._recovery.isVisible())
    assert assembly.window.locked
    assembly.close()


def test_the_coordinator_adds_and_removes(qtbot: QtBot, desk: Desk, ewa: Operator, opened: Assembly) -> None:
    sheet_of(qtbot, opened)
    type_pin(qtbot, PIN)
    qtbot.waitUntil(lambda: opened.session.operator == ewa)
    opened._operators.open()
    qtbot.waitUntil(lambda: opened._operators._sheet is not None and opened._operators._sheet.isVisible())
    sheet = opened._operators._sheet
    assert sheet is not None
    sheet._add.click()
    form = opened._operators._form
    assert form is not None
    form._text.setText("Jan Testowy")
    form._pin.setText(OTHER_PIN)
    form._again.setText(OTHER_PIN)
    form._accept.click()
    qtbot.waitUntil(lambda: sheet._names.count() == 2)
    assert [one.role for one in operators.known(desk)] == [Role.COORDINATOR, Role.VOLUNTEER]
    sheet._names.setCurrentRow(1)
    sheet._remove.click()
    assert sheet._message.text().startswith("Jan Testowy")
    sheet._remove.click()
    qtbot.waitUntil(lambda: sheet._names.count() == 1)
    sheet._remove.click()
    sheet._remove.click()
    qtbot.waitUntil(lambda: "koordynacji" in sheet._message.text())
    assert operators.known(desk) == [ewa]


def test_a_volunteer_sees_no_settings_of_others(qtbot: QtBot, jan: Operator, desk: Desk) -> None:
    settings = Settings(camera="", sound=False, look="light")
    assembly = Assembly(desk, settings, operator=jan, remember=False)
    screen = assembly._settings_screen
    assert screen._operators.isHidden() or screen._cards[-1].isHidden()
    assert screen._load_event.isHidden() and screen._load_people.isHidden()
    assembly._operators.open()
    assembly.background.settle(2000)
    assert assembly._operators._sheet is None
    assembly.close()
