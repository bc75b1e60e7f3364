"""The coordinator decides who works at this desk: added, trusted with more or less, given a new PIN, gone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from checkin.access import Right
from checkin.desk import operators
from checkin.desk.desk import Desk
from checkin.errors import CheckinError, InputProblem
from checkin.model.operator import Operator, Role
from ui.background import Background
from ui.language import Language
from ui.presenters.people import operator_words
from ui.session import Session
from ui.theme import Theme
from ui.widgets.operators_sheet import OperatorsSheet, OperatorsWords
from ui.widgets.pin_sheet import PinAnswer, PinSheet, PinWords

ROLES = (Role.VOLUNTEER, Role.STAFF, Role.COORDINATOR)


class Operators(QObject):
    """`message` is a sentence for a moment."""

    message = Signal(str)

    def __init__(
        self, window: QWidget, desk: Desk, background: Background, theme: Theme, language: Language, session: Session
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._background = window, desk, background
        self._theme, self._t, self._session = theme, language, session
        self._operators: list[Operator] = []
        self._sheet: OperatorsSheet | None = None
        self._form: PinSheet | None = None
        self._accept: Callable[[PinAnswer], None] | None = None
        self._to_remove: UUID | None = None  # asked once already
        session.changed.connect(self._put_away)

    def open(self) -> None:
        """Show who may sign in here."""
        if self._session.may(Right.MANAGE_OPERATORS):
            self._background.read("operators-sheet", lambda: operators.known(self._desk), self._show, self._tell)

    def _show(self, known: list[Operator]) -> None:
        self._operators, self._to_remove = known, None
        t = self._t
        sheet = self._sheet_here()
        sheet.show_words(
            OperatorsWords(
                title=t("operators.title"),
                names=t("operators.names"),
                add=t("operators.add"),
                role=t("operators.role"),
                pin=t("operators.pin"),
                remove=t("operators.remove"),
                close=t("operators.close"),
            )
        )
        sheet.offer([operator_words(one, t.texts) for one in known])

    def _ask_new(self) -> None:
        t = self._t
        self._ask(
            PinWords(
                title=t("operators.add_title"),
                hint=t("operators.add_hint"),
                text=t("signin.name"),
                role=t("operators.role_of"),
                pin=t("signin.new_pin"),
                again=t("signin.pin_again"),
                accept=t("operators.add_accept"),
                cancel=t("operators.cancel"),
            ),
            lambda answer, by, role: operators.create(
                self._desk, answer.text, ROLES[answer.role], answer.pin, by=by, by_role=role
            ),
        )

    def _ask_pin(self, number: int) -> None:
        one = self._one(number)
        if one is None:
            return
        t, identity = self._t, one.id
        self._ask(
            PinWords(
                title=t("operators.pin_title"),
                hint=t("operators.pin_hint", name=one.name),
                pin=t("signin.new_pin"),
                again=t("signin.pin_again"),
                accept=t("operators.pin_accept"),
                cancel=t("operators.cancel"),
            ),
            lambda answer, by, role: operators.change_pin(self._desk, identity, answer.pin, by=by, by_role=role),
        )

    def _ask(self, words: PinWords, work: Callable[[PinAnswer, str, Role], object]) -> None:
        by, by_role = self._session.id, self._session.role

        def accept(answer: PinAnswer) -> None:
            self._background.work(lambda: work(answer, by, by_role), lambda _: self._done(), self._say_in_form)

        self._accept = accept
        self._form_here().ask(words, [self._t(f"role.{role}") for role in ROLES] if words.role else ())

    def _next_role(self, number: int) -> None:
        """From role to role, round and round: three are quicker to step through than to choose from."""
        one = self._one(number)
        if one is not None:
            role = ROLES[(ROLES.index(one.role) + 1) % len(ROLES)]
            by, by_role, identity = self._session.id, self._session.role, one.id
            self._background.write(
                lambda: operators.change_role(self._desk, identity, role, by=by, by_role=by_role),
                lambda _: self.open(),
                self._say,
            )

    def _remove(self, number: int) -> None:
        """Asked twice: the second time it is meant."""
        one = self._one(number)
        if one is None:
            return
        if self._to_remove != one.id:
            self._to_remove = one.id
            self._sheet_here().say(self._t("operators.remove_sure", name=one.name))
            return
        by, by_role, identity = self._session.id, self._session.role, one.id
        self._background.write(
            lambda: operators.deactivate(self._desk, identity, by=by, by_role=by_role),
            lambda _: self.open(),
            self._say,
        )

    def _one(self, number: int) -> Operator | None:
        return self._operators[number] if 0 <= number < len(self._operators) else None

    def _answered(self, answer: PinAnswer) -> None:
        if answer.pin != answer.again:
            self._say_in_form(InputProblem("signin.pins_differ"))
        elif self._accept is not None:
            self._accept(answer)

    def _done(self) -> None:
        self._form_here().dismiss()
        self.message.emit(self._t("operators.done"))
        self.open()

    def _put_away(self) -> None:
        """Whoever signs in next has not opened these sheets."""
        for sheet in (self._form, self._sheet):
            if sheet is not None:
                sheet.dismiss()

    def _say(self, error: CheckinError) -> None:
        self._sheet_here().say(self._t.error(error))

    def _say_in_form(self, error: CheckinError) -> None:
        self._form_here().say(self._t.error(error))

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))

    def _form_here(self) -> PinSheet:
        if self._form is None:
            self._form = PinSheet(self._theme, self._window)
            self._form.accepted.connect(self._answered)
        return self._form

    def _sheet_here(self) -> OperatorsSheet:
        if self._sheet is None:
            self._sheet = OperatorsSheet(self._theme, self._window)
            self._sheet.add_asked.connect(self._ask_new)
            self._sheet.role_asked.connect(self._next_role)
            self._sheet.pin_asked.connect(self._ask_pin)
            self._sheet.remove_asked.connect(self._remove)
        return self._sheet
