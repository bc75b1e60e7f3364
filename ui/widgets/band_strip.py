"""The band of a verdict: its icon, its one word, and the few quiet words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from checkin.desk.words import Band
from checkin.model.decision import Reason
from ui import icons
from ui.icons import Icon
from ui.theme import XL, XXL, S, Theme

_BAND_ICONS = {
    Band.ADMITTED: Icon.CHECK_CIRCLE,
    Band.ATTENTION: Icon.ALERT_CIRCLE,
    Band.STOP: Icon.CLOSE_OCTAGON,
    Band.CLARIFY: Icon.ACCOUNT_QUESTION,
    Band.LEFT: Icon.ARROW_LEFT_CIRCLE,
    Band.UNDONE: Icon.UNDO_VARIANT,
}
REASON_ICONS = {
    Reason.UNKNOWN_TICKET: Icon.ACCOUNT_QUESTION,
    Reason.OTHER_EVENT: Icon.CALENDAR_REMOVE,
    Reason.MALFORMED: Icon.QRCODE_REMOVE,
    Reason.CANCELLED: Icon.CANCEL,
    Reason.UNPAID: Icon.SIGN_DIRECTION,
    Reason.BLOCKED: Icon.AUTORENEW,
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

BAND_HEIGHT = 132
_ICON = 92
_SMALL_ICON = 28


class BandStrip(QWidget):
    """Icon, word and a few quiet words, in white on the band."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._band, self._word, self._aside = Band.ADMITTED, "", ""
        self._why: Icon | None = None
        self.setFixedHeight(BAND_HEIGHT)

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

    def _word_size(self, width: int, height: int = BAND_HEIGHT) -> int:
        """The nominal size at which the word fits; 20 at the least."""
        for size in range(76, 20, -2):
            metrics = QFontMetrics(self._theme.font(size, 900))
            if metrics.horizontalAdvance(self._word) <= width and metrics.capHeight() * 1.5 <= height:
                return size
        return 20
