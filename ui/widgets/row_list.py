"""The rows of a list, each drawn by a delegate and told to screen readers in its own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ROW = Qt.ItemDataRole.UserRole
"""The role under which a delegate finds the row itself."""

_ROOT = QModelIndex()
Row = TypeVar("Row")


class RowList(QAbstractListModel, Generic[Row]):
    """Rows that are replaced as a whole.

    Args:
        words: what a screen reader says of a row; parts that are empty are left out.
    """

    def __init__(self, words: Callable[[Row], Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self.rows: tuple[Row, ...] = ()

    def replace(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in self._words(row) if part)
        return None
