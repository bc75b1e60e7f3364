"""F1: every key, in one look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget

from ui.theme import XXL, L, M, S, Theme
from ui.widgets.overlay import Overlay

_ONE_COLUMN_FROM = 1.5  # times the designed size of text


class KeysOverlay(Overlay):
    """Keys on the left, what they do on the right, in two columns while there is room."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, widest=880)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table = QWidget(area)
        self._table.setObjectName("column")
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(L)
        self._grid.setVerticalSpacing(M)
        area.setWidget(self._table)
        self._area = area
        self._close = QPushButton(self)
        self._close.clicked.connect(self.dismiss)
        self.body.addWidget(area, 1)
        self.body.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)

    def show_words(self, title: str, close: str, keys: Sequence[tuple[str, str]]) -> None:
        """Pairs of a key as it stands on the keyboard and what it does."""
        self.title(title)
        self._close.setText(close)
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        columns = 2 if self._theme.scale < _ONE_COLUMN_FROM else 1
        half = -(-len(keys) // columns)
        for number, (key, words) in enumerate(keys):
            label = QLabel(words, self._table)
            label.setProperty("role", "body")
            label.setWordWrap(True)
            column = 3 * (number // half)
            self._grid.addWidget(KeyCap(self._theme, key, self._table), number % half, column)
            self._grid.addWidget(label, number % half, column + 1)
        for column in range(columns):
            self._grid.setColumnStretch(3 * column + 1, 1)
            self._grid.setColumnMinimumWidth(3 * column + 2, XXL if column + 1 < columns else 0)
        self._area.setMinimumHeight(min(self._table.sizeHint().height() + S, 420))


class KeyCap(QWidget):
    """A key as it looks."""

    def __init__(self, theme: Theme, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._key = theme, key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(14, 700))
        return QSize(max(48, metrics.horizontalAdvance(self._key) + 2 * M), metrics.height() + M)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("control"), 1))
        painter.setBrush(self._theme.colour("background"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, S - 2, S - 2)
        painter.setFont(self._theme.font(14, 700))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._key)
