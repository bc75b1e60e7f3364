"""Where the desk stands, whom its door lets in, and what staff may do about a refusal: in the window, by its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from checkin.desk.desk import Desk, assemble
from checkin.desk.door import set_door
from checkin.desk.words import Band
from checkin.model.decision import Direction
from checkin.model.entry import EntryKind
from checkin.model.event import DoorMode
from checkin.model.operator import Role
from checkin.settings import Settings
from checkin.store.key import replica_key
from checkin.store.replica import Replica
from tests.builders import CHECKPOINTS, a_session, an_event, an_operator, at
from tests.ui.conftest import PEOPLE, StandingClock
from ui.assembly import Assembly
from ui.widgets.call_sheet import CallSheet
from ui.widgets.override_sheet import OverrideSheet
from ui.widgets.place_chooser import PlaceChooser
from ui.widgets.verdict import VerdictView

MAGDALENA, LUKASZ, ANNA, _, STANISLAW, OKSANA = PEOPLE
HALL, NEXT = "sesja-a", "sesja-e"

Window = Callable[..., Assembly]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[Window]:
    """Opens the window for a role and with settings of its own."""
    opened: list[Assembly] = []

    def open_for(role: Role = Role.COORDINATOR, **chosen: Any) -> Assembly:
        settings = Settings(camera="", sound=False, look="light", **chosen)
        assembly = Assembly(desk, settings, operator=an_operator(role=role), remember=False)
        opened.append(assembly)
        with qtbot.waitExposed(assembly.window):
            assembly.show()
        assembly.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return assembly

    yield open_for
    for assembly in opened:
        assembly.close()


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def answer(qtbot: QtBot, assembly: Assembly, band: Band, code: str) -> VerdictView:
    """Scan a code and wait for an answer of this kind."""
    panel = assembly.desk_screen.verdict
    assembly.desk_screen.submit(code)
    qtbot.waitUntil(lambda: panel.view is not None and panel.view.band is band)
    assert panel.view is not None
    return panel.view


def refusals(desk: Desk) -> int:
    return len(list(desk.queries.entries(kinds=[EntryKind.REFUSED])))


def sheet_of(assembly: Assembly, kind: type[Any]) -> Any:
    return next((sheet for sheet in assembly.window.findChildren(kind) if sheet.isVisible()), None)


def test_the_next_session_of_the_room_is_offered_and_f7_goes_there(
    qtbot: QtBot, window: Window, desk: Desk, clock: StandingClock
) -> None:
    desk.event = an_event(checkpoints=(*CHECKPOINTS, a_session(NEXT, 13, room="Sala A")))
    clock.moment = at(12, 40)
    screen = window(checkpoint=HALL).desk_screen
    assert screen.following.bar.words == ""
    clock.pass_by(minutes=8)
    screen.tick()
    assert screen.following.bar.words == "Za 12 min w tej sali: Sesja e"
    with qtbot.waitSignal(screen.message) as said:
        press(qtbot, Qt.Key.Key_F7)
    assert said.args == ["Ten punkt zapisuje teraz: Sesja e."]
    assert screen.place == NEXT and screen.following.bar.words == ""


def test_a_scan_after_the_end_names_the_session_that_is_on(
    qtbot: QtBot, window: Window, desk: Desk, clock: StandingClock
) -> None:
    desk.event = an_event(checkpoints=(*CHECKPOINTS, a_session(NEXT, 13, room="Sala A")))
    clock.moment = at(13, 5)
    assembly = window(checkpoint=HALL)
    assert "F7 – Sesja e" in answer(qtbot, assembly, Band.STOP, MAGDALENA.ticket).advice
    press(qtbot, Qt.Key.Key_F7)
    answer(qtbot, assembly, Band.ADMITTED, MAGDALENA.ticket)


def test_an_entrance_is_offered_the_one_of_a_new_day(window: Window, clock: StandingClock) -> None:
    screen = window(checkpoint="wejscie-1").desk_screen
    clock.pass_by(days=1)
    screen.tick()
    assert screen.following.offered is not None and screen.following.offered.key == "wejscie-2"
    assert "Wejscie 2" in screen.following.bar.words


def test_an_agenda_that_is_not_followed_offers_nothing(window: Window, clock: StandingClock) -> None:
    screen = window(follow_agenda=False, checkpoint="wejscie-1").desk_screen
    clock.pass_by(days=1)
    screen.tick()
    assert screen.following.bar.words == "" and screen.following.offered is None


def test_f8_notes_the_call_and_shows_whom_to_ring(qtbot: QtBot, window: Window, desk: Desk) -> None:
    assembly = window(Role.VOLUNTEER, checkpoint=HALL)
    press(qtbot, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: sheet_of(assembly, CallSheet) is not None)
    sheet = sheet_of(assembly, CallSheet)
    assert "22\u00a0555\u00a001\u00a000" in sheet.accessibleDescription()
    (called,) = desk.queries.entries(kinds=[EntryKind.CALLED])
    assert (called.checkpoint, called.operator) == (HALL, str(an_operator().id))
    press(qtbot, Qt.Key.Key_Return)
    assert not sheet.isVisible()


def test_the_coordinator_sets_whom_the_door_lets_in(qtbot: QtBot, window: Window, desk: Desk) -> None:
    assembly = window(checkpoint="sesja-c")
    answer(qtbot, assembly, Band.STOP, MAGDALENA.ticket)
    press(qtbot, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: sheet_of(assembly, PlaceChooser) is not None)
    buttons = {button.key: button for button in sheet_of(assembly, PlaceChooser)._modes.buttons()}
    assert [key for key, button in buttons.items() if button.isChecked()] == [DoorMode.REGISTERED]
    with qtbot.waitSignal(assembly.desk_screen.message):
        buttons[DoorMode.EVERYBODY].click()
    press(qtbot, Qt.Key.Key_Escape)
    (entry,) = desk.queries.entries(kinds=[EntryKind.DOOR_SET])
    assert (entry.checkpoint, entry.why, entry.operator) == ("sesja-c", "everybody", str(an_operator().id))
    answer(qtbot, assembly, Band.ATTENTION, STANISLAW.ticket)


def test_a_door_that_another_process_sets_is_shown(qtbot: QtBot, window: Window, desk: Desk) -> None:
    subtitle = window(checkpoint="sesja-c").desk_screen._header._subtitle
    assert "osoby z zapisem" in subtitle.whole_text()
    with Replica.open(desk.folder, replica_key(desk.folder, headless=True)) as replica:
        other = assemble(desk.folder, replica, desk.clock, desk.event)
        set_door(other, "sesja-c", DoorMode.EVERYBODY, "", Role.COORDINATOR)
    qtbot.waitUntil(lambda: "wszyscy z biletem" in subtitle.whole_text())


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.STAFF])
def test_nobody_else_is_shown_the_ways_of_the_door(qtbot: QtBot, window: Window, role: Role) -> None:
    assembly = window(role)
    press(qtbot, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: sheet_of(assembly, PlaceChooser) is not None)
    chooser = sheet_of(assembly, PlaceChooser)
    assert not chooser._modes.buttons() and not chooser._mode_row.isVisible()


def test_staff_admit_anyway_for_a_reason(qtbot: QtBot, window: Window, desk: Desk) -> None:
    assembly = window(Role.STAFF)
    answer(qtbot, assembly, Band.STOP, LUKASZ.ticket)
    assert assembly.desk_screen.verdict._answer.override.isVisible()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sheet = sheet_of(assembly, OverrideSheet)
    sheet._accept()
    assert sheet.isVisible()  # a reason is asked for
    sheet._own.setFocus()
    qtbot.keyClicks(sheet._own, "zgoda z biura")
    press(qtbot, Qt.Key.Key_Return)
    panel = assembly.desk_screen.verdict
    qtbot.waitUntil(lambda: panel.view is not None and panel.view.band is Band.ATTENTION)
    (entry,) = desk.queries.entries(kinds=[EntryKind.ADMITTED])
    assert (entry.why, entry.reason, entry.operator) == ("zgoda z biura", "cancelled", str(an_operator().id))


def test_a_volunteer_cannot_admit_anyway(qtbot: QtBot, window: Window) -> None:
    assembly = window(Role.VOLUNTEER)
    answer(qtbot, assembly, Band.STOP, LUKASZ.ticket)
    assert not assembly.desk_screen.verdict._answer.override.isVisible()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet_of(assembly, OverrideSheet) is None


def test_the_code_under_a_stop_is_not_decided_again_before_enter(qtbot: QtBot, window: Window, desk: Desk) -> None:
    assembly = window()
    answer(qtbot, assembly, Band.STOP, LUKASZ.ticket)
    with qtbot.waitSignal(assembly.desk_screen.message):
        assembly.desk_screen.submit(LUKASZ.ticket)
    assert assembly.desk_screen.verdict.view is not None and refusals(desk) == 1
    press(qtbot, Qt.Key.Key_Return)
    assert assembly.desk_screen.verdict.view is None
    answer(qtbot, assembly, Band.STOP, LUKASZ.ticket)
    assert refusals(desk) == 2


def test_codes_wait_for_enter_where_a_stop_has_to_be_acknowledged(qtbot: QtBot, window: Window, desk: Desk) -> None:
    assembly = window(force_acknowledge=True)
    screen = assembly.desk_screen
    answer(qtbot, assembly, Band.STOP, LUKASZ.ticket)
    screen.submit(MAGDALENA.ticket)
    screen.submit(ANNA.ticket)
    assert "2" in screen._waiting_bar.words
    assert screen.verdict.view is not None and screen.verdict.view.band is Band.STOP
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(list(desk.queries.entries(kinds=[EntryKind.ADMITTED]))) == 2)
    admitted = [entry.registration for entry in desk.queries.entries(kinds=[EntryKind.ADMITTED])]
    assert admitted == [MAGDALENA.id, ANNA.id]
    qtbot.waitUntil(lambda: screen._waiting_bar.words == "")


def test_f6_goes_from_in_to_out_to_both(qtbot: QtBot, window: Window) -> None:
    assembly = window()
    screen = assembly.desk_screen
    seen = [screen._direction]
    for _ in range(3):
        press(qtbot, Qt.Key.Key_F6)
        seen.append(screen._direction)
    assert seen == [Direction.IN, Direction.OUT, Direction.TOGGLE, Direction.IN]
    for _ in range(2):
        press(qtbot, Qt.Key.Key_F6)
    answer(qtbot, assembly, Band.ADMITTED, MAGDALENA.ticket)
    answer(qtbot, assembly, Band.LEFT, MAGDALENA.ticket)
