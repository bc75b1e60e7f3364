"""Who is here, and their PIN."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from ui.theme import L, M, Theme
from ui.widgets.curtain import Curtain
from ui.widgets.pin_field import PinPad

_BESIDE_UP_TO = 1.5  # times the designed size of text
_ROWS = 6
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class SignInSheet(Curtain):
    """`tried` tells the number of the name and the PIN, `forgotten` the number of the name.

    The keyboard stays in the PIN: digits, Enter, and arrows, which move among the names.
    """

    tried = Signal(int, str)
    forgotten = Signal(int)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, widest=760)
        self._hint = self.line("body")
        self._message = self.line("strong")
        self._waiting = self.line("body")
        self._names = QListWidget(self)
        self._names.setProperty("kind", "names")
        self._names.setWordWrap(True)
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pad = PinPad(theme, self)
        self._enter = QPushButton(self)
        self._enter.setProperty("kind", "primary")
        beside = QVBoxLayout()
        beside.setSpacing(M)
        beside.addWidget(self._pad)
        beside.addWidget(self._enter)
        beside.addStretch(1)
        self._middle = QBoxLayout(_ACROSS)
        self._middle.setSpacing(L)
        self._middle.addWidget(self._names, 3)
        self._middle.addLayout(beside, 2)
        self.body.addLayout(self._middle)
        self._forgot = QPushButton(self)
        self._forgot.setProperty("kind", "flat")
        foot = QHBoxLayout()
        foot.addWidget(self._forgot)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.setTabOrder(self._names, self._pad.line)
        self.setTabOrder(self._pad.line, self._enter)
        self.setTabOrder(self._enter, self._forgot)
        self._pad.line.moved.connect(self._move)
        self._pad.entered.connect(self._try)
        self._enter.clicked.connect(self._try)
        self._names.itemClicked.connect(self._to_pin)
        self._names.currentRowChanged.connect(self._start_again)
        self._forgot.clicked.connect(lambda: self.forgotten.emit(self._names.currentRow()))

    def show_words(self, title: str, hint: str, names: str, pin: str, back: str, enter: str, forgot: str) -> None:
        self.title(title)
        self._hint.setText(hint)
        self._names.setAccessibleName(names)
        self._pad.show_words(pin, back)
        self._enter.setText(enter)
        self._forgot.setText(forgot)

    def offer(self, names: Sequence[str], current: int) -> None:
        """The names to choose among, and which one is meant first."""
        self._names.clear()
        self._names.addItems(list(names))
        self._names.setCurrentRow(current)
        rows = min(max(len(names), 2), _ROWS)
        self._names.setMinimumHeight(rows * self._names.sizeHintForRow(0) + L)
        self._middle.setDirection(_ACROSS if self._theme.scale <= _BESIDE_UP_TO else _DOWN)
        self.say("")
        self.open(self._pad.line)

    def say(self, words: str, *, may_try: bool = True) -> None:
        """What came of a try."""
        self._message.setText(words)
        self._message.setAccessibleName(words)
        self._message.setVisible(bool(words))
        self._enter.setEnabled(may_try)

    def clear(self) -> None:
        self._pad.line.clear()
        self._pad.line.setFocus()

    def show_waiting(self, words: str) -> None:
        """How many scans wait, "" for none."""
        self._waiting.setText(words)
        self._waiting.setVisible(bool(words))

    def _move(self, rows: int) -> None:
        self._names.setCurrentRow(max(0, min(self._names.currentRow() + rows, self._names.count() - 1)))

    def _to_pin(self) -> None:
        self._pad.line.setFocus()

    def _start_again(self) -> None:
        """A PIN begun for one person is not tried for another."""
        self._pad.line.clear()

    def _try(self) -> None:
        pin = self._pad.line.text()
        if pin and self._enter.isEnabled() and self._names.currentRow() >= 0:
            self.tried.emit(self._names.currentRow(), pin)
