"""Self check-in: a person shows their code, and sees their own first name, their hall, and nobody else's anything."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from checkin.desk.admission import admit
from checkin.desk.desk import Desk
from checkin.desk.words import clock_time, day_of_person, title_of
from checkin.errors import CheckinError
from checkin.model.decision import Scan, Verdict
from checkin.model.event import Checkpoint, CheckpointKind
from checkin.model.registration import Registration
from checkin.texts import LANGUAGES
from ui.background import Background
from ui.icons import Icon
from ui.language import Language
from ui.theme import XL, XXL, L, Theme
from ui.widgets.area import ResizingArea
from ui.widgets.camera_view import CameraView
from ui.widgets.fit import FitText
from ui.widgets.picture import Picture

_CAMERA_HEIGHT = 260


@dataclass(frozen=True, slots=True)
class Welcome:
    """Somebody who came in: what they may read of themselves.

    Attributes:
        session: the session that is on or next for them; None for none today.
        first: whether they came in at an entrance, and not for a second time.
        help: whether they are asked to the help point too, for whatever reason.
    """

    person: Registration
    session: Checkpoint | None
    first: bool
    help: bool


class KioskScreen(QWidget):
    """`welcomed` carries a `Welcome`; `language_chosen` a language, "" for the desk's own; `leave_asked` wants a PIN.

    Args:
        seconds: how long an answer stays.
    """

    welcomed = Signal(object)
    language_chosen = Signal(str)
    leave_asked = Signal()

    def __init__(self, desk: Desk, background: Background, theme: Theme, language: Language, seconds: int) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a scanner types here
        self._desk, self._background, self._theme, self._t = desk, background, theme, language
        self._place = ""
        self._answer: Welcome | None = None
        self.camera_view = CameraView(theme, self)
        self.camera_view.mirror(True)
        self._start = _Page(theme, Icon.QRCODE_SCAN, "accent", self)
        self._answered = _Page(theme, Icon.CHECK_CIRCLE, "accent", self)
        self._pages = QStackedWidget(self)
        self._languages = [QPushButton(self) for _ in LANGUAGES]
        self._leave = QPushButton(self)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(1000 * seconds)
        self._back.timeout.connect(self.start_again)
        self._lay_out()
        for button, code in zip(self._languages, LANGUAGES, strict=True):
            button.clicked.connect(lambda _=False, code=code: self._choose(code))
        self._leave.clicked.connect(self.leave_asked)
        language.changed.connect(self._retranslate)
        theme.changed.connect(self._retranslate)
        self._retranslate()

    def stand(self, place: str) -> None:
        """Take codes at a checkpoint from now on."""
        self._place = place
        self.start_again()

    def stay(self, seconds: int) -> None:
        """How long an answer stays from now on."""
        self._back.setInterval(1000 * seconds)

    def submit(self, code: str) -> None:
        """Decide about a code that somebody showed."""
        place = self._place
        self._background.write(lambda: self._decide(code, place), self._show, self._fail)

    def start_again(self) -> None:
        """Nobody stands here: the first page, in the desk's own language."""
        self._back.stop()
        self._answer = None
        self._pages.setCurrentIndex(0)
        self.language_chosen.emit("")
        self.setFocus()

    def show_help_for_badge(self) -> None:
        """The badge could not be printed: they are welcome all the same, and it waits at the help point."""
        if self._answer is not None:
            self._answered.note(self._t("kiosk.badge_waits", help=self._help()))

    def stop(self) -> None:
        self._back.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.camera_view.setFixedHeight(min(round(_CAMERA_HEIGHT * self._theme.scale), self.height() // 3))

    def _decide(self, code: str, place: str) -> Scan | Welcome:
        scan = admit(self._desk, code, place)
        event, person = self._desk.event, scan.registration
        if scan.decision.verdict is not Verdict.ADMITTED or event is None or person is None:
            return scan
        booked = self._desk.queries.attendance_of(person.id).bookings
        day = day_of_person(event, person, booked, self._desk.clock.now())
        sessions = [line.checkpoint for line in day if line.checkpoint.kind is CheckpointKind.SESSION]
        at_entrance = event.checkpoint_by_key[place].kind is CheckpointKind.ENTRANCE
        first = at_entrance and not scan.decision.again
        return Welcome(person, next(iter(sessions), None), first, scan.decision.attention)

    def _show(self, answer: Scan | Welcome) -> None:
        if isinstance(answer, Welcome):
            self._answer = answer
            self._show_welcome(answer)
            self.welcomed.emit(answer)
        else:
            self._show_help()
        self._pages.setCurrentIndex(1)
        self._back.start()

    def _fail(self, error: CheckinError) -> None:
        """What failed is nothing that the person at the kiosk could mend."""
        self._show_help()
        self._pages.setCurrentIndex(1)
        self._back.start()

    def _show_welcome(self, answer: Welcome) -> None:
        t, event, session = self._t, self._desk.event, answer.session
        where = ""
        if session is not None and event is not None:
            room, time = session.room, clock_time(event, session.starts)
            where = t("kiosk.where", room=room, time=time, title=title_of(session, t.texts))
        self._answered.show_page(
            Icon.CHECK_CIRCLE, self._theme.colours.admitted.ink, t("kiosk.hello"), answer.person.first_name, where
        )
        self._answered.note(t("kiosk.also_help", help=self._help()) if answer.help else "")

    def _show_help(self) -> None:
        """No reason: others can read it too."""
        self._answer = None
        t = self._t
        ink = self._theme.colours.left.ink
        self._answered.show_page(Icon.SIGN_DIRECTION, ink, t("kiosk.help_hello"), t("kiosk.help"), self._help())
        self._answered.note("")

    def _help(self) -> str:
        return self._desk.event.help_point.place if self._desk.event else ""

    def _choose(self, language: str) -> None:
        self.language_chosen.emit(language)
        self.setFocus()
        self._back.start()

    def _retranslate(self) -> None:
        t, event = self._t, self._desk.event
        self._start.show_page(
            Icon.QRCODE_SCAN,
            self._theme.colours.accent,
            event.title if event else "",
            t("kiosk.start"),
            t("kiosk.start_hint"),
        )
        for button, code in zip(self._languages, LANGUAGES, strict=True):
            words = t(f"settings.language.{code}")
            button.setText(words)
            button.setAccessibleName(words)
        self._leave.setText(t("kiosk.leave"))
        self.camera_view.setAccessibleName(t("desk.camera"))
        if self._answer is not None:
            self._show_welcome(self._answer)

    def _lay_out(self) -> None:
        first = QWidget(self)
        first.setObjectName("column")
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XL)
        column.addWidget(self._start, 1)
        column.addWidget(self.camera_view)
        for page in (first, self._answered):
            area = ResizingArea(self)
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(page)
            self._pages.addWidget(area)
        self._leave.setProperty("kind", "link")
        foot = QHBoxLayout()
        foot.setSpacing(L)
        for button in self._languages:
            button.setProperty("kind", "kiosk")
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignBottom)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(XXL, XXL, XXL, L)
        whole.setSpacing(L)
        whole.addWidget(self._pages, 1)
        whole.addLayout(foot)


class _Page(QWidget):
    """An icon, a line above, one thing large, a sentence below; legible from two metres."""

    def __init__(self, theme: Theme, icon: Icon, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("column")
        self._icon = Picture(theme, 92, self)
        self._above = QLabel(self)
        self._above.setProperty("role", "clock")
        self._large = FitText(theme, largest=76, smallest=28, weight=900, lines=2, parent=self)
        self._below = QLabel(self)
        self._below.setProperty("role", "kiosk")
        self._note = QLabel(self)
        self._note.setProperty("role", "advice")
        for label in (self._above, self._below, self._note):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(XXL, L, XXL, L)
        column.setSpacing(L)
        column.addStretch(1)
        column.addWidget(self._icon)
        for part in (self._above, self._large, self._below, self._note):
            column.addWidget(part)
        column.addStretch(2)

    def show_page(self, icon: Icon, colour: str, above: str, large: str, below: str) -> None:
        self._icon.show_icon(icon, QColor(colour))
        self._above.setText(above)
        self._large.show_text(large)
        self._below.setText(below)
        self.setAccessibleName(". ".join(part for part in (above, large, below) if part))

    def note(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))
