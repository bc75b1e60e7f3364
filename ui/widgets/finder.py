"""Box and list together: what Enter, arrows and Escape mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from checkin.model.ticket import foreign_candidates, own_letters
from ui.theme import S, Theme
from ui.widgets.search_box import FoundList, FoundRow, SearchBox

_POLISH = frozenset("ąćęłńóśźż")
_SHORTEST_CODE, _SHORTEST_CAPITALS = 4, 8  # letters of a foreign code


class Finder(QObject):
    """Enter never admits one of several people of whom none was chosen.

    `wanted` asks for people ("" for nobody any more), `code_chosen` is the ticket to decide about, `several` says
    that Enter needs a choice, `dismissed` is Enter or Escape in an empty box. `card_asked` is whose card Shift+Enter
    opens: the chosen person's, or None for the one whom the screen shows.
    """

    wanted = Signal(str)
    code_chosen = Signal(str)
    several = Signal()
    card_asked = Signal(object)
    dismissed = Signal()

    def __init__(self, theme: Theme, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self.box = SearchBox(theme, screen)
        self.list = FoundList(theme, screen)
        self._shown_for = ""
        self._enter_waits = False
        self.box.text_typed.connect(self._typed)
        self.box.confirmed.connect(self._confirm)
        self.box.looked_up.connect(self._look_up)
        self.box.cleared.connect(self._escape)
        self.box.moved.connect(self.list.step)
        self.list.chosen.connect(self._choose)
        self.list.card_asked.connect(self.card_asked)

    def show_found(self, text: str, rows: Sequence[FoundRow], line: str) -> None:
        """People found for a text; late answers to an earlier text are not shown."""
        if text != self.box.text():
            return
        self._shown_for = text
        self.list.show_rows(rows, line)
        self.place_list()
        if self._enter_waits:
            self._confirm()

    def show_line(self, line: str) -> None:
        """Change the line under the people."""
        self.list.show_line(line)

    def place_list(self) -> None:
        """Keep the list right beneath the box."""
        corner = self.box.mapTo(self._screen, QPoint(0, self.box.height() + S))
        room = self._screen.height() - corner.y() - S
        self.list.setGeometry(corner.x(), corner.y(), self.box.width(), min(self.list.height(), room))

    def clear(self) -> None:
        self._enter_waits = False
        self._shown_for = ""
        self.box.field.clear()
        self.list.hide()
        self.wanted.emit("")

    def _typed(self, text: str) -> None:
        self._enter_waits = False
        if text.strip():
            self.wanted.emit(text)
        else:
            self.list.hide()
            self.wanted.emit("")

    def _confirm(self) -> None:
        text = self.box.text()
        if not text.strip():
            self.dismissed.emit()
        elif own_letters(text) is not None:
            self._choose(text)
        elif self._shown_for != text:
            self._enter_waits = True
        elif (row := self.list.choice()) is not None:
            self._choose(row.code)
        elif self.list.count():
            self._enter_waits = False
            self.several.emit()
        elif looks_like_code(text):
            self._choose(text)

    def _look_up(self) -> None:
        """The card of the person chosen; the list stays, so that the next one can be looked at."""
        text = self.box.text()
        if not text.strip():
            self.card_asked.emit(None)
        elif self._shown_for == text and (row := self.list.choice()) is not None:
            self.card_asked.emit(row.identity)
        elif self.list.count():
            self.several.emit()

    def _choose(self, code: str) -> None:
        self.clear()
        if code:
            self.code_chosen.emit(code)

    def _escape(self) -> None:
        if self.box.text():
            self.clear()
        else:
            self.dismissed.emit()


def looks_like_code(text: str) -> bool:
    """Whether a text that finds nobody may be somebody's foreign ticket code: with a digit, or long and in capitals.

    Czech and French keyboards have accented letters where a scanner types digits; Polish letters are people's.
    """
    trimmed = text.strip()
    if len(trimmed) < _SHORTEST_CODE or any(letter.isspace() for letter in trimmed):
        return False
    accented = {letter for letter in trimmed.casefold() if not letter.isascii()} - _POLISH
    typed = "".join(foreign_candidates(trimmed)) if accented else trimmed
    return any(letter.isdigit() for letter in typed) or (len(trimmed) >= _SHORTEST_CAPITALS and trimmed.isupper())
