"""Paper that is nobody's badge: to a printer of the system, or into a PDF file where there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from checkin.errors import CheckinError
from checkin.files import replacing
from ui import system_printer
from ui.background import Background
from ui.language import Language


class Paper(QObject):
    """Drawn in the background; the system's dialogs are asked on the window's thread.

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

    def print(self, draw: Callable[[], bytes], title: str, file_name: str) -> None:
        """Print a PDF that is drawn elsewhere, or save it under a name."""
        self._background.work(draw, lambda pdf: self._hand_over(pdf, title, file_name), self._tell)

    def _hand_over(self, pdf: bytes, title: str, file_name: str) -> None:
        if not system_printer.printers():
            self._save(pdf, title, file_name)
            return
        try:
            if system_printer.ask_and_print(pdf, self._window, title):
                self.message.emit(self._t("paper.printed"))
        except CheckinError as error:
            self._tell(error)

    def _save(self, pdf: bytes, title: str, file_name: str) -> None:
        path = self._ask_file(title, file_name)
        if not path:
            return

        def write() -> None:
            with replacing(Path(path)) as aside:
                aside.write_bytes(pdf)

        saved = self._t("paper.saved", file=Path(path).name)
        self._background.work(write, lambda _: self.message.emit(saved), self._tell)

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))

    def _dialog(self, title: str, name: str) -> str:
        path, _ = QFileDialog.getSaveFileName(self._window, title, name, "PDF (*.pdf)")
        return path
