"""Keys as they come, with their times, taken apart from the controls around: what a scanner really sends."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

_SILENCE_MS = 200  # longer than the slowest scanner needs between two letters
_MOST = 600  # keys; no code is longer
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeyCatcher(QFrame):
    """While it has the keyboard, `caught` tells each burst: (text, seconds of the key event's clock) pairs.

    The window's own wedge filter leaves it alone (`ui.keyboard`).
    """

    caught = Signal(object)

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._keys: list[tuple[str, float]] = []
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(_SILENCE_MS)
        self._silence.timeout.connect(self._over)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.text() and event.key() != Qt.Key.Key_Escape and not event.modifiers() & _COMMANDS
        if not plain or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        if len(self._keys) < _MOST:
            at = event.timestamp() / 1000 if event.timestamp() else self._clock()
            self._keys.append((event.text(), at))
        self._silence.start()

    def focusNextPrevChild(self, next: bool) -> bool:
        """A Tab at the end of a burst is the scanner's; any other leads on."""
        return not self._keys and super().focusNextPrevChild(next)

    def _over(self) -> None:
        keys, self._keys = self._keys, []
        self.caught.emit(keys)
