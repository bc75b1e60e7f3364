"""The card of a person: what is known of them, their day, what happened, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import L, M, S, Theme
from ui.widgets.area import SheetArea
from ui.widgets.chips import Chips
from ui.widgets.flow import FlowLayout
from ui.widgets.overlay import Overlay
from ui.widgets.person_form import PersonForm

FIELDS = ("title", "first_name", "last_name", "position", "organisation", "powiat")
_NAMES = 150  # pixels, at the designed size of text
_NEWCOMER = ("title", "first_name", "last_name", "position")


class Action(StrEnum):
    """What can be done on a card, in the order of its buttons."""

    ADMIT = "admit"
    BADGE = "badge"
    CORRECT = "correct"
    SUBSTITUTE = "substitute"
    REISSUE = "reissue"


@dataclass(frozen=True, slots=True)
class CardView:
    """A card in words.

    Attributes:
        links: other people of this place: who comes instead, instead of whom.
        facts, day, history: lines of a table, their cells from left to right.
        values: what the fields of the form hold.
        actions: those that the operator may do.
    """

    name: str
    office: str
    chips: tuple[str, ...]
    links: tuple[tuple[UUID, str], ...]
    facts: tuple[tuple[str, ...], ...]
    day: tuple[tuple[str, ...], ...]
    history: tuple[tuple[str, ...], ...]
    values: Mapping[str, str]
    actions: frozenset[Action]


class PersonCard(Overlay):
    """`asked` is an action that needs nothing more, `saved` one with what was written in the form, `cancelled` none.

    A form that is not saved yet gives way to a scan like the rest, and is there again when the card is.
    """

    asked = Signal(object)
    saved = Signal(object, object)
    cancelled = Signal()
    person_asked = Signal(object)
    suggestions_wanted = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, widest=860)
        self._view: CardView | None = None
        self._doing: Action | None = None
        self._words: Mapping[str, str] = {}
        self._office = _label("office", self)
        self._chips = Chips(theme, self)
        self._links = QVBoxLayout()
        self._tables = [_Table(theme, self) for _ in range(3)]
        self._notice = _label("body", self)
        self._form = PersonForm(FIELDS, self)
        self._form.accepted.connect(self._save)
        self._form.suggestions_wanted.connect(self.suggestions_wanted)
        self._buttons = {action: self._button(lambda action=action: self._act(action)) for action in Action}
        self._buttons[Action.ADMIT].setProperty("kind", "primary")
        self._save_button = self._button(self._save)
        self._save_button.setProperty("kind", "primary")
        self._cancel = self._button(self._cancelled)
        self._close = self._button(self.dismiss)
        self._lay_out()

    @property
    def doing(self) -> Action | None:
        """What the form is open for."""
        return self._doing

    def show_words(self, words: Mapping[str, str], fields: Mapping[str, str], headings: Sequence[str]) -> None:
        """Words by key: the actions, `save.<action>` and `notice.<action>`, cancel, close, suggestions."""
        self._words = words
        for action, button in self._buttons.items():
            button.setText(words[action])
        self._buttons[Action.BADGE].setToolTip(f"{words[Action.BADGE]} (F5)")
        self._cancel.setText(words["cancel"])
        self._close.setText(words["close"])
        for button, key in ((self._cancel, "Esc"), (self._close, "Esc"), (self._save_button, "Enter")):
            button.setToolTip(f"{button.text()} ({key})")
        self._form.show_words(fields, words["suggestions"])
        for table, heading in zip(self._tables, headings, strict=True):
            table.heading(heading)

    def show_card(self, view: CardView) -> None:
        """Show a person; a form that is open stays as it is."""
        self._view = view
        self._office.setText(view.office)
        self._office.setVisible(bool(view.office))
        self._chips.show_chips(view.chips)
        self._show_links(view)
        for table, rows in zip(self._tables, (view.facts, view.day, view.history), strict=True):
            table.show_rows(rows)
        if self._doing is not None and self._doing not in view.actions:
            self._doing = None
        self._show_parts()
        if not self.isVisible():
            self.open()
            self._focus()

    def begin(self, action: Action) -> None:
        """Open the form of an action that wants something written, or said twice."""
        self._doing = action
        if self._view is not None:
            self._form.fill(self._view.values if action is Action.CORRECT else {})
        self._show_parts()
        self._focus()

    def suggest(self, offices: Sequence[str]) -> None:
        self._form.suggest(offices)

    def done(self) -> None:
        """Close the form: what was asked for is saved, or given up."""
        self._doing = None
        self._show_parts()
        self._focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QPushButton):
            focus.click()
        elif event.key() == Qt.Key.Key_Escape and self._doing is not None:
            self._cancelled()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the sheet does not put a form away."""
        if self._doing is None:
            super().mousePressEvent(event)

    def _act(self, action: Action) -> None:
        if action in (Action.ADMIT, Action.BADGE):
            self.asked.emit(action)
        else:
            self.begin(action)

    def _save(self) -> None:
        if self._doing is Action.REISSUE:
            self.asked.emit(Action.REISSUE)
        elif self._doing is not None:
            self.saved.emit(self._doing, self._form.changes())

    def _cancelled(self) -> None:
        self.done()
        self.cancelled.emit()

    def _show_parts(self) -> None:
        """The card, or the form of what is being done."""
        view, doing = self._view, self._doing
        if view is None:
            return
        self.setFocus()  # a button that is hidden would hand the keyboard on to whatever comes next
        self.title(f"{view.name} · {self._words[doing]}" if doing else view.name)
        for table in self._tables:
            table.setVisible(doing is None and table.filled)
        self._office.setVisible(doing is None and bool(view.office))
        self._chips.setVisible(doing is None and bool(view.chips))
        self._notice.setText(self._words[f"notice.{doing}"] if doing else "")
        self._notice.setVisible(doing is not None)
        self._form.setVisible(doing in (Action.CORRECT, Action.SUBSTITUTE))
        self._form.show_only(FIELDS if doing is Action.CORRECT else _NEWCOMER)
        self._save_button.setVisible(doing is not None)
        self._save_button.setText(self._words[f"save.{doing}"] if doing else "")
        self._cancel.setVisible(doing is not None)
        self._close.setVisible(doing is None)
        for action, button in self._buttons.items():
            button.setVisible(doing is None and action in view.actions)
        self._area.verticalScrollBar().setValue(0)

    def _focus(self) -> None:
        if self._doing is Action.REISSUE:
            target: QWidget = self._save_button
        elif self._doing is not None:
            target = self._form.field("first_name")
        else:
            target = self._buttons[Action.ADMIT] if self._buttons[Action.ADMIT].isVisible() else self._close
        target.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_links(self, view: CardView) -> None:
        while item := self._links.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for identity, words in view.links:
            link = QPushButton(words, self)
            link.clicked.connect(lambda _=False, identity=identity: self.person_asked.emit(identity))
            self._links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _button(self, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.clicked.connect(lambda _=False: act())
        return button

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, S, 0)
        column.setSpacing(M)
        for widget in (self._office, self._chips, self._notice, self._form):
            column.addWidget(widget)
        column.addLayout(self._links)
        for table in self._tables:
            column.addWidget(table)
        column.addStretch(1)
        self._area = SheetArea(whole, self)
        self.body.addWidget(self._area, 1)
        buttons = QWidget(self)
        flow = FlowLayout(buttons, spacing=M)
        for button in (*self._buttons.values(), self._save_button, self._cancel, self._close):
            flow.addWidget(button)
        policy = buttons.sizePolicy()
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        self.body.addWidget(buttons)


class _Table(QWidget):
    """A heading over lines of cells: what it is or when, and the rest in what room is left."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.filled = False
        self._heading = _label("heading", self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, S, 0, 0)
        self._grid.setHorizontalSpacing(L)
        self._grid.setVerticalSpacing(S)
        self._grid.addWidget(self._heading, 0, 0, 1, 3)
        self._cells: list[QLabel] = []

    def heading(self, words: str) -> None:
        self._heading.setText(words)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        for cell in self._cells:
            cell.hide()
            cell.deleteLater()
        self._cells = []
        self.filled = bool(rows)
        for number, row in enumerate(rows, start=1):
            for column, words in enumerate(row):
                cell = _label("cell" if column else "cell-name", self)
                cell.setText(words)
                cell.setWordWrap(column > 0)
                cell.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                self._grid.addWidget(cell, number, column)
                self._cells.append(cell)
        self._grid.setColumnMinimumWidth(0, self._theme.size(_NAMES))
        for column in (1, 2):
            self._grid.setColumnStretch(column, (0, 3, 2)[column] if any(len(row) > column for row in rows) else 0)


def _label(role: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
