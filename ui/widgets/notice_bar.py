"""A quiet line over the screen with one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.icons import Icon
from ui.theme import L, M, S, Theme
from ui.widgets.header import PillButton
from ui.widgets.picture import Picture


class NoticeBar(QFrame):
    """Hidden until there is something to say; `accepted` is its button."""

    accepted = Signal()

    def __init__(self, theme: Theme, icon: Icon, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._said = ("", "", "")
        self._icon = Picture(theme, 22, self)
        self._icon.show_icon(icon)
        self._words = QLabel(self)
        self._words.setProperty("role", "strong")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button = PillButton(theme, Icon.CHEVRON_RIGHT, "primary", self)
        self._button.clicked.connect(self.accepted)
        row = QHBoxLayout(self)
        row.setContentsMargins(L, S, S, S)
        row.setSpacing(M)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self.hide()

    @property
    def words(self) -> str:
        """What is said, "" while there is nothing."""
        return self._said[0]

    def say(self, words: str, button: str, key: str) -> None:
        """Show a sentence and the button that answers it; "" hides the bar."""
        if (words, button, key) == self._said:
            return
        self._said = (words, button, key)
        self._button.show_words(button, key)
        if words:
            self._words.setText(words)
            self.setAccessibleName(words)
        self.setVisible(bool(words))
