"""The desk's whole way, in the window, over a real replica."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from checkin.desk.admission import admit
from checkin.desk.desk import Desk
from checkin.desk.words import Band
from checkin.model.decision import Direction
from checkin.texts import Texts
from tests.builders import an_operator
from tests.ui.conftest import PEOPLE, StandingClock
from ui.assembly import Assembly
from ui.main_window import DESK, HEADCOUNT, SETTINGS
from ui.widgets.verdict import VerdictView

MAGDALENA, LUKASZ, ANNA, _, STANISLAW, OKSANA = PEOPLE


def verdict(qtbot: QtBot, assembly: Assembly, band: Band) -> VerdictView:
    """Wait for an answer of this kind."""
    panel = assembly.desk_screen.verdict
    qtbot.waitUntil(lambda: panel.view is not None and panel.view.band is band)
    assert panel.view is not None
    return panel.view


def type_text(qtbot: QtBot, assembly: Assembly, text: str) -> None:
    qtbot.keyClicks(assembly.desk_screen.finder.box.field, text)


def found(qtbot: QtBot, assembly: Assembly, count: int) -> None:
    people = assembly.desk_screen.finder.list
    qtbot.waitUntil(lambda: people.isVisible() and people.count() == count)


def test_before_the_first_scan_the_panel_says_what_to_do(assembly: Assembly) -> None:
    panel = assembly.desk_screen.verdict
    assert panel.view is None
    assert "Pokaż kod do kamery" in panel.accessibleName()


def test_a_scan_is_answered_counted_and_listed(qtbot: QtBot, assembly: Assembly) -> None:
    screen = assembly.desk_screen
    screen.submit(MAGDALENA.ticket)
    view = verdict(qtbot, assembly, Band.ADMITTED)
    assert (view.word, view.name) == ("WCHODZI", "Magdalena\nBrzęczyszczykiewicz-Śliż")
    qtbot.waitUntil(lambda: screen._figures.counter._number.text() == "1")
    qtbot.waitUntil(lambda: screen._figures.recent._lines[0]._name.whole_text() == "Brzęczyszczykiewicz-Śliż Magdalena")


def test_stop_stays_until_enter(qtbot: QtBot, assembly: Assembly) -> None:
    assembly.desk_screen.submit(LUKASZ.ticket)
    assert verdict(qtbot, assembly, Band.STOP).aside == "bilet odwołany"
    qtbot.keyClick(assembly.desk_screen.finder.box.field, Qt.Key.Key_Return)
    assert assembly.desk_screen.verdict.view is None


def test_another_code_takes_the_place_of_a_stop(qtbot: QtBot, assembly: Assembly) -> None:
    assembly.desk_screen.submit(LUKASZ.ticket)
    verdict(qtbot, assembly, Band.STOP)
    assembly.desk_screen.submit(STANISLAW.ticket)
    assert "odbiera pakiet VIP" in verdict(qtbot, assembly, Band.ATTENTION).advice


def test_money_is_not_to_be_read_from_the_queue(qtbot: QtBot, assembly: Assembly) -> None:
    assembly.desk_screen.submit(OKSANA.ticket)
    assert verdict(qtbot, assembly, Band.CLARIFY).word == "DO WYJAŚNIENIA"


def test_typing_finds_and_enter_admits_the_only_one(qtbot: QtBot, assembly: Assembly) -> None:
    type_text(qtbot, assembly, "brze")
    found(qtbot, assembly, 1)
    qtbot.keyClick(assembly.desk_screen.finder.box.field, Qt.Key.Key_Return)
    verdict(qtbot, assembly, Band.ADMITTED)
    assert assembly.desk_screen.finder.box.text() == ""
    assert not assembly.desk_screen.finder.list.isVisible()


def test_enter_that_is_faster_than_the_search_waits_for_it(qtbot: QtBot, assembly: Assembly) -> None:
    field = assembly.desk_screen.finder.box.field
    type_text(qtbot, assembly, "brze")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    verdict(qtbot, assembly, Band.ADMITTED)


def test_enter_never_admits_one_of_two_namesakes_unchosen(qtbot: QtBot, assembly: Assembly) -> None:
    field = assembly.desk_screen.finder.box.field
    type_text(qtbot, assembly, "kowal")
    found(qtbot, assembly, 2)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert assembly.desk_screen.finder.list._line.text().startswith("Pasuje kilka osób")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    chosen = assembly.desk_screen.finder.list.choice()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert verdict(qtbot, assembly, Band.ADMITTED).name == "Anna\nKowalska"
    assert assembly.desk_screen.person is not None
    assert chosen is not None
    assert assembly.desk_screen.person.ticket == chosen.code


def test_a_code_typed_by_hand_is_a_code(qtbot: QtBot, assembly: Assembly) -> None:
    field = assembly.desk_screen.finder.box.field
    field.setText(" ".join(MAGDALENA.ticket.lower()))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    verdict(qtbot, assembly, Band.ADMITTED)


def test_escape_clears_the_box_then_the_panel(qtbot: QtBot, assembly: Assembly) -> None:
    assembly.desk_screen.submit(MAGDALENA.ticket)
    verdict(qtbot, assembly, Band.ADMITTED)
    field = assembly.desk_screen.finder.box.field
    type_text(qtbot, assembly, "zzz")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert assembly.desk_screen.verdict.view is not None
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert assembly.desk_screen.verdict.view is None


def test_undo_takes_back_the_last_scan_but_looks_behind_no_refusal(qtbot: QtBot, assembly: Assembly) -> None:
    screen = assembly.desk_screen
    screen.submit(MAGDALENA.ticket)
    verdict(qtbot, assembly, Band.ADMITTED)
    with qtbot.waitSignal(screen.answered):
        qtbot.keyClick(screen.finder.box.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    verdict(qtbot, assembly, Band.UNDONE)
    qtbot.waitUntil(lambda: screen._figures.counter._number.text() == "0")
    with qtbot.waitSignal(screen.message):
        screen.undo_last()


def test_undo_by_the_button_of_a_line(qtbot: QtBot, assembly: Assembly) -> None:
    screen = assembly.desk_screen
    screen.submit(MAGDALENA.ticket)
    button = screen._figures.recent._lines[0]._undo
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    view = assembly.desk_screen.verdict.view
    assert view is not None and view.band is Band.ADMITTED, "a click alone takes nothing back"
    with qtbot.waitSignal(button.held):
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    verdict(qtbot, assembly, Band.UNDONE)
    qtbot.waitUntil(lambda: not button.isVisible())


def test_exits_are_noted_after_turning_round(qtbot: QtBot, assembly: Assembly) -> None:
    assembly.desk_screen.submit(MAGDALENA.ticket)
    verdict(qtbot, assembly, Band.ADMITTED)
    assembly.desk_screen.turn_round()
    assembly.desk_screen.submit(MAGDALENA.ticket)
    verdict(qtbot, assembly, Band.LEFT)


def test_another_place_is_chosen_with_keys_alone(qtbot: QtBot, assembly: Assembly) -> None:
    screen = assembly.desk_screen
    qtbot.keyClick(screen.finder.box.field, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: screen._standing.chooser is not None and screen._standing.chooser.isVisible())
    chooser = screen._standing.chooser
    assert chooser is not None
    qtbot.keyClicks(chooser._filter, "obiad")
    qtbot.keyClick(chooser._filter, Qt.Key.Key_Return)
    assert screen.place == "obiad-1"
    assert not chooser.isVisible()
    assert screen._header._title.whole_text() == "Obiad 1"


def test_language_is_changed_in_place(qtbot: QtBot, assembly: Assembly) -> None:
    assembly.desk_screen.submit(MAGDALENA.ticket)
    verdict(qtbot, assembly, Band.ADMITTED)
    assembly.language.choose(Texts("en"))
    view = assembly.desk_screen.verdict.view
    assert view is not None
    assert view.word == "ENTER"
    assert assembly.desk_screen.finder.box.field.placeholderText().startswith("Scan a code")


def test_look_is_changed_in_place(assembly: Assembly) -> None:
    def corner() -> str:
        return assembly.window.grab().toImage().pixelColor(300, 5).name().upper()

    light = corner()
    assembly.theme.choose("dark", 100)
    assert (light, corner()) == ("#F4F6F8", "#10161B")


def test_settings_work_at_once(qtbot: QtBot, assembly: Assembly, desk: Desk) -> None:
    settings = assembly._settings_screen
    assembly.window.go(SETTINGS)
    settings._scale.setValue(6)
    assert assembly.theme.scale == 1.5
    settings._look.setCurrentIndex(2)
    settings._look.activated.emit(2)
    assert assembly.theme.colours.background == "#10161B"
    settings._language.setCurrentIndex(1)
    settings._language.activated.emit(1)
    assert assembly.language.texts.language == "en"
    settings._name.setText("Punkt 7")
    settings._name.editingFinished.emit()
    qtbot.waitUntil(lambda: desk.name == "Punkt 7")


def test_what_another_process_writes_is_seen(qtbot: QtBot, assembly: Assembly, desk: Desk) -> None:
    admit(desk, MAGDALENA.ticket, "wejscie-1")
    qtbot.waitUntil(lambda: assembly.desk_screen._figures.counter._number.text() == "1")


def test_the_figures_follow(qtbot: QtBot, assembly: Assembly, desk: Desk, clock: StandingClock) -> None:
    assembly.window.go(HEADCOUNT)
    for person in (MAGDALENA, ANNA):
        admit(desk, person.ticket, "wejscie-1")
    admit(desk, LUKASZ.ticket, "wejscie-1")
    admit(desk, ANNA.ticket, "wejscie-1", direction=Direction.OUT)
    screen = assembly.headcount_screen
    qtbot.waitUntil(lambda: (screen._inside._number, screen._refused._number) == ("1", "1"))
    assert set(screen._gauges) == {checkpoint.key for checkpoint in desk.event.checkpoints}  # type: ignore[union-attr]


def test_keys_are_shown_and_closed(qtbot: QtBot, assembly: Assembly) -> None:
    field = assembly.desk_screen.finder.box.field
    qtbot.keyClick(field, Qt.Key.Key_F1)
    overlay = assembly.window._keys
    assert overlay is not None
    assert overlay.isVisible()
    assert assembly.window.covered
    qtbot.keyClick(overlay, Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    assert QApplication.focusWidget() is field


def test_without_an_event_the_first_screen_says_what_to_do(qtbot: QtBot, desk: Desk) -> None:
    from checkin.settings import Settings

    desk.event = None
    assembly = Assembly(desk, Settings(camera="", sound=False), operator=an_operator(), remember=False)
    with qtbot.waitExposed(assembly.window):
        assembly.show()
    assert not assembly.window.at_desk
    assembly.window.go(DESK)
    assert assembly.window._stack.currentWidget() is assembly._welcome
    assembly.close()


def test_badge_without_a_person_says_so(qtbot: QtBot, assembly: Assembly) -> None:
    with qtbot.waitSignal(assembly._badges.message) as said:
        qtbot.keyClick(assembly.desk_screen.finder.box.field, Qt.Key.Key_F5)
    assert "Najpierw zeskanuj" in said.args[0]  # type: ignore[index]


def test_badge_is_saved_where_there_is_no_printer(
    qtbot: QtBot, assembly: Assembly, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui import system_printer

    monkeypatch.setattr(system_printer, "printers", list)
    file = tmp_path / "badge.pdf"
    assembly.paper._ask_file = lambda title, name: str(file)
    assembly.desk_screen.submit(MAGDALENA.ticket)
    verdict(qtbot, assembly, Band.ADMITTED)
    qtbot.keyClick(assembly.desk_screen.finder.box.field, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: file.exists() and file.read_bytes().startswith(b"%PDF"))
    qtbot.waitUntil(lambda: "badge.pdf" in assembly.window._toast.text())


def test_the_first_picture_of_an_answer_is_in_place(qtbot: QtBot, assembly: Assembly) -> None:
    """A STOP with a button after an admission without one: nothing may lie over the sentence, not for one frame."""
    screen = assembly.desk_screen
    answer = screen.verdict._answer
    with qtbot.waitSignal(screen.answered):
        screen.submit(PEOPLE[0].ticket)
    assembly.background.settle(2000)
    overlaps: list[bool] = []
    screen.answered.connect(lambda _: overlaps.append(answer._advice.geometry().intersects(answer._acts.geometry())))
    with qtbot.waitSignal(screen.answered):
        screen.submit("NIKT-12345")
    assert overlaps == [False]
