"""One checkpoint as a line of figures over a bar."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import M, S, Theme

_BAR_HEIGHT = 12


@dataclass(frozen=True, slots=True)
class GaugeView:
    """In words, and `share` of the bar from 0 to 1; `over` where there are more people than places."""

    time: str
    title: str
    room: str
    left: str
    right: str
    share: float
    over: bool = False


class Gauge(QWidget):
    """Time, title and room; the bar; what it means."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: GaugeView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_view(self, view: GaugeView) -> None:
        self._view = view
        parts = (view.time, view.title, view.room, view.left, view.right)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(view.title)
        self.update()

    def sizeHint(self) -> QSize:
        title, small = QFontMetrics(self._theme.font(15)), QFontMetrics(self._theme.font(13))
        return QSize(240, title.height() + _BAR_HEIGHT + small.height() + M)

    def paintEvent(self, event: QPaintEvent) -> None:
        view = self._view
        if view is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QFontMetrics(self._theme.font(15)).height()
        self._heading(painter, view, line)
        self._bar(painter, view, QRectF(0, line + 4, self.width(), _BAR_HEIGHT))
        low = QRect(0, line + _BAR_HEIGHT + 6, self.width(), QFontMetrics(self._theme.font(13)).height())
        painter.setFont(self._theme.font(13))
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(low, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, view.left)
        if view.over:
            painter.setFont(self._theme.font(13, 700))
            painter.setPen(QColor(self._theme.colours.stop.ink))
        painter.drawText(low, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, view.right)

    def _heading(self, painter: QPainter, view: GaugeView, height: int) -> None:
        bold, plain = self._theme.font(15, 700), self._theme.font(15)
        times = QFontMetrics(bold).horizontalAdvance("00:00") + S
        rooms = min(QFontMetrics(plain).horizontalAdvance(view.room), self.width() // 2)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(bold)
        painter.setPen(self._theme.colour("accent"))
        painter.drawText(QRect(0, 0, times, height), left, view.time)
        painter.setPen(self._theme.colour("text"))
        room = self.width() - times - rooms - M
        title = QFontMetrics(bold).elidedText(view.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(times, 0, room, height), left, title)
        painter.setFont(plain)
        painter.setPen(self._theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(self.width() - rooms, 0, rooms, height), right, view.room)

    def _bar(self, painter: QPainter, view: GaugeView, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if view.share <= 0:
            return
        tones = self._theme.colours
        tone = tones.stop if view.over else tones.attention if view.share > 0.95 else tones.admitted
        filled = QRectF(box)
        filled.setWidth(max(box.height(), box.width() * min(1.0, view.share)))
        painter.setBrush(QColor(tone.ink))
        painter.drawRoundedRect(filled, box.height() / 2, box.height() / 2)


class Figure(QWidget):
    """A big number and what it counts."""

    def __init__(self, theme: Theme, token: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._token = theme, token
        self._number, self._what, self._more = "", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.updateGeometry)

    def show_figure(self, number: str, what: str, more: str) -> None:
        self._number, self._what, self._more = number, what, more
        self.setAccessibleName(" ".join(part for part in (number, what, more) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the longer of the two lines, unless that is very long."""
        words, small = QFontMetrics(self._theme.font(15, 700)), QFontMetrics(self._theme.font(13))
        widest = max(words.horizontalAdvance(self._what), small.horizontalAdvance(self._more))
        width = self._number_width() + M + min(widest, words.averageCharWidth() * 24) + 1
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        words = QFontMetrics(self._theme.font(15, 700))
        return QSize(self._number_width() + M + words.averageCharWidth() * 12, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        number = QFontMetrics(self._theme.font(46, 900)).height()
        return max(number, sum(self._heights(width - self._number_width() - M)))

    def _number_width(self) -> int:
        return QFontMetrics(self._theme.font(46, 900)).horizontalAdvance(self._number)

    def _heights(self, width: int) -> tuple[int, int]:
        """How much the two texts take in a column of this width, in pixels."""
        box = QRect(0, 0, max(1, width), 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        what = QFontMetrics(self._theme.font(15, 700)).boundingRect(box, wrap, self._what).height()
        more = QFontMetrics(self._theme.font(13)).boundingRect(box, wrap, self._more).height() if self._more else 0
        return what, more

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._theme.font(46, 900)
        tone = self._theme.colours
        inks = {"attention": tone.attention.ink, "stop": tone.stop.ink, "text": tone.text}
        painter.setFont(font)
        painter.setPen(QColor(inks[self._token if self._number != "0" else "text"]))
        width = self._number_width()
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(0, 0, width + 1, self.height()), middle, self._number)
        box = QRect(width + M, 0, self.width() - width - M, self.height())
        bold, small = self._theme.font(15, 700), self._theme.font(13)
        wrap = Qt.TextFlag.TextWordWrap
        what, more = self._heights(box.width())
        top = max(0, (self.height() - what - more) // 2)
        painter.setFont(bold)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(QRect(box.left(), top, box.width(), what), int(middle | wrap), self._what)
        painter.setFont(small)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(QRect(box.left(), top + what, box.width(), more), int(middle | wrap), self._more)
