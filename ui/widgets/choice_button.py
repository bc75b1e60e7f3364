"""A choice that is made or not: its icon and its colour say which, and a letter makes it from the keyboard."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.icons import Icon
from ui.theme import Theme
from ui.widgets.picture import Picture
from ui.widgets.wrapping_button import WrappingButton


class ChoiceButton(WrappingButton):
    """Checkable; `key` is what it stands for."""

    def __init__(self, theme: Theme, key: str, parent: QWidget) -> None:
        super().__init__("choice", parent)
        self._theme, self.key = theme, key
        self.setCheckable(True)
        self._icon = Picture(theme, 18, self)
        self.row.insertWidget(0, self._icon)
        self._shortcut = QShortcut(self)  # a button's own acts a tenth of a second later: Enter may be quicker
        self._shortcut.activated.connect(self.click)
        self.toggled.connect(self._restyle)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_words(self, words: str, letter: str = "") -> None:
        """`letter` makes the choice together with Alt, and stands behind the words."""
        key = f"Alt+{letter.upper()}" if letter else ""
        self.show_text(words, key)
        self._shortcut.setKey(QKeySequence(key))

    def _restyle(self) -> None:
        on = self.isChecked()
        self._icon.show_icon(Icon.CHECK_CIRCLE if on else Icon.CIRCLE_OUTLINE, "on_accent" if on else "accent")
        self.label.setProperty("on", on)
        self.label.style().polish(self.label)


def free_letter(words: str, taken: set[str], wanted: str = "") -> str:
    """A letter that no other choice has: the wanted one, else one of the words; "" for none. It is taken then."""
    letters = (letter for letter in (wanted + words).casefold() if letter.isascii() and letter.isalpha())
    letter = next((letter for letter in letters if letter not in taken), "")
    taken.add(letter)
    return letter
