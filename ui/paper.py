"""What the window prints: to a printer of the system, or into a PDF file where there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from checkin.errors import CheckinError
from checkin.files import replacing
from checkin.scanning.scanner_check import TEST_CODE
from ui import system_printer
from ui.background import Background
from ui.language import Language


class Paper(QObject):
    """Drawn in the background; the system's dialogs are asked on the window's thread. `message` is a sentence.

    Args:
        ask_file: asks where to save; (title, proposed name) -> path or "".
    """

    message = Signal(str)

    def __init__(
        self,
        window: QWidget,
        background: Background,
        language: Language,
        ask_file: Callable[[str, str], str] | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._background, self._t = window, background, language
        self._ask_file = ask_file or self._dialog

    def print(
        self, draw: Callable[[], bytes], title: str, file_name: str, done: Callable[[str], None] | None = None
    ) -> None:
        """Print a PDF that is drawn elsewhere, or save it under a name.

        Args:
            done: what to do when it is on paper or in a file, with the sentence that says so; it is told otherwise.
        """
        tell = done or self.message.emit
        self._background.work(draw, lambda pdf: self._hand_over(pdf, title, file_name, tell), self._tell)

    def print_recovery_code(self, code: str) -> None:
        t = self._t

        def draw() -> bytes:
            from checkin.reporting.recovery_sheet import recovery_pdf  # the window opens without waiting for it

            return recovery_pdf(t("signin.code.paper_title"), code, t("signin.code.hint"))

        self.print(draw, t("signin.code.title"), "obecni-kod.pdf")

    def print_test_code(self) -> None:
        t = self._t

        def draw() -> bytes:
            from checkin.tickets.cards import Card, cards_pdf  # the window opens without waiting for it

            return cards_pdf(t("scanner.title"), [Card(TEST_CODE, t("scanner.card_word"), t("scanner.card_note"))])

        self.print(draw, t("scanner.print"), "obecni-test.pdf")

    def _hand_over(self, pdf: bytes, title: str, file_name: str, tell: Callable[[str], None]) -> None:
        if not system_printer.printers():
            self.message.emit(self._t("paper.no_printer"))
            self._save(pdf, title, file_name, tell)
            return
        try:
            if system_printer.ask_and_print(pdf, self._window, title):
                tell(self._t("paper.printed"))
        except CheckinError as error:
            self._tell(error)

    def _save(self, pdf: bytes, title: str, file_name: str, tell: Callable[[str], None]) -> None:
        path = self._ask_file(title, file_name)
        if not path:
            return

        def write() -> None:
            with replacing(Path(path)) as aside:
                aside.write_bytes(pdf)

        saved = self._t("paper.saved", file=Path(path).name)
        self._background.work(write, lambda _: tell(saved), self._tell)

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))

    def _dialog(self, title: str, name: str) -> str:
        path, _ = QFileDialog.getSaveFileName(self._window, title, name, "PDF (*.pdf)")
        return path
