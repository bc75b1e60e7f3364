"""F8: the coordinator is called. The call is written down, and as long as the desk is alone it says whom to ring."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from checkin.desk.call import call
from checkin.desk.desk import Desk
from checkin.desk.words import clock_time, contact_of, title_of
from checkin.errors import CheckinError
from checkin.model.entry import Entry
from checkin.model.event import Event
from ui.background import Background
from ui.language import Language
from ui.session import Session
from ui.theme import Theme
from ui.widgets.call_sheet import CallSheet


class Calling(QObject):
    """`message` is a sentence for a moment, where the call could not be written down."""

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
        self._sheet: CallSheet | None = None

    def call(self, place: str) -> None:
        """Call the coordinator to a checkpoint. The number is shown even where nothing can be written."""
        event, operator = self._desk.event, self._session.id
        if event is None:
            return
        self._background.write(
            lambda: call(self._desk, place, operator),
            lambda entry: self._show(event, self._noted(event, entry)),
            lambda error: self._not_noted(event, error),
        )

    def _noted(self, event: Event, entry: Entry) -> str:
        place = title_of(event.checkpoint_by_key.get(entry.checkpoint), self._t.texts)
        return self._t("call.recorded", time=clock_time(event, entry.at), place=place)

    def _not_noted(self, event: Event, error: CheckinError) -> None:
        self._show(event, "")
        self.message.emit(self._t.error(error))

    def _show(self, event: Event, noted: str) -> None:
        who, phone = contact_of(event)
        if event.coordinator is None:
            who = self._t("call.at_help_point", place=event.help_point.place)
        if self._sheet is None:
            self._sheet = CallSheet(self._theme, self._screen.window())
        self._sheet.show_call(self._t("call.title"), who, phone, noted, self._t("call.close"))
