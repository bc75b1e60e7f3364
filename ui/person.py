"""The card of a person over the desk: asked for, read in the background, acted on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from checkin.desk.card import Card, card
from checkin.desk.correction import correct, reissue, substitute
from checkin.desk.desk import Desk
from checkin.desk.details import Details, Issued
from checkin.errors import CheckinError
from checkin.model.registration import Registration
from checkin.store.people import People
from ui.background import Background
from ui.language import Language
from ui.presenters.cards import card_view
from ui.session import Session
from ui.theme import Theme
from ui.widgets.person_card import FIELDS, Action, PersonCard

_ACTIONS = (Action.CORRECT, Action.SUBSTITUTE, Action.REISSUE)


class PersonCards(QObject):
    """One card at a time. `admit_asked` is a ticket to decide about, `badge_asked` a person, `message` a sentence.

    Args:
        place: the key of the checkpoint at which the desk stands.
    """

    admit_asked = Signal(str)
    badge_asked = Signal(object)
    message = Signal(str)

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        background: Background,
        theme: Theme,
        language: Language,
        session: Session,
        place: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._background = window, desk, background
        self._theme, self._t, self._session, self._place = theme, language, session, place
        self._sheet: PersonCard | None = None
        self._identity: UUID | None = None
        self._card: Card | None = None
        background.changed.connect(self._refresh)
        session.changed.connect(self._operator_changed)
        language.changed.connect(self._retranslate)

    @property
    def person(self) -> Registration | None:
        """Whose card lies over the window, None where none does."""
        return self._card.person if self._card and self._sheet and self._sheet.isVisible() else None

    def open(self, identity: UUID) -> None:
        """Show the card of a person."""
        sheet = self._sheet_here()
        if self._card is not None and self._card.person.id != identity:
            sheet.done()
        self._identity = identity
        self._read(identity, self._show)

    def _read(self, identity: UUID, done: Callable[[Card], None]) -> None:
        role, place = self._session.role, self._place()
        self._background.read("card", lambda: card(self._desk, identity, role, place), done, self._tell)

    def _show(self, shown: Card) -> None:
        event = self._desk.event
        if event is None:
            return
        if self._sheet_here().doing is None or self._card is None:
            self._card = shown
        now = self._desk.clock.now()
        self._sheet_here().show_card(card_view(self._card, event, self._t.texts, self._session.role, now))

    def _refresh(self) -> None:
        """Others scan and correct meanwhile; a form that is open keeps the version that it was opened on."""
        if self._identity is not None and self._sheet is not None and self._sheet.isVisible():
            self._read(self._identity, self._show_again)

    def _show_again(self, shown: Card) -> None:
        """A scan, or the person at the desk, may have put the card away while it was read."""
        if self._sheet_here().isVisible():
            self._show(shown)

    def _operator_changed(self) -> None:
        """Somebody else may see less, or more. Without anybody the desk is locked, and comes back as it was."""
        if self._session.operator is not None:
            self._refresh()

    def _asked(self, action: Action) -> None:
        person = self.person
        if person is None:
            return
        if action is Action.ADMIT:
            self._sheet_here().dismiss()
            self.admit_asked.emit(person.ticket)
        elif action is Action.BADGE:
            self.badge_asked.emit(person)
        else:
            operator, role = self._session.id, self._session.role
            self._write(lambda: reissue(self._desk, person.id, operator=operator, role=role), self._reissued)

    def _saved(self, action: Action, changes: Mapping[str, str]) -> None:
        person = self.person
        if person is None:
            return
        details = cast("Details", dict(changes))
        operator, role = self._session.id, self._session.role
        if action is Action.CORRECT:
            version = person.version
            self._write(
                lambda: correct(self._desk, person.id, details, version, operator=operator, role=role), self._corrected
            )
        else:
            self._write(
                lambda: substitute(self._desk, person.id, details, operator=operator, role=role), self._substituted
            )

    def _write(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        self._background.write(work, done, self._tell)

    def _corrected(self, corrected: object) -> None:
        self._sheet_here().done()
        self.message.emit(self._t("card.corrected"))
        self._open_again(cast("Registration", corrected))

    def _reissued(self, issued: object) -> None:
        self._sheet_here().done()
        self.message.emit(self._t("card.reissued"))
        self._open_again(cast("Issued", issued).registration)

    def _substituted(self, issued: object) -> None:
        self._sheet_here().done()
        self.message.emit(self._t("card.substituted"))
        self._open_again(cast("Issued", issued).registration)

    def _open_again(self, person: Registration) -> None:
        """A scan that came in between keeps the screen."""
        if self._sheet_here().isVisible():
            self.open(person.id)

    def _suggest(self, typed: str) -> None:
        people = People(self._desk.replica)
        self._background.read("offices", lambda: people.organisations(typed), self._sheet_here().suggest, self._tell)

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))

    def _sheet_here(self) -> PersonCard:
        if self._sheet is None:
            self._sheet = PersonCard(self._theme, self._window)
            self._sheet.asked.connect(self._asked)
            self._sheet.saved.connect(self._saved)
            self._sheet.cancelled.connect(self._refresh)
            self._sheet.person_asked.connect(self.open)
            self._sheet.suggestions_wanted.connect(self._suggest)
            self._retranslate()
        return self._sheet

    def _retranslate(self) -> None:
        if self._sheet is None:
            return
        t = self._t
        words = {str(action): t(f"card.act.{action}") for action in Action}
        words |= {f"save.{action}": t(f"card.save.{action}") for action in _ACTIONS}
        words |= {f"notice.{action}": t(f"card.notice.{action}") for action in _ACTIONS}
        words |= {"cancel": t("card.cancel"), "close": t("card.close"), "suggestions": t("people.suggestions")}
        fields = {field: t(f"people.field.{field}") for field in FIELDS}
        self._sheet.show_words(words, fields, (t("card.facts"), t("card.day"), t("card.history")))
        self._refresh()
