"""A button that the mouse has to hold: what it does is not done by a slip of the hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ui import icons
from ui.icons import Icon
from ui.theme import Theme
from ui.widgets.picture import IconButton

HOLD_MS = 600


class HoldButton(IconButton):
    """It fills while the mouse holds it, and is `held` when it is full; keys and screen readers need no patience."""

    held = Signal()

    def __init__(self, theme: Theme, icon: Icon, pixels: int, parent: QWidget) -> None:
        super().__init__(theme, icon, pixels, parent)
        self._filling = QVariantAnimation(self)
        self._filling.setStartValue(0.0)
        self._filling.setEndValue(1.0)
        self._filling.setDuration(HOLD_MS)
        self._filling.valueChanged.connect(lambda _: self.update())
        self._filling.finished.connect(self.held)
        self.clicked.connect(self.held)  # of a key or a screen reader: the mouse does not click

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._filling.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_filling():
            self._let_go()
            QToolTip.showText(event.globalPosition().toPoint(), self.toolTip(), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._let_go()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._let_go()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_filling():
            return
        share = 1.0 if _motion_is_reduced() else self._filling.currentValue()
        painter = QPainter(self)
        painter.setClipRect(0, 0, round(self.width() * share), self.height())
        painter.fillRect(self.rect(), self._theme.colour("accent"))
        side = self._theme.size(self._pixels)
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        icons.paint(painter, self._icon, box, self._theme.colour("on_accent"))

    def _is_filling(self) -> bool:
        return self._filling.state() is QVariantAnimation.State.Running

    def _let_go(self) -> None:
        self._filling.stop()
        self.update()


def _motion_is_reduced() -> bool:
    system = QGuiApplication.styleHints()  # has to outlive what it hands out
    return system.accessibility().motionPreference() is Qt.MotionPreference.ReducedMotion
