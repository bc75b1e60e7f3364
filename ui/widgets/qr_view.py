"""A QR code on the screen: black on white in every look, modules in whole pixels."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from checkin.qr import QUIET_ZONE, Matrix, matrix
from ui.theme import RADIUS

_LEAST, _USUAL = 200, 420  # pixels
_PAPER, _INK = QColor("#FFFFFF"), QColor("#000000")


class QrView(QWidget):
    """Fills the square that it is given, quiet zone and all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules: Matrix = ()
        self.setMinimumSize(_LEAST, _LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_code(self, code: str, name: str) -> None:
        """A code, and what a screen reader says of it."""
        self._modules = matrix(code)
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_USUAL, _USUAL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = min(self.width(), self.height())
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PAPER)
        painter.drawRoundedRect(QRectF(left, top, side, side), RADIUS, RADIUS)
        if not self._modules:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        module = max(1, side // (len(self._modules) + 2 * QUIET_ZONE))
        edge = (side - module * len(self._modules)) // 2
        for row, modules in enumerate(self._modules):
            for column, dark in enumerate(modules):
                if dark:
                    x, y = round(left) + edge + column * module, round(top) + edge + row * module
                    painter.fillRect(x, y, module, module, _INK)
