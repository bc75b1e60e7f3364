"""A person's day, as many lines of it as there is room for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import L, Theme


@dataclass(frozen=True, slots=True)
class DayRow:
    """One line of a person's day, in words: "10:00", "Otwarcie", "Sala A", "za 53 min"."""

    time: str
    title: str
    room: str
    when: str


class DayList(QWidget):
    """A person's day; as many lines as there is room for."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[DayRow, ...] = ()
        self._ink = QColor()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def show_rows(self, rows: tuple[DayRow, ...], ink: QColor) -> None:
        self._rows, self._ink = rows, ink
        self.setAccessibleName("; ".join(f"{row.time} {row.title}, {row.room}" for row in rows))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plain, bold, quiet = self._theme.font(16), self._theme.font(16, 700), self._theme.font(14)
        times = max((QFontMetrics(bold).horizontalAdvance(row.time) for row in self._rows), default=0) + L
        rooms = max((QFontMetrics(bold).horizontalAdvance(row.room) for row in self._rows), default=0)
        whens = max((QFontMetrics(quiet).horizontalAdvance(row.when) for row in self._rows), default=0)
        rooms = min(rooms, self.width() // 3)
        if self.width() < 3 * (times + rooms + whens):
            whens = 0
        titles = self.width() - times - rooms - whens - 2 * L
        wrap = Qt.TextFlag.TextWordWrap
        y = 0
        for row in self._rows:
            taken = QFontMetrics(plain).boundingRect(0, 0, titles, 200, wrap, row.title).height()
            if y + taken > self.height():
                break
            self._text(painter, QRect(0, y, times, taken), row.time, bold, self._ink)
            self._text(painter, QRect(times, y, titles, taken), row.title, plain, self._theme.colour("text"), wrap)
            self._text(painter, QRect(times + titles + L, y, rooms, taken), row.room, bold, self._theme.colour("text"))
            right = QRect(self.width() - whens, y, whens, taken)
            self._text(painter, right, row.when if whens else "", quiet, self._theme.colour("muted"))
            y += taken + 6

    def _text(self, painter: QPainter, box: QRect, text: str, font: QFont, colour: QColor, flags: int = 0) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        if not flags:
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(flags), text)
