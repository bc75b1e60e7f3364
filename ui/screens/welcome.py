"""The first start: three things one can do, in the order in which they make sense."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui import icons
from ui.icons import Icon
from ui.language import Language
from ui.theme import XXL, L, M, Theme
from ui.widgets.picture import Picture

_WIDEST = 620


class WelcomeScreen(QWidget):
    """Try the demo, load an event, or go to the settings."""

    demo_asked = Signal()
    practice_asked = Signal()
    event_asked = Signal()
    settings_asked = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self.setObjectName("screen")
        self._theme, self._t = theme, language
        sheet = QFrame(self)
        sheet.setProperty("kind", "card")
        self._sheet = sheet
        self._icon = Picture(theme, 64, sheet)
        self._icon.show_icon(Icon.QRCODE_SCAN)
        self._title = QLabel(sheet)
        self._title.setProperty("role", "clock")
        self._hint = QLabel(sheet)
        self._hint.setProperty("role", "office")
        for label in (self._title, self._hint):
            label.setWordWrap(True)
        self._event = _Row(theme, Icon.CALENDAR_IMPORT, sheet, primary=True)
        self._demo = _Row(theme, Icon.PLAY_CIRCLE, sheet)
        self._practice = _Row(theme, Icon.SCHOOL, sheet)
        self._settings = _Row(theme, Icon.COG, sheet)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(XXL + 8, XXL, XXL + 8, XXL)
        column.setSpacing(M)
        column.addWidget(self._icon)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addSpacing(L)
        for row in (self._event, self._demo, self._practice, self._settings):
            column.addWidget(row)
        inside = QWidget()
        inside.setObjectName("column")
        middle = QVBoxLayout(inside)
        middle.addStretch(2)
        middle.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(area)
        self._event.clicked.connect(self.event_asked)
        self._demo.clicked.connect(self.demo_asked)
        self._practice.clicked.connect(self.practice_asked)
        self._settings.clicked.connect(self.settings_asked)
        language.changed.connect(self._retranslate)
        theme.changed.connect(self._fit)
        self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._sheet.setFixedWidth(min(round(_WIDEST * self._theme.scale), self.width() - 2 * XXL))

    def tick(self) -> None:
        """Nothing here depends on the time."""

    def _retranslate(self) -> None:
        self._title.setText(self._t("welcome.title"))
        self._hint.setText(self._t("welcome.hint"))
        self._event.setText(self._t("welcome.event"))
        self._demo.setText(self._t("welcome.demo"))
        self._practice.setText(self._t("practice.open"))
        self._settings.setText(self._t("welcome.settings"))


class _Row(QPushButton):
    def __init__(self, theme: Theme, icon: Icon, parent: QWidget, *, primary: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self._token = "on_accent" if primary else "accent"
        self.setProperty("kind", "row")
        self.setProperty("primary", primary)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        side = self._theme.size(22)
        self.setIcon(icons.qicon(self._icon, self._theme.colour(self._token), side))
        self.setIconSize(QSize(side, side))
