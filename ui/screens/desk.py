"""The desk: scan, see, do the next thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from checkin.desk.admission import admit, undo
from checkin.desk.desk import Desk
from checkin.desk.words import Band, clock_time, title_of
from checkin.errors import CheckinError, InputProblem
from checkin.model.decision import Direction, Scan
from checkin.model.entry import EntryKind
from checkin.model.event import Checkpoint
from checkin.model.registration import Registration
from checkin.store.queries import RecentScan, Tally
from checkin.store.search import Found
from ui.background import Background
from ui.icons import Icon
from ui.language import Language
from ui.presenters import people, places, scans
from ui.presenters.scans import Answer
from ui.session import Session
from ui.theme import L, Theme
from ui.widgets.area import ResizingArea
from ui.widgets.camera_view import CameraView
from ui.widgets.counter import CounterCard
from ui.widgets.finder import Finder, looks_like_code
from ui.widgets.header import Header, PillButton, screen_margins
from ui.widgets.place_chooser import PlaceChooser
from ui.widgets.recent import RecentList
from ui.widgets.status import State, StatusStrip
from ui.widgets.verdict import VerdictPanel

_RECENT = 8
_FOUND = 20
_LAST_MINUTES = timedelta(minutes=5)
_BESIDE_FROM = 860  # pixels of the screen, at the designed size of text
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class DeskScreen(QWidget):
    """One checkpoint at a time.

    `place_chosen` tells the key to remember, `answered` the band of every verdict, `message` a sentence for a moment,
    `card_asked` whose card to open.
    """

    place_chosen = Signal(str)
    answered = Signal(object)
    card_asked = Signal(object)
    message = Signal(str)
    scanner_asked = Signal()

    def __init__(self, desk: Desk, background: Background, theme: Theme, language: Language, session: Session) -> None:
        super().__init__()
        self.setObjectName("screen")
        self._desk, self._background, self._theme, self._t = desk, background, theme, language
        self._session = session
        self._place = ""
        self._direction = Direction.IN
        self._answer: Answer | None = None
        self._camera = State(Icon.CAMERA_OFF, "")
        self._header = Header(theme, self)
        self._turn = PillButton(theme, Icon.LOGIN, parent=self)
        self._change = PillButton(theme, Icon.SWAP_HORIZONTAL, parent=self)
        self._header.add_button(self._turn)
        self._header.add_button(self._change)
        self.finder = Finder(theme, self)
        self.verdict = VerdictPanel(theme, self)
        self.camera_view = CameraView(theme, self)
        self._counter = CounterCard(theme, self)
        self._recent = RecentList(theme, _RECENT, self)
        self._status = StatusStrip(theme, 3, self)
        self._lay_out()
        self._turn.clicked.connect(self.turn_round)
        self._change.clicked.connect(self.choose_place)
        self.finder.wanted.connect(self._find)
        self.finder.code_chosen.connect(self.submit)
        self.finder.several.connect(lambda: self.finder.show_line(self._t("desk.found.choose")))
        self.finder.card_asked.connect(self._ask_for_card)
        self.finder.dismissed.connect(self._dismiss)
        self._recent.undo_asked.connect(self.undo)
        self._status.asked.connect(self.scanner_asked)
        self._chooser: PlaceChooser | None = None
        background.changed.connect(self.refresh)
        language.changed.connect(self._retranslate)
        theme.changed.connect(self._reflow)

    # What the window asks

    @property
    def person(self) -> Registration | None:
        """The person of the verdict that is shown."""
        return self._answer.scan.registration if self._answer else None

    @property
    def place(self) -> str:
        return self._place

    def go_to(self, key: str) -> None:
        """Stand at a checkpoint; an unknown key lets the agenda choose."""
        event = self._desk.event
        if event is None:
            return
        known = key in event.checkpoint_by_key
        self._place = key if known else event.checkpoint_at(self._desk.clock.now()).key
        self._answer = None
        self._retranslate()
        self.refresh()

    def submit(self, code: str) -> None:
        """Decide about a code that was scanned, typed or chosen."""
        place, direction = self._place, self._direction
        operator, role = self._session.id, self._session.role
        if not place:
            return
        self.finder.clear()

        def decide() -> Answer:
            scan = admit(self._desk, code, place, direction=direction, operator=operator, role=role)
            return Answer(scan, self._booked(scan))

        self._background.write(decide, self._show, self._tell)

    def show_again(self, recent: RecentScan) -> None:
        """Show a scan of the past."""
        answer = scans.answer_of(recent)
        self._background.read(
            "again", lambda: replace(answer, booked=self._booked(answer.scan)), self._show_quietly, self._tell
        )

    def undo(self, entry: UUID) -> None:
        """Take back one entry."""
        operator, role = self._session.id, self._session.role
        self._background.write(
            lambda: Answer(undo(self._desk, entry, operator, role), undone=True), self._show, self._tell
        )

    def undo_last(self) -> None:
        """Take back the last scan of this desk; a refusal changed nothing and is not looked behind."""
        operator, role = self._session.id, self._session.role

        def take_back() -> Answer:
            last = next(iter(self._desk.queries.recent(1, self._desk.id)), None)
            if last is None or last.undone or last.entry.kind is EntryKind.REFUSED:
                raise InputProblem("desk.nothing_to_undo")
            return Answer(undo(self._desk, last.entry.id, operator, role), undone=True)

        self._background.write(take_back, self._show, self._tell)

    def turn_round(self) -> None:
        """From noting who comes in to noting who leaves, and back."""
        self._direction = Direction.OUT if self._direction is Direction.IN else Direction.IN
        self._answer = None
        self._retranslate()

    def choose_place(self) -> None:
        if self._desk.event is not None:
            self._background.read("places", self._desk.queries.tallies, self._offer_places, self._tell)

    def show_camera_state(self, state: State) -> None:
        self._camera = state
        self.show_status()

    def tick(self) -> None:
        """Once a second: the time, and what depends on it."""
        event = self._desk.event
        if event is not None:
            self._header.show_time(clock_time(event, self._desk.clock.now()))

    def refresh(self) -> None:
        """Ask again for what other scans, other desks and imports may have changed."""
        if self._desk.event is None or not self._place:
            return
        self._background.read("figures", self._figures, self._show_figures, self._tell)
        self._background.read("recent", self._last_scans, self._show_recent, self._tell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.finder.place_list()

    def _reflow(self) -> None:
        """Side by side while there is room; with large text the verdict has the screen, the rest lies below it."""
        beside = self.width() >= _BESIDE_FROM * self._theme.scale
        self._middle.setDirection(_ACROSS if beside else _DOWN)
        self._side.setDirection(_DOWN if beside else _ACROSS)
        self.verdict.fill(0 if beside else self._area.viewport().height())

    # Asked in the background

    def _booked(self, scan: Scan) -> frozenset[str]:
        if scan.registration is None:
            return frozenset()
        return self._desk.queries.attendance_of(scan.registration.id).bookings

    def _figures(self) -> tuple[Tally, int, list[int], list[int]]:
        event, key, queries = self._desk.event, self._place, self._desk.queries
        assert event is not None
        now = self._desk.clock.now()
        return (
            queries.tallies().get(key, Tally()),
            queries.expected(event).get(key, 0),
            queries.arrivals(key, places.bars_since(now), places.BAR, places.BARS),
            queries.arrivals(key, now - _LAST_MINUTES, _LAST_MINUTES, 1),
        )

    def _last_scans(self) -> list[RecentScan]:
        return self._desk.queries.recent(_RECENT, self._desk.id)

    # Shown

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        self._show_answer()
        if self.verdict.view is not None:
            self.answered.emit(self.verdict.view.band)
        self.refresh()

    def _show_quietly(self, answer: Answer) -> None:
        self._answer = answer
        self._show_answer()

    def _show_answer(self) -> None:
        event = self._desk.event
        if event is None or self._answer is None:
            out = self._direction is Direction.OUT
            title = self._t("desk.invite_out.title") if out else self._t("desk.invite.title")
            self.verdict.show_invitation(title, self._t("desk.invite.hint"))
        else:
            view = scans.verdict_view(self._answer, event, self._t.texts, self._desk.clock.now())
            self.verdict.show_verdict(view)
        self._show_hint()

    def _show_hint(self) -> None:
        view = self.verdict.view
        stop = view is not None and view.band in (Band.STOP, Band.CLARIFY)
        hint = self._t("desk.search.hint_stop") if stop else self._t("desk.search.hint")
        self.finder.box.show_words(self._t("desk.search.name"), self._t("desk.search.placeholder"), hint)

    def _ask_for_card(self, identity: UUID | None) -> None:
        known = identity or (self.person.id if self.person else None)
        if known is not None:
            self.card_asked.emit(known)

    def _dismiss(self) -> None:
        self._answer = None
        self._show_answer()

    def _show_figures(self, figures: tuple[Tally, int, list[int], list[int]]) -> None:
        tally, expected, bars, recently = figures
        checkpoint = self._checkpoint()
        if checkpoint is None:
            return
        texts = self._t.texts
        self._counter.show_figures(
            str(tally.inside),
            places.inside_words(checkpoint, expected, texts),
            " · ".join(
                part
                for part in (places.recently_words(recently, texts), places.free_places(checkpoint, tally, texts))
                if part
            ),
            bars,
            self._t("desk.counter.bars", count=sum(bars)),
        )

    def _show_recent(self, recent: list[RecentScan]) -> None:
        event = self._desk.event
        if event is not None:
            rows = [scans.recent_row(one, event, self._t.texts, self._desk.id) for one in recent]
            self._recent.show_rows(rows)

    def show_status(self) -> None:
        states = (
            self._camera,
            State(Icon.DATABASE, self._t("desk.status.replica")),
            State(Icon.LAN_DISCONNECT, self._t("desk.status.alone")),
        )
        self._status.show_states(states, self._desk.name)

    def _offer_places(self, tallies: dict[str, Tally]) -> None:
        event = self._desk.event
        if event is None:
            return
        if self._chooser is None:
            self._chooser = PlaceChooser(self._theme, self.window())
            self._chooser.chosen.connect(self.place_chosen)
        self._chooser.show_words(
            self._t("desk.places.title"), self._t("desk.places.filter"), self._t("desk.places.list")
        )
        self._chooser.offer(places.place_rows(event, tallies, self._t.texts), self._place)

    def _find(self, text: str) -> None:
        if not text or self._desk.event is None:
            self._background.forget("find")
            return
        place = self._place
        self._background.read(
            "find",
            lambda: self._desk.search.find(text, _FOUND, place),
            lambda found: self._show_found(text, found),
            self._tell,
        )

    def _show_found(self, text: str, found: list[Found]) -> None:
        event = self._desk.event
        if event is None:
            return
        rows = [people.found_row(one, text, event, self._t.texts) for one in found]
        self.finder.show_found(text, rows, self._found_line(text, len(rows)))

    def _found_line(self, text: str, count: int) -> str:
        if count == 1:
            return self._t("desk.found.one")
        if count:
            return self._t("desk.found.several")
        return self._t("desk.found.as_code") if looks_like_code(text) else self._t("desk.found.nobody")

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))

    def _checkpoint(self) -> Checkpoint | None:
        return self._desk.event.checkpoint_by_key.get(self._place) if self._desk.event else None

    def _retranslate(self) -> None:
        t, event, checkpoint = self._t, self._desk.event, self._checkpoint()
        if event is not None and checkpoint is not None:
            self._header.show_words(title_of(checkpoint, t.texts), places.subtitle(checkpoint, event, t.texts))
        going_in = self._direction is Direction.IN
        self._turn.show_words(t("desk.turn.in") if going_in else t("desk.turn.out"), "F6")
        self._turn.change_icon(Icon.LOGIN if going_in else Icon.LOGOUT)
        self._change.show_words(t("desk.change_place"), "F2")
        self.finder.list.name(t("desk.found.list"))
        self.verdict.setAccessibleDescription(t("desk.verdict"))
        self.camera_view.setAccessibleName(t("desk.camera"))
        self._recent.show_words(t("desk.recent.title"), t("desk.recent.empty"), t("desk.undo"), "Ctrl+Z")
        self._status.show_button(t("scanner.open"))
        self._show_answer()
        self.show_status()
        self.tick()
        self.refresh()

    def _lay_out(self) -> None:
        whole = QWidget()
        whole.setObjectName("column")
        self._side = QVBoxLayout()
        self._side.setSpacing(L)
        self._side.addWidget(self.camera_view, 5)
        self._side.addWidget(self._counter, 0)
        self._side.addWidget(self._recent, 5)
        self._middle = QBoxLayout(_ACROSS, whole)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(L + 4)
        self._middle.addWidget(self.verdict, 65)
        self._middle.addLayout(self._side, 35)
        self._area = ResizingArea(self)
        self._area.resized.connect(self._reflow)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(whole)
        page = QVBoxLayout(self)
        screen_margins(page, bottom=L)
        page.addWidget(self._header)
        page.addWidget(self.finder.box)
        page.addWidget(self._area, 1)
        page.addWidget(self._status)
