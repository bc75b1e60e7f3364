"""The figures of every checkpoint, live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from checkin.desk.desk import Desk
from checkin.desk.words import clock_time
from checkin.errors import CheckinError
from checkin.model.event import CheckpointKind, Event
from checkin.store.queries import Tally
from ui.background import Background
from ui.language import Language
from ui.presenters import places
from ui.theme import L, M, Theme
from ui.widgets.gauge import Figure, Gauge
from ui.widgets.header import Header, screen_margins

_LAST_MINUTES = timedelta(minutes=5)
_ONE_COLUMN_BELOW = 900


@dataclass(frozen=True, slots=True)
class _Figures:
    tallies: dict[str, Tally]
    expected: dict[str, int]
    recently: int


class HeadcountScreen(QWidget):
    """Four figures of the day and a bar for each checkpoint."""

    def __init__(self, desk: Desk, background: Background, theme: Theme, language: Language) -> None:
        super().__init__()
        self.setObjectName("screen")
        self._desk, self._background, self._theme, self._t = desk, background, theme, language
        self._figures: _Figures | None = None
        self._days: dict[date, tuple[QFrame, QLabel]] = {}
        self._gauges: dict[str, Gauge] = {}
        self._event: Event | None = None
        self._header = Header(theme, self)
        self._inside = Figure(theme, parent=self)
        self._recently = Figure(theme, parent=self)
        self._refused = Figure(theme, "attention", self)
        self._conflicts = Figure(theme, "stop", self)
        self._column = QWidget()
        self._column.setObjectName("column")
        self._grid = QGridLayout(self._column)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(L)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(self._column)
        self._top = QGridLayout()
        self._top.setSpacing(L)
        figures = (self._inside, self._recently, self._refused, self._conflicts)
        self._cards = [_in_card(figure, self) for figure in figures]
        page = QVBoxLayout(self)
        screen_margins(page)
        page.addWidget(self._header)
        page.addLayout(self._top)
        page.addWidget(area, 1)
        background.changed.connect(self.refresh)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_days()

    def tick(self) -> None:
        if self._desk.event is not None:
            self._header.show_time(clock_time(self._desk.event, self._desk.clock.now()))

    def refresh(self) -> None:
        """Ask for the figures; a screen that nobody sees does not."""
        if self.isVisible() and self._desk.event is not None:
            self._background.read("headcount", self._ask, self._show, self._fail)

    def retranslate(self) -> None:
        event = self._desk.event
        self._header.show_words(self._t("headcount.title"), event.title if event else "")
        self.tick()
        if self._figures is not None:
            self._show(self._figures)

    def _ask(self) -> _Figures:
        event, queries = self._desk.event, self._desk.queries
        assert event is not None
        now = self._desk.clock.now()
        door = self._entrance(event)
        recently = queries.arrivals(door, now - _LAST_MINUTES, _LAST_MINUTES, 1)
        return _Figures(queries.tallies(), queries.expected(event), sum(recently))

    def _fail(self, error: CheckinError) -> None:
        self._header.show_words(self._t("headcount.title"), self._t.error(error))

    def _entrance(self, event: Event) -> str:
        """The entrance that counts who is in the building today."""
        now = self._desk.clock.now()
        return (event.entrance_on(event.day_of(now)) or event.checkpoint_at(now)).key

    def _show(self, figures: _Figures) -> None:
        event = self._desk.event
        if event is None:
            return
        self._figures = figures
        self._build(event)
        door = self._entrance(event)
        tally, expected = figures.tallies.get(door, Tally()), figures.expected.get(door, 0)
        share = round(100 * tally.inside / expected) if expected else 0
        t = self._t
        today = event.day_of(self._desk.clock.now())
        doors = [c.key for c in event.checkpoints if event.day_of(c.starts) == today]
        refused = sum(figures.tallies.get(key, Tally()).refused for key in doors)
        conflicts = sum(one.conflicts for one in figures.tallies.values())
        self._inside.show_figure(
            str(tally.inside), t("headcount.inside"), t("headcount.of", expected=expected, share=share)
        )
        self._recently.show_figure(f"+{figures.recently}", t("headcount.recently"), t("headcount.at_entrance"))
        self._refused.show_figure(str(refused), t("headcount.refused", n=refused), t("headcount.refused_more"))
        self._conflicts.show_figure(str(conflicts), t("headcount.conflicts"), t("headcount.conflicts_more"))
        for checkpoint in event.checkpoints:
            view = places.gauge_view(
                checkpoint,
                event,
                figures.tallies.get(checkpoint.key, Tally()),
                figures.expected.get(checkpoint.key, 0),
                t.texts,
                self._desk.clock.now(),
            )
            self._gauges[checkpoint.key].show_view(view)
        for day, (_, label) in self._days.items():
            label.setText(places.day_name(day, t.texts))

    def _build(self, event: Event) -> None:
        """A card for each day and a gauge for each checkpoint, once for an event."""
        if event is self._event:
            return
        self._event = event
        for card, _ in self._days.values():
            card.deleteLater()
        self._days.clear()
        self._gauges.clear()
        for checkpoint in sorted(event.checkpoints, key=lambda one: (one.starts, one.kind is CheckpointKind.SESSION)):
            day = event.day_of(checkpoint.starts)
            if day not in self._days:
                self._days[day] = self._card()
            gauge = Gauge(self._theme, self._days[day][0])
            self._gauges[checkpoint.key] = gauge
            layout = self._days[day][0].layout()
            assert layout is not None
            layout.addWidget(gauge)
        for card, _ in self._days.values():
            layout = card.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.addStretch(1)
        self._place_days()

    def _card(self) -> tuple[QFrame, QLabel]:
        card = QFrame(self._column)
        card.setProperty("kind", "card")
        label = QLabel(card)
        label.setProperty("role", "heading")
        column = QVBoxLayout(card)
        column.setContentsMargins(L + 4, L, L + 4, L)
        column.setSpacing(M)
        column.addWidget(label)
        return card, label

    def _place_days(self) -> None:
        columns = 1 if self.width() < self._theme.scale * _ONE_COLUMN_BELOW else 2
        for number, card in enumerate(self._cards):
            self._top.addWidget(card, number // (2 * columns), number % (2 * columns))
        for column in range(4):
            self._top.setColumnStretch(column, 1 if column < 2 * columns else 0)
        for number, (card, _) in enumerate(self._days.values()):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


def _in_card(figure: QWidget, parent: QWidget) -> QFrame:
    card = QFrame(parent)
    card.setProperty("kind", "card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(L + 4, M, L, M)
    inside.addWidget(figure)
    return card
