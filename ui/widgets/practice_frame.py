"""A frame that no window at a real door has: hatched amber all around, and the word for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import Icon
from ui.theme import L, S, Theme
from ui.widgets.flow import FlowLayout
from ui.widgets.header import PillButton

_BORDER = 14  # pixels
_STRIPE = 22
_AMBER, _BLACK = QColor("#FFB000"), QColor("#1A1400")  # the same in every look: nothing else here is striped


class PracticeFrame(QWidget):
    """`wanted` is the number of a button: which ticket to show; `paper_wanted` puts them all on paper."""

    wanted = Signal(int)
    paper_wanted = Signal()

    def __init__(self, theme: Theme, inside: QWidget, examples: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("practice")
        self._word = QLabel(self)
        self._word.setObjectName("practice-word")
        self._says = QLabel(self)
        self._says.setObjectName("practice-says")
        self._says.setWordWrap(True)
        self._buttons = [PillButton(theme, Icon.TICKET, parent=self) for _ in range(examples)]
        self._paper = PillButton(theme, Icon.PRINTER, parent=self)
        for number, button in enumerate(self._buttons):
            button.clicked.connect(lambda _=False, number=number: self.wanted.emit(number))
        self._paper.clicked.connect(self.paper_wanted)
        head = QHBoxLayout()
        head.setSpacing(L)
        head.addWidget(self._word)
        head.addWidget(self._says, 1)
        buttons = FlowLayout()
        for button in (*self._buttons, self._paper):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(_BORDER, _BORDER, _BORDER, _BORDER)
        column.setSpacing(0)
        self._top = QWidget(self)
        self._top.setObjectName("practice-top")
        top = QVBoxLayout(self._top)
        top.setContentsMargins(L, S, L, S)
        top.setSpacing(S)
        top.addLayout(head)
        top.addLayout(buttons)
        column.addWidget(self._top)
        column.addWidget(inside, 1)
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_words(self, word: str, says: str, examples: Sequence[str], paper: str) -> None:
        self._word.setText(word)
        self._says.setText(says)
        for button, words in zip(self._buttons, examples, strict=True):
            button.show_words(words)
        self._paper.show_words(paper)
        self.setAccessibleName(f"{word}. {says}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = self.rect()
        inside = whole.adjusted(_BORDER, _BORDER, -_BORDER, -_BORDER)
        painter.setClipRegion(QRegion(whole) - QRegion(inside))
        painter.fillRect(whole, _AMBER)
        painter.setPen(QPen(_BLACK, _STRIPE / 2))
        for x in range(-whole.height(), whole.width() + _STRIPE, 2 * _STRIPE):
            painter.drawLine(x, whole.height() + _STRIPE, x + whole.height() + 2 * _STRIPE, -_STRIPE)
