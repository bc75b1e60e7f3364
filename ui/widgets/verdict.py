"""The verdict: the one thing in the window that shouts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from checkin.desk.words import Band
from checkin.model.decision import Reason
from ui.icons import Icon
from ui.theme import RADIUS_L, XL, XXL, L, M, S, Theme
from ui.widgets.band_strip import BAND_HEIGHT, REASON_ICONS, BandStrip
from ui.widgets.chips import Chips
from ui.widgets.day_list import DayList, DayRow
from ui.widgets.fit import FitText
from ui.widgets.flow import FlowLayout
from ui.widgets.header import PillButton
from ui.widgets.picture import Picture

_ADVICE_ICONS = {
    Band.ADMITTED: Icon.GIFT_OUTLINE,
    Band.ATTENTION: Icon.BELL_RING_OUTLINE,
    Band.STOP: Icon.DIRECTIONS_FORK,
    Band.CLARIFY: Icon.SIGN_DIRECTION,
    Band.LEFT: Icon.LOGOUT,
    Band.UNDONE: Icon.CHECK,
}

_LEAST_HEIGHT = 320
_UNBOUND = 16_777_215  # what Qt calls no maximum


@dataclass(frozen=True, slots=True)
class VerdictView:
    """All that the panel shows of one scan, in words. `overridable` asks for the button that admits anyway."""

    band: Band
    word: str
    aside: str
    name: str
    office: str
    chips: tuple[str, ...]
    day: tuple[DayRow, ...]
    advice: str
    reason: Reason = Reason.OK
    overridable: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ". ".join(part for part in (self.word, self.aside, self.name.replace("\n", " "), self.advice) if part)


class VerdictPanel(QWidget):
    """Band over tinted body; before the first scan, what to do first. A STOP has two buttons."""

    call_asked = Signal()
    override_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: VerdictView | None = None
        self._filled = 0
        self.setMinimumSize(360, _LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._invitation = _Invitation(theme, self)
        self._answer = _Answer(theme, self)
        self._answer.call.clicked.connect(self.call_asked)
        self._answer.override.clicked.connect(self.override_asked)
        self._pages.addWidget(self._invitation)
        self._pages.addWidget(self._answer)
        theme.changed.connect(self._restyle)

    @property
    def view(self) -> VerdictView | None:
        return self._view

    def name_buttons(self, call: tuple[str, str], override: tuple[str, str]) -> None:
        """What the buttons say that call the coordinator and admit anyway, each with its key."""
        self._answer.call.show_words(*call)
        self._answer.override.show_words(*override)

    def show_verdict(self, view: VerdictView) -> None:
        self._view = view
        self._answer.show_view(view, name_in_one_line=self._filled > 0)
        self._pages.setCurrentWidget(self._answer)
        self.setAccessibleName(view.spoken)
        self._take_what_is_needed()
        self._answer.take_places()
        self.update()

    def show_invitation(self, title: str, hint: str) -> None:
        """The empty state: what to do first."""
        self._view = None
        self._invitation.show_words(title, hint)
        self._pages.setCurrentWidget(self._invitation)
        self.setAccessibleName(f"{title}. {hint}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), RADIUS_L, RADIUS_L)
        if self._view is None:
            painter.fillPath(outline, self._theme.colour("surface"))
            painter.setPen(QPen(self._theme.colour("line"), 1))
            painter.drawPath(outline)
            return
        tone = self._theme.colours.tone(self._view.band)
        painter.fillPath(outline, QColor(tone.tint))
        painter.setClipRect(QRect(0, 0, self.width(), self._answer.band_height()))
        painter.fillPath(outline, QColor(tone.band))
        painter.setClipping(False)
        painter.setPen(QPen(QColor(tone.edge), 1.5))
        painter.drawPath(outline)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_what_is_needed()

    def fill(self, height: int) -> None:
        """Be this high, in pixels, or as high as the words need; 0 takes what the layout gives."""
        self._filled = height
        self._restyle()

    def _take_what_is_needed(self) -> None:
        """Words that wrap need height, which a layout does not know of before it is too late."""
        needed = self._answer.make_room(self.width()) if self._view is not None else 0
        height = max(_LEAST_HEIGHT, self._filled, needed)
        self.setMinimumHeight(height)
        self.setMaximumHeight(height if self._filled else _UNBOUND)

    def _restyle(self) -> None:
        if self._view is not None:
            self._answer.show_view(self._view, name_in_one_line=self._filled > 0)
        self._take_what_is_needed()
        self.update()


class _Answer(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._band = BandStrip(theme, self)
        self._name = FitText(theme, largest=46, smallest=24, weight=900, lines=2, parent=self)
        self._office = QLabel(self)
        self._office.setProperty("role", "office")
        self._office.setWordWrap(True)
        self._chips = Chips(theme, self)
        self._day = DayList(theme, self)
        self._advice = _Advice(theme, self)
        self._acts = QWidget(self)
        self.call = PillButton(theme, Icon.PHONE, parent=self._acts)
        self.override = PillButton(theme, Icon.ACCOUNT_ARROW_RIGHT, parent=self._acts)
        acts = FlowLayout(self._acts, M)
        acts.addWidget(self.call)
        acts.addWidget(self.override)
        body = QVBoxLayout()
        body.setContentsMargins(XXL, L, XXL, XL)
        body.setSpacing(S)
        body.addWidget(self._name)
        body.addWidget(self._office)
        body.addWidget(self._chips)
        body.addSpacing(L)
        body.addWidget(self._day, 1)
        body.addWidget(self._advice)
        body.addWidget(self._acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addLayout(body, 1)
        self._body = body

    def band_height(self) -> int:
        return self._band.height()

    def make_room(self, width: int) -> int:
        """Keep every word whole at a width in pixels; the name may shrink, the day may go.

        Returns:
            The height that this takes.
        """
        inside = width - 2 * XXL
        self._office.setMinimumHeight(max(0, self._office.heightForWidth(inside)))  # -1 where there are no words
        self._advice.setMinimumHeight(self._advice.needed_height(inside))
        self._acts.setMinimumHeight(self._acts.heightForWidth(inside))
        parts = [self._name.minimumSizeHint().height(), self._chips.heightForWidth(inside)]
        parts += [part.minimumHeight() for part in (self._office, self._advice, self._acts) if not part.isHidden()]
        return BAND_HEIGHT + sum(parts) + S * (len(parts) + 2) + 2 * L + XL

    def take_places(self) -> None:
        """At once: the first picture of an answer must not show its parts where those of the last one were."""
        if (layout := self.layout()) is not None:
            layout.activate()

    def show_view(self, view: VerdictView, *, name_in_one_line: bool) -> None:
        """Large text names people in one line, and says what to do before where they come from: it may not all fit."""
        place = 1 if name_in_one_line else self._body.count() - 2
        if self._body.indexOf(self._advice) != place:
            self._body.insertWidget(place, self._advice)
        tone = self._theme.colours.tone(view.band)
        self._band.show_words(view.band, view.word, view.aside, REASON_ICONS.get(view.reason))
        self._name.show_text(view.name.replace("\n", " ") if name_in_one_line else view.name)
        self._name.setVisible(bool(view.name))
        self._office.setText(view.office)
        self._office.setVisible(bool(view.office))
        self._chips.show_chips(view.chips)
        self._day.show_rows(view.day, QColor(tone.ink))
        self._advice.show_words(view.advice, _ADVICE_ICONS[view.band], QColor(tone.ink))
        self._acts.setVisible(view.band in (Band.STOP, Band.CLARIFY))
        self.override.setVisible(view.overridable)


class _Advice(QFrame):
    """The next step, at the foot of the panel."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "card")
        self._icon = Picture(theme, 28, self)
        self._words = QLabel(self)
        self._words.setProperty("role", "advice")
        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(L + 4, L, L + 4, L)
        row.setSpacing(L)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)

    def needed_height(self, width: int) -> int:
        words = width - 2 * (L + 4) - self._icon.sizeHint().width() - L - 2
        return self._words.heightForWidth(words) + 2 * L + 2

    def show_words(self, words: str, icon: Icon, ink: QColor) -> None:
        self._words.setText(words)
        self._icon.show_icon(icon, ink)
        self.setVisible(bool(words))


class _Invitation(QWidget):
    """Before the first scan."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = Picture(theme, 92, self)
        self._title = QLabel(self)
        self._title.setProperty("role", "clock")
        self._hint = QLabel(self)
        self._hint.setProperty("role", "office")
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(XXL, XXL, XXL, XXL)
        column.setSpacing(L)
        column.addStretch(2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addStretch(3)

    def show_words(self, title: str, hint: str) -> None:
        self._title.setText(title)
        self._hint.setText(hint)
        self._icon.show_icon(Icon.QRCODE_SCAN)
