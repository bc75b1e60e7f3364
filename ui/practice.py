"""The window for practising: the desk in a striking frame, with tickets at hand."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle

from PySide6.QtCore import QObject

from checkin.demo.practice import Example, Practice
from checkin.model.operator import Operator, Role
from checkin.settings import Settings
from checkin.texts import Texts
from ui.assembly import Assembly, application
from ui.main_window import DESK
from ui.widgets.practice_frame import PracticeFrame

_ON_PAPER = 2  # of each kind


def practise(practice: Practice, language: str) -> int:
    """Show the desk to practise at until its window is closed; returns the exit code.

    Raises:
        EnvironmentProblem: no window can open here.
    """
    app = application()
    practising = Practising(practice, Settings(language=language))
    practising.assembly.show()
    practising.assembly.window.closed.connect(app.quit)
    app.exec()
    practising.assembly.close()
    return 0


class Practising(QObject):
    """One window for practising. Its settings are not remembered, its operator is invented."""

    def __init__(self, practice: Practice, settings: Settings) -> None:
        super().__init__()
        self._tickets = practice.tickets
        self._next = {example: cycle(codes) for example, codes in practice.tickets.items()}
        name = Texts(settings.language)("practice.operator")
        operator = Operator(practice.desk.clock.new_id(), name, Role.STAFF)
        self.assembly = Assembly(practice.desk, settings, operator=operator, remember=False)
        self._t = self.assembly.language
        window = self.assembly.window
        desk = window.takeCentralWidget()
        assert desk is not None
        self.frame = PracticeFrame(self.assembly.theme, desk, len(Example))
        window.setCentralWidget(self.frame)
        self.assembly.leave_out_practice()
        self.frame.wanted.connect(self._show_ticket)
        self.frame.paper_wanted.connect(self._print_tickets)
        self._t.changed.connect(self._retranslate)
        self.assembly.theme.changed.connect(self._retranslate)
        self._retranslate()
        window.go(DESK)

    def _show_ticket(self, number: int) -> None:
        """As if somebody held a ticket up to the camera."""
        self.assembly.code_read(next(self._next[tuple(Example)[number]]))

    def _print_tickets(self) -> None:
        t, tickets = self._t.texts, self._tickets
        self.assembly.paper.print(lambda: _sheet(tickets, t), t("practice.paper"), "obecni-trening.pdf")

    def _retranslate(self) -> None:
        t = self._t
        self.assembly.window.setWindowTitle(t("practice.title"))
        self.frame.show_words(
            t("practice.word"),
            t("practice.says"),
            [t(f"practice.show.{example}") for example in Example],
            t("practice.paper"),
        )


def _sheet(tickets: Mapping[Example, tuple[str, ...]], t: Texts) -> bytes:
    from checkin.tickets.cards import Card, cards_pdf  # the window opens without waiting for it

    cards = [
        Card(code, t(f"practice.ticket.{example}"), t(f"practice.note.{example}"))
        for example in Example
        for code in tickets[example][:_ON_PAPER]
    ]
    return cards_pdf(t("practice.sheet"), cards)
