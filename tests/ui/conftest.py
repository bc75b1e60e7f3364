"""A real window over a real replica: the parts that tests of the window start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from checkin.clock import Clock
from checkin.desk.desk import Desk
from checkin.model.registration import Registration, Status
from checkin.settings import Settings
from checkin.texts import Texts
from tests.builders import a_desk, a_registration, an_operator, at
from ui.assembly import Assembly, application
from ui.background import Background
from ui.language import Language
from ui.theme import Theme


class StandingClock(Clock):
    """The time stands until a test moves it."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(moment)
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, **span: float) -> None:
        self.moment += timedelta(**span)

    def new_id(self) -> UUID:
        return Clock(self.moment).new_id()


PEOPLE = (
    a_registration(1, first_name="Magdalena", last_name="Brzęczyszczykiewicz-Śliż"),
    a_registration(2, first_name="Łukasz", last_name="Gęś", status=Status.CANCELLED),
    a_registration(3, first_name="Anna", last_name="Kowalska", powiat="olkuski"),
    a_registration(4, first_name="Anna", last_name="Kowalska", powiat="oświęcimski"),
    a_registration(5, first_name="Stanisław", last_name="Wójcik", category="prelegent", note="odbiera pakiet VIP"),
    a_registration(6, first_name="Oksana", last_name="Żółć", status=Status.UNPAID),
)


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the window makes it: its type, its style."""
    return application()


@pytest.fixture
def people() -> tuple[Registration, ...]:
    return PEOPLE


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(at(9, 7))


@pytest.fixture
def desk(tmp_path: Path, clock: StandingClock) -> Iterator[Desk]:
    """Punkt 1 of the small congress, at its first morning."""
    with a_desk(tmp_path / "desk", *PEOPLE, clock=clock) as desk:
        yield desk


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme("light")
    theme.apply()
    yield theme
    theme.deleteLater()


@pytest.fixture
def language(qapp: QApplication) -> Language:
    return Language(Texts("pl"))


@pytest.fixture
def background(qapp: QApplication, desk: Desk) -> Iterator[Background]:
    background = Background(desk.replica.data_version)
    yield background
    background.close()


Shown = Callable[[QWidget], QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Shows a widget at the size of the studies and waits until it stands."""

    def show(widget: QWidget, width: int = 1280, height: int = 800) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show


@pytest.fixture
def assembly(qtbot: QtBot, desk: Desk) -> Iterator[Assembly]:
    """The whole window of the desk, shown, without a camera; nothing is remembered."""
    settings = Settings(camera="", sound=False, look="light")
    assembly = Assembly(desk, settings, operator=an_operator(), remember=False)
    with qtbot.waitExposed(assembly.window):
        assembly.show()
    assembly.window.activateWindow()
    yield assembly
    assembly.close()
