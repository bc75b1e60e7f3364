"""What a desk remembers about itself, changed at once and without a restart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from checkin.errors import InputProblem
from checkin.scanning.address import check_address, is_address
from checkin.settings import Settings
from checkin.texts import LANGUAGES
from ui.icons import Icon
from ui.language import Language
from ui.theme import LOOKS, L, M, S, Theme
from ui.widgets.camera_chooser import CameraChooser
from ui.widgets.flow import FlowLayout
from ui.widgets.header import Header, PillButton, screen_margins
from ui.widgets.picture import Choice, Switch
from ui.widgets.scanning_card import ScanningCard

_PDF = "pdf"  # the printer that is a folder of the desk
_KIOSK_SECONDS = (4, 6, 10, 15)
_MOST_CAMERAS = 10  # that have a name of their own
_LOCK_MINUTES = (5, 10, 20, 60, 0)
_SCALE_STEP = 25
_TWO_COLUMNS_FROM = 860


class SettingsScreen(QWidget):
    """`changed` carries the new settings; the event's files are asked for by signals.

    `printers_wanted` comes whenever the screen is opened: see `show_printers`.
    """

    changed = Signal(object)
    event_asked = Signal()
    people_asked = Signal()
    operators_asked = Signal()
    scanner_asked = Signal()
    practice_asked = Signal()
    kiosk_asked = Signal()
    printers_wanted = Signal()

    def __init__(self, settings: Settings, theme: Theme, language: Language) -> None:
        super().__init__()
        self.setObjectName("screen")
        self._settings, self._theme, self._t = settings, theme, language
        self._header = Header(theme, self)
        self._labels: dict[str, QLabel] = {}
        self._printers: tuple[str, ...] = ()
        self._language = Choice(theme, self)
        self._look = Choice(theme, self)
        self._scale = QSlider(Qt.Orientation.Horizontal, self)
        self._scale.setRange(100 // _SCALE_STEP, 200 // _SCALE_STEP)
        self._name = QLineEdit(self)
        self._name.setMaxLength(40)
        self.camera = CameraChooser(theme, self)
        self._sound = Switch(theme, self)
        self._scanner = PillButton(theme, Icon.BARCODE_SCAN, "button", self)
        self._scanning = ScanningCard(theme, self)
        self._lock = Choice(theme, self)
        self._operators = PillButton(theme, Icon.ACCOUNT_GROUP, "button", self)
        self._event = QLabel(self)
        self._event.setProperty("role", "body")
        self._event.setWordWrap(True)
        self._load_event = PillButton(theme, Icon.CALENDAR_IMPORT, "button", self)
        self._printer = Choice(theme, self)
        self._stays = Choice(theme, self)
        self._kiosk = PillButton(theme, Icon.TABLET, "button", self)
        self._practice = PillButton(theme, Icon.SCHOOL, "button", self)
        self._load_people = PillButton(theme, Icon.FILE_IMPORT, "button", self)
        self._lay_out()
        self._retranslate()
        self._listen()
        language.changed.connect(self._retranslate)

    def show_settings(self, settings: Settings) -> None:
        self._settings = settings
        self._fill()

    def show_event(self, words: str, *, loaded: bool) -> None:
        """What is loaded, in a sentence; a list of people needs an event first."""
        self._event.setText(words)
        self._load_people.setEnabled(loaded)

    def show_rights(self, *, load: bool, operators: bool) -> None:
        """What the operator may not do is not there."""
        for button in (self._load_event, self._load_people):
            button.setVisible(load)
        self._cards[-1].setVisible(operators)

    def show_printers(self, printers: Sequence[str]) -> None:
        """The system's printers, where a kiosk's badges may go."""
        self._printers = tuple(printers)
        self._fill()

    def _printer_of(self, number: int) -> str:
        return ("", _PDF, *self._printers)[number]

    def _fill_kiosk(self) -> None:
        t, settings = self._t, self._settings
        chosen = settings.kiosk_printer
        if chosen not in ("", _PDF, *self._printers):
            self._printers = (*self._printers, chosen)  # switched off today, perhaps
        _refill(self._printer, [t("kiosk.no_badges"), t("kiosk.pdf"), *self._printers])
        self._printer.setCurrentIndex(("", _PDF, *self._printers).index(chosen))
        known = settings.kiosk_seconds in _KIOSK_SECONDS
        self._stays.setCurrentIndex(_KIOSK_SECONDS.index(settings.kiosk_seconds) if known else -1)

    def offer_kiosk(self, offered: bool) -> None:
        self._kiosk_card.setVisible(offered)

    def offer_practice(self, offered: bool) -> None:
        self._practice.setVisible(offered)

    def tick(self) -> None:
        """Nothing here depends on the time."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.printers_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards()

    def _listen(self) -> None:
        self._language.activated.connect(lambda number: self._change(language=LANGUAGES[number]))
        self._look.activated.connect(lambda number: self._change(look=LOOKS[number]))
        self._scale.valueChanged.connect(lambda step: self._change(text_scale=step * _SCALE_STEP))
        self._name.editingFinished.connect(lambda: self._change(desk_name=self._name.text().strip()))
        self.camera.chosen.connect(self._choose_camera)
        self.camera.mirrored.connect(lambda on: self._change(mirror=on))
        self._sound.toggled.connect(lambda on: self._change(sound=on))
        self._scanning.follow_chosen.connect(lambda on: self._change(follow_agenda=on))
        self._scanning.lead_chosen.connect(lambda minutes: self._change(lead_minutes=minutes))
        self._scanning.undo_chosen.connect(lambda minutes: self._change(undo_minutes=minutes))
        self._scanning.force_chosen.connect(lambda on: self._change(force_acknowledge=on))
        self._lock.activated.connect(lambda number: self._change(lock_minutes=_LOCK_MINUTES[number]))
        self._operators.clicked.connect(self.operators_asked)
        self._load_event.clicked.connect(self.event_asked)
        self._load_people.clicked.connect(self.people_asked)
        self._scanner.clicked.connect(self.scanner_asked)
        self._practice.clicked.connect(self.practice_asked)
        self._kiosk.clicked.connect(self.kiosk_asked)
        self._printer.activated.connect(lambda number: self._change(kiosk_printer=self._printer_of(number)))
        self._stays.activated.connect(lambda number: self._change(kiosk_seconds=_KIOSK_SECONDS[number]))

    def _change(self, **values: object) -> None:
        changed = replace(self._settings, **values)  # pyright: ignore[reportArgumentType]
        if changed != self._settings:
            self._settings = changed
            self.changed.emit(changed)

    def _choose_camera(self, camera: str) -> None:
        """An address that cannot be one is told at once, and what was chosen before goes on."""
        try:
            if is_address(camera):
                check_address(camera)
        except InputProblem as problem:
            self.camera.show_problem(self._t.error(problem))
        else:
            self._change(camera=camera)

    def _fill(self) -> None:
        settings = self._settings
        for widget in (self._language, self._look, self._scale, self._name, self._sound, self._lock):
            widget.blockSignals(True)
        self._language.setCurrentIndex(LANGUAGES.index(settings.language) if settings.language in LANGUAGES else 0)
        self._look.setCurrentIndex(LOOKS.index(settings.look) if settings.look in LOOKS else 0)
        self._scale.setValue(settings.text_scale // _SCALE_STEP)
        self._name.setText(settings.desk_name)
        self.camera.show_choice(settings.camera, settings.mirror)
        self._sound.setChecked(settings.sound)
        self._scanning.show_choice(
            follow=settings.follow_agenda,
            lead=settings.lead_minutes,
            undo=settings.undo_minutes,
            force=settings.force_acknowledge,
        )
        known = settings.lock_minutes in _LOCK_MINUTES
        self._lock.setCurrentIndex(_LOCK_MINUTES.index(settings.lock_minutes) if known else -1)
        for widget in (self._language, self._look, self._scale, self._name, self._sound, self._lock):
            widget.blockSignals(False)
        self._fill_kiosk()
        self._labels["scale"].setText(self._t("settings.scale", percent=settings.text_scale))

    def _retranslate(self) -> None:
        t = self._t
        self._header.show_words(t("settings.title"), t("settings.subtitle"))
        names = (
            ("looks", t("settings.looks")),
            ("language", t("settings.language")),
            ("look", t("settings.look")),
            ("desk", t("settings.desk")),
            ("name", t("settings.name")),
            ("camera", t("settings.camera")),
            ("event", t("settings.event")),
            ("kiosk", t("kiosk.title")),
            ("printer", t("kiosk.printer")),
            ("stays", t("kiosk.stays")),
            ("operators", t("settings.operators")),
            ("lock", t("settings.lock_after")),
        )
        for key, words in names:
            self._labels[key].setText(words)
        _refill(self._language, [t(f"settings.language.{language}") for language in LANGUAGES])
        _refill(self._look, [t(f"settings.look.{look}") for look in LOOKS])
        cameras = {str(n): t("settings.camera.number", number=n + 1) for n in range(_MOST_CAMERAS)}
        self.camera.show_words(
            t("settings.camera"),
            t("settings.camera.search"),
            t("settings.camera.mirror"),
            {"": t("settings.camera.none")} | cameras,
        )
        self._scanning.show_words(
            {
                "heading": t("settings.door"),
                "follow": t("settings.follow_agenda"),
                "lead": t("settings.lead"),
                "undo": t("settings.undo"),
                "force": t("settings.force_acknowledge"),
            },
            {minutes: t("settings.minutes", minutes=minutes) for minutes in ScanningCard.spans()},
        )
        self._sound.setText(t("settings.sound"))
        self._sound.setAccessibleName(t("settings.sound"))
        _refill(
            self._lock,
            [t("settings.lock_minutes", minutes=n) if n else t("settings.lock_never") for n in _LOCK_MINUTES],
        )
        self._lock.setAccessibleName(t("settings.lock_after"))
        self._operators.show_words(t("settings.operators_open"))
        self._name.setPlaceholderText(t("settings.name_example"))
        self._scanner.show_words(t("scanner.open"))
        self._practice.show_words(t("practice.open"))
        self._kiosk.show_words(t("kiosk.open"), "Ctrl+K")
        _refill(self._stays, [t("kiosk.seconds", seconds=n) for n in _KIOSK_SECONDS])
        self._stays.setAccessibleName(t("kiosk.stays"))
        self._printer.setAccessibleName(t("kiosk.printer"))
        self._load_event.show_words(t("settings.load_event"))
        self._load_people.show_words(t("settings.load_people"))
        self._language.setAccessibleName(t("settings.language"))
        self._look.setAccessibleName(t("settings.look"))
        self._scale.setAccessibleName(t("settings.scale_name"))
        self._name.setAccessibleName(t("settings.name"))
        self._fill()

    def _lay_out(self) -> None:
        looks = self._card("looks", ("language", self._language), ("look", self._look), ("scale", self._scale))
        desk = self._card("desk", ("name", self._name), ("camera", self.camera), ("", self._scanner), ("", self._sound))
        buttons = FlowLayout(spacing=M)
        buttons.addWidget(self._load_event)
        buttons.addWidget(self._load_people)
        buttons.addWidget(self._practice)
        event = self._card("event", ("", self._event))
        inside = event.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.insertLayout(inside.count() - 1, buttons)
        operators = self._card("operators", ("lock", self._lock), ("", self._operators))
        self._cards = (looks, desk, event, self._scanning, operators)
        column = QWidget()
        column.setObjectName("column")
        outside = QVBoxLayout(column)
        outside.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        self._grid.setSpacing(L)
        outside.addLayout(self._grid)
        outside.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(column)
        page = QVBoxLayout(self)
        screen_margins(page)
        page.addWidget(self._header)
        page.addWidget(area, 1)
        rows = (("printer", self._printer), ("stays", self._stays), ("", self._kiosk))
        self._kiosk_card = self._card("kiosk", *rows)
        self._place_cards()

    def _place_cards(self) -> None:
        looks, desk, event, scanning, operators = self._cards
        wide = self.width() >= self._theme.scale * _TWO_COLUMNS_FROM
        self._grid.addWidget(looks, 0, 0)
        self._grid.addWidget(desk, 0 if wide else 1, 1 if wide else 0, 2 if wide else 1, 1)
        self._grid.addWidget(self._kiosk_card, 1 if wide else 5, 0)
        self._grid.addWidget(scanning, 2, 0, 1, 2 if wide else 1)
        self._grid.addWidget(event, 3, 0, 1, 2 if wide else 1)
        self._grid.addWidget(operators, 4, 0, 1, 2 if wide else 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if wide else 0)

    def _card(self, heading: str, *rows: tuple[str, QWidget]) -> QFrame:
        card = QFrame(self)
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(L + 4, L, L + 4, L)
        column.setSpacing(S)
        self._labels[heading] = QLabel(card)
        self._labels[heading].setProperty("role", "heading")
        column.addWidget(self._labels[heading])
        for key, widget in rows:
            if key:
                column.addSpacing(S)
                self._labels[key] = QLabel(card)
                self._labels[key].setProperty("role", "muted")
                self._labels[key].setBuddy(widget)
                column.addWidget(self._labels[key])
            column.addWidget(widget)
        column.addStretch(1)
        return card


def _refill(box: QComboBox, words: list[str]) -> None:
    box.blockSignals(True)
    box.clear()
    box.addItems(words)
    box.blockSignals(False)
