"""A field that offers what others have written, under the words being typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.theme import XS

_ROWS_SHOWN = 5


class SuggestField(QLineEdit):
    """Arrows choose a suggestion, Enter or Tab takes it, Escape puts the list away.

    The list is a part of the window and never takes the keyboard, so that a scanner is heard over it.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list: QListWidget | None = None
        self._list_name = ""
        self.textEdited.connect(self.wanted)

    def name_list(self, words: str) -> None:
        self._list_name = words

    def suggest(self, texts: Sequence[str]) -> None:
        """Offer these; nothing where there are none, or the only one is what stands here already."""
        if not texts or list(texts) == [self.text()] or not self.hasFocus():
            self._put_away()
            return
        shown = self._list_here()
        shown.clear()
        shown.addItems(list(texts))
        shown.setCurrentRow(-1)
        rows = min(len(texts), _ROWS_SHOWN)
        corner = self.mapTo(self.window(), QPoint(0, self.height() + XS))
        height = rows * shown.sizeHintForRow(0) + 2 * shown.frameWidth() + 2 * XS
        above = corner.y() + height > self.window().height()
        shown.setGeometry(
            corner.x(), corner.y() - self.height() - height - 2 * XS if above else corner.y(), self.width(), height
        )
        shown.show()
        shown.raise_()

    def suggestions(self) -> list[str]:
        """What is offered now."""
        shown = self._list
        return [shown.item(row).text() for row in range(shown.count())] if shown and shown.isVisible() else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._take()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._put_away()
        super().hideEvent(event)

    def _key(self, key: Qt.Key) -> bool:
        shown = self._list
        if shown is None or not shown.isVisible():
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key is Qt.Key.Key_Down else -1
            shown.setCurrentRow(max(0, min(shown.count() - 1, shown.currentRow() + step)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._take()
        if key is Qt.Key.Key_Escape:
            self._put_away()
            return True
        return False

    def _take(self) -> bool:
        """Write what was chosen; whether anything was."""
        chosen = self._list.currentItem() if self._list is not None and self._list.isVisible() else None
        if chosen is not None:
            self.setText(chosen.text())
        self._put_away()
        return chosen is not None

    def _take_clicked(self, item: QListWidgetItem) -> None:
        self.setText(item.text())
        self._put_away()
        self.setFocus()

    def _put_away(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _list_here(self) -> QListWidget:
        if self._list is None:
            self._list = QListWidget(self.window())
            self._list.setProperty("kind", "suggestions")
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
            self._list.itemClicked.connect(self._take_clicked)
        self._list.setAccessibleName(self._list_name)
        return self._list
