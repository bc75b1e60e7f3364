"""The card of a person and the form for walk-ins, by real keys, over a real replica."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from checkin.desk.correction import correct
from checkin.desk.desk import Desk
from checkin.desk.words import Band
from checkin.model.entry import EntryKind
from checkin.model.operator import Operator, Role
from checkin.model.registration import Registration
from checkin.settings import Settings
from checkin.store.people import People
from checkin.texts import LANGUAGES
from tests.builders import an_id
from tests.ui.conftest import PEOPLE
from tests.ui.test_layout import SIZES, Stretched, _cut, _settle
from ui.assembly import Assembly
from ui.widgets.person_card import Action, PersonCard
from ui.widgets.walk_in_sheet import WalkInSheet

MAGDALENA, LUKASZ, ANNA, OTHER_ANNA, *_ = PEOPLE
OLA = Operator(an_id(9, kind=4), "Ola Obsługa", Role.STAFF)
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return


def opened(qtbot: QtBot, desk: Desk, operator: Operator, **settings: object) -> Assembly:
    chosen = Settings(camera="", sound=False, **({"look": "light"} | settings))  # type: ignore[arg-type]
    assembly = Assembly(desk, chosen, operator=operator, remember=False)
    with qtbot.waitExposed(assembly.window):
        assembly.show()
    assembly.window.activateWindow()
    return assembly


@pytest.fixture
def staff(qtbot: QtBot, desk: Desk) -> Iterator[Assembly]:
    assembly = opened(qtbot, desk, OLA)
    yield assembly
    assembly.close()


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)


def type_in(qtbot: QtBot, text: str) -> int:
    """Type where the keyboard is; how many keys it took."""
    focus = QApplication.focusWidget()
    assert focus is not None
    for letter in text:
        qtbot.keyClicks(focus, letter) if letter.isascii() else focus.insert(letter)  # type: ignore[attr-defined]
    return len(text)


def the_card(qtbot: QtBot, assembly: Assembly, person: UUID) -> PersonCard:
    qtbot.waitUntil(lambda: assembly.cards.person is not None and assembly.cards.person.id == person)
    sheet = assembly.cards._sheet
    assert sheet is not None
    return sheet


def the_form(qtbot: QtBot, assembly: Assembly) -> WalkInSheet:
    """F4, and the places that are offered are there."""
    press(qtbot, Qt.Key.Key_F4)
    sheet = assembly.walk_ins._sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.isVisible() and sheet._places.filled)
    return sheet


def shown_band(assembly: Assembly) -> Band | None:
    view = assembly.desk_screen.verdict.view
    return view.band if view else None


def find(desk: Desk, text: str) -> Registration:
    (found,) = desk.search.find(text)
    return found.registration


def history(desk: Desk, person: Registration) -> list[tuple[EntryKind, str]]:
    return [(line.entry.kind, line.entry.operator) for line in People(desk.replica).history(person.id)]


# The card


def test_shift_enter_opens_the_card_and_enter_admits(qtbot: QtBot, staff: Assembly) -> None:
    type_in(qtbot, "brze")
    qtbot.waitUntil(lambda: staff.desk_screen.finder.list.count() == 1)
    press(qtbot, ENTER, SHIFT)
    the_card(qtbot, staff, MAGDALENA.id)
    assert shown_band(staff) is None
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: shown_band(staff) is Band.ADMITTED)
    assert not staff.window.covered


def test_of_two_namesakes_the_card_of_the_chosen_one_opens(qtbot: QtBot, staff: Assembly) -> None:
    people = staff.desk_screen.finder.list
    type_in(qtbot, "kowal")
    qtbot.waitUntil(lambda: people.count() == 2)
    press(qtbot, ENTER, SHIFT)
    assert people._line.text().startswith("Pasuje kilka osób")
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, ENTER, SHIFT)
    the_card(qtbot, staff, OTHER_ANNA.id)
    press(qtbot, Qt.Key.Key_Escape)
    assert not staff.window.covered
    assert people.isVisible()


def test_shift_enter_in_an_empty_box_opens_the_card_of_the_person_on_the_panel(qtbot: QtBot, staff: Assembly) -> None:
    press(qtbot, ENTER, SHIFT)
    staff.desk_screen.submit(ANNA.ticket)
    qtbot.waitUntil(lambda: shown_band(staff) is Band.ADMITTED)
    press(qtbot, ENTER, SHIFT)
    sheet = the_card(qtbot, staff, ANNA.id)
    assert sheet._view is not None
    assert [row[1:] for row in sheet._view.history] == [("wejście · Wejscie 1", "Punkt 1")]


def test_a_correction_is_saved_with_enter_and_the_operator(qtbot: QtBot, staff: Assembly, desk: Desk) -> None:
    staff.cards.open(MAGDALENA.id)
    sheet = the_card(qtbot, staff, MAGDALENA.id)
    sheet._buttons[Action.CORRECT].click()
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(qtbot, "Zofia")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: sheet.doing is None and sheet._title.text().startswith("Zofia"))
    assert find(desk, "zofia").last_name == MAGDALENA.last_name
    assert history(desk, MAGDALENA) == [(EntryKind.CORRECTED, str(OLA.id))]


def test_a_correction_that_somebody_else_made_first_is_told_and_not_written_over(
    qtbot: QtBot, staff: Assembly, desk: Desk
) -> None:
    staff.cards.open(ANNA.id)
    sheet = the_card(qtbot, staff, ANNA.id)
    sheet._buttons[Action.CORRECT].click()
    correct(desk, ANNA.id, {"position": "Wójt"}, 1, role=Role.STAFF)
    type_in(qtbot, "x")
    with qtbot.waitSignal(staff.cards.message) as said:
        press(qtbot, ENTER)
    assert "w międzyczasie" in said.args[0]  # type: ignore[index]
    assert sheet._form.field("first_name").text() == "Annax"
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sheet._office.text().startswith("Wójt"))


def test_a_substitute_gets_the_place_and_the_card(qtbot: QtBot, staff: Assembly, desk: Desk) -> None:
    staff.cards.open(ANNA.id)
    sheet = the_card(qtbot, staff, ANNA.id)
    sheet._buttons[Action.SUBSTITUTE].click()
    type_in(qtbot, "Ewa")
    press(qtbot, Qt.Key.Key_Tab)
    type_in(qtbot, "Lis")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: staff.cards.person is not None and staff.cards.person.in_place_of == ANNA.id)
    assert sheet._view is not None
    assert [words for _, words in sheet._view.links] == ["W zastępstwie za: Anna Kowalska"]
    sheet.person_asked.emit(ANNA.id)
    the_card(qtbot, staff, ANNA.id)
    assert [words for _, words in sheet._view.links] == ["Przychodzi w zastępstwie: Ewa Lis"]
    assert sheet._view.actions == {Action.CORRECT}


def test_a_new_ticket_is_asked_for_twice(qtbot: QtBot, staff: Assembly, desk: Desk) -> None:
    staff.cards.open(ANNA.id)
    sheet = the_card(qtbot, staff, ANNA.id)
    sheet._buttons[Action.REISSUE].click()
    press(qtbot, Qt.Key.Key_Escape)
    assert history(desk, ANNA) == []
    sheet._buttons[Action.REISSUE].click()
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: staff.cards.person is not None and staff.cards.person.ticket != ANNA.ticket)
    assert history(desk, ANNA) == [(EntryKind.REISSUED, str(OLA.id))]


def test_f5_on_a_card_prints_the_badge_of_its_person(qtbot: QtBot, staff: Assembly) -> None:
    printed: list[Registration | None] = []
    staff._badges.print_badge = printed.append  # type: ignore[method-assign]
    staff.cards.open(ANNA.id)
    the_card(qtbot, staff, ANNA.id)
    press(qtbot, Qt.Key.Key_F5)
    assert printed == [ANNA]


def test_a_volunteer_sees_the_card_without_history_and_changes_nothing(qtbot: QtBot, desk: Desk) -> None:
    assembly = opened(qtbot, desk, Operator(an_id(8, kind=4), "Wit", Role.VOLUNTEER))
    assembly.cards.open(ANNA.id)
    view = the_card(qtbot, assembly, ANNA.id)._view
    assert view is not None
    assert (view.actions, view.history) == ({Action.ADMIT, Action.BADGE}, ())
    assert ANNA.email not in str(view)
    assembly.close()


# Walk-ins


def test_a_volunteer_learns_whom_to_send_where(qtbot: QtBot, desk: Desk) -> None:
    assembly = opened(qtbot, desk, Operator(an_id(8, kind=4), "Wit", Role.VOLUNTEER))
    press(qtbot, Qt.Key.Key_F4)
    assert "Recepcja, hol główny" in assembly.window._toast.text()
    assert not assembly.window.covered
    assembly.close()


def test_a_walk_in_takes_few_keys_and_no_mouse(qtbot: QtBot, staff: Assembly, desk: Desk) -> None:
    sheet = the_form(qtbot, staff)
    keys = 1 + type_in(qtbot, "Jan Lis")
    press(qtbot, Qt.Key.Key_Tab)
    keys += 1 + type_in(qtbot, "ur gm")
    office = sheet._form.field("organisation")
    qtbot.waitUntil(lambda: office.suggestions() == ["Urząd Gminy Przykładowo"])  # type: ignore[attr-defined]
    for key in (Qt.Key.Key_Down, ENTER):
        press(qtbot, key)
    press(qtbot, Qt.Key.Key_P, ALT)
    press(qtbot, ENTER)
    keys += 4
    qtbot.waitUntil(lambda: shown_band(staff) is Band.ADMITTED)
    person = find(desk, "Lis Jan")
    assert (person.organisation, person.category, person.photos) == ("Urząd Gminy Przykładowo", "prelegent", None)
    assert history(desk, person) == [(EntryKind.ADMITTED, str(OLA.id)), (EntryKind.REGISTERED, str(OLA.id))]
    assert staff.desk_screen.person == person
    assert (sheet.isVisible(), sheet.draft().name) == (False, "")
    assert keys <= 20


def test_enter_twice_is_one_person(qtbot: QtBot, staff: Assembly, desk: Desk) -> None:
    sheet = the_form(qtbot, staff)
    type_in(qtbot, "Jan Lis")
    sheet.saved.emit()
    sheet.saved.emit()
    qtbot.waitUntil(lambda: shown_band(staff) is Band.ADMITTED)
    find(desk, "Lis Jan")


def test_places_and_consent_are_chosen_and_nothing_is_ticked_before(qtbot: QtBot, staff: Assembly, desk: Desk) -> None:
    sheet = the_form(qtbot, staff)
    assert (sheet.draft().photos, sheet.draft().bookings) == (None, ())
    type_in(qtbot, "Jan Lis")
    (place,) = sheet._places._buttons
    for button in (place, sheet._photos._buttons[1]):
        button.setFocus()
        press(qtbot, Qt.Key.Key_Space)
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: shown_band(staff) is Band.ADMITTED)
    person = find(desk, "Lis Jan")
    assert person.photos is False
    assert desk.queries.attendance_of(person.id).bookings == {"sesja-c"}


def test_somebody_on_the_list_is_pointed_out_and_their_card_opens(qtbot: QtBot, staff: Assembly) -> None:
    sheet = the_form(qtbot, staff)
    type_in(qtbot, "Anna Kowals")
    qtbot.waitUntil(lambda: sheet._alike.count() == 2)
    row = sheet._alike.itemAt(0).widget()
    assert isinstance(row, QPushButton)
    assert row.accessibleName() == "Kowalska Anna · Sekretarz · Urząd Gminy Przykładowo · pow. olkuski"
    row.click()
    the_card(qtbot, staff, ANNA.id)
    assert not sheet.isVisible()


def test_a_guest_needs_a_name_and_comes_in_at_once(qtbot: QtBot, staff: Assembly, desk: Desk) -> None:
    sheet = the_form(qtbot, staff)
    type_in(qtbot, "Wojewoda Wysoki")
    press(qtbot, Qt.Key.Key_W, ALT)
    assert not sheet._form.field("organisation").isVisible()
    sheet._companions._more.setFocus()
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_Up)
    sheet._form.field("name").setFocus()
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: shown_band(staff) is Band.ADMITTED)
    (person,) = People(desk.replica).unfinished()
    assert (person.last_name, person.companions) == ("Wysoki", 2)
    the_form(qtbot, staff)
    qtbot.waitUntil(lambda: sheet._unfinished.text() == "Do uzupełnienia: 1")
    sheet._unfinished.click()
    the_card(qtbot, staff, person.id)


@pytest.mark.parametrize("at", ["name", "organisation", "category", "photos", "place", "companions"])
def test_a_scan_in_between_is_answered_and_the_form_is_as_it_was(
    qtbot: QtBot, staff: Assembly, desk: Desk, at: str
) -> None:
    sheet = the_form(qtbot, staff)
    type_in(qtbot, "Jan Lis")
    places: dict[str, QWidget] = {
        "name": sheet._form.field("name"),
        "organisation": sheet._form.field("organisation"),
        "category": sheet._categories._buttons[0],
        "photos": sheet._photos._buttons[0],
        "place": sheet._places._buttons[0],
        "companions": sheet._guest,
    }
    places[at].setFocus()
    before = sheet.draft()
    for letter in ANNA.ticket:
        qtbot.keyClicks(places[at], letter)
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: shown_band(staff) is Band.ADMITTED)
    assert staff.desk_screen.person == ANNA
    assert not sheet.isVisible()
    press(qtbot, Qt.Key.Key_F4)
    assert sheet.isVisible()
    assert sheet.draft() == before
    assert staff.desk_screen.finder.box.text() == ""


def test_a_form_without_a_name_says_so_and_stays(qtbot: QtBot, staff: Assembly, desk: Desk) -> None:
    sheet = the_form(qtbot, staff)
    with qtbot.waitSignal(staff.walk_ins.message) as said:
        press(qtbot, ENTER)
    assert "Brakuje imienia i nazwiska" in said.args[0]  # type: ignore[index]
    assert sheet.isVisible()
    assert list(desk.queries.entries()) == []


# Nothing is cut


def walk(qtbot: QtBot, assembly: Assembly) -> list[str]:
    """Both sheets with everything on them; what of them is cut."""
    cut: list[str] = []
    assembly.cards.open(MAGDALENA.id)
    sheet = the_card(qtbot, assembly, MAGDALENA.id)
    for action in (None, Action.CORRECT, Action.SUBSTITUTE, Action.REISSUE):
        if action is not None:
            sheet.begin(action)
        _settle(assembly)
        cut += _cut(assembly)
        sheet.done()
    sheet.dismiss()
    form = the_form(qtbot, assembly)
    form._form.field("name").setText("Anna Kowalska")
    for guest in (False, True):
        form._guest.setChecked(guest)
        _settle(assembly)
        cut += _cut(assembly)
    return cut


@SIZES
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut(qtbot: QtBot, desk: Desk, width: int, height: int, scale: int, language: str) -> None:
    assembly = opened(qtbot, desk, OLA, text_scale=scale, language=language)
    assembly.window.resize(width, height)
    cut = walk(qtbot, assembly)
    assembly.close()
    assert cut == []


def test_words_that_are_longer_by_two_fifths_are_not_cut(qtbot: QtBot, desk: Desk) -> None:
    assembly = opened(qtbot, desk, OLA)
    stretched = Stretched("pl")
    stretched.language = "longer"
    assembly.language.choose(stretched)
    cut = walk(qtbot, assembly)
    assembly.close()
    assert cut == []


def test_every_control_of_the_sheets_has_a_name_a_size_and_its_turn(qtbot: QtBot, staff: Assembly) -> None:
    sheets: list[QWidget] = [the_form(qtbot, staff)]
    staff.cards.open(ANNA.id)
    sheets.append(the_card(qtbot, staff, ANNA.id))
    for sheet in sheets:
        controls = [*sheet.findChildren(QPushButton), *sheet.findChildren(QLineEdit)]
        shown = [control for control in controls if control.isVisible()]
        assert shown
        assert [one for one in shown if not (one.accessibleName() or getattr(one, "text", str)())] == []
        assert [one for one in shown if min(one.width(), one.height()) < 24] == []
