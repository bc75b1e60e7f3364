"""Keys of the whole window: a scanner is heard wherever the keyboard is, and typing ends up in the search box."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from ui.main_window import MainWindow
from ui.screens.desk import DeskScreen


class Keyboard(QObject):
    """Listens to the application; `code_read` is a scanner's burst."""

    code_read = Signal(str)

    def __init__(self, application: QApplication, window: MainWindow, desk: DeskScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._desk = window, desk
        self._application = application
        application.installEventFilter(self)

    def stop(self) -> None:
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is _focus():
            self._send_to_search(event)
        return False

    def _send_to_search(self, event: QKeyEvent) -> None:
        """Letters typed while a button has the keyboard are meant for the search box."""
        letters = event.text()
        if not self._window.at_desk or not letters.isprintable() or not letters.strip():
            return
        focus = _focus()
        if not isinstance(focus, QLineEdit | QComboBox):
            self._desk.finder.box.setFocus()


def _focus() -> QObject | None:
    return QApplication.focusWidget()
