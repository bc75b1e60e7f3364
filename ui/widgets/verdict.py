"""The verdict: the one thing in the window that shouts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from checkin.desk.words import Band
from checkin.model.decision import Reason
from ui import icons
from ui.icons import Icon
from ui.theme import RADIUS_L, XL, XXL, L, S, Theme
from ui.widgets.chips import Chips
from ui.widgets.fit import FitText
from ui.widgets.header import PillButton
from ui.widgets.picture import Picture

_BAND_ICONS = {
    Band.ADMITTED: Icon.CHECK_CIRCLE,
    Band.ATTENTION: Icon.ALERT_CIRCLE,
    Band.STOP: Icon.CLOSE_OCTAGON,
    Band.CLARIFY: Icon.ACCOUNT_QUESTION,
    Band.LEFT: Icon.ARROW_LEFT_CIRCLE,
    Band.UNDONE: Icon.UNDO_VARIANT,
}
_ADVICE_ICONS = {
    Band.ADMITTED: Icon.GIFT_OUTLINE,
    Band.ATTENTION: Icon.BELL_RING_OUTLINE,
    Band.STOP: Icon.DIRECTIONS_FORK,
    Band.CLARIFY: Icon.SIGN_DIRECTION,
    Band.LEFT: Icon.LOGOUT,
    Band.UNDONE: Icon.CHECK,
}

_REASON_ICONS = {
    Reason.UNKNOWN_TICKET: Icon.ACCOUNT_QUESTION,
    Reason.OTHER_EVENT: Icon.CALENDAR_REMOVE,
    Reason.MALFORMED: Icon.QRCODE_REMOVE,
    Reason.CANCELLED: Icon.CANCEL,
    Reason.UNPAID: Icon.SIGN_DIRECTION,
    Reason.BLOCKED: Icon.CACHED,
    Reason.NOT_VALID_YET: Icon.CALENDAR_CLOCK,
    Reason.EXPIRED: Icon.CALENDAR_ALERT,
    Reason.NOT_ENTITLED: Icon.DOOR_CLOSED,
    Reason.TOO_EARLY: Icon.CLOCK_START,
    Reason.TOO_LATE: Icon.CLOCK_END,
    Reason.FULL: Icon.SEAT,
    Reason.NOT_CHECKED_IN: Icon.LOGIN,
    Reason.ALREADY_INSIDE: Icon.ACCOUNT_CHECK,
    Reason.ALREADY_ADMITTED: Icon.TICKET_CONFIRMATION,
    Reason.NOT_INSIDE: Icon.ACCOUNT_OFF,
}
"""Beside the word of a refusal."""

_LEAST_HEIGHT = 320
_UNBOUND = 16_777_215  # what Qt calls no maximum
_BAND_HEIGHT = 132
_ICON = 92
_SMALL_ICON = 28


@dataclass(frozen=True, slots=True)
class DayRow:
    """One line of a person's day, in words: "10:00", "Otwarcie", "Sala A", "za 53 min"."""

    time: str
    title: str
    room: str
    when: str


@dataclass(frozen=True, slots=True)
class VerdictView:
    """All that the panel shows of one scan, in words. `override` is a button's, "" where there is none."""

    band: Band
    word: str
    aside: str
    name: str
    office: str
    chips: tuple[str, ...]
    day: tuple[DayRow, ...]
    advice: str
    reason: Reason = Reason.OK
    override: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ". ".join(part for part in (self.word, self.aside, self.name.replace("\n", " "), self.advice) if part)


class VerdictPanel(QWidget):
    """Band over tinted body; before the first scan, what to do first. `override_asked` is its button."""

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
        self._answer.override.clicked.connect(self.override_asked)
        self._pages.addWidget(self._invitation)
        self._pages.addWidget(self._answer)
        theme.changed.connect(self._restyle)

    @property
    def view(self) -> VerdictView | None:
        return self._view

    def show_verdict(self, view: VerdictView) -> None:
        self._view = view
        self._answer.show_view(view, name_in_one_line=self._filled > 0)
        self._pages.setCurrentWidget(self._answer)
        self.setAccessibleName(view.spoken)
        self._take_what_is_needed()
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
        needed = self._answer.needed_height(self.width()) if self._view is not None else 0
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
        self._band = _BandStrip(theme, self)
        self._name = FitText(theme, largest=46, smallest=24, weight=900, lines=2, parent=self)
        self._office = QLabel(self)
        self._office.setProperty("role", "office")
        self._office.setWordWrap(True)
        self._chips = Chips(theme, self)
        self._day = DayList(theme, self)
        self._advice = _Advice(theme, self)
        self.override = PillButton(theme, Icon.ACCOUNT_ARROW_RIGHT, parent=self)
        body = QVBoxLayout()
        body.setContentsMargins(XXL, L, XXL, XL)
        body.setSpacing(S)
        body.addWidget(self._name)
        body.addWidget(self._office)
        body.addWidget(self._chips)
        body.addSpacing(L)
        body.addWidget(self._day, 1)
        body.addWidget(self._advice)
        body.addWidget(self.override, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addLayout(body, 1)

    def band_height(self) -> int:
        return self._band.height()

    def needed_height(self, width: int) -> int:
        """What all but the day takes at a width, in pixels; the name is counted at its smallest."""
        inside = width - 2 * XXL
        parts = [self._name.minimumSizeHint().height(), self._chips.heightForWidth(inside)]
        if not self._office.isHidden():
            parts.append(self._office.heightForWidth(inside))
        if not self._advice.isHidden():
            parts.append(self._advice.needed_height(inside))
        if not self.override.isHidden():
            parts.append(self.override.sizeHint().height())
        return _BAND_HEIGHT + sum(parts) + S * (len(parts) + 2) + 2 * L + XL

    def show_view(self, view: VerdictView, *, name_in_one_line: bool) -> None:
        tone = self._theme.colours.tone(view.band)
        self._band.show_words(view.band, view.word, view.aside, _REASON_ICONS.get(view.reason))
        self._name.show_text(view.name.replace("\n", " ") if name_in_one_line else view.name)
        self._name.setVisible(bool(view.name))
        self._office.setText(view.office)
        self._office.setVisible(bool(view.office))
        self._chips.show_chips(view.chips)
        self._day.show_rows(view.day, QColor(tone.ink))
        self._advice.show_words(view.advice, _ADVICE_ICONS[view.band], QColor(tone.ink))
        self.override.show_words(view.override, "Ctrl+Enter")
        self.override.setVisible(bool(view.override))


class _BandStrip(QWidget):
    """Icon, word and a few quiet words, in white on the band."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._band, self._word, self._aside = Band.ADMITTED, "", ""
        self._why: Icon | None = None
        self.setFixedHeight(_BAND_HEIGHT)

    def show_words(self, band: Band, word: str, aside: str, why: Icon | None) -> None:
        """`why` stands before the quiet words."""
        self._band, self._word, self._aside, self._why = band, word, aside, why
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        white = self._theme.colour("on_band")
        icons.paint(painter, _BAND_ICONS[self._band], QRect(XXL - 4, 20, _ICON, _ICON), white)
        left = XXL + _ICON + XL
        room = self.width() - left - XXL
        aside = QFontMetrics(self._theme.font(20, 700))
        mark = self._theme.size(_SMALL_ICON) + S if self._why and self._aside else 0
        aside_width = aside.horizontalAdvance(self._aside) + mark
        beside = self._word_size(room - aside_width - XL) >= 48 or not self._aside
        painter.setPen(white)
        if beside:
            word_box = QRect(left, 0, room - (aside_width + XL if self._aside else 0), self.height())
            aside_box = QRect(self.width() - XXL - aside_width, 0, aside_width + 1, self.height())
        else:
            word_box = QRect(left, 10, room, self.height() - 20 - aside.height())
            aside_box = QRect(left, self.height() - 14 - aside.height(), room, aside.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._theme.font(self._word_size(word_box.width(), word_box.height()), 900))
        painter.drawText(word_box, Qt.AlignmentFlag.AlignLeft | middle, self._word)
        painter.setFont(self._theme.font(20, 700))
        if self._why and mark:
            square = QRect(aside_box.left(), aside_box.center().y() - (mark - S) // 2 + 1, mark - S, mark - S)
            icons.paint(painter, self._why, square, white)
        words = aside_box.adjusted(mark, 0, 0, 0)
        shown = aside.elidedText(self._aside, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, shown)

    def _word_size(self, width: int, height: int = _BAND_HEIGHT) -> int:
        """The nominal size at which the word fits; 20 at the least."""
        for size in range(76, 20, -2):
            metrics = QFontMetrics(self._theme.font(size, 900))
            if metrics.horizontalAdvance(self._word) <= width and metrics.capHeight() * 1.5 <= height:
                return size
        return 20


class DayList(QWidget):
    """A person's day; as many lines as there is room for."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[DayRow, ...] = ()
        self._ink = QColor()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def show_rows(self, rows: tuple[DayRow, ...], ink: QColor) -> None:
        self._rows, self._ink = rows, ink
        self.setAccessibleName("; ".join(f"{row.time} {row.title}, {row.room}" for row in rows))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plain, bold, quiet = self._theme.font(16), self._theme.font(16, 700), self._theme.font(14)
        times = max((QFontMetrics(bold).horizontalAdvance(row.time) for row in self._rows), default=0) + L
        rooms = max((QFontMetrics(bold).horizontalAdvance(row.room) for row in self._rows), default=0)
        whens = max((QFontMetrics(quiet).horizontalAdvance(row.when) for row in self._rows), default=0)
        rooms = min(rooms, self.width() // 3)
        if self.width() < 3 * (times + rooms + whens):
            whens = 0
        titles = self.width() - times - rooms - whens - 2 * L
        wrap = Qt.TextFlag.TextWordWrap
        y = 0
        for row in self._rows:
            taken = QFontMetrics(plain).boundingRect(0, 0, titles, 200, wrap, row.title).height()
            if y + taken > self.height():
                break
            self._text(painter, QRect(0, y, times, taken), row.time, bold, self._ink)
            self._text(painter, QRect(times, y, titles, taken), row.title, plain, self._theme.colour("text"), wrap)
            self._text(painter, QRect(times + titles + L, y, rooms, taken), row.room, bold, self._theme.colour("text"))
            right = QRect(self.width() - whens, y, whens, taken)
            self._text(painter, right, row.when if whens else "", quiet, self._theme.colour("muted"))
            y += taken + 6

    def _text(self, painter: QPainter, box: QRect, text: str, font: QFont, colour: QColor, flags: int = 0) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        if not flags:
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(flags), text)


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
