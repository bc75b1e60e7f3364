"""The language in force, changed while the window is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from checkin.errors import CheckinError
from checkin.texts import Texts


class Language(QObject):
    """Callable as `Texts` is; whoever shows words sets them again on `changed`."""

    changed = Signal()

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.texts = texts

    def choose(self, texts: Texts) -> None:
        if texts.language != self.texts.language:
            self.texts = texts
            self.changed.emit()

    def __call__(self, key: str, **params: object) -> str:
        return self.texts(key, **params)

    def error(self, error: CheckinError) -> str:
        return self.texts.error(error)
