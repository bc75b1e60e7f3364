"""Keys of the whole window: a scanner is heard wherever the keyboard is, and typing ends up in the search box."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QWidget

from checkin.desk.pins import LONGEST as LONGEST_PIN
from checkin.model.ticket import CodeKind, parse
from checkin.scanning.wedge import Keystroke, WedgeFilter
from ui.main_window import MainWindow
from ui.screens.desk import DeskScreen
from ui.widgets.key_catcher import KeyCatcher
from ui.widgets.pin_field import PinLine

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Keyboard(QObject):
    """Listens to the application; `code_read` is a scan that came as keys."""

    code_read = Signal(str)

    def __init__(self, application: QApplication, window: MainWindow, desk: DeskScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._application, self._window, self._desk = application, window, desk
        self._windows: list[QWidget] = [window]
        self._wedge = WedgeFilter()
        self._last_at = 0.0  # of the last key, by the clock of the key events
        self._last_seen = 0.0  # of the same key, by ours
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._idle)
        application.installEventFilter(self)

    def listen_to(self, window: QWidget) -> None:
        """Hear scanners in another window too; nothing that is typed there goes to the search box."""
        self._windows.append(window)

    def stop(self) -> None:
        self._silence.stop()
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        focus = QApplication.focusWidget()
        if watched is not focus or not isinstance(watched, QWidget) or watched.window() not in self._windows:
            return False
        if isinstance(watched, KeyCatcher):
            return False
        if not event.text() or event.isAutoRepeat() or event.modifiers() & _COMMANDS:
            return False
        return self._key(event, watched)

    def _key(self, event: QKeyEvent, focus: QWidget) -> bool:
        at = event.timestamp() / 1000 if event.timestamp() else monotonic()
        stroke = self._wedge.feed(event.text(), max(at, self._last_at))
        self._last_at, self._last_seen = max(at, self._last_at), monotonic()
        self._wait_for_silence()
        if stroke.code and not self._is_typed(stroke.code):
            self._obey(stroke)
            return stroke.swallow
        if stroke.swallow and not stroke.code:
            return True
        return self._send_to_search(event, focus)

    def _wait_for_silence(self) -> None:
        due = self._wedge.due
        if due is None:
            self._silence.stop()
        else:
            self._silence.start(max(1, round(1000 * (due - self._last_at)) + 1))

    def _idle(self) -> None:
        stroke = self._wedge.idle(self._last_at + monotonic() - self._last_seen)
        if stroke.code and not self._is_typed(stroke.code):
            self._obey(stroke)

    def _is_typed(self, code: str) -> bool:
        """Where a PIN is asked for, a burst of few digits is one: fingers that know it are as fast as a scanner."""
        asked = isinstance(QApplication.focusWidget(), PinLine)
        is_pin = asked and code.isdigit() and len(code) <= LONGEST_PIN
        return is_pin or _is_word(code)

    def _obey(self, stroke: Keystroke) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QComboBox):
            focus = focus.lineEdit()
        if isinstance(focus, QLineEdit):
            for _ in range(stroke.take_back):
                focus.backspace()
        self.code_read.emit(stroke.code)

    def _send_to_search(self, event: QKeyEvent, focus: QWidget) -> bool:
        """Letters typed while a button has the keyboard are meant for the search box."""
        if focus.window() is not self._window or not self._window.at_desk:
            return False
        if isinstance(focus, QLineEdit | QComboBox | QAbstractSpinBox):
            return False
        if self._window.covered or not event.text().isprintable() or not event.text().strip():
            return False
        field = self._desk.finder.box.field
        field.setFocus()
        QApplication.sendEvent(field, event.clone())
        return True


def _is_word(code: str) -> bool:
    """Whether a burst reads like a name: people who type fast, and programs that type, are not scanners.

    A foreign ticket of letters alone goes through the search box, where nobody of that name is found.
    """
    letters = code.replace(" ", "").replace("-", "").replace("'", "")
    return letters.isalpha() and parse(code, "").kind is CodeKind.FOREIGN
