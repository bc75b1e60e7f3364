"""The window: rail, places, keys. It knows the way and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from ui.icons import Icon
from ui.language import Language
from ui.screens.desk import DeskScreen
from ui.screens.headcount import HeadcountScreen
from ui.screens.settings import SettingsScreen
from ui.screens.welcome import WelcomeScreen
from ui.theme import Theme
from ui.widgets.keys_overlay import KeysOverlay
from ui.widgets.overlay import Overlay
from ui.widgets.rail import Rail
from ui.widgets.toast import Toast

DESK, HEADCOUNT, SETTINGS = range(3)
_ICONS = (Icon.QRCODE_SCAN, Icon.CHART_TIMELINE_VARIANT, Icon.COG)
_SMALLEST = (1024, 700)
_FIRST_SIZE = (1280, 800)
_TICK_MS = 1000


class _Ticking(Protocol):
    def tick(self) -> None: ...


class MainWindow(QMainWindow):
    """Emits `closed` once; `walk_in_asked` is F4, `badge_asked` F5, `lock_asked` F9."""

    closed = Signal()
    lock_asked = Signal()
    walk_in_asked = Signal()
    badge_asked = Signal()
    kiosk_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        language: Language,
        desk: DeskScreen,
        headcount: HeadcountScreen,
        settings: SettingsScreen,
        welcome: WelcomeScreen,
    ) -> None:
        super().__init__()
        self._theme, self._t = theme, language
        self._desk, self._welcome = desk, welcome
        self._event_here = False
        self._place = DESK
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST_SIZE)
        self._rail = Rail(theme, _ICONS, self)
        self._rail.chosen.connect(self.go)
        self._rail.lock_asked.connect(self.lock_asked)
        self._stack = QStackedWidget(self)
        for screen in (desk, headcount, settings, welcome):
            self._stack.addWidget(screen)
        whole = QWidget(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(whole)
        self._whole = whole
        self._unsaid = ""
        self._toast = Toast(self)
        self._keys: KeysOverlay | None = None
        self._shortcuts()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._clock.start(_TICK_MS)
        welcome.settings_asked.connect(lambda: self.go(SETTINGS))
        language.changed.connect(self._retranslate)
        theme.changed.connect(self._retranslate)
        self._retranslate()

    @property
    def at_desk(self) -> bool:
        return self._stack.currentWidget() is self._desk

    @property
    def covered(self) -> bool:
        """Whether a sheet lies over the screen."""
        return any(sheet.isVisible() for sheet in self.findChildren(Overlay))

    def uncover(self) -> None:
        """Put away the sheets over the screen that give way to a scan."""
        for sheet in self.findChildren(Overlay):
            if sheet.gives_way:
                sheet.dismiss()

    @property
    def locked(self) -> bool:
        """Whether nothing of the screens may be seen."""
        return self._whole.isHidden()

    def lock(self, locked: bool) -> None:
        """Hide the screens as they are, or show them again; what is said meanwhile waits."""
        self._toast.hide()
        self._whole.setVisible(not locked)
        if not locked:
            if self.at_desk and not self.covered:
                self._desk.finder.box.setFocus()
            if self._unsaid:
                self.say(self._unsaid)
            self._unsaid = ""

    def show_operator(self, name: str, role: str, whole: str) -> None:
        """Who is signed in; all "" for nobody."""
        self._rail.show_operator(name, role, whole)

    def event_is_here(self, here: bool) -> None:
        """Whether there is an event: without one the desk's place shows what to do first."""
        self._event_here = here
        self.go(DESK)

    def go(self, place: int) -> None:
        if place == DESK and not self._event_here:
            self._stack.setCurrentWidget(self._welcome)
        else:
            self._stack.setCurrentIndex(place)
        self._place = place
        self._rail.go(place)
        self._tick()
        if self.at_desk:
            self._desk.finder.box.setFocus()

    def open_page(self, page: QWidget) -> None:
        """Show a page that no place of the rail stands for; `go_back` leads where we were."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._tick()

    def go_back(self) -> None:
        self.go(self._place)

    def say(self, words: str) -> None:
        if self.locked:
            self._unsaid = words
        else:
            self._toast.say(words)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted():
            self._clock.stop()
            self.closed.emit()

    def show_keys(self) -> None:
        if self._keys is None:
            self._keys = KeysOverlay(self._theme, self)
        self._keys.show_words(self._t("keys.title"), self._t("keys.close"), self._keys_in_words())
        self._keys.open()

    def _keys_in_words(self) -> list[tuple[str, str]]:
        t = self._t
        return [
            ("Enter", t("keys.enter")),
            ("↑ ↓", t("keys.arrows")),
            ("Shift+Enter", t("keys.card")),
            ("Esc", t("keys.escape")),
            ("Ctrl+Z", t("keys.undo")),
            ("Ctrl+Enter", t("keys.override")),
            ("F1", t("keys.keys")),
            ("F2", t("keys.place")),
            ("F3", t("keys.search")),
            ("F4", t("keys.walk_in")),
            ("F5", t("keys.badge")),
            ("F6", t("keys.turn")),
            ("F7", t("keys.move_on")),
            ("F8", t("keys.call")),
            ("F9", t("keys.lock")),
            ("F11", t("keys.full_screen")),
            ("Ctrl+1", t("keys.desk")),
            ("Ctrl+2", t("keys.headcount")),
            ("Ctrl+,", t("keys.settings")),
            ("Ctrl+K", t("keys.kiosk")),
            ("Ctrl+Q", t("keys.quit")),
        ]

    def _shortcuts(self) -> None:
        at_desk: tuple[tuple[str, Callable[[], None]], ...] = (
            ("F2", self._desk.choose_place),
            ("F6", self._desk.turn_round),
            ("F7", self._desk.following.accept),
            ("F8", self._desk.call_for_help),
            ("Ctrl+Return", self._desk.ask_override),
            ("Ctrl+Enter", self._desk.ask_override),
            ("Ctrl+Z", self._desk.undo_last),
            ("F4", self.walk_in_asked.emit),
        )
        anywhere: tuple[tuple[str, Callable[[], None]], ...] = (
            ("F1", self.show_keys),
            ("F3", self._search),
            ("F5", lambda: self.badge_asked.emit() if self.at_desk else None),
            ("Ctrl+1", lambda: self.go(DESK)),
            ("Ctrl+2", lambda: self.go(HEADCOUNT)),
            ("Ctrl+3", lambda: self.go(SETTINGS)),
            ("Ctrl+,", lambda: self.go(SETTINGS)),
        )
        always: tuple[tuple[str, Callable[[], None]], ...] = (
            ("F9", self.lock_asked.emit),
            ("F11", self._full_screen),
            ("Ctrl+K", self.kiosk_asked.emit),
            ("Ctrl+Q", self._quit),
        )
        for key, act in always:
            QShortcut(QKeySequence(key), self).activated.connect(act)
        for key, act in anywhere:
            QShortcut(QKeySequence(key), self).activated.connect(self._unless_locked(act))
        for key, act in at_desk:
            QShortcut(QKeySequence(key), self).activated.connect(self._only_at_desk(act))

    def _unless_locked(self, act: Callable[[], None]) -> Callable[[], None]:
        return lambda: None if self.locked else act()

    def _only_at_desk(self, act: Callable[[], None]) -> Callable[[], None]:
        return lambda: act() if self.at_desk and not self.covered and not self.locked else None

    def _search(self) -> None:
        self.go(DESK)
        self._desk.finder.box.field.selectAll()

    def _quit(self) -> None:
        self.close()

    def _full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _tick(self) -> None:
        screen: _Ticking = self._stack.currentWidget()  # pyright: ignore[reportAssignmentType]
        screen.tick()

    def _retranslate(self) -> None:
        t = self._t
        self.setWindowTitle(t("ui.title"))
        self._rail.setAccessibleName(t("ui.places"))
        self._rail.name_lock(t("signin.lock"), "F9")
        self._rail.show_words(
            [
                (t("ui.place.desk"), "Ctrl+1"),
                (t("ui.place.headcount"), "Ctrl+2"),
                (t("ui.place.settings"), "Ctrl+,"),
            ]
        )
