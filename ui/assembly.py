"""The window put together: everything is built once, and each part gets the few things it uses."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from checkin import settings as remembered
from checkin.access import Right
from checkin.desk.desk import Desk
from checkin.errors import CheckinError, EnvironmentProblem
from checkin.model.operator import Operator
from checkin.scanning.scanner_check import is_test_code
from checkin.settings import Settings
from checkin.texts import Texts
from ui import platform, system_printer
from ui.background import Background
from ui.badge import BadgePrinting
from ui.idle import Idle
from ui.keyboard import Keyboard
from ui.kiosk import Kiosk
from ui.language import Language
from ui.live_camera import LiveCamera
from ui.loading import Loading
from ui.main_window import DESK, MainWindow
from ui.operators import Operators
from ui.paper import Paper
from ui.person import PersonCards
from ui.screens.desk import DeskScreen
from ui.screens.headcount import HeadcountScreen
from ui.screens.scanner import ScannerScreen
from ui.screens.settings import SettingsScreen
from ui.screens.welcome import WelcomeScreen
from ui.session import Session
from ui.signing_in import SigningIn
from ui.sound import Sound
from ui.theme import Theme, load_fonts
from ui.walking_in import WalkIns

_ROOT = Path(__file__).parent.parent
_ICON = _ROOT / "resources" / "icons" / "obecni.svg"


def application() -> QApplication:
    """The one application of the process.

    Raises:
        EnvironmentProblem: no window can open here; Qt itself would end the process over it.
    """
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    platform.prepare()
    if key := platform.missing():
        raise EnvironmentProblem(key)
    app = QApplication([sys.argv[0]])
    app.setApplicationName("Obecni")
    app.setDesktopFileName("obecni")
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(_ICON)))
    load_fonts()
    return app


class Assembly(QObject):
    """One desk's window with all its parts.

    Args:
        operator: who is signed in to begin with.
        remember: write what is changed into the desk's folder.
        pace: see `LiveCamera`.
    """

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        *,
        operator: Operator | None = None,
        remember: bool = True,
        pace: float | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._settings, self._remember = desk, settings, remember
        self.theme = Theme(settings.look, settings.text_scale, self)
        self.theme.apply()
        self.language = Language(Texts(settings.language), self)
        self.background = Background(desk.replica.data_version, self)
        self.session = Session(operator, self)
        self.desk_screen = DeskScreen(desk, self.background, self.theme, self.language, self.session)
        self.headcount_screen = HeadcountScreen(desk, self.background, self.theme, self.language)
        self._settings_screen = SettingsScreen(settings, self.theme, self.language)
        self._welcome = WelcomeScreen(self.theme, self.language)
        self._scanner = ScannerScreen(desk, self.theme, self.language)
        self.window = MainWindow(
            self.theme, self.language, self.desk_screen, self.headcount_screen, self._settings_screen, self._welcome
        )
        self._loading = Loading(self.window, desk, self.background, self.theme, self.language, self.session)
        shared = (self.window, desk, self.background, self.theme, self.language, self.session)
        self.cards = PersonCards(*shared, lambda: self.desk_screen.place)
        self.walk_ins = WalkIns(*shared)
        self.paper = Paper(self.window, self.background, self.language)
        self._badges = BadgePrinting(desk, self.paper, self.background, self.language, self.session)
        self.camera = LiveCamera(self.desk_screen.camera_view, self.language, self, pace=pace)
        self.signing_in = SigningIn(self.window, desk, self.background, self.theme, self.language, self.session)
        self._operators = Operators(self.window, desk, self.background, self.theme, self.language, self.session)
        self.idle = Idle(application(), settings.lock_minutes, self)
        self._keyboard = Keyboard(application(), self.window, self.desk_screen, self)
        self.kiosk = Kiosk(
            self.window,
            desk,
            self.background,
            self.theme,
            self.language,
            printer=settings.kiosk_printer,
            seconds=settings.kiosk_seconds,
        )
        self._connect_kiosk()
        self.camera.add_view(self._settings_screen.camera.view)
        self.desk_screen.camera_view.mirror(settings.mirror)
        self.desk_screen.show_settings(settings)
        self._sound: Sound | None = None
        self._connect()
        self._connect_operators()
        self._event_is_here()
        self._show_operator()

    def show(self) -> None:
        """Show the window and ask who is here; the camera starts when the window stands."""
        if self._settings.kiosk and self._desk.event is not None:
            self._start_kiosk()
        else:
            self.signing_in.begin()
            self.window.show()
        QTimer.singleShot(0, self._start_camera)

    def _look_for_printers(self) -> None:
        """Where they are to be chosen from: to ask a print system may take its time."""
        self.background.read(
            "printers", system_printer.printers, self._settings_screen.show_printers, self._no_printers
        )

    def leave_out_practice(self) -> None:
        """Lead to no other window to practise in: ours is one already."""
        self._settings_screen.offer_practice(False)

    def close(self) -> None:
        """End every thread and timer; the desk stays open."""
        self.camera.stop()
        self._keyboard.stop()
        self.idle.stop()
        self.signing_in.stop()
        self.kiosk.stop()
        self.background.close()
        self.window.close()
        self.window.deleteLater()

    def _connect(self) -> None:
        say = self.window.say
        self.desk_screen.message.connect(say)
        self.desk_screen.sounded.connect(self._play)
        self.desk_screen.place_chosen.connect(self._go_to)
        self._loading.message.connect(say)
        self._loading.event_loaded.connect(self._event_is_here)
        self._badges.message.connect(say)
        self.window.badge_asked.connect(self._print_badge)
        self._connect_people()
        for screen in (self._welcome, self._settings_screen):
            screen.event_asked.connect(self._loading.load_event)
        self._settings_screen.people_asked.connect(self._loading.load_people)
        self._settings_screen.changed.connect(self._change)
        self._welcome.demo_asked.connect(lambda: self._start("demo"))
        for screen in (self._welcome, self._settings_screen):
            screen.practice_asked.connect(lambda: self._start("practise"))
        self.paper.message.connect(say)
        for screen in (self.desk_screen, self._settings_screen):
            screen.scanner_asked.connect(lambda: self.window.open_page(self._scanner))
        self._settings_screen.camera.searched.connect(self._search_cameras)
        self._settings_screen.printers_wanted.connect(self._look_for_printers)
        self._scanner.left.connect(self.window.go_back)
        self._scanner.print_asked.connect(self.paper.print_test_code)
        self.camera.code_read.connect(lambda code, _: self.code_read(code))
        self.camera.state_changed.connect(self.desk_screen.show_camera_state)
        self._keyboard.code_read.connect(self.code_read)
        self.language.changed.connect(self._count_people)
        self.background.changed.connect(self._count_people)

    def _connect_operators(self) -> None:
        self.signing_in.message.connect(self.window.say)
        self.signing_in.locked_changed.connect(self.window.lock)
        self.signing_in.scanned.connect(self.code_read)
        self.signing_in.paper_asked.connect(self.paper.print_recovery_code)
        self.paper.message.connect(self.signing_in.say_of_paper)
        self._operators.message.connect(self.window.say)
        self._settings_screen.operators_asked.connect(self._operators.open)
        self.window.lock_asked.connect(self.signing_in.lock)
        self.idle.idle.connect(self.signing_in.lock)
        self.session.changed.connect(self._show_operator)
        self.language.changed.connect(self._show_operator)

    def _show_operator(self) -> None:
        operator, t = self.session.operator, self.language
        self._settings_screen.offer_kiosk(self.session.may(Right.LEAVE_KIOSK))
        self._settings_screen.show_rights(
            load=self.session.may(Right.LOAD), operators=self.session.may(Right.MANAGE_OPERATORS)
        )
        if operator is None:
            self.window.show_operator("", "", "")
        else:
            role = t(f"role.{operator.role}")
            self.window.show_operator(operator.short_name, role, t("signin.as", name=operator.name, role=role))

    def _connect_people(self) -> None:
        self.desk_screen.card_asked.connect(self.cards.open)
        self.window.walk_in_asked.connect(self.walk_ins.begin)
        self.walk_ins.person_asked.connect(self.cards.open)
        self.cards.badge_asked.connect(self._badges.print_badge)
        for part in (self.cards, self.walk_ins):
            part.message.connect(self.window.say)
            part.admit_asked.connect(self.desk_screen.submit)

    def _print_badge(self) -> None:
        """Of the card that lies over the desk, else of the person on the panel."""
        if self.cards.person is not None or not self.window.covered:
            self._badges.print_badge(self.cards.person or self.desk_screen.person)

    def code_read(self, code: str) -> None:
        """A code is a code wherever one is: the desk shows what it means. The known one only tries the scanner."""
        self.idle.stir()
        if self.kiosk.on:
            self.kiosk.code_read(code)
        elif self.signing_in.locked:
            self.signing_in.keep(code)
        elif self._scanner.isVisible():
            self._scanner.heard(code)
        elif is_test_code(code):
            self.window.say(self.language("scanner.test_code"))
        elif self._desk.event is not None:
            self.window.uncover()
            if not self.window.at_desk:
                self.window.go(DESK)
            self.desk_screen.submit(code)

    def _play(self, file: Path) -> None:
        """Once the answer is drawn: to start a player takes as long as to draw it."""
        if self._settings.sound:
            sound = self._sound = self._sound or Sound()
            QTimer.singleShot(0, lambda: sound.play(file))

    def _event_is_here(self) -> None:
        self.desk_screen.go_to(self._settings.checkpoint)
        self.window.event_is_here(self._desk.event is not None)
        self.headcount_screen.retranslate()
        self._count_people()

    def _count_people(self) -> None:
        event = self._desk.event
        if event is None:
            self._settings_screen.show_event(self.language("settings.no_event"), loaded=False)
            return
        self.background.read(
            "people",
            self._desk.queries.registration_count,
            lambda people: self._settings_screen.show_event(
                self.language("settings.event_here", title=event.title, people=people), loaded=True
            ),
            lambda error: self.window.say(self.language.error(error)),
        )

    def _go_to(self, key: str) -> None:
        self.desk_screen.go_to(key)
        self._save(replace(self._settings, checkpoint=key))

    def _change(self, settings: Settings) -> None:
        """Put changed settings to work at once."""
        before, self._settings = self._settings, settings
        if (settings.look, settings.text_scale) != (before.look, before.text_scale):
            self.theme.choose(settings.look, settings.text_scale)
        if settings.language != before.language:
            self.language.choose(Texts(settings.language))
        if settings.camera != before.camera:
            self._start_camera()
        self.desk_screen.camera_view.mirror(settings.mirror)
        if settings.lock_minutes != before.lock_minutes:
            self.idle.choose(settings.lock_minutes)
        if settings.desk_name and settings.desk_name != before.desk_name:
            name = settings.desk_name
            self._in_order(lambda: self._desk.rename(name), self.desk_screen.show_status)
        self.desk_screen.show_settings(settings)
        self._save(settings)

    def _save(self, settings: Settings) -> None:
        """Whoever changes one setting changes it in what all know: the settings' own screen begins there."""
        self._settings = settings
        self._settings_screen.show_settings(settings)
        if self._remember:
            self._in_order(lambda: remembered.save(self._desk.folder, settings), lambda: None)

    def _in_order(self, work: Callable[[], None], done: Callable[[], None]) -> None:
        def tell(error: CheckinError) -> None:
            self.window.say(self.language.error(error))

        self.background.write(work, lambda _: done(), tell)

    def _no_printers(self, error: CheckinError) -> None:
        """The list stays as short as it is."""

    def _connect_kiosk(self) -> None:
        self.kiosk.built.connect(self._kiosk_is_built)
        self.window.kiosk_asked.connect(self._become_kiosk)
        self._settings_screen.kiosk_asked.connect(self._become_kiosk)
        self.kiosk.message.connect(self.window.say)
        self.kiosk.started.connect(self._is_kiosk)
        self.kiosk.refused.connect(self._no_kiosk)
        self.kiosk.left.connect(self._was_kiosk)

    def _kiosk_is_built(self) -> None:
        self.camera.add_view(self.kiosk.screen.camera_view)
        self._keyboard.listen_to(self.kiosk.window)
        self.kiosk.screen.language_chosen.connect(
            lambda language: self.language.choose(Texts(language or self._settings.language))
        )

    def _become_kiosk(self) -> None:
        if self._desk.event is None or not self.session.may(Right.LEAVE_KIOSK):
            self.window.say(self.language("kiosk.not_allowed"))
        else:
            self._start_kiosk()

    def _start_kiosk(self) -> None:
        self.kiosk.choose(self._settings.kiosk_printer, self._settings.kiosk_seconds)
        self.kiosk.start(self.desk_screen.place)

    def _is_kiosk(self) -> None:
        """A kiosk is never idle, and stays one over a restart."""
        self.idle.choose(0)
        self._save(replace(self._settings, kiosk=True))

    def _no_kiosk(self) -> None:
        if not self.window.isVisible():
            self.signing_in.begin()
            self.window.show()

    def _was_kiosk(self, operator: Operator) -> None:
        self.session.sign_in(operator)
        self.idle.choose(self._settings.lock_minutes)
        self._save(replace(self._settings, kiosk=False))

    def _search_cameras(self) -> None:
        source = self._settings.camera

        def search() -> tuple[str, ...]:
            from checkin.scanning.cameras import answering  # the window opens without waiting for OpenCV

            return answering(source)

        def show(cameras: tuple[str, ...]) -> None:
            self._settings_screen.camera.show_cameras(cameras)
            self.window.say(self.language("settings.camera.found", n=len(cameras)))

        self.background.work(search, show, lambda error: self.window.say(self.language.error(error)))

    def _start_camera(self) -> None:
        self.camera.start(self._settings.camera)

    def _start(self, verb: str) -> None:
        """The demo and the practice are processes of their own: their people never meet real ones."""
        main = str(_ROOT / "main.py")
        QProcess.startDetached(sys.executable, [main, "--lang", self.language.texts.language, verb])
