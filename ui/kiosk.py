"""The kiosk around its screen: a window of its own with nothing else in it, which only a staff PIN closes.

Most desks never become one, so it is built when somebody first asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from checkin.access import Right, may
from checkin.desk import operators
from checkin.desk.desk import Desk
from checkin.desk.record import record
from checkin.errors import CheckinError, EnvironmentProblem, InputProblem
from checkin.files import replacing
from checkin.model.entry import EntryKind
from checkin.model.operator import Operator
from checkin.model.registration import Registration
from ui import system_printer
from ui.background import Background
from ui.language import Language
from ui.screens.kiosk import KioskScreen, Welcome
from ui.theme import Theme
from ui.widgets.sign_in_sheet import SignInSheet

PDF = "pdf"  # the printer that is a folder of the desk

_SHEET_MS = 45_000  # how long the question for a PIN stays where nobody answers it


class Kiosk(QObject):
    """`built` once there are a screen and a window, `started` when it stands, `refused` where it cannot.

    `left` carries the operator whose PIN opened it.

    Args:
        printer: where badges go: a printer of the system, `PDF`, or "" for nowhere.
        seconds: how long an answer stays.
    """

    built = Signal()
    started = Signal()
    refused = Signal()
    left = Signal(object)
    message = Signal(str)

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        background: Background,
        theme: Theme,
        language: Language,
        *,
        printer: str,
        seconds: int,
    ) -> None:
        super().__init__(window)
        self._main, self._desk, self._background = window, desk, background
        self._theme, self._t = theme, language
        self.printer, self._seconds = printer, seconds
        self._parts: _Parts | None = None
        self._staff: list[Operator] = []
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_SHEET_MS)

    @property
    def screen(self) -> KioskScreen:
        return self._here().screen

    @property
    def window(self) -> _KioskWindow:
        return self._here().window

    @property
    def _sheet(self) -> SignInSheet:
        return self._here().sheet

    def _here(self) -> _Parts:
        if self._parts is None:
            screen = KioskScreen(self._desk, self._background, self._theme, self._t, self._seconds)
            window = _KioskWindow(screen)
            self._parts = _Parts(screen, window, SignInSheet(self._theme, window))
            screen.leave_asked.connect(self._ask)
            screen.welcomed.connect(self._print)
            window.close_asked.connect(self._ask)
            self._sheet.tried.connect(self._try)
            self._sheet.forgotten.connect(self._back)
            self._waiting.timeout.connect(self._sheet.dismiss)
            self.built.emit()
        return self._parts

    @property
    def on(self) -> bool:
        return self._parts is not None and self.window.isVisible()

    def choose(self, printer: str, seconds: int) -> None:
        """Where badges go and how long an answer stays from now on."""
        self.printer, self._seconds = printer, seconds
        if self._parts is not None:
            self.screen.stay(seconds)

    def start(self, place: str) -> None:
        """Become a kiosk at a checkpoint; not before somebody could end it again."""
        self._background.read("staff", self._who_may_leave, lambda staff: self._stand(staff, place), self._tell)

    def code_read(self, code: str) -> None:
        """A code was shown: the question for a PIN gives way to whoever stands here."""
        self._back()
        self.screen.submit(code)

    def stop(self) -> None:
        """The program ends."""
        self._waiting.stop()
        if self._parts is None:
            return
        self.screen.stop()
        self.window.may_close = True
        self.window.close()
        self.window.deleteLater()

    def _who_may_leave(self) -> list[Operator]:
        return [one for one in operators.known(self._desk) if may(one.role, Right.LEAVE_KIOSK)]

    def _stand(self, staff: list[Operator], place: str) -> None:
        if not staff:
            self._tell(InputProblem("kiosk.nobody_could_leave"))
            return
        self._staff = staff
        self.window.setWindowTitle(self._t("ui.title"))
        self.screen.stand(place)
        self.window.setGeometry(self._main.screen().geometry())  # where no window manager makes it full
        self.window.showFullScreen()
        self._main.hide()
        self.screen.setFocus()
        self.started.emit()

    def _ask(self) -> None:
        t = self._t
        self._sheet.show_words(
            t("kiosk.leave_title"),
            t("kiosk.leave_hint"),
            t("kiosk.staff"),
            t("kiosk.pin"),
            t("kiosk.delete"),
            t("kiosk.leave_now"),
            t("kiosk.stay"),
        )
        self._sheet.clear()
        self._sheet.offer([one.short_name for one in self._staff], 0)
        self._waiting.start()

    def _back(self) -> None:
        self._waiting.stop()
        self._sheet.clear()
        self._sheet.dismiss()
        self.screen.setFocus()

    def _try(self, number: int, pin: str) -> None:
        who = self._staff[number]
        self._waiting.start()
        self._sheet.say("", may_try=False)
        self._background.work(lambda: operators.sign_in(self._desk, who.id, pin), self._leave, self._refuse)

    def _refuse(self, error: CheckinError) -> None:
        self._sheet.clear()
        self._sheet.say(self._t.error(error))

    def _leave(self, operator: Operator) -> None:
        if not may(operator.role, Right.LEAVE_KIOSK):
            self._refuse(InputProblem("kiosk.not_allowed"))
            return
        self._back()
        self.screen.start_again()
        self._main.show()
        self.window.hide()
        self.left.emit(operator)

    def _tell(self, error: CheckinError) -> None:
        self.refused.emit()
        self.message.emit(self._t.error(error))

    # Badges

    def _print(self, welcome: Welcome) -> None:
        """Once for each person, where they come in."""
        event, person = self._desk.event, welcome.person
        if not self.printer or not welcome.first or event is None:
            return

        def draw() -> bytes:
            from checkin.badges.render import badge_pdf_bytes  # the window opens without waiting for it

            printed = self._desk.queries.entries(kinds=(EntryKind.PRINTED,))
            return b"" if any(one.registration == person.id for one in printed) else badge_pdf_bytes(person, event)

        self._background.work(draw, lambda pdf: self._hand_over(pdf, person), self._no_badge)

    def _hand_over(self, pdf: bytes, person: Registration) -> None:
        if not pdf:
            return
        if self.printer == PDF:
            self._background.work(lambda: self._save(pdf, person), lambda _: self._note(person), self._no_badge)
            return
        try:
            self._to_printer(pdf)
        except CheckinError as error:
            self._no_badge(error)
        else:
            self._note(person)

    def _to_printer(self, pdf: bytes) -> None:
        if self.printer not in system_printer.printers():
            raise EnvironmentProblem("desk.badge.printer_refused")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(self.printer)
        system_printer.print_pdf(pdf, printer)

    def _save(self, pdf: bytes, person: Registration) -> None:
        folder = self._desk.folder / "badges"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise EnvironmentProblem("desk.badge.printer_refused") from error
        with replacing(Path(folder, f"{person.id}.pdf")) as aside:
            aside.write_bytes(pdf)

    def _note(self, person: Registration) -> None:
        """Every badge is an entry."""
        self._background.write(
            lambda: record(self._desk, EntryKind.PRINTED, why="badge", registration=person.id),
            lambda _: None,
            lambda _: None,  # the badge is there, and whoever holds it is in the journal
        )

    def _no_badge(self, error: CheckinError) -> None:
        """The person is in; the badge waits where somebody can help."""
        self.screen.show_help_for_badge()


@dataclass(frozen=True)
class _Parts:
    screen: KioskScreen
    window: _KioskWindow
    sheet: SignInSheet


class _KioskWindow(QWidget):
    """Closing it, by whatever means, asks for the PIN."""

    close_asked = Signal()

    def __init__(self, screen: KioskScreen) -> None:
        super().__init__()
        self.may_close = False
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(screen)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            self.close_asked.emit()
