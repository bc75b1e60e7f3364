"""The last scans, the newest on top, and the way to take one back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from checkin.desk.words import Band
from ui.icons import Icon
from ui.theme import L, M, S, Theme
from ui.widgets.header import ElidedLabel
from ui.widgets.hold_button import HoldButton
from ui.widgets.picture import Picture

_ICONS = {
    Band.ADMITTED: Icon.CHECK_CIRCLE,
    Band.ATTENTION: Icon.ALERT_CIRCLE,
    Band.STOP: Icon.CLOSE_OCTAGON,
    Band.CLARIFY: Icon.HELP_CIRCLE,
    Band.LEFT: Icon.ARROW_LEFT_CIRCLE,
    Band.UNDONE: Icon.UNDO_VARIANT,
}


_FEWEST = 2


@dataclass(frozen=True, slots=True)
class RecentRow:
    """One scan, in words. `undoable` is the entry that the button takes back, None where it cannot be."""

    band: Band
    name: str
    detail: str
    time: str
    undoable: UUID | None = None


class RecentList(QFrame):
    """As many of the last scans as there is room for."""

    undo_asked = Signal(object)

    def __init__(self, theme: Theme, shown: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "card")
        self._heading = QLabel(self)
        self._heading.setProperty("role", "heading")
        self._empty = QLabel(self)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._lines = [_Line(theme, self) for _ in range(shown)]
        self._filled = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(L + 4, L, L + 4, M)
        column.setSpacing(S)
        column.addWidget(self._heading)
        column.addWidget(self._empty)
        for line in self._lines:
            column.addWidget(line)
            line.undo_asked.connect(self.undo_asked)
        column.addStretch(1)

    def show_words(self, heading: str, empty: str, undo: str, key: str) -> None:
        self._heading.setText(heading)
        self._empty.setText(empty)
        self.setAccessibleName(heading)
        for line in self._lines:
            line.name_button(undo, key)

    def show_rows(self, rows: Sequence[RecentRow]) -> None:
        self._filled = min(len(rows), len(self._lines))
        for line, row in zip(self._lines, rows, strict=False):
            line.show_row(row)
        self._empty.setVisible(not rows)
        self._show_what_fits()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_what_fits()

    def minimumSizeHint(self) -> QSize:
        """What the fewest lines take: those that are shown now give way."""
        lines = _FEWEST * (self._lines[0].sizeHint().height() + S)
        return QSize(super().minimumSizeHint().width(), self._heading.sizeHint().height() + L + M + lines)

    def _show_what_fits(self) -> None:
        height = self._lines[0].sizeHint().height() + S
        room = self.height() - self._heading.sizeHint().height() - L - M
        fit = max(_FEWEST, room // height)
        for number, line in enumerate(self._lines):
            line.setVisible(number < min(self._filled, fit))


class _Line(QWidget):
    undo_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: RecentRow | None = None
        self._icon = Picture(theme, 22, self)
        self._name = ElidedLabel("recent-name", self)
        self._detail = ElidedLabel("recent-detail", self)
        self._time = QLabel(self)
        self._time.setProperty("role", "small")
        self._undo = HoldButton(theme, Icon.UNDO_VARIANT, 20, self)
        self._undo.held.connect(self._ask)
        keeps = self._undo.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._undo.setSizePolicy(keeps)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S + 2)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self._time)
        row.addWidget(self._undo)
        theme.changed.connect(self._restyle)

    def name_button(self, words: str, key: str) -> None:
        self._undo.name(words, key)

    def show_row(self, row: RecentRow) -> None:
        self._row = row
        self._name.setText(row.name)
        self._detail.setText(row.detail)
        self._time.setText(row.time)
        self._undo.setVisible(row.undoable is not None)
        self._restyle()

    def _restyle(self) -> None:
        if self._row is not None:
            ink = QColor(self._theme.colours.tone(self._row.band).ink)
            self._icon.show_icon(_ICONS[self._row.band], ink)

    def _ask(self) -> None:
        if self._row is not None:
            self.undo_asked.emit(self._row.undoable)
