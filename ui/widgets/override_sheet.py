"""Admitting in spite of a refusal: why, in one of a few words or in one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme import M, S, Theme
from ui.widgets.area import SheetArea
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.overlay import Overlay

_LONGEST = 200


class OverrideSheet(Overlay):
    """`accepted` carries the reason; one that was not given is asked for by `ask_for_reason`."""

    accepted = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, widest=720)
        self._whom = _words("office", self)
        self._why = _words("strong", self)
        self._missing = _words("warning", self)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(S)
        self._group = QButtonGroup(self)
        self._own = QLineEdit(self)
        self._own.setMaxLength(_LONGEST)
        self._cancel = QPushButton(self)
        self._cancel.clicked.connect(self.dismiss)
        self._admit = QPushButton(self)
        self._admit.setProperty("kind", "primary")
        self._admit.clicked.connect(self._accept)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(self._whom)
        column.addWidget(self._why)
        column.addLayout(self._choices)
        column.addWidget(self._own)
        column.addWidget(self._missing)
        self.body.addWidget(SheetArea(inside, self), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(M)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._admit)
        self.body.addLayout(buttons)

    def show_words(self, title: str, why: str, own: str, cancel: str, admit: str) -> None:
        self.title(title)
        self._why.setText(why)
        self._own.setPlaceholderText(own)
        self._own.setAccessibleName(own)
        self._cancel.setText(cancel)
        self._admit.setText(admit)

    def ask(self, whom: str, reasons: Sequence[str]) -> None:
        """Open for a person, with nothing chosen."""
        self._whom.setText(whom)
        self._missing.hide()
        self._own.clear()
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._choices.removeWidget(button)
            button.deleteLater()
        for number, reason in enumerate(reasons, start=1):
            button = ChoiceButton(self._theme, reason, self)
            button.show_words(reason, str(number))
            self._group.addButton(button)
            self._choices.addWidget(button)
        self.open(self._group.buttons()[0] if reasons else self._own)

    def ask_for_reason(self, words: str) -> None:
        self._missing.setText(words)
        self._missing.show()
        self._own.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.dismiss() if self._cancel.hasFocus() else self._accept()
        else:
            super().keyPressEvent(event)

    def _accept(self) -> None:
        chosen = self._group.checkedButton()
        reason = chosen.key if isinstance(chosen, ChoiceButton) else ""
        self.accepted.emit(" – ".join(part for part in (reason, self._own.text().strip()) if part))


def _words(role: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
