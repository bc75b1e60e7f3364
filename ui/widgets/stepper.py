"""A small number that is counted up and down; nothing can be typed into it, so a scanner cannot either."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import M


class Stepper(QWidget):
    """Two buttons beside the number; the arrows do the same while one of them has the keyboard."""

    def __init__(self, most: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._most, self._value = most, 0
        self._less, self._more = QPushButton("–", self), QPushButton("+", self)
        self._number = QLabel("0", self)
        self._number.setProperty("role", "strong")
        self._words = QLabel(self)
        self._words.setProperty("role", "body")
        self._words.setWordWrap(True)
        for button in (self._less, self._more):
            button.installEventFilter(self)
        self._less.clicked.connect(lambda: self.step(-1))
        self._more.clicked.connect(lambda: self.step(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        for widget in (self._less, self._number, self._more):
            row.addWidget(widget)
        row.addWidget(self._words, 1)

    def value(self) -> int:
        return self._value

    def show_words(self, words: str, fewer: str, more: str) -> None:
        self._words.setText(words)
        self._less.setAccessibleName(fewer)
        self._less.setToolTip(f"{fewer} (↓)")
        self._more.setAccessibleName(more)
        self._more.setToolTip(f"{more} (↑)")

    def set_value(self, value: int) -> None:
        self._value = max(0, min(self._most, value))
        self._number.setText(str(self._value))

    def step(self, steps: int) -> None:
        self.set_value(self._value + steps)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button would hand the keyboard on at an arrow."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if steps is not None:
                self.step(steps)
                return True
        return super().eventFilter(watched, event)
