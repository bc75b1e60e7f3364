"""Codes and what the desk says of them, in the writer's lane; one that comes while a STOP stands may have to wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from checkin.desk.admission import admit, override, undo
from checkin.desk.desk import Desk
from checkin.errors import CheckinError, InputProblem
from checkin.model.decision import Direction, Scan
from checkin.model.entry import EntryKind
from checkin.store.queries import RecentScan
from ui.background import Background
from ui.presenters import scans
from ui.presenters.scans import Answer
from ui.session import Session


class Deciding(QObject):
    """`answered` carries each answer, `looked_back` one of the past, `failed` why there is none."""

    answered = Signal(object)
    looked_back = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, background: Background, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._background, self._session = desk, background, session
        self._undo_within = timedelta(0)
        self._one_by_one = False
        self._unanswered = 0
        self._waiting: list[str] = []

    def choose(self, undo_within: timedelta, *, one_by_one: bool) -> None:
        """How long everybody may take back, and whether codes wait for the answer before, and for a STOP."""
        self._undo_within, self._one_by_one = undo_within, one_by_one

    @property
    def waiting(self) -> int:
        """How many codes wait to be decided about."""
        return len(self._waiting)

    def take(self, code: str, place: str, direction: Direction, *, stopped: bool) -> None:
        """Decide about a code, or let it wait where the answer before has to be seen first.

        Args:
            stopped: a STOP stands on the screen.
        """
        if self._one_by_one and (self._unanswered or stopped):
            if code not in self._waiting:
                self._waiting.append(code)
        else:
            self._decide(code, place, direction)

    def go_on(self, place: str, direction: Direction, *, stopped: bool) -> None:
        """Decide about the code that has waited longest, unless something still holds it up."""
        if self._waiting and not self._unanswered and not (self._one_by_one and stopped):
            self._decide(self._waiting.pop(0), place, direction)

    def override(self, answer: Answer, why: str) -> None:
        """Admit the person of a refusal, for a reason."""
        place, operator, role = answer.scan.checkpoint, self._session.id, self._session.role
        self._write(
            lambda: self._whole(override(self._desk, answer.code, place, why, operator, role), answer.code),
        )

    def undo(self, entry: UUID) -> None:
        """Take back one entry."""
        operator, role, within = self._session.id, self._session.role, self._undo_within
        self._write(lambda: Answer(undo(self._desk, entry, operator, role, within=within), undone=True))

    def undo_last(self) -> None:
        """Take back the last scan of this desk; a refusal changed nothing and is not looked behind."""
        operator, role, within = self._session.id, self._session.role, self._undo_within

        def take_back() -> Answer:
            last = next(iter(self._desk.queries.recent(1, self._desk.id)), None)
            if last is None or last.undone or last.entry.kind is EntryKind.REFUSED:
                raise InputProblem("desk.nothing_to_undo")
            return Answer(undo(self._desk, last.entry.id, operator, role, within=within), undone=True)

        self._write(take_back)

    def look_back(self, recent: RecentScan) -> None:
        """Ask for what is to be said of a scan of the past."""
        answer = scans.answer_of(recent)
        self._background.read(
            "again",
            lambda: replace(answer, booked=self._booked(answer.scan)),
            self.looked_back.emit,
            self.failed.emit,
        )

    def _decide(self, code: str, place: str, direction: Direction) -> None:
        operator, role = self._session.id, self._session.role
        self._write(
            lambda: self._whole(admit(self._desk, code, place, direction=direction, operator=operator, role=role), code)
        )

    def _write(self, work: Callable[[], Answer]) -> None:
        self._unanswered += 1
        self._background.write(work, self._answer, self._fail)

    def _answer(self, answer: Answer) -> None:
        self._unanswered -= 1
        self.answered.emit(answer)

    def _fail(self, error: CheckinError) -> None:
        self._unanswered -= 1
        self.failed.emit(error)

    def _whole(self, scan: Scan, code: str) -> Answer:
        return Answer(scan, self._booked(scan), code=code)

    def _booked(self, scan: Scan) -> frozenset[str]:
        if scan.registration is None:
            return frozenset()
        return self._desk.queries.attendance_of(scan.registration.id).bookings
