"""Small controls that are drawn by hand: an icon, a button of an icon, a choice, a switch."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.icons import Icon
from ui.theme import Theme


class Picture(QWidget):
    """One icon of a nominal size in pixels; it grows with the text. Decoration: the words beside it speak."""

    def __init__(self, theme: Theme, pixels: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._pixels = theme, pixels
        self._icon: Icon | None = None
        self._colour: QColor | str = "accent"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_icon(self, icon: Icon, colour: QColor | str = "accent") -> None:
        """A colour, or the name of a token, which follows the look."""
        self._icon, self._colour = icon, colour
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.size(self._pixels)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._icon is None:
            return
        colour = self._theme.colour(self._colour) if isinstance(self._colour, str) else self._colour
        side = min(self.width(), self.height())
        icons.paint(QPainter(self), self._icon, QRect(0, 0, side, side), colour)


class IconButton(QPushButton):
    """A button of an icon alone; its name is for the tooltip and the screen reader."""

    def __init__(
        self, theme: Theme, icon: Icon, pixels: int = 22, parent: QWidget | None = None, *, token: str = "accent"
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._pixels, self._token = theme, icon, pixels, token
        self.setProperty("kind", "flat")
        theme.changed.connect(self._restyle)
        self._restyle()

    def name(self, words: str, key: str = "") -> None:
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({key})" if key else words)

    def _restyle(self) -> None:
        side = self._theme.size(self._pixels)
        self.setIcon(icons.qicon(self._icon, self._theme.colour(self._token), side))
        self.setIconSize(QSize(side, side))


class Choice(QComboBox):
    """A list of choices with an arrow of our icon family."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.size(20)
        box = QRect(self.width() - side - 8, (self.height() - side) // 2, side, side)
        icons.paint(QPainter(self), Icon.CHEVRON_DOWN, box, self._theme.colour("muted"))


class Switch(QCheckBox):
    """On or off: the knob's place and a tick say it, not the colour alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(16))
        return QSize(metrics.horizontalAdvance(self.text()) + 72, max(36, metrics.height() + 12))

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        track = QRectF(2, (self.height() - 26) / 2, 48, 26)
        painter.setPen(QPen(self._theme.colour("focus" if self.hasFocus() else "control"), 2 if self.hasFocus() else 1))
        painter.setBrush(self._theme.colour("accent" if on else "surface"))
        painter.drawRoundedRect(track, 13, 13)
        knob = QRectF(track.right() - 23 if on else track.left() + 3, track.top() + 3, 20, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("on_accent" if on else "control"))
        painter.drawEllipse(knob)
        if on:
            icons.paint(painter, Icon.CHECK, knob.adjusted(3, 3, -3, -3).toRect(), self._theme.colour("accent"))
        painter.setPen(self._theme.colour("text"))
        painter.setFont(self._theme.font(16))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(62, 0, 0, 0), middle, self.text())
