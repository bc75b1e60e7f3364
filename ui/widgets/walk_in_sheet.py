"""F4: somebody who comes without a registration, written down in a few keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QButtonGroup,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import XL, M, S, Theme
from ui.widgets.area import SheetArea
from ui.widgets.choice_button import ChoiceButton, free_letter
from ui.widgets.flow import FlowLayout
from ui.widgets.overlay import Overlay
from ui.widgets.person_form import PersonForm
from ui.widgets.stepper import Stepper
from ui.widgets.wrapping_button import WrappingButton

NAME, ORGANISATION, POSITION = "name", "organisation", "position"
MOST_COMPANIONS = 20
_BESIDE_FROM = 760  # pixels of the sheet, at the designed size of text


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A kind of participant; `letter` chooses it together with Alt, where no other choice has it."""

    key: str
    name: str
    letter: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form holds. `photos` is None where nobody asked; a guest is let in now and completed later."""

    name: str
    organisation: str
    position: str
    category: str
    bookings: tuple[str, ...]
    photos: bool | None
    companions: int
    guest: bool


class WalkInSheet(Overlay):
    """`saved` asks to write the person down, `edited` says that the name or office is another now,
    `unfinished_asked` opens the guest who waits longest to be completed.

    A form that is not saved gives way to a scan, and is there again with F4.
    """

    saved = Signal()
    edited = Signal()
    category_chosen = Signal()
    person_asked = Signal(object)
    unfinished_asked = Signal()
    suggestions_wanted = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, widest=1040)
        self._letters: set[str] = set()
        self._form = PersonForm((NAME, ORGANISATION, POSITION), self)
        self._form.accepted.connect(self.saved)
        self._form.edited.connect(self._typed)
        self._form.suggestions_wanted.connect(self.suggestions_wanted)
        self._categories = _Choices(theme, self, exclusive=True)
        self._categories.chosen.connect(self.category_chosen)
        self._photos = _Choices(theme, self, exclusive=True)
        self._places = _Choices(theme, self, exclusive=False)
        self._companions = Stepper(MOST_COMPANIONS, self)
        self._guest = ChoiceButton(theme, "guest", self)
        self._guest.toggled.connect(self._show_parts)
        self._clause = _words("muted", self)
        self._alike_title = _words("warning", self)
        self._alike = QVBoxLayout()
        self._alike.setSpacing(S)
        self._unfinished = QPushButton(self)
        self._unfinished.clicked.connect(self.unfinished_asked)
        self._unfinished.hide()
        self._clear = QPushButton(self)
        self._clear.clicked.connect(self.clear)
        self._later = QPushButton(self)
        self._later.clicked.connect(self.dismiss)
        self._save = QPushButton(self)
        self._save.setProperty("kind", "primary")
        self._save.clicked.connect(self.saved)
        self._lay_out()
        theme.changed.connect(self._reflow)

    @property
    def name_field(self) -> QLineEdit:
        return self._form.field(NAME)

    def show_words(self, words: Mapping[str, str]) -> None:
        """Words by key: title, name, organisation, position, suggestions, category, photos, yes, no, places,
        companions, fewer, more, guest, alike, clear, later, save.
        """
        self.title(words["title"])
        self._form.show_words({key: words[key] for key in (NAME, ORGANISATION, POSITION)}, words["suggestions"])
        self._letters = set()
        self._guest.show_words(words["guest"], free_letter(words["guest"], self._letters))
        self._categories.title(words["category"])
        self._photos.title(words["photos"])
        self._places.title(words["places"])
        self._photos.offer([("yes", words["yes"], ""), ("no", words["no"], "")], set())
        self._companions.show_words(words["companions"], words["fewer"], words["more"])
        self._alike_title.setText(words["alike"])
        for button, key, stroke in (
            (self._clear, "clear", ""),
            (self._later, "later", " (Esc)"),
            (self._save, "save", " (Enter)"),
        ):
            button.setText(words[key])
            button.setToolTip(f"{words[key]}{stroke}")

    def offer_categories(self, rows: Sequence[CategoryRow], clause: str) -> None:
        """The kinds of participants, the first chosen where none is; and what people are told of their data."""
        self._categories.offer([(row.key, row.name, row.letter) for row in rows], set(self._letters), first=True)
        self._clause.setText(clause)
        self._show_parts()

    def offer_places(self, rows: Sequence[tuple[str, str]]) -> None:
        """Sessions and meals with free places, as key and words; what is chosen and still there stays chosen."""
        self._places.offer([(key, words, "") for key, words in rows], set())
        self._show_parts()

    def show_alike(self, rows: Sequence[tuple[UUID, str]]) -> None:
        """People who may be the same."""
        while item := self._alike.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for identity, words in rows:
            row = WrappingButton("alike", self)
            row.show_text(words)
            row.clicked.connect(lambda _=False, identity=identity: self.person_asked.emit(identity))
            self._alike.addWidget(row)
        self._alike_title.setVisible(bool(rows))

    def show_unfinished(self, words: str) -> None:
        """The way to guests who are still to be completed; "" where there are none."""
        self._unfinished.setText(words)
        self._unfinished.setVisible(bool(words))

    def suggest(self, offices: Sequence[str]) -> None:
        self._form.suggest(offices)

    def draft(self) -> Draft:
        values, guest = self._form.values(), self._guest.isChecked()
        photos = self._photos.keys()
        return Draft(
            name=values[NAME],
            organisation="" if guest else values[ORGANISATION],
            position="" if guest else values[POSITION],
            category=next(iter(self._categories.keys()), ""),
            bookings=() if guest else self._places.keys(),
            photos="yes" in photos if photos and not guest else None,
            companions=self._companions.value() if guest else 0,
            guest=guest,
        )

    def begin(self) -> None:
        """Open the form as it was left."""
        self.open(self.name_field)
        self.name_field.selectAll()
        self._reflow()

    def clear(self) -> None:
        """Begin anew."""
        self._form.fill({})
        self._photos.choose(())
        self._places.choose(())
        self._categories.choose_first()
        self._companions.set_value(0)
        self._guest.setChecked(False)
        self.show_alike(())
        self.name_field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton) and not isinstance(focus, ChoiceButton):
            focus.click()
        elif not isinstance(focus, QLineEdit):  # a field has told of Enter already
            self.saved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the sheet does not put a form away."""

    def _typed(self, key: str) -> None:
        if key != POSITION:
            self.edited.emit()

    def _show_parts(self) -> None:
        guest = self._guest.isChecked()
        self._form.show_only((NAME,) if guest else (NAME, ORGANISATION, POSITION))
        self._companions.setVisible(guest)
        self._photos.setVisible(not guest)
        self._places.setVisible(not guest and self._places.filled)
        self._clause.setVisible(bool(self._clause.text()))

    def _reflow(self) -> None:
        """Two columns while there is room."""
        beside = self._area.viewport().width() >= _BESIDE_FROM * self._theme.scale
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if beside else down)

    def _lay_out(self) -> None:
        whole = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        self._columns.setContentsMargins(0, 0, S, 0)
        self._columns.setSpacing(XL)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(M)
            self._columns.addLayout(column, 1)
        for widget in (self._form, self._companions, self._categories, self._photos):
            left.addWidget(widget)
        left.addStretch(1)
        right.addWidget(self._alike_title)
        right.addLayout(self._alike)
        right.addWidget(self._places)
        right.addWidget(self._clause)
        right.addStretch(1)
        self._area = SheetArea(whole, self)
        self._area.resized.connect(self._reflow)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(_flowing(self, (self._guest, self._unfinished, self._clear, self._later, self._save)))
        self._alike_title.hide()


class _Choices(QWidget):
    """A heading over choices, one of them or several."""

    chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, exclusive: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = _words("small", self)
        self._group = QButtonGroup(self)
        self._group.setExclusive(exclusive)
        self._group.buttonToggled.connect(lambda _, on: self.chosen.emit() if on else None)
        self._buttons: list[ChoiceButton] = []
        self._flow = FlowLayout(spacing=S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._title)
        column.addLayout(self._flow)
        self.filled = False

    def title(self, words: str) -> None:
        self._title.setText(words)

    def offer(self, rows: Sequence[tuple[str, str, str]], letters: set[str], *, first: bool = False) -> None:
        """Choices of key, words and wanted letter, those that were made stay so; `first`: one is always made."""
        before = self.keys()
        if [button.key for button in self._buttons] != [key for key, _, _ in rows]:
            self._replace([key for key, _, _ in rows])
        for button, (_, words, letter) in zip(self._buttons, rows, strict=True):
            button.show_words(words, free_letter(words, letters, letter) if letter else "")
        self.choose(before)
        self.filled = bool(rows)
        if first and not self.keys():
            self.choose_first()

    def keys(self) -> tuple[str, ...]:
        return tuple(button.key for button in self._buttons if button.isChecked())

    def choose(self, keys: Sequence[str]) -> None:
        exclusive = self._group.exclusive()
        self._group.setExclusive(False)  # or the last choice could not be taken back
        for button in self._buttons:
            button.setChecked(button.key in keys)
        self._group.setExclusive(exclusive)

    def choose_first(self) -> None:
        self.choose([button.key for button in self._buttons[:1]])

    def _replace(self, keys: Sequence[str]) -> None:
        for button in self._buttons:
            self._group.removeButton(button)
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [ChoiceButton(self._theme, key, self) for key in keys]
        for button in self._buttons:
            self._group.addButton(button)
            self._flow.addWidget(button)


def _flowing(parent: QWidget, widgets: Sequence[QWidget]) -> QWidget:
    box = QWidget(parent)
    flow = FlowLayout(box, spacing=M)
    for widget in widgets:
        flow.addWidget(widget)
    policy = box.sizePolicy()
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box


def _words(role: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
