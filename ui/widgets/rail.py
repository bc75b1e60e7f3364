"""The dark rail: the places there are, and at its foot who is here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.icons import Icon
from ui.theme import L, S, Theme
from ui.widgets.header import ElidedLabel
from ui.widgets.picture import IconButton

_WIDTH = 104


class Rail(QFrame):
    """`chosen` carries the number of the place, `lock_asked` is the lock at the foot."""

    chosen = Signal(int)
    lock_asked = Signal()

    def __init__(self, theme: Theme, places: Sequence[Icon], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("rail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(S, L, S, L)
        column.setSpacing(S - 2)
        self._group = QButtonGroup(self)
        self._places = [_Place(theme, icon, self) for icon in places]
        for number, place in enumerate(self._places):
            self._group.addButton(place, number)
            column.addWidget(place)
        column.addStretch(1)
        self._lock = IconButton(theme, Icon.LOCK, 22, self, token="rail_text")
        self._lock.setProperty("kind", "foot")
        self._name = ElidedLabel("rail-name", self)
        self._role = ElidedLabel("rail-role", self)
        for part in (self._lock, self._name, self._role):
            column.addWidget(part)
        for label in (self._name, self._role):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._lock.clicked.connect(self.lock_asked)
        self._group.idClicked.connect(self.chosen)
        self.go(0)

    def go(self, number: int) -> None:
        """Mark where we are."""
        self._places[number].setChecked(True)

    def show_operator(self, name: str, role: str, whole: str) -> None:
        """Who is here: a short name, a role, and a sentence that says both; all "" for nobody."""
        self._name.setText(name)
        self._role.setText(role)
        for part in (self._lock, self._name, self._role):
            part.setVisible(bool(name))
        self._name.setAccessibleName(whole)
        self._name.setToolTip(whole)

    def name_lock(self, words: str, key: str) -> None:
        self._lock.name(words, key)

    def show_words(self, words: Sequence[tuple[str, str]]) -> None:
        """The word under each icon and the key that leads there."""
        for place, (word, key) in zip(self._places, words, strict=True):
            place.show_word(word, key)
        widest = max(place.sizeHint().width() for place in self._places)
        self.setFixedWidth(max(_WIDTH, widest + 2 * S))


class _Place(QPushButton):
    def __init__(self, theme: Theme, icon: Icon, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._word = theme, icon, ""
        self.setProperty("kind", "place")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_word(self, word: str, key: str) -> None:
        self._word = word
        self.setAccessibleName(word)
        self.setToolTip(f"{word} ({key})")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(12, 700))
        return QSize(metrics.horizontalAdvance(self._word) + S, self._theme.size(28) + metrics.height() + 2 * L - 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        colour = self._theme.colour("rail_text_here" if self.isChecked() else "rail_text")
        side = self._theme.size(28)
        icons.paint(painter, self._icon, QRect((self.width() - side) // 2, 11, side, side), colour)
        painter.setFont(self._theme.font(12, 700 if self.isChecked() else 400))
        painter.setPen(colour)
        words = QRect(0, 13 + side, self.width(), self.height() - side - 17)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, self._word)
