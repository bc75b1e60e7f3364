"""Staff admit in spite of a refusal: for a reason, which is written down."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from checkin.access import Right
from checkin.desk.words import describe
from checkin.model.decision import Reason, Verdict
from checkin.model.event import Event
from ui.language import Language
from ui.presenters.scans import Answer
from ui.session import Session
from ui.theme import Theme
from ui.widgets.override_sheet import OverrideSheet

WHY = ("checked", "agreed", "mistake", "seat")
"""Reasons to choose from, the last parts of their keys in the catalogue."""


class Overriding(QObject):
    """`decided` carries the answer that was overruled and the reason."""

    decided = Signal(object, str)

    def __init__(self, screen: QWidget, theme: Theme, language: Language, session: Session) -> None:
        super().__init__(screen)
        self._screen, self._theme, self._t, self._session = screen, theme, language, session
        self._answer: Answer | None = None
        self._sheet: OverrideSheet | None = None
        session.changed.connect(self._operator_changed)

    def is_possible(self, answer: Answer) -> bool:
        """Whether this operator may admit the person of an answer after all: a refused one whom we know."""
        decision = answer.scan.decision
        refused = decision.verdict is Verdict.REFUSED and decision.reason is not Reason.NOT_INSIDE
        return refused and answer.scan.registration is not None and self._session.may(Right.OVERRIDE)

    def ask(self, answer: Answer, event: Event) -> None:
        """Open the sheet for the person of an answer."""
        person = answer.scan.registration
        if person is None or not self.is_possible(answer):
            return
        self._answer = answer
        t = self._t
        why_not = describe(answer.scan, event, t.texts, answer.scan.at).sentences
        sheet = self._sheet_here()
        sheet.show_words(
            t("override.title"), t("override.hint"), t("override.field"), t("override.cancel"), t("override.confirm")
        )
        sheet.ask(f"{person.name}. {' '.join(why_not)}", [t(f"override.why.{why}") for why in WHY])

    def _accept(self, why: str) -> None:
        if not why:
            self._sheet_here().ask_for_reason(self._t("desk.override_without_reason"))
            return
        answer, self._answer = self._answer, None
        self._sheet_here().dismiss()
        if answer is not None:
            self.decided.emit(answer, why)

    def _operator_changed(self) -> None:
        if self._sheet is not None and not self._session.may(Right.OVERRIDE):
            self._sheet.dismiss()

    def _sheet_here(self) -> OverrideSheet:
        if self._sheet is None:
            self._sheet = OverrideSheet(self._theme, self._screen.window())
            self._sheet.accepted.connect(self._accept)
        return self._sheet
