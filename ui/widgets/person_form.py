"""What is written of a person, as fields with their names above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.theme import XS, S
from ui.widgets.suggest_field import SuggestField

ORGANISATION = "organisation"
_LONGEST = 200


class PersonForm(QWidget):
    """Fields by key. `accepted` is Enter in one of them, `edited` the key of the one that a person types in.

    `suggestions_wanted` asks for offices; `suggest` offers them.
    """

    accepted = Signal()
    edited = Signal(str)
    suggestions_wanted = Signal(str)

    def __init__(self, keys: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._labels: dict[str, QLabel] = {}
        self._fields: dict[str, QLineEdit] = {}
        self._filled: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        for key in keys:
            self._add(key, column)

    def field(self, key: str) -> QLineEdit:
        return self._fields[key]

    def show_words(self, labels: Mapping[str, str], suggestions: str) -> None:
        for key, words in labels.items():
            self._labels[key].setText(words)
            self._fields[key].setAccessibleName(words)
            field = self._fields[key]
            if isinstance(field, SuggestField):
                field.name_list(suggestions)

    def show_only(self, keys: Sequence[str]) -> None:
        """Show these fields; the others keep what is written in them."""
        for key, field in self._fields.items():
            field.setVisible(key in keys)
            self._labels[key].setVisible(key in keys)

    def fill(self, values: Mapping[str, str]) -> None:
        """Put these values in; what is not named is emptied."""
        for key, field in self._fields.items():
            field.setText(values.get(key, ""))
        self._filled = self.values()

    def values(self) -> dict[str, str]:
        return {key: field.text().strip() for key, field in self._fields.items()}

    def changes(self) -> dict[str, str]:
        """The values that differ from those put in."""
        return {key: value for key, value in self.values().items() if value != self._filled.get(key, "")}

    def suggest(self, texts: Sequence[str]) -> None:
        field = self._fields[ORGANISATION]
        if isinstance(field, SuggestField):
            field.suggest(texts)

    def _add(self, key: str, column: QVBoxLayout) -> None:
        label = QLabel(self)
        label.setProperty("role", "small")
        label.setWordWrap(True)
        field = SuggestField(self) if key == ORGANISATION else QLineEdit(self)
        field.setMaxLength(_LONGEST)
        label.setBuddy(field)
        field.textChanged.connect(lambda: self.edited.emit(key))
        field.returnPressed.connect(self.accepted)
        if isinstance(field, SuggestField):
            field.wanted.connect(self.suggestions_wanted)
        column.addWidget(label)
        column.addWidget(field)
        column.addSpacing(S)
        self._labels[key], self._fields[key] = label, field
