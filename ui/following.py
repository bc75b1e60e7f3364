"""The desk follows the agenda: what it should stand at is offered in a quiet bar, and one key goes there."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from checkin.desk.agenda import LEAD, offer
from checkin.desk.desk import Desk
from checkin.desk.words import title_of
from checkin.model.event import Checkpoint, CheckpointKind
from ui.icons import Icon
from ui.language import Language
from ui.theme import Theme
from ui.widgets.notice_bar import NoticeBar

_MINUTE = timedelta(minutes=1)


class Following(QObject):
    """`accepted` carries the key of the checkpoint to stand at from now on."""

    accepted = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, language: Language, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._t = desk, language
        self._on, self._lead = True, LEAD
        self.offered: Checkpoint | None = None
        self.bar = NoticeBar(theme, Icon.CALENDAR_CLOCK, screen)
        self.bar.accepted.connect(self.accept)

    def choose(self, on: bool, lead: timedelta) -> None:
        """Whether to offer anything, and how long before its start."""
        self._on, self._lead = on, lead

    def look(self, place: str) -> None:
        """Ask the agenda again, for a desk that stands at a place."""
        event, now = self._desk.event, self._desk.clock.now() + self._desk.offset
        here = event.checkpoint_by_key.get(place) if event else None
        self.offered = offer(event, here, now, self._lead) if event and here and self._on else None
        words = self._words(self.offered, now) if self.offered else ""
        self.bar.say(words, self._t("desk.offer.go"), "F7")

    def accept(self) -> None:
        """F7: go where the agenda says, if it says anything."""
        if self.offered is not None:
            self.accepted.emit(self.offered.key)

    def _words(self, offered: Checkpoint, now: datetime) -> str:
        title = title_of(offered, self._t.texts)
        if offered.kind is CheckpointKind.ENTRANCE:
            return self._t("desk.offer.entrance", title=title)
        if offered.starts <= now:
            return self._t("desk.offer.running", title=title)
        return self._t("desk.offer.soon", title=title, minutes=-((now - offered.starts) // _MINUTE))
