"""Who is offered to take back which of the last scans."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from checkin.desk.desk import Desk
from checkin.model.operator import Role
from checkin.settings import Settings
from tests.builders import an_id, an_operator
from tests.ui.conftest import PEOPLE, StandingClock
from ui.assembly import Assembly

Window = Callable[[Role], Assembly]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[Window]:
    """The window with somebody of a role at the desk, after two people were let in and one was not."""
    opened: list[Assembly] = []

    def build(role: Role) -> Assembly:
        settings = Settings(camera="", sound=False, look="light", undo_minutes=10)
        assembly = Assembly(desk, settings, operator=an_operator(role=role), remember=False)
        opened.append(assembly)
        with qtbot.waitExposed(assembly.window):
            assembly.show()
        for person in (PEOPLE[0], PEOPLE[2], PEOPLE[1]):
            with qtbot.waitSignal(assembly.desk_screen.answered):
                assembly.desk_screen.submit(person.ticket)
        return assembly

    yield build
    for assembly in opened:
        assembly.close()


def offered(assembly: Assembly) -> list[bool]:
    """Whether the lines, the newest first, have their button."""
    assembly.background.settle(5000)
    lines = assembly.desk_screen._figures.recent._lines
    return [not line._undo.isHidden() for line in lines[:3]]


def test_staff_may_take_back_every_scan_that_moved_somebody(window: Window) -> None:
    assert offered(window(Role.STAFF)) == [False, True, True]


def test_a_volunteer_may_take_back_the_last_one_for_a_while(window: Window, clock: StandingClock) -> None:
    assembly = window(Role.VOLUNTEER)
    assert offered(assembly) == [False, True, False]
    clock.pass_by(minutes=11)
    assembly.desk_screen.refresh()
    assert offered(assembly) == [False, False, False]


def test_the_last_scan_of_another_person_is_not_a_volunteers(window: Window) -> None:
    assembly = window(Role.VOLUNTEER)
    assembly.session.sign_in(an_operator(id=an_id(2, kind=4), role=Role.VOLUNTEER))
    assert offered(assembly) == [False, False, False]
