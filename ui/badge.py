"""F5: the badge of a person, on paper; every badge is an entry."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from checkin.desk.desk import Desk
from checkin.desk.record import record
from checkin.errors import CheckinError
from checkin.model.entry import EntryKind
from checkin.model.registration import Registration
from ui.background import Background
from ui.language import Language
from ui.paper import Paper
from ui.session import Session


class BadgePrinting(QObject):
    """`message` is a sentence for a moment."""

    message = Signal(str)

    def __init__(self, desk: Desk, paper: Paper, background: Background, language: Language, session: Session) -> None:
        super().__init__(paper)
        self._desk, self._paper, self._background = desk, paper, background
        self._t, self._session = language, session

    def print_badge(self, person: Registration | None) -> None:
        """Print, or save where there is no printer; nothing without a person."""
        event = self._desk.event
        if person is None or event is None:
            self.message.emit(self._t("desk.badge.nobody"))
            return

        def draw() -> bytes:
            from checkin.badges.render import badge_pdf_bytes  # the window opens without waiting for it

            return badge_pdf_bytes(person, event)

        title = self._t("desk.badge.title", name=person.name)
        file_name = f"{person.ticket or person.id}.pdf"
        self._paper.print(draw, title, file_name, done=lambda words: self._note(person, words))

    def _note(self, person: Registration, words: str) -> None:
        operator = self._session.id
        self._background.write(
            lambda: record(self._desk, EntryKind.PRINTED, why="badge", operator=operator, registration=person.id),
            lambda _: self.message.emit(words),
            self._tell,
        )

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))
