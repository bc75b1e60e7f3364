"""The desk: scan, see, do the next thing."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from checkin.desk.desk import Desk
from checkin.desk.words import Band, clock_time, title_of
from checkin.errors import CheckinError
from checkin.model.decision import Direction
from checkin.model.event import Checkpoint
from checkin.model.registration import Registration
from checkin.settings import Settings
from checkin.store.queries import RecentScan
from ui.background import Background
from ui.calling import Calling
from ui.deciding import Deciding
from ui.figures import Figures
from ui.finding import Finding
from ui.following import Following
from ui.icons import Icon
from ui.language import Language
from ui.overriding import Overriding
from ui.presenters import places, scans
from ui.presenters.scans import Answer
from ui.session import Session
from ui.sound import file_of
from ui.standing import Standing
from ui.theme import L, Theme
from ui.widgets.area import ResizingArea, Squeezed
from ui.widgets.camera_view import CameraView
from ui.widgets.finder import Finder
from ui.widgets.header import Header, PillButton, screen_margins
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.status import State, StatusStrip
from ui.widgets.verdict import VerdictPanel

_BESIDE_FROM = 860  # pixels of the screen, at the designed size of text
_STOPS = (Band.STOP, Band.CLARIFY)
_TURNS = {Direction.IN: Direction.OUT, Direction.OUT: Direction.TOGGLE, Direction.TOGGLE: Direction.IN}
_TURN_ICONS = {Direction.IN: Icon.LOGIN, Direction.OUT: Icon.LOGOUT, Direction.TOGGLE: Icon.SWAP_VERTICAL}
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class DeskScreen(QWidget):
    """One checkpoint at a time.

    `place_chosen` tells the key to remember, `answered` the band of every verdict, `message` a sentence for a moment,
    `sounded` the file to play, `card_asked` whose card to open.
    """

    place_chosen = Signal(str)
    answered = Signal(object)
    sounded = Signal(object)
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
        self._finding = Finding(desk, background, language, self.finder, lambda: self._place)
        self.verdict = VerdictPanel(theme, self)
        self.camera_view = CameraView(theme, self)
        shared = (self, desk, background, theme, language, session)
        self._deciding = Deciding(desk, background, session, self)
        self._figures = Figures(*shared)
        self._standing = Standing(*shared)
        self._calling = Calling(*shared)
        self._overriding = Overriding(self, theme, language, session)
        self.following = Following(desk, theme, language, self)
        self._waiting_bar = NoticeBar(theme, Icon.TIMER_SAND, self)
        self._status = StatusStrip(theme, 3, self)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self._turn.clicked.connect(self.turn_round)
        self._change.clicked.connect(self.choose_place)
        self._finding.failed.connect(self._tell)
        self.finder.code_chosen.connect(self.submit)
        self.finder.card_asked.connect(self._ask_for_card)
        self.finder.dismissed.connect(self._dismiss)
        self._deciding.answered.connect(self._show)
        self._deciding.looked_back.connect(self._show_quietly)
        self._deciding.failed.connect(self._tell)
        self._figures.recent.undo_asked.connect(self._deciding.undo)
        self.verdict.call_asked.connect(self.call_for_help)
        self.verdict.override_asked.connect(self.ask_override)
        self._overriding.decided.connect(self._deciding.override)
        self._standing.chosen.connect(self.place_chosen)
        self._figures.doors_changed.connect(self._retranslate)
        self.following.accepted.connect(self._move_on)
        self._waiting_bar.accepted.connect(self._dismiss)
        for part in (self._figures, self._standing, self._calling):
            part.message.connect(self.message)
        self._status.asked.connect(self.scanner_asked)
        self._background.changed.connect(self.refresh)
        self._session.changed.connect(self._show_rights)
        self._t.changed.connect(self._retranslate)
        self._theme.changed.connect(self._reflow)

    # What the window asks

    @property
    def person(self) -> Registration | None:
        """The person of the verdict that is shown."""
        return self._answer.scan.registration if self._answer else None

    @property
    def place(self) -> str:
        return self._place

    def show_settings(self, settings: Settings) -> None:
        """Work as the settings say from now on."""
        undo_within = timedelta(minutes=settings.undo_minutes)
        self._deciding.choose(undo_within, one_by_one=settings.force_acknowledge)
        self._figures.choose(undo_within)
        self.following.choose(settings.follow_agenda, timedelta(minutes=settings.lead_minutes))
        self.following.look(self._place)
        self.refresh()

    def go_to(self, key: str) -> None:
        """Stand at a checkpoint; an unknown key lets the agenda choose."""
        event = self._desk.event
        if event is None:
            return
        known = key in event.checkpoint_by_key
        place = key if known else event.checkpoint_at(self._desk.clock.now()).key
        if place != self._place and self._direction is Direction.OUT:
            self._direction = Direction.IN  # those who come to the next session come in
        self._place = place
        self._answer = None
        self._retranslate()
        self._take_next()

    def submit(self, code: str) -> None:
        """Decide about a code that was scanned, typed or chosen."""
        if not self._place:
            return
        self.finder.clear()
        if self._answer is not None and self._is_stopped and code == self._answer.code:
            self.message.emit(self._t("desk.same_code"))
        else:
            self._deciding.take(code, self._place, self._direction, stopped=self._is_stopped)
            self._show_waiting()

    def show_again(self, recent: RecentScan) -> None:
        """Show a scan of the past."""
        self._deciding.look_back(recent)

    def undo_last(self) -> None:
        self._deciding.undo_last()

    def ask_override(self) -> None:
        """Ask why to admit the person of the refusal that is shown, where the operator may."""
        event = self._desk.event
        if self._answer is not None and event is not None:
            self._overriding.ask(self._answer, event)

    def turn_round(self) -> None:
        """From noting who comes in to noting who leaves, to noting both, and back."""
        self._direction = _TURNS[self._direction]
        self._dismiss()
        self._retranslate()

    def choose_place(self) -> None:
        self._standing.ask(self._place)

    def call_for_help(self) -> None:
        self._calling.call(self._place)

    def show_camera_state(self, state: State) -> None:
        self._camera = state
        self.show_status()

    def tick(self) -> None:
        """Once a second: the time, and what depends on it."""
        event = self._desk.event
        if event is not None:
            self._header.show_time(clock_time(event, self._desk.clock.now()))
            self.following.look(self._place)

    def refresh(self) -> None:
        """Ask again for what other scans, other desks and imports may have changed."""
        if self._desk.event is not None and self._place:
            self._figures.refresh(self._place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.finder.place_list()

    def _reflow(self) -> None:
        """Side by side while there is room; with large text the verdict has the screen, the rest lies below it."""
        beside = self.width() >= _BESIDE_FROM * self._theme.scale
        self._middle.setDirection(_ACROSS if beside else _DOWN)
        self._side.setDirection(_DOWN if beside else _ACROSS)
        self.verdict.fill(0 if beside else self._area.viewport().height())

    # Shown

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        self._show_answer()
        if self.verdict.view is not None:
            self.answered.emit(self.verdict.view.band)
            self.sounded.emit(file_of(self.verdict.view.band, answer.scan.decision.reason))
        self.refresh()
        self._take_next()

    def _show_quietly(self, answer: Answer) -> None:
        self._answer = answer
        self._show_answer()

    def _show_answer(self) -> None:
        event = self._desk.event
        if event is None or self._answer is None:
            self.verdict.show_invitation(self._t(f"desk.invite.{self._direction}"), self._t("desk.invite.hint"))
        else:
            view = scans.verdict_view(
                self._answer,
                event,
                self._t.texts,
                self._desk.clock.now(),
                onward=self.following.offered,
                may_override=self._overriding.is_possible(self._answer),
            )
            self.verdict.show_verdict(view)
        self._show_hint()

    def _show_rights(self) -> None:
        """Another operator sees other buttons; the answer stays."""
        self._show_answer()
        self.refresh()

    @property
    def _is_stopped(self) -> bool:
        return self.verdict.view is not None and self.verdict.view.band in _STOPS

    def _show_hint(self) -> None:
        hint = self._t("desk.search.hint_stop") if self._is_stopped else self._t("desk.search.hint")
        self.finder.box.show_words(self._t("desk.search.name"), self._t("desk.search.placeholder"), hint)

    def _ask_for_card(self, identity: UUID | None) -> None:
        known = identity or (self.person.id if self.person else None)
        if known is not None:
            self.card_asked.emit(known)

    def _dismiss(self) -> None:
        self._answer = None
        self._show_answer()
        self._take_next()

    def _take_next(self) -> None:
        """On with the codes that a STOP has held up."""
        self._deciding.go_on(self._place, self._direction, stopped=self._is_stopped)
        self._show_waiting()

    def _show_waiting(self) -> None:
        """A code that waits is said to wait; it is not lost."""
        held_up = self._deciding.waiting if self._is_stopped else 0
        words = self._t("desk.waiting", count=held_up) if held_up else ""
        self._waiting_bar.say(words, self._t("desk.waiting.go"), "Enter")

    def _move_on(self, key: str) -> None:
        """Go where the agenda says, remember it, and say so."""
        self.place_chosen.emit(key)
        self.message.emit(self._t("desk.offer.went", title=title_of(self._checkpoint(), self._t.texts)))

    def show_status(self) -> None:
        states = (
            self._camera,
            State(Icon.DATABASE, self._t("desk.status.replica")),
            State(Icon.LAN_DISCONNECT, self._t("desk.status.alone")),
        )
        self._status.show_states(states, self._desk.name)

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))
        self._take_next()

    def _checkpoint(self) -> Checkpoint | None:
        return self._desk.event.checkpoint_by_key.get(self._place) if self._desk.event else None

    def _retranslate(self) -> None:
        t, event, checkpoint = self._t, self._desk.event, self._checkpoint()
        if event is not None and checkpoint is not None:
            self._header.show_words(title_of(checkpoint, t.texts), places.subtitle(checkpoint, event, t.texts))
        self._turn.show_words(t(f"desk.turn.{self._direction}"), "F6")
        self._turn.change_icon(_TURN_ICONS[self._direction])
        self._change.show_words(t("desk.change_place"), "F2")
        self.finder.list.name(t("desk.found.list"))
        self.verdict.setAccessibleDescription(t("desk.verdict"))
        self.verdict.name_buttons((t("call.button"), "F8"), (t("override.button"), "Ctrl+Enter"))
        self.camera_view.setAccessibleName(t("desk.camera"))
        self._figures.retranslate()
        self._status.show_button(t("scanner.open"))
        self.tick()
        self._show_answer()
        self._show_waiting()
        self.show_status()
        self.refresh()

    def _lay_out(self) -> None:
        whole = Squeezed()
        whole.setObjectName("column")
        self._side = QVBoxLayout()
        self._side.setSpacing(L)
        self._side.addWidget(self.camera_view, 5)
        self._side.addWidget(self._figures.counter, 0)
        self._side.addWidget(self._figures.recent, 5)
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
        page.addWidget(self.following.bar)
        page.addWidget(self._waiting_bar)
        page.addWidget(self._area, 1)
        page.addWidget(self._status)
