"""Everybody who may sign in, and what can be done for one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QListWidget, QPushButton, QWidget

from ui.theme import L, M, Theme
from ui.widgets.overlay import Overlay

_ROWS = 7
_BESIDE_UP_TO = 1.3  # times the designed size of text


@dataclass(frozen=True, slots=True)
class OperatorsWords:
    title: str
    names: str
    add: str
    role: str
    pin: str
    remove: str
    close: str


class OperatorsSheet(Overlay):
    """`add_asked`; the others tell the number of the row that is meant."""

    add_asked = Signal()
    role_asked = Signal(int)
    pin_asked = Signal(int)
    remove_asked = Signal(int)

    gives_way = False  # to a scan: whoever is at it is not at the door

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, widest=640)
        self._names = QListWidget(self)
        self._names.setProperty("kind", "names")
        self._names.setWordWrap(True)
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._message = QLabel(self)
        self._message.setProperty("role", "strong")
        self._message.setWordWrap(True)
        self._add, self._role, self._pin, self._remove, self._close = (QPushButton(self) for _ in range(5))
        self._add.setProperty("kind", "primary")
        self._buttons = QGridLayout()
        self._buttons.setSpacing(M)
        self.body.addWidget(self._names)
        self.body.addWidget(self._message)
        self.body.addLayout(self._buttons)
        self._add.clicked.connect(self.add_asked)
        self._role.clicked.connect(lambda: self.role_asked.emit(self._names.currentRow()))
        self._pin.clicked.connect(lambda: self.pin_asked.emit(self._names.currentRow()))
        self._remove.clicked.connect(lambda: self.remove_asked.emit(self._names.currentRow()))
        self._close.clicked.connect(self.dismiss)

    def show_words(self, words: OperatorsWords) -> None:
        self.title(words.title)
        self._names.setAccessibleName(words.names)
        self._add.setText(words.add)
        self._role.setText(words.role)
        self._pin.setText(words.pin)
        self._remove.setText(words.remove)
        self._close.setText(words.close)

    def offer(self, names: Sequence[str]) -> None:
        """Show who there is; who was chosen stays chosen."""
        current = max(0, min(self._names.currentRow(), len(names) - 1))
        self._names.clear()
        self._names.addItems(list(names))
        self._names.setCurrentRow(current)
        self._names.setMinimumHeight(min(max(len(names), 3), _ROWS) * self._names.sizeHintForRow(0) + L)
        self._place_buttons()
        self.say("")
        self.open(self._names)

    def say(self, words: str) -> None:
        """What came of the last step, or what is asked before it is done."""
        self._message.setText(words)
        self._message.setAccessibleName(words)
        self._message.setVisible(bool(words))

    def _place_buttons(self) -> None:
        columns = 3 if self._theme.scale <= _BESIDE_UP_TO else 1
        for place, button in enumerate((self._add, self._role, self._pin, self._remove, self._close)):
            self._buttons.addWidget(button, place // columns, place % columns)
