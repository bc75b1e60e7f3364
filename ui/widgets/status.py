"""One line of plain sentences; amber only where somebody should act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.icons import Icon
from ui.theme import XL, S, Theme
from ui.widgets.header import ElidedLabel
from ui.widgets.picture import Picture


@dataclass(frozen=True, slots=True)
class State:
    """One sentence about one part of the desk; `act` where a person should do something."""

    icon: Icon
    words: str
    act: bool = False


class StatusStrip(QWidget):
    """The parts of the desk in a row, the desk's own name at its end; `asked` is the button before it.

    Where there is no room for all sentences, those of parts that are well give way to their icons.
    """

    asked = Signal()

    def __init__(self, theme: Theme, parts: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._states: tuple[State, ...] = ()
        self._parts = [(Picture(theme, 16, self), ElidedLabel("small", self)) for _ in range(parts)]
        self._desk = QLabel(self)
        self._desk.setProperty("role", "desk")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(S)
        for picture, label in self._parts:
            self._row.addWidget(picture)
            self._row.addWidget(label)
            self._row.addSpacing(XL - S)
        self._button = QPushButton(self)
        self._button.setProperty("kind", "link")
        self._button.clicked.connect(self.asked)
        self._row.addStretch(1)
        self._row.addWidget(self._button)
        self._row.addSpacing(XL - S)
        self._row.addWidget(self._desk)
        theme.changed.connect(self._restyle)

    def show_button(self, words: str) -> None:
        """What may be tried here, in two words."""
        self._button.setText(words)

    def show_states(self, states: Sequence[State], desk: str) -> None:
        self._states = tuple(states)
        self._desk.setText(desk)
        self._restyle()

    def _restyle(self) -> None:
        colours = self._theme.colours
        for (picture, label), state in zip(self._parts, self._states, strict=True):
            picture.show_icon(state.icon, QColor(colours.attention.ink if state.act else colours.admitted.ink))
            label.setProperty("act", state.act)
            label.style().polish(label)
            label.setText(state.words)
            picture.setAccessibleName(state.words)
            picture.setToolTip(state.words)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        wanted = sum(label.sizeHint().width() for _, label in self._parts if label.isHidden())
        cramped = self._row.sizeHint().width() + wanted > self.width()
        for (_, label), state in zip(self._parts, self._states, strict=False):  # none before the first are shown
            label.setHidden(cramped and not state.act)
