"""How many are inside, and how they came."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import L, M, Theme


class CounterCard(QFrame):
    """The one number that people ask a desk for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._number = _label("number", self)
        self._what = _label("strong", self)
        self._recently = _label("small", self)
        self._bars = ArrivalBars(theme, self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._what)
        words.addWidget(self._recently)
        words.addStretch(1)
        for label in (self._what, self._recently):
            label.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(M)
        row.addWidget(self._number)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(L + 4, M - 4, L + 4, L)
        column.setSpacing(M - 4)
        column.addLayout(row)
        column.addWidget(self._bars)

    def show_figures(self, number: str, what: str, recently: str, bars: Sequence[int], spoken: str) -> None:
        """`bars` are arrivals per equal stretch of time, oldest first; the last one is still filling."""
        self._number.setText(number)
        self._what.setText(what)
        self._recently.setText(recently)
        self._bars.show_bars(bars, spoken)


class ArrivalBars(QWidget):
    """A small bar for each stretch of time."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 40)

    def show_bars(self, bars: Sequence[int], spoken: str) -> None:
        self._bars = tuple(bars)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        pitch = self.width() / len(self._bars)
        tallest = max(1, *self._bars)
        full, empty = self._theme.colour("accent"), self._theme.colour("track")
        for number, count in enumerate(self._bars):
            height = max(4.0, self.height() * count / tallest)
            painter.setBrush(full if count else empty)
            bar = QRectF(number * pitch + 1.5, self.height() - height, pitch - 3, height)
            painter.drawRoundedRect(bar, 2, 2)


def _label(role: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    return label
