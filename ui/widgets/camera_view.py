"""What the camera sees, with the code that was found outlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.icons import Icon
from ui.theme import RADIUS, Theme

Corners = Sequence[tuple[float, float]]

_FOUND = QColor("#35D07F")  # on any picture, with a dark edge around it
_EDGE = QColor(0, 0, 0, 160)
_BAND, _ON_BAND = QColor(8, 14, 18, 215), QColor("#FFC85C")
_DARK = (QColor("#3A444D"), QColor("#171D22"))  # the same in every look: a camera that is off is dark


class CameraView(QWidget):
    """The newest frame, filling its box; without one, a sentence about the camera."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._frame: QImage | None = None
        self._outlines: tuple[Corners, ...] = ()
        self._words, self._icon = "", Icon.CAMERA
        self._hint = ""
        self._mirrored = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(150)

    def sizeHint(self) -> QSize:
        return QSize(389, 240)

    def show_frame(self, frame: QImage, outlines: tuple[Corners, ...] = ()) -> None:
        """A frame, and the corners (frame pixels) of each code found in it."""
        self._frame, self._outlines = frame, outlines
        self.update()

    def mirror(self, on: bool) -> None:
        """Show the picture as a mirror does: who holds up a code moves it the way they mean to."""
        self._mirrored = on
        self.update()

    def show_hint(self, words: str) -> None:
        """A sentence over the picture; "" for none."""
        if words != self._hint:
            self._hint = words
            self.setAccessibleDescription(words)
            self.update()

    def show_words(self, words: str, *, off: bool) -> None:
        """What a person should know while there is no picture."""
        self._frame, self._words = None, words
        self.show_hint("")
        self._icon = Icon.CAMERA_OFF if off else Icon.CAMERA
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(frame)
        if self._frame is None:
            self._paint_words(painter)
        else:
            self._paint_frame(painter, self._frame)
            self._paint_hint(painter)

    def _paint_frame(self, painter: QPainter, frame: QImage) -> None:
        ratio = max(self.width() / frame.width(), self.height() / frame.height())
        left = (self.width() - frame.width() * ratio) / 2
        top = (self.height() - frame.height() * ratio) / 2
        painter.save()
        if self._mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.drawImage(QRectF(left, top, frame.width() * ratio, frame.height() * ratio), frame)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for corners in self._outlines:
            outline = _grown([QPointF(left + x * ratio, top + y * ratio) for x, y in corners], 5)
            for colour, width in ((_EDGE, 7), (_FOUND, 4)):
                pen = QPen(colour, width)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.setPen(pen)
                painter.drawPolygon(outline)
        painter.restore()

    def _paint_hint(self, painter: QPainter) -> None:
        """A dark band at the foot, as high as its words are."""
        if not self._hint:
            return
        painter.setFont(self._theme.font(14, 700))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = QRect(16, 0, self.width() - 32, self.height())
        needed = painter.boundingRect(room, flags, self._hint)
        band = QRect(0, self.height() - needed.height() - 16, self.width(), needed.height() + 16)
        painter.fillRect(band, _BAND)
        painter.setPen(_ON_BAND)
        painter.drawText(band.adjusted(16, 8, -16, -8), flags, self._hint)

    def _paint_words(self, painter: QPainter) -> None:
        ground = QLinearGradient(0, 0, 0, self.height())
        ground.setColorAt(0, _DARK[0])
        ground.setColorAt(1, _DARK[1])
        painter.fillRect(self.rect(), ground)
        white = QColor("#E6ECF0")
        side = min(44, self.height() // 4)
        centre = self.height() // 2
        icons.paint(painter, self._icon, QRect((self.width() - side) // 2, centre - side - 4, side, side), white)
        painter.setFont(self._theme.font(14, 700))
        painter.setPen(white)
        words = QRect(16, centre + 6, self.width() - 32, self.height() - centre - 8)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._words)


def _grown(corners: list[QPointF], pixels: float) -> QPolygonF:
    """The outline moved outwards, so that it frames the code rather than covers it."""
    centre = QPointF(sum(p.x() for p in corners) / len(corners), sum(p.y() for p in corners) / len(corners))
    grown: list[QPointF] = []
    for corner in corners:
        away = corner - centre
        length = max(1.0, (away.x() ** 2 + away.y() ** 2) ** 0.5)
        grown.append(corner + away * (pixels / length))
    return QPolygonF(grown)
