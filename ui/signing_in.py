"""Signing in, locking, the first start, and the way back in for who has forgotten the PIN.

While a desk is locked nothing of its participants is shown. Codes that are scanned meanwhile are kept, and decided in
their order as soon as somebody has signed in.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from checkin.desk import operators
from checkin.desk.desk import Desk
from checkin.errors import CheckinError, InputProblem
from checkin.model.operator import Operator, Role
from ui.background import Background
from ui.language import Language
from ui.presenters.people import operator_words
from ui.session import Session
from ui.theme import Theme
from ui.widgets.pin_sheet import PinAnswer, PinSheet, PinWords
from ui.widgets.recovery_sheet import RecoverySheet
from ui.widgets.sign_in_sheet import SignInSheet

_MOST_KEPT = 50  # codes that are scanned while the desk is locked
_SECOND_MS = 1000


class SigningIn(QObject):
    """`locked_changed` tells whether the desk may be seen, `scanned` each code that waited.

    `paper_asked` carries a recovery code to print; `message` is a sentence for a moment.
    """

    locked_changed = Signal(bool)
    scanned = Signal(str)
    paper_asked = Signal(str)
    message = Signal(str)

    def __init__(
        self, window: QWidget, desk: Desk, background: Background, theme: Theme, language: Language, session: Session
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._background = window, desk, background
        self._theme, self._t, self._session = theme, language, session
        self.locked = False
        self._operators: list[Operator] = []
        self._last: Operator | None = None
        self._kept: dict[str, None] = {}  # in order, each code once
        self._left = 0  # seconds until the next try
        self._code = ""
        self._sheet: SignInSheet | None = None
        self._form: PinSheet | None = None
        self._recovery: RecoverySheet | None = None
        self._accept: Callable[[PinAnswer], None] = self._begin
        self._countdown = QTimer(self)
        self._countdown.setInterval(_SECOND_MS)
        self._countdown.timeout.connect(self._second)
        language.changed.connect(self._show_words)

    def begin(self) -> None:
        """At the start: nobody works at a desk without being known."""
        if self._session.operator is None:
            self._close_desk()
            self._ask_who()

    def lock(self) -> None:
        """Let nobody see or do anything before signing in; the screens stay as they are."""
        if not self.locked:
            self._background.read("operators", lambda: operators.known(self._desk), self._lock, self._tell)

    def stop(self) -> None:
        self._countdown.stop()

    def keep(self, code: str) -> None:
        """A scan at a locked desk."""
        if len(self._kept) < _MOST_KEPT:
            self._kept.setdefault(code)
        self._show_kept()

    def _lock(self, known: list[Operator]) -> None:
        if not known:
            self.message.emit(self._t("signin.nobody_to_unlock"))  # the demo: nobody could come back in
            return
        self._close_desk()
        self._show_operators(known)

    def _close_desk(self) -> None:
        self.locked = True
        self._last = self._session.operator or self._last
        self._session.sign_out()
        self.locked_changed.emit(True)

    def _open_desk(self, operator: Operator) -> None:
        self.locked = False
        self._countdown.stop()
        for sheet in (self._sheet, self._form):
            if sheet is not None:
                sheet.dismiss()
        self.locked_changed.emit(False)
        self._session.sign_in(operator)
        codes, self._kept = list(self._kept), {}
        for code in codes:
            self.scanned.emit(code)

    # Who

    def _ask_who(self) -> None:
        self._background.read("operators", lambda: operators.known(self._desk), self._show_who, self._tell)

    def _show_who(self, known: list[Operator]) -> None:
        if known:
            self._show_operators(known)
        else:
            self._ask_first()

    def _show_operators(self, known: list[Operator]) -> None:
        self._operators = known
        ids = [one.id for one in known]
        current = ids.index(self._last.id) if self._last is not None and self._last.id in ids else 0
        sheet = self._sheet_here()
        self._show_words()
        sheet.offer([operator_words(one, self._t.texts) for one in known], current)
        self._show_kept()

    def _try(self, number: int, pin: str) -> None:
        identity = self._operators[number].id
        self._sheet_here().say(self._t("signin.checking"), may_try=False)
        self._background.work(lambda: operators.sign_in(self._desk, identity, pin), self._open_desk, self._refused)

    def _refused(self, error: CheckinError) -> None:
        sheet = self._sheet_here()
        sheet.clear()
        seconds = error.params.get("seconds", 0)
        self._left = seconds if isinstance(seconds, int) else 0
        if self._left:
            self._countdown.start()
            self._say_wait()
        else:
            sheet.say(self._t.error(error))

    def _second(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._say_wait()
        else:
            self._countdown.stop()
            self._sheet_here().say(self._t("signin.again"))

    def _say_wait(self) -> None:
        self._sheet_here().say(self._t("signin.wait", seconds=self._left), may_try=False)

    def _show_kept(self) -> None:
        if self._sheet is not None:
            count = len(self._kept)
            full = count == _MOST_KEPT
            words = self._t("signin.kept_full", count=count) if full else self._t("signin.kept", count=count)
            self._sheet.show_waiting(words if count else "")

    # The first start

    def _ask_first(self) -> None:
        t = self._t
        self._accept = self._begin
        self._form_here().ask(
            PinWords(
                title=t("signin.first.title"),
                hint=t("signin.first.hint"),
                text=t("signin.name"),
                pin=t("signin.new_pin"),
                again=t("signin.pin_again"),
                accept=t("signin.first.accept"),
            )
        )

    def _begin(self, answer: PinAnswer) -> None:
        self._background.work(
            lambda: operators.begin(self._desk, answer.text, answer.pin), self._show_code, self._say_in_form
        )

    # A forgotten PIN

    def _forgotten(self, number: int) -> None:
        if not 0 <= number < len(self._operators):
            return
        operator, t = self._operators[number], self._t
        if operator.role is not Role.COORDINATOR:
            self._sheet_here().say(t("operators.no_recovery"))
            return

        def recover(answer: PinAnswer) -> None:
            self._background.work(
                lambda: operators.recover(self._desk, operator.id, answer.text, answer.pin),
                self._show_code,
                self._say_in_form,
            )

        self._accept = recover
        self._form_here().ask(
            PinWords(
                title=t("signin.recover.title"),
                hint=t("signin.recover.hint", name=operator.name),
                text=t("signin.recover.code"),
                pin=t("signin.new_pin"),
                again=t("signin.pin_again"),
                accept=t("signin.recover.accept"),
                cancel=t("signin.back"),
            )
        )

    def _show_code(self, done: tuple[Operator, str]) -> None:
        operator, self._code = done
        t = self._t
        if self._recovery is None:
            self._recovery = RecoverySheet(self._theme, self._window)
            self._recovery.paper_asked.connect(lambda: self.paper_asked.emit(self._code))
            self._recovery.noted.connect(self._noted)
        self._last = operator
        self._recovery.show_code(
            self._code, t("signin.code.title"), t("signin.code.hint"), t("signin.code.paper"), t("signin.code.noted")
        )

    def say_of_paper(self, words: str) -> None:
        """What became of the recovery code's sheet of paper."""
        if self._recovery is not None:
            self._recovery.say(words)

    def _noted(self) -> None:
        self._code = ""
        if self._last is not None:
            self._open_desk(self._last)

    # Sheets

    def _answered(self, answer: PinAnswer) -> None:
        if answer.pin != answer.again:
            self._say_in_form(InputProblem("signin.pins_differ"))
        else:
            self._accept(answer)

    def _say_in_form(self, error: CheckinError) -> None:
        self._form_here().say(self._t.error(error))

    def _form_here(self) -> PinSheet:
        if self._form is None:
            self._form = PinSheet(self._theme, self._window)
            self._form.accepted.connect(self._answered)
        return self._form

    def _sheet_here(self) -> SignInSheet:
        if self._sheet is None:
            self._sheet = SignInSheet(self._theme, self._window)
            self._sheet.tried.connect(self._try)
            self._sheet.forgotten.connect(self._forgotten)
        return self._sheet

    def _show_words(self) -> None:
        if self._sheet is not None:
            t = self._t
            self._sheet.show_words(
                t("signin.title"),
                t("signin.hint"),
                t("signin.names"),
                t("signin.pin"),
                t("signin.digit_back"),
                t("signin.enter"),
                t("signin.forgot"),
            )

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))
