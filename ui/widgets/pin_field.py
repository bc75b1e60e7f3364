"""Where a PIN is typed: by the keyboard, or by the mouse on a pad of large keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icon
from ui.theme import S, Theme
from ui.widgets.picture import IconButton

_COLUMNS = 3


class PinLine(QLineEdit):
    """A line that does not show what is typed.

    It takes any letter and any number of them: a scanner may type here, and what it typed is taken back.
    `moved` tells that an arrow was pressed, a row up (-1) or down (1).
    """

    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if rows is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(rows)


class PinPad(QWidget):
    """A line and the keys 1 to 9, 0, and one that takes a digit back; `entered` is Enter."""

    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = PinLine(self)
        self.line.returnPressed.connect(self.entered)
        keys = QGridLayout()
        keys.setSpacing(S)
        for place, digit in enumerate("123456789"):
            keys.addWidget(self._key(digit), place // _COLUMNS, place % _COLUMNS)
        keys.addWidget(self._key("0"), _COLUMNS, 1)
        self._back = IconButton(theme, Icon.BACKSPACE_OUTLINE, parent=self)
        self._back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._back.clicked.connect(self.line.backspace)
        keys.addWidget(self._back, _COLUMNS, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.line)
        column.addLayout(keys)

    def show_words(self, name: str, back: str) -> None:
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(name)
        self._back.name(back)

    def _key(self, digit: str) -> QPushButton:
        """A digit; the keyboard stays in the line, where digits are typed."""
        key = QPushButton(digit, self)
        key.setAccessibleName(digit)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.clicked.connect(lambda: self.line.insert(digit))
        return key
