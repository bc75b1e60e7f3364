"""F2: where the desk stands, and, for the coordinator, whom the door there lets in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from checkin.access import Right
from checkin.desk.desk import Desk
from checkin.desk.door import set_door
from checkin.desk.words import title_of
from checkin.errors import CheckinError
from checkin.model.event import DoorMode, Event
from checkin.store.queries import Tally
from ui.background import Background
from ui.language import Language
from ui.presenters import places
from ui.session import Session
from ui.theme import Theme
from ui.widgets.place_chooser import PlaceChooser


class Standing(QObject):
    """`chosen` is the key of another place, `message` a sentence."""

    chosen = Signal(str)
    message = Signal(str)

    def __init__(
        self,
        screen: QWidget,
        desk: Desk,
        background: Background,
        theme: Theme,
        language: Language,
        session: Session,
    ) -> None:
        super().__init__(screen)
        self._screen, self._desk, self._background = screen, desk, background
        self._theme, self._t, self._session = theme, language, session
        self._here = ""
        self.chooser: PlaceChooser | None = None

    def ask(self, here: str) -> None:
        """Offer the places of the event to a desk that stands at one of them."""
        self._here = here
        if self._desk.event is not None:
            self._background.read("places", self._desk.queries.tallies, self._offer, self._tell)

    def _offer(self, tallies: dict[str, Tally]) -> None:
        event = self._desk.event
        if event is None:
            return
        chooser, t = self._chooser_here(), self._t
        chooser.show_words(t("desk.places.title"), t("desk.places.filter"), t("desk.places.list"))
        here = event.checkpoint_by_key.get(self._here)
        if here is not None and self._session.may(Right.SET_DOOR):
            modes = [(mode.value, t(f"door.mode.{mode}")) for mode in DoorMode]
            chooser.show_door(t("desk.door.title"), modes, here.policy.door)
        else:
            chooser.show_door("", (), "")
        chooser.offer(places.place_rows(event, tallies, t.texts), self._here)

    def _set_door(self, mode: str) -> None:
        key, operator, role = self._here, self._session.id, self._session.role
        self._background.write(
            lambda: set_door(self._desk, key, DoorMode(mode), operator, role),
            lambda event: self._door_is_set(event, key),
            self._tell,
        )

    def _door_is_set(self, event: Event, key: str) -> None:
        door = event.checkpoint_by_key[key]
        mode = self._t(f"door.mode.{door.policy.door}")
        self.message.emit(self._t("desk.door.changed", title=title_of(door, self._t.texts), mode=mode))

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))

    def _chooser_here(self) -> PlaceChooser:
        if self.chooser is None:
            self.chooser = PlaceChooser(self._theme, self._screen.window())
            self.chooser.chosen.connect(self.chosen)
            self.chooser.door_chosen.connect(self._set_door)
        return self.chooser
