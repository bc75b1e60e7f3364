"""F5: the badge of the person on the panel, to a printer of the system or into a PDF file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from checkin.desk.desk import Desk
from checkin.desk.record import record
from checkin.errors import CheckinError
from checkin.files import replacing
from checkin.model.entry import EntryKind
from checkin.model.registration import Registration
from ui import system_printer
from ui.background import Background
from ui.language import Language
from ui.session import Session


class BadgePrinting(QObject):
    """Drawn in the background; the system's printer dialog is asked on the window's thread.

    Args:
        ask_file: asks where to save; (title, proposed name) -> path or "".
    """

    message = Signal(str)

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        background: Background,
        language: Language,
        session: Session,
        ask_file: Callable[[str, str], str] | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._background, self._t = window, desk, background, language
        self._session = session
        self._ask_file = ask_file or self._dialog

    def print_badge(self, person: Registration | None) -> None:
        """Print, or save where there is no printer; nothing without a person."""
        event = self._desk.event
        if person is None or event is None:
            self.message.emit(self._t("desk.badge.nobody"))
            return

        def draw() -> bytes:
            from checkin.badges.render import badge_pdf_bytes  # the window opens without waiting for it

            return badge_pdf_bytes(person, event)

        self._background.work(draw, lambda pdf: self._hand_over(pdf, person), self._tell)

    def _hand_over(self, pdf: bytes, person: Registration) -> None:
        title = self._t("desk.badge.title", name=person.name)
        if not system_printer.printers():
            self.message.emit(self._t("desk.badge.no_printer"))
            self._save(pdf, person, title)
            return
        try:
            printed = system_printer.ask_and_print(pdf, self._window, title)
        except CheckinError as error:
            self._tell(error)
            return
        if printed:
            self._note(person, self._t("desk.badge.printed"))

    def _save(self, pdf: bytes, person: Registration, title: str) -> None:
        path = self._ask_file(title, f"{person.ticket or person.id}.pdf")
        if not path:
            return

        def write() -> None:
            with replacing(Path(path)) as aside:
                aside.write_bytes(pdf)

        saved = self._t("desk.badge.saved", file=Path(path).name)
        self._background.work(write, lambda _: self._note(person, saved), self._tell)

    def _note(self, person: Registration, words: str) -> None:
        """Every badge is an entry."""
        operator = self._session.id
        self._background.write(
            lambda: record(self._desk, EntryKind.PRINTED, why="badge", operator=operator, registration=person.id),
            lambda _: self.message.emit(words),
            self._tell,
        )

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))

    def _dialog(self, title: str, name: str) -> str:
        path, _ = QFileDialog.getSaveFileName(self._window, title, name, "PDF (*.pdf)")
        return path
