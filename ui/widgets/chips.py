"""Small facts in rounded frames, side by side, going on in the next line when one is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import L, S, Theme


class Chips(QWidget):
    """A row of chips; the first is the one that matters."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_chips(self, chips: tuple[str, ...]) -> None:
        self._chips = chips
        self.setAccessibleName(", ".join(chips))
        self.setVisible(bool(chips))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._metrics().averageCharWidth() * 24, self._metrics().height() + S)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return boxes[-1].bottom() + 1 if boxes else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(14, 700))
        painter.setBrush(self._theme.colour("surface"))
        for number, (text, box) in enumerate(zip(self._chips, self._boxes(self.width()), strict=True)):
            painter.setPen(QPen(self._theme.colour("muted" if number else "accent"), 1.2))
            frame = QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75)
            painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
            shown = self._metrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 2 * L + 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(14, 700))

    def _boxes(self, width: int) -> list[QRect]:
        """Where each chip lies, in pixels, in a row of this width."""
        metrics = self._metrics()
        height = metrics.height() + S
        boxes: list[QRect] = []
        corner = QPoint(0, 0)
        for text in self._chips:
            wanted = min(metrics.horizontalAdvance(text) + 2 * L, width)
            if corner.x() and corner.x() + wanted > width:
                corner = QPoint(0, corner.y() + height + S)
            boxes.append(QRect(corner, QSize(wanted, height)))
            corner += QPoint(wanted + S, 0)
        return boxes
