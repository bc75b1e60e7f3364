"""Practising: a striking frame, a ticket of each kind at hand, and a folder that is nobody's."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from checkin.demo.practice import Example, Practice, prepare
from checkin.desk.words import Band
from checkin.settings import Settings
from checkin.texts import Texts
from ui.main_window import SETTINGS
from ui.practice import Practising, _sheet

BANDS = {
    Example.GOOD: (Band.ADMITTED,),
    Example.USED: (Band.ADMITTED, Band.ATTENTION),
    Example.CANCELLED: (Band.STOP,),
    Example.UNKNOWN: (Band.STOP,),
}


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    practice = prepare(tmp_path_factory.mktemp("practice") / "desk")
    with practice.desk:
        yield practice


@pytest.fixture
def practising(qtbot: QtBot, practice: Practice) -> Iterator[Practising]:
    practising = Practising(practice, Settings(camera="", sound=False, look="light"))
    with qtbot.waitExposed(practising.assembly.window):
        practising.assembly.show()
    practising.assembly.window.activateWindow()
    yield practising
    practising.assembly.close()


def test_a_ticket_of_each_kind_is_at_hand(qtbot: QtBot, practising: Practising) -> None:
    screen = practising.assembly.desk_screen
    assert screen.finder.box.field.hasFocus()
    for number, example in enumerate(Example):
        with qtbot.waitSignal(screen.answered) as answered:
            qtbot.mouseClick(practising.frame._buttons[number], Qt.MouseButton.LeftButton)
        assert answered.args is not None and answered.args[0] in BANDS[example]


def test_every_good_ticket_of_a_while_is_somebody_else(qtbot: QtBot, practising: Practising) -> None:
    names = []
    for _ in range(3):
        with qtbot.waitSignal(practising.assembly.desk_screen.answered):
            practising.frame.wanted.emit(0)
        person = practising.assembly.desk_screen.person
        assert person is not None
        names.append(person.id)
    assert len(set(names)) == 3


def test_nobody_takes_the_frame_for_a_real_door(practising: Practising) -> None:
    picture = practising.assembly.window.grab().toImage()
    edge = {picture.pixelColor(x, 4).name() for x in range(0, picture.width(), 3)}
    assert {"#ffb000", "#1a1400"} <= edge
    assert practising.assembly.window.windowTitle() == "TRENING – Obecni"
    assert practising.frame._word.text() == "TRENING"


def test_there_is_no_way_from_practice_to_practice(practising: Practising) -> None:
    practising.assembly.window.go(SETTINGS)
    assert not practising.assembly._settings_screen._practice.isVisible()


def test_the_tickets_on_paper_say_what_to_expect(practice: Practice) -> None:
    document = pypdfium2.PdfDocument(_sheet(practice.tickets, Texts("pl")))
    said = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    for words in ("Bilet ważny", "Bilet już użyty", "Bilet odwołany", "Bilet nieznany"):
        assert said.count(words) == 2
    assert "TRENING" in said
