"""What stands beside the verdict: how many are here, and the last scans."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from checkin.access import Right
from checkin.desk.desk import Desk
from checkin.desk.door import follow_doors
from checkin.errors import CheckinError
from checkin.model.entry import EntryKind
from checkin.model.event import Event
from checkin.store.queries import RecentScan, Tally
from ui.background import Background
from ui.language import Language
from ui.presenters import places, scans
from ui.session import Session
from ui.theme import Theme
from ui.widgets.counter import CounterCard
from ui.widgets.recent import RecentList

_RECENT = 8
_LAST_MINUTES = timedelta(minutes=5)
_MOVES = (EntryKind.ADMITTED, EntryKind.LEFT)

_Counts = tuple[Event, Tally, int, list[int], list[int]]


class Figures(QObject):
    """Asks in the background, shows what comes back; `message` is a sentence where that fails.

    `doors_changed` says that somebody, perhaps another process, lets others in at a door than before.
    """

    doors_changed = Signal()
    message = Signal(str)

    def __init__(
        self,
        screen: QWidget,
        desk: Desk,
        background: Background,
        theme: Theme,
        language: Language,
        session: Session,
    ) -> None:
        super().__init__(screen)
        self._desk, self._background, self._t, self._session = desk, background, language, session
        self._undo_within = timedelta(0)
        self._event: Event | None = None
        self.counter = CounterCard(theme, screen)
        self.recent = RecentList(theme, _RECENT, screen)

    def choose(self, undo_within: timedelta) -> None:
        """How long anybody may take back the last scan."""
        self._undo_within = undo_within

    def refresh(self, place: str) -> None:
        """Ask again for a desk that stands at a place."""
        self._background.read("figures", lambda: self._counts(place), lambda it: self._show(place, it), self._tell)
        self._background.read("recent", self._last_scans, self._show_recent, self._tell)

    def retranslate(self) -> None:
        t = self._t
        self.recent.show_words(t("desk.recent.title"), t("desk.recent.empty"), t("desk.undo_hold"), "Ctrl+Z")

    def _counts(self, place: str) -> _Counts:
        event, queries, now = follow_doors(self._desk), self._desk.queries, self._desk.clock.now()
        return (
            event,
            queries.tallies().get(place, Tally()),
            queries.expected(event).get(place, 0),
            queries.arrivals(place, places.bars_since(now), places.BAR, places.BARS),
            queries.arrivals(place, now - _LAST_MINUTES, _LAST_MINUTES, 1),
        )

    def _last_scans(self) -> list[RecentScan]:
        return self._desk.queries.recent(_RECENT, self._desk.id)

    def _show(self, place: str, counts: _Counts) -> None:
        event, tally, expected, bars, recently = counts
        if event is not self._event:
            self._event = event
            self.doors_changed.emit()
        checkpoint, texts = event.checkpoint_by_key.get(place), self._t.texts
        if checkpoint is None:
            return
        details = (places.recently_words(recently, texts), places.free_places(checkpoint, tally, texts))
        self.counter.show_figures(
            str(tally.inside),
            places.inside_words(checkpoint, expected, texts),
            " · ".join(part for part in details if part),
            bars,
            self._t("desk.counter.bars", count=sum(bars)),
        )

    def _show_recent(self, recent: list[RecentScan]) -> None:
        event = self._desk.event
        if event is None:
            return
        moved = (one for one in recent if one.entry.kind in _MOVES and not one.undone)
        last, now = next(moved, None), self._desk.clock.now()
        self.recent.show_rows(
            [
                scans.recent_row(one, event, self._t.texts, may_undo=self._may_undo(one, one is last, now))
                for one in recent
            ]
        )

    def _may_undo(self, one: RecentScan, last: bool, now: datetime) -> bool:
        """Staff may take back any scan, everybody else the last one, if it is their own and of just now."""
        if self._session.may(Right.UNDO_OTHERS):
            return True
        entry = one.entry
        own = entry.desk == self._desk.id and entry.operator == self._session.id
        return last and own and now - entry.at <= self._undo_within

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))
