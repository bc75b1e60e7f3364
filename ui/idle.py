"""Notices that nobody has touched the desk for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_MINUTE_MS = 60_000


class Idle(QObject):
    """`idle` after so many minutes without a key, the mouse or `stir`; 0 is never."""

    idle = Signal()

    def __init__(self, application: QApplication, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        application.installEventFilter(self)
        self.choose(minutes)

    def choose(self, minutes: int) -> None:
        self.choose_milliseconds(minutes * _MINUTE_MS)

    def choose_milliseconds(self, milliseconds: int) -> None:
        self._timer.stop()
        self._timer.setInterval(milliseconds)
        self.stir()

    def stir(self) -> None:
        """Somebody is here: a scan counts too."""
        if self._timer.interval() > 0:
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self.stir()
        return False
