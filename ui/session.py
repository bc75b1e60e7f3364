"""Who is signed in at this desk, for all parts of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from checkin.access import Right, may
from checkin.model.operator import Operator, Role


class Session(QObject):
    """`changed` tells that somebody else, or nobody, is signed in now."""

    changed = Signal()

    def __init__(self, operator: Operator | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operator = operator

    @property
    def operator(self) -> Operator | None:
        return self._operator

    @property
    def id(self) -> str:
        """What an entry of the journal says of who did it; "" for nobody."""
        return str(self._operator.id) if self._operator else ""

    @property
    def role(self) -> Role:
        """Nobody has the rights of a volunteer."""
        return self._operator.role if self._operator else Role.VOLUNTEER

    def may(self, right: Right) -> bool:
        return may(self.role, right)

    def sign_in(self, operator: Operator) -> None:
        self._operator = operator
        self.changed.emit()

    def sign_out(self) -> None:
        self._operator = None
        self.changed.emit()
