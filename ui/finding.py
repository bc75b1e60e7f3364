"""People found while somebody types: asked in the background, shown beneath the box."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from checkin.desk.desk import Desk
from checkin.store.search import Found
from ui.background import Background
from ui.language import Language
from ui.presenters import people
from ui.widgets.finder import Finder, looks_like_code

_FOUND = 20


class Finding(QObject):
    """`failed` says why nobody could be looked for.

    Args:
        place: where the desk stands; people found say whether they are there.
    """

    failed = Signal(object)

    def __init__(
        self, desk: Desk, background: Background, language: Language, finder: Finder, place: Callable[[], str]
    ) -> None:
        super().__init__(finder)
        self._desk, self._background, self._t = desk, background, language
        self._finder, self._place = finder, place
        finder.wanted.connect(self._find)
        finder.several.connect(lambda: finder.show_line(self._t("desk.found.choose")))

    def _find(self, text: str) -> None:
        if not text or self._desk.event is None:
            self._background.forget("find")
            return
        place = self._place()
        self._background.read(
            "find",
            lambda: self._desk.search.find(text, _FOUND, place),
            lambda found: self._show(text, found),
            self.failed.emit,
        )

    def _show(self, text: str, found: list[Found]) -> None:
        event = self._desk.event
        if event is None:
            return
        rows = [people.found_row(one, text, event, self._t.texts) for one in found]
        self._finder.show_found(text, rows, self._line(text, len(rows)))

    def _line(self, text: str, count: int) -> str:
        if count == 1:
            return self._t("desk.found.one")
        if count:
            return self._t("desk.found.several")
        return self._t("desk.found.as_code") if looks_like_code(text) else self._t("desk.found.nobody")
