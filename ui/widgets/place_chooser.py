"""F2: which door this desk stands at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import L, M, S, Theme
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.flow import FlowLayout
from ui.widgets.overlay import Overlay
from ui.widgets.row_list import ROW, RowList

_HIGH = 400  # pixels
_LEAST = 160


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One checkpoint in words; a row without a key is the heading of a day."""

    key: str
    title: str
    time: str = ""
    room: str = ""
    places: str = ""


class _PlacesModel(RowList[PlaceRow]):
    def __init__(self, parent: QObject) -> None:
        super().__init__(lambda row: (row.time, row.title, row.room, row.places), parent)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not self.rows[index.row()].key:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _PlaceDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: PlaceRow = index.data(ROW)
        lines = QFontMetrics(self._theme.font(16)).height()
        if row.key:
            lines += QFontMetrics(self._theme.font(13)).height()
        return QSize(200, lines + M)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: PlaceRow = index.data(ROW)
        box: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        if not row.key:
            self._text(painter, box.adjusted(L, S, -L, 0), row.title, self._theme.font(15, 800), "accent")
            return
        if option.state & QStyle.StateFlag.State_Selected:  # pyright: ignore[reportAttributeAccessIssue]
            painter.fillRect(box, self._theme.colour("hover"))
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), self._theme.colour("accent"))
        inside = box.adjusted(L, S - 2, -L, 2 - S)
        bold, small = self._theme.font(16, 700), self._theme.font(13)
        times = QFontMetrics(bold).horizontalAdvance("00:00") + L
        line = QFontMetrics(bold).height()
        self._text(painter, QRect(inside.left(), inside.top(), times, line), row.time, bold, "accent")
        title = QRect(inside.left() + times, inside.top(), inside.width() - times, line)
        self._text(painter, title, row.title, bold, "text")
        detail = QRect(title.left(), title.bottom() + 1, title.width(), inside.bottom() - title.bottom())
        self._text(painter, detail, " · ".join(part for part in (row.room, row.places) if part), small, "muted")

    def _text(self, painter: QPainter, box: QRect, text: str, font: QFont, token: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class _PlaceList(QListView):
    """As high as most of a day needs; with large text it gives way and is scrolled."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _HIGH)


class PlaceChooser(Overlay):
    """Type to narrow the list, arrows and Enter to choose; beneath it whom the present door lets in, if asked for."""

    chosen = Signal(str)
    door_chosen = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, widest=720)
        self._all: tuple[PlaceRow, ...] = ()
        self._here = ""
        self._filter = QLineEdit(self)
        self._filter.textChanged.connect(self._narrow)
        self._filter.installEventFilter(self)
        self._model = _PlacesModel(self)
        self._list = _PlaceList(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_PlaceDelegate(theme, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setMinimumHeight(_LEAST)
        self._list.clicked.connect(lambda index: self._take(index.row()))
        self._door = QLabel(self)
        self._door.setProperty("role", "heading")
        self._door.setWordWrap(True)
        self._modes = QButtonGroup(self)
        self._modes.buttonClicked.connect(lambda button: self.door_chosen.emit(button.key))
        self._mode_row = QWidget(self)
        self._mode_flow = FlowLayout(self._mode_row)
        self.body.addWidget(self._filter)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._door)
        self.body.addWidget(self._mode_row)

    def show_words(self, title: str, filter_name: str, list_name: str) -> None:
        self.title(title)
        self._filter.setPlaceholderText(filter_name)
        self._filter.setAccessibleName(filter_name)
        self._list.setAccessibleName(list_name)

    def show_door(self, title: str, modes: Sequence[tuple[str, str]], chosen: str) -> None:
        """Ways of the present door, (key, words); without any there is nothing to choose."""
        for button in self._modes.buttons():
            self._modes.removeButton(button)
            self._mode_flow.removeWidget(button)
            button.deleteLater()
        for key, words in modes:
            button = ChoiceButton(self._theme, key, self._mode_row)
            button.show_words(words)
            button.setChecked(key == chosen)
            self._modes.addButton(button)
            self._mode_flow.addWidget(button)
        self._door.setText(title)
        self._door.setVisible(bool(modes))
        self._mode_row.setVisible(bool(modes))

    def offer(self, rows: Sequence[PlaceRow], here: str) -> None:
        """Open with these places, the present one chosen."""
        self._all, self._here = tuple(rows), here
        self._filter.clear()
        self._narrow("")
        self.open(self._filter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._filter and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
            key = Qt.Key(event.key())
            if key in steps:
                self._step(steps[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self._list.currentIndex().row())
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        rows: list[PlaceRow] = []
        for row in self._all:
            words = f"{row.time} {row.title} {row.room}".casefold()
            if not row.key:
                rows = rows[:-1] if rows and not rows[-1].key else rows
                rows.append(row)
            elif all(word in words for word in wanted):
                rows.append(row)
        self._model.replace(rows[:-1] if rows and not rows[-1].key else rows)
        keys = [row.key for row in self._model.rows]
        start = keys.index(self._here) if self._here in keys else next((n for n, key in enumerate(keys) if key), -1)
        if start >= 0:
            self._list.setCurrentIndex(self._model.index(start))
            self._list.scrollTo(self._model.index(start), QListView.ScrollHint.PositionAtCenter)

    def _step(self, steps: int) -> None:
        choosable = [number for number, row in enumerate(self._model.rows) if row.key]
        if choosable:
            here = self._list.currentIndex().row()
            now = choosable.index(here) if here in choosable else 0
            self._list.setCurrentIndex(self._model.index(choosable[max(0, min(len(choosable) - 1, now + steps))]))

    def _take(self, number: int) -> None:
        if 0 <= number < len(self._model.rows) and self._model.rows[number].key:
            key = self._model.rows[number].key
            self.dismiss()
            self.chosen.emit(key)
