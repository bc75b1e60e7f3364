"""Settings of what happens at the door: the agenda, taking back, and what a STOP holds up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QVBoxLayout, QWidget

from ui.theme import L, S, Theme
from ui.widgets.picture import Choice, Switch

_LEAD = (5, 10, 15, 20, 30)
_UNDO = (2, 5, 10, 30, 60)


class ScanningCard(QFrame):
    """Each signal carries the new value: a switch, or minutes."""

    follow_chosen = Signal(bool)
    lead_chosen = Signal(int)
    undo_chosen = Signal(int)
    force_chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._heading = _label("heading", self)
        self._lead_name, self._undo_name = _label("muted", self), _label("muted", self)
        self._follow, self._force = Switch(theme, self), Switch(theme, self)
        self._lead, self._undo = Choice(theme, self), Choice(theme, self)
        self._lead_name.setBuddy(self._lead)
        self._undo_name.setBuddy(self._undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(L + 4, L, L + 4, L)
        column.setSpacing(S)
        for widget in (
            *(self._heading, self._follow, self._lead_name, self._lead),
            *(self._undo_name, self._undo, self._force),
        ):
            column.addWidget(widget)
        column.addStretch(1)
        self._follow.toggled.connect(self.follow_chosen)
        self._force.toggled.connect(self.force_chosen)
        self._lead.activated.connect(lambda number: self.lead_chosen.emit(_LEAD[number]))
        self._undo.activated.connect(lambda number: self.undo_chosen.emit(_UNDO[number]))

    def show_words(self, words: Mapping[str, str], minutes: Mapping[int, str]) -> None:
        """Words by key: heading, follow, lead, undo, force; and how so many minutes are said, see `spans`."""
        self._heading.setText(words["heading"])
        for name, choice, key, spans in (
            (self._lead_name, self._lead, "lead", _LEAD),
            (self._undo_name, self._undo, "undo", _UNDO),
        ):
            name.setText(words[key])
            choice.setAccessibleName(words[key])
            _refill(choice, [minutes[span] for span in spans])
        for switch, key in ((self._follow, "follow"), (self._force, "force")):
            switch.setText(words[key])
            switch.setAccessibleName(words[key])
            switch.updateGeometry()

    def show_choice(self, *, follow: bool, lead: int, undo: int, force: bool) -> None:
        """What is chosen now; minutes that are none of ours leave their list without a choice."""
        for widget in (self._follow, self._force):
            widget.blockSignals(True)
        self._follow.setChecked(follow)
        self._force.setChecked(force)
        self._lead.setEnabled(follow)
        self._lead.setCurrentIndex(_LEAD.index(lead) if lead in _LEAD else -1)
        self._undo.setCurrentIndex(_UNDO.index(undo) if undo in _UNDO else -1)
        for widget in (self._follow, self._force):
            widget.blockSignals(False)

    @staticmethod
    def spans() -> frozenset[int]:
        """The minutes that can be chosen."""
        return frozenset((*_LEAD, *_UNDO))


def _label(role: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label


def _refill(box: QComboBox, words: Sequence[str]) -> None:
    box.clear()
    box.addItems(list(words))
