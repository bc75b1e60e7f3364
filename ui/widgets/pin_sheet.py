"""A new PIN, typed twice, with what else has to be known: a name and a role, or a recovery code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.theme import M, Theme
from ui.widgets.curtain import Curtain
from ui.widgets.picture import Choice
from ui.widgets.pin_field import PinLine

Field = TypeVar("Field", bound=QWidget)


@dataclass(frozen=True, slots=True)
class PinWords:
    """The words of one use of the sheet; what is "" is not asked, or not offered.

    Attributes:
        text: what the line before the PIN is for.
    """

    title: str
    hint: str
    pin: str
    again: str
    accept: str
    text: str = ""
    role: str = ""
    cancel: str = ""


@dataclass(frozen=True, slots=True)
class PinAnswer:
    """What was typed; `role` is the number of the role chosen."""

    text: str
    role: int
    pin: str
    again: str


class PinSheet(Curtain):
    """`accepted` carries a `PinAnswer`; the sheet stays until it is dismissed or `cancelled`."""

    accepted = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, widest=480)
        self._hint = self.line("body")
        self._labels: list[QLabel] = []
        self._text = self._field(QLineEdit(self))
        self._role = self._field(Choice(theme, self))
        self._pin = self._field(PinLine(self))
        self._again = self._field(PinLine(self))
        self._message = self.line("strong")
        self._accept = QPushButton(self)
        self._accept.setProperty("kind", "primary")
        self._cancel = QPushButton(self)
        buttons = QHBoxLayout()
        buttons.setSpacing(M)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._accept)
        self.body.addLayout(buttons)
        self._text.returnPressed.connect(self._pin.setFocus)
        self._pin.returnPressed.connect(self._again.setFocus)
        self._again.returnPressed.connect(self._take)
        self._accept.clicked.connect(self._take)
        self._cancel.clicked.connect(self._stop)

    def ask(self, words: PinWords, roles: Sequence[str] = (), role: int = 0) -> None:
        """Open the sheet, empty."""
        self.title(words.title)
        self._hint.setText(words.hint)
        self._role.clear()
        self._role.addItems(list(roles))
        self._role.setCurrentIndex(role if roles else -1)
        asked = zip(self._labels, (words.text, words.role, words.pin, words.again), strict=True)
        for label, name in asked:
            label.setText(name)
            label.setVisible(bool(name))
            buddy = label.buddy()
            if buddy is not None:
                buddy.setAccessibleName(name)
                buddy.setVisible(bool(name))
        for line in (self._text, self._pin, self._again):
            line.clear()
        self._accept.setText(words.accept)
        self._cancel.setText(words.cancel)
        self._cancel.setVisible(bool(words.cancel))
        self.say("")
        self.open(self._text if words.text else self._pin)

    def say(self, words: str) -> None:
        """What is wrong with what was typed; the PINs are typed again."""
        self._message.setText(words)
        self._message.setAccessibleName(words)
        self._message.setVisible(bool(words))
        self._accept.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._cancel.isVisible():
            self._stop()

    def _take(self) -> None:
        if self._accept.isEnabled():
            self._accept.setEnabled(False)  # until it is answered
            answer = PinAnswer(self._text.text(), self._role.currentIndex(), self._pin.text(), self._again.text())
            self.accepted.emit(answer)

    def _stop(self) -> None:
        self.dismiss()
        self.cancelled.emit()

    def _field(self, field: Field) -> Field:
        label = self.line("muted")
        label.setBuddy(field)
        self._labels.append(label)
        self.body.addWidget(field)
        return field
