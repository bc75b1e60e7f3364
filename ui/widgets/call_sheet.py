"""F8: whom to ring, in figures that can be read while dialling."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.theme import Theme
from ui.widgets.overlay import Overlay


class CallSheet(Overlay):
    """Who it is, the number, and that the call is written down."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, widest=640)
        self._who = QLabel(self)
        self._who.setProperty("role", "office")
        self._number = QLabel(self)
        self._number.setProperty("role", "number")
        self._noted = QLabel(self)
        self._noted.setProperty("role", "muted")
        for label in (self._who, self._number, self._noted):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self.body.addWidget(label)
        self._close = QPushButton(self)
        self._close.setProperty("kind", "primary")
        self._close.clicked.connect(self.dismiss)
        self.body.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)

    def show_call(self, title: str, who: str, number: str, noted: str, close: str) -> None:
        """Open with these words; `number` may be ""."""
        self.title(title)
        self._who.setText(who)
        self._number.setText(number)
        self._number.setVisible(bool(number))
        self._noted.setText(noted)
        self._close.setText(close)
        self.setAccessibleDescription(" ".join((who, number, noted)))
        self.open(self._close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.dismiss()
        else:
            super().keyPressEvent(event)
