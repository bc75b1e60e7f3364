"""Walk-ins over the desk: the form, who may already be on the list, writing down, and on to the door."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from checkin.access import Right
from checkin.desk.desk import Desk
from checkin.desk.details import Details, Issued
from checkin.desk.walk_in import duplicates, guest, named, places, register
from checkin.desk.words import clock_time, help_of, title_of
from checkin.errors import CheckinError
from checkin.model.event import Checkpoint, Event
from checkin.model.registration import Registration
from checkin.store.people import People
from ui.background import Background
from ui.language import Language
from ui.session import Session
from ui.theme import Theme
from ui.widgets.walk_in_sheet import CategoryRow, Draft, WalkInSheet

WORDS = (
    *("title", "name", "organisation", "position", "suggestions", "category", "photos", "yes", "no", "places"),
    *("companions", "fewer", "more", "guest", "alike", "clear", "later", "save"),
)
"""What the form says, the last parts of its keys in the catalogue."""

_Places = list[tuple[Checkpoint, int | None]]


class WalkIns(QObject):
    """`admit_asked` is the new ticket, `person_asked` somebody who is on the list already, `message` a sentence."""

    admit_asked = Signal(str)
    person_asked = Signal(object)
    message = Signal(str)

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        background: Background,
        theme: Theme,
        language: Language,
        session: Session,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._background = window, desk, background
        self._theme, self._t, self._session = theme, language, session
        self._sheet: WalkInSheet | None = None
        self._saving = False
        self._guests: list[Registration] = []
        language.changed.connect(self._retranslate)
        session.changed.connect(self._operator_changed)

    def begin(self) -> None:
        """Open the form; who may not use it learns whom to send where."""
        event = self._desk.event
        if event is None:
            return
        if not self._session.may(Right.WALK_IN):
            self.message.emit(self._t("walk_in.elsewhere", help=help_of(event, self._t.texts)))
            return
        self._sheet_here().begin()
        self._ask_for_places()
        people = People(self._desk.replica)
        self._background.read("unfinished", people.unfinished, self._show_unfinished, self._tell)

    def _save(self) -> None:
        """Enter twice is still one person."""
        if self._saving:
            return
        self._saving = True
        draft, operator, role = self._sheet_here().draft(), self._session.id, self._session.role

        def write() -> Issued:
            if draft.guest:
                return guest(self._desk, draft.name, draft.category, draft.companions, operator=operator, role=role)
            return register(self._desk, _details(draft), bookings=draft.bookings, operator=operator, role=role)

        self._background.write(write, self._saved, self._not_saved)

    def _saved(self, issued: Issued) -> None:
        self._saving = False
        self._sheet_here().clear()
        self._sheet_here().dismiss()
        self.admit_asked.emit(issued.registration.ticket)
        self.message.emit(self._t("walk_in.saved", name=issued.registration.name))

    def _not_saved(self, error: CheckinError) -> None:
        self._saving = False
        self._tell(error)

    def _look_for_alike(self) -> None:
        draft = self._sheet_here().draft()
        self._background.read(
            "alike", lambda: duplicates(self._desk, draft.name, draft.organisation), self._show_alike, self._tell
        )

    def _show_alike(self, people: list[Registration]) -> None:
        event = self._desk.event
        if event is not None:
            self._sheet_here().show_alike([(person.id, _alike(person, self._t)) for person in people])

    def _show_unfinished(self, guests: list[Registration]) -> None:
        self._guests = guests
        count = len(guests)
        self._sheet_here().show_unfinished(self._t("walk_in.unfinished", count=count) if count else "")

    def _complete(self) -> None:
        if self._guests:
            self._person(self._guests[0].id)

    def _ask_for_places(self) -> None:
        category = self._sheet_here().draft().category
        self._background.read("free places", lambda: places(self._desk, category), self._show_places, self._tell)

    def _show_places(self, found: _Places) -> None:
        event = self._desk.event
        if event is not None:
            self._sheet_here().offer_places([(door.key, self._place(door, free, event)) for door, free in found])

    def _place(self, door: Checkpoint, free: int | None, event: Event) -> str:
        day = event.day_of(door.starts)
        parts = [f"{day.day}.{day.month:02d} {clock_time(event, door.starts)}", title_of(door, self._t.texts)]
        if free is not None:
            parts.append(self._t("walk_in.free", free=free))
        return " · ".join(parts)

    def _suggest(self, typed: str) -> None:
        people = People(self._desk.replica)
        self._background.read("offices", lambda: people.organisations(typed), self._sheet_here().suggest, self._tell)

    def _person(self, identity: object) -> None:
        """The one on the list is meant: the form stays as it is, for somebody else."""
        self._sheet_here().dismiss()
        self.person_asked.emit(identity)

    def _operator_changed(self) -> None:
        """The form is not for everybody. Where nobody is signed in the desk is locked, and comes back as it was."""
        if self._sheet is not None and self._session.operator is not None and not self._session.may(Right.WALK_IN):
            self._sheet.dismiss()

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))

    def _sheet_here(self) -> WalkInSheet:
        if self._sheet is None:
            self._sheet = WalkInSheet(self._theme, self._window)
            self._sheet.saved.connect(self._save)
            self._sheet.edited.connect(self._look_for_alike)
            self._sheet.category_chosen.connect(self._ask_for_places)
            self._sheet.person_asked.connect(self._person)
            self._sheet.unfinished_asked.connect(self._complete)
            self._sheet.suggestions_wanted.connect(self._suggest)
            self._retranslate()
        return self._sheet

    def _retranslate(self) -> None:
        event = self._desk.event
        if self._sheet is None or event is None:
            return
        english = self._t.texts.language == "en"
        self._sheet.show_words({key: self._t(f"walk_in.{key}") for key in WORDS})
        self._sheet.offer_categories(
            [CategoryRow(one.key, one.name_en if english else one.name, one.letter) for one in event.categories],
            event.clause_en if english else event.clause,
        )
        self._ask_for_places()


def _details(draft: Draft) -> Details:
    return {
        **named(draft.name),
        "organisation": draft.organisation,
        "position": draft.position,
        "category": draft.category,
        "photos": draft.photos,
    }


def _alike(person: Registration, language: Language) -> str:
    """Name, office and powiat: what tells namesakes apart."""
    powiat = language("desk.powiat", name=person.powiat) if person.powiat else ""
    name = f"{person.last_name} {person.first_name}".strip()
    return " · ".join(part for part in (name, person.position, person.organisation, powiat) if part)
