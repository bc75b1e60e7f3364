"""The head of a screen: where we are, what may be changed about it, and the time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.icons import Icon
from ui.theme import XL, L, M, Theme

_LEAST = 60  # pixels that a line keeps, however narrow its place


class Header(QWidget):
    """Title over one muted line; buttons and the clock on the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("title", self)
        self._subtitle = ElidedLabel("subtitle", self)
        self._clock = QLabel(self)
        self._clock.setProperty("role", "clock")
        self._clock.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self._buttons: list[PillButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(M)
        self._row.addLayout(words, 1)
        self._row.addSpacing(L)
        self._row.addSpacing(L - 4)
        self._row.addWidget(self._clock)

    def add_button(self, button: PillButton) -> None:
        self._buttons.append(button)
        self._row.insertWidget(self._row.count() - 2, button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        """Where it gets narrow the buttons keep their icon and key, so that the title keeps its words."""
        words = self._title.sizeHint().width() + self._clock.sizeHint().width() + 2 * L
        buttons = sum(button.wide_width() + M for button in self._buttons)
        for button in self._buttons:
            button.shorten(words + buttons > self.width())

    def show_words(self, title: str, subtitle: str) -> None:
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._give_way()

    def show_time(self, time: str) -> None:
        if time != self._clock.text():
            self._clock.setText(time)


class ElidedLabel(QLabel):
    """One line that gives way: what does not fit ends in an ellipsis and is told by the tooltip."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._whole = ""

    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def whole_text(self) -> str:
        return self._whole

    def sizeHint(self) -> QSize:
        return QSize(self._advance() + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST, self._advance()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _advance(self) -> int:
        self.ensurePolished()
        return QFontMetrics(self.font()).horizontalAdvance(self._whole)

    def _elide(self) -> None:
        self.ensurePolished()
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class PillButton(QPushButton):
    """A rounded button of an icon and a few words; its key is said in words too."""

    def __init__(self, theme: Theme, icon: Icon, kind: str = "pill", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self._words, self._key, self._short = "", "", False
        self.setProperty("kind", kind)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_words(self, words: str, key: str = "") -> None:
        self._words, self._key = words, key
        self._show()
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({key})" if key else "")

    def shorten(self, short: bool) -> None:
        """Keep the icon and the key only."""
        if short != self._short:
            self._short = short
            self._show()

    def wide_width(self) -> int:
        """How wide the button is with all its words, in pixels."""
        shown = self.fontMetrics().horizontalAdvance(self.text())
        return self.sizeHint().width() - shown + self.fontMetrics().horizontalAdvance(self._whole())

    def _whole(self) -> str:
        return f" {self._words}  {self._key}".rstrip()

    def _show(self) -> None:
        self.setText(f" {self._key}" if self._short and self._key else self._whole())

    def change_icon(self, icon: Icon) -> None:
        self._icon = icon
        self._restyle()

    def _restyle(self) -> None:
        token = "on_accent" if self.property("kind") == "primary" else "accent"
        side = self._theme.size(18)
        self.setIcon(icons.qicon(self._icon, self._theme.colour(token), side))
        self.setIconSize(QSize(side, side))


def screen_margins(layout: QLayout, bottom: int = XL) -> None:
    """The margins of every screen."""
    layout.setContentsMargins(XL, L, XL, bottom)
    layout.setSpacing(L)
