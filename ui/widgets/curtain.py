"""A sheet with nothing to be seen behind it: for a desk that nobody is signed in at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.theme import XL, XXL, Theme
from ui.widgets.overlay import Overlay


class Curtain(Overlay):
    """It stays until it is dismissed by who opened it, and scrolls where the window is too small for large text."""

    gives_way = False
    covers_all = True

    def __init__(self, theme: Theme, window: QWidget, *, widest: int) -> None:
        super().__init__(theme, window, widest=widest)
        inside = QWidget()
        inside.setObjectName("column")
        middle = QVBoxLayout(inside)
        middle.setContentsMargins(0, XL, 0, XL)
        middle.addStretch(2)
        middle.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        grid = self.layout()
        assert isinstance(grid, QGridLayout)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(area, 0, 0, 3, 3)
        self._sheet.installEventFilter(self)
        theme.changed.connect(self._fit)

    def open(self, focus: QWidget | None = None) -> None:
        super().open(focus)
        self._fit()

    def line(self, role: str) -> QLabel:
        """A new label that wraps, at the end of the sheet."""
        label = QLabel(self._sheet)
        label.setProperty("role", role)
        label.setWordWrap(True)
        self.body.addWidget(label)
        return label

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As wide as there is room, and as high as words wrap at that width: centred, a layout would not ask."""
        width = max(0, min(round(self._widest * self._theme.scale), self.width() - 2 * XXL))
        self._sheet.setFixedWidth(width)
        self._sheet.setMinimumHeight(self.body.totalHeightForWidth(width))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._sheet and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape does not open a locked desk."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Nor does a click beside the sheet."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.colour("background"))
