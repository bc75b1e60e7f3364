"""The box that always has the keyboard, and the people it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.icons import Icon
from ui.theme import XL, L, M, S, Theme
from ui.widgets.picture import Picture
from ui.widgets.row_list import ROW, RowList

_ROWS_SHOWN = 6
_LONGEST_QUERY = 600  # a code may be 512 letters


Marks = tuple[tuple[int, int], ...]
"""(start, length) of the letters that matched."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One person found, in words.

    Attributes:
        code: what choosing the row stands for: the person's ticket code.
        identity: whose card it opens.
        name_marks, office_marks: the letters that matched.
        state: what is known at this checkpoint ("w środku od 9:07"), or "".
    """

    code: str
    identity: UUID
    name: str
    office: str
    state: str = ""
    name_marks: Marks = ()
    office_marks: Marks = ()


class _FoundDelegate(QStyledItemDelegate):
    """Name over office, matched letters marked."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        name, office = QFontMetrics(self._theme.font(16, 700)), QFontMetrics(self._theme.font(14))
        return QSize(200, name.height() + office.height() + M)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: FoundRow = index.data(ROW)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        box: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        if chosen:
            painter.fillRect(box, self._theme.colour("hover"))
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), self._theme.colour("accent"))
        inside = box.adjusted(L + 4, S - 2, -L, 2 - S)
        name_font, small_font = self._theme.font(16, 700), self._theme.font(14)
        state_width = min(QFontMetrics(small_font).horizontalAdvance(row.state) + L, inside.width() // 3)
        text, muted = self._theme.colour("text"), self._theme.colour("muted")
        name_box = QRect(inside.left(), inside.top(), inside.width() - state_width, QFontMetrics(name_font).height())
        self._marked(painter, name_box, row.name, row.name_marks, name_font, text)
        office_box = QRect(inside.left(), name_box.bottom() + 1, inside.width(), QFontMetrics(small_font).height())
        self._marked(painter, office_box, row.office, row.office_marks, small_font, muted)
        painter.setFont(small_font)
        painter.setPen(muted)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        state = QFontMetrics(small_font).elidedText(row.state, Qt.TextElideMode.ElideRight, state_width)
        painter.drawText(
            QRect(inside.right() - state_width, name_box.top(), state_width, name_box.height()), right, state
        )

    def _marked(self, painter: QPainter, box: QRect, text: str, marks: Marks, font: QFont, colour: QColor) -> None:
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        for start, length in marks:
            if start < len(shown):
                left = metrics.horizontalAdvance(shown[:start])
                width = metrics.horizontalAdvance(shown[: start + length]) - left
                painter.fillRect(QRect(box.left() + left, box.top(), width, box.height()), self._theme.colour("mark"))
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class SearchBox(QFrame):
    """The field: `text_typed` asks for people, `confirmed` is Enter, `looked_up` Shift+Enter, `cleared` Escape."""

    text_typed = Signal(str)
    confirmed = Signal()
    looked_up = Signal()
    cleared = Signal()
    moved = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("search")
        self._icon = Picture(theme, 24, self)
        self._icon.show_icon(Icon.MAGNIFY)
        self.field = QLineEdit(self)
        self.field.setMaxLength(_LONGEST_QUERY)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self.text_typed)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(L + 4, L - 2, XL, L - 2)
        row.setSpacing(L)
        row.addWidget(self._icon)
        row.addWidget(self.field, 1)
        row.addWidget(self._hint)
        self.setFocusProxy(self.field)

    def text(self) -> str:
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Change the text as typing would."""
        self.field.setText(text)
        self.text_typed.emit(text)

    def show_words(self, name: str, placeholder: str, hint: str) -> None:
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder)
        self._hint.setText(hint)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("keyboard", event.type() is QEvent.Type.FocusIn)
            self.style().polish(self)
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        elif event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Ctrl+Z takes back the last scan, not the last letter.
            return event.matches(QKeySequence.StandardKey.Undo)
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        """The hint gives way to the placeholder: what to do matters more than the keys."""
        field = QFontMetrics(self._theme.font(20)).horizontalAdvance(self.field.placeholderText())
        hint = QFontMetrics(self._theme.font(13)).horizontalAdvance(self._hint.text())
        self._hint.setVisible(bool(self._hint.text()) and field + hint + 140 < self.width())

    def _key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _ROWS_SHOWN,
            Qt.Key.Key_PageUp: -_ROWS_SHOWN,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.moved.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.looked_up if shifted else self.confirmed).emit()
        elif key is Qt.Key.Key_Escape:
            self.cleared.emit()
        else:
            return False
        return True


class FoundList(QFrame):
    """The people found, over the screen beneath the box. Nobody is chosen until an arrow or a click does.

    A click admits, a click with the other button asks for the card.
    """

    chosen = Signal(str)
    card_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "sheet")
        self._model = RowList[FoundRow](lambda row: (row.name, row.office, row.state), self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_FoundDelegate(theme, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.clicked.connect(self._clicked)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(lambda at: self._asked_at(self._list.indexAt(at)))
        self._line = QLabel(self)
        self._line.setProperty("role", "small")
        self._line.setWordWrap(True)
        self._line.setContentsMargins(L, 0, L, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, S, 1, S + 2)
        column.setSpacing(S)
        column.addWidget(self._list)
        column.addWidget(self._line)
        self.hide()

    def name(self, words: str) -> None:
        self._list.setAccessibleName(words)

    def show_rows(self, rows: Sequence[FoundRow], line: str) -> None:
        """Show people, and one line beneath them that says what Enter would do."""
        self._model.replace(rows)
        self._list.setVisible(bool(rows))
        self._line.setText(line)
        height = min(len(rows), _ROWS_SHOWN) * self._list.sizeHintForRow(0) if rows else 0
        self._list.setFixedHeight(height)
        self.resize(self.width(), height + self._line.heightForWidth(self.width()) + 4 * S)
        self.show()
        self.raise_()

    def show_line(self, line: str) -> None:
        self._line.setText(line)

    def count(self) -> int:
        return self._model.rowCount()

    def step(self, steps: int) -> None:
        """Choose the row so many steps from the chosen one; the first step chooses the first row."""
        if not self.count():
            return
        now = self._list.currentIndex().row()
        wanted = max(0, min(self.count() - 1, now + steps))
        self._list.setCurrentIndex(self._model.index(wanted))

    def choice(self) -> FoundRow | None:
        """The row that was chosen; the only row counts as chosen."""
        if self.count() == 1:
            return self._model.index(0).data(ROW)
        index = self._list.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ROW).code)

    def _asked_at(self, index: QModelIndex) -> None:
        if index.isValid():
            self.card_asked.emit(index.data(ROW).identity)
