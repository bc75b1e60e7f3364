"""Event files and lists of people, loaded from the window: chosen, looked at, applied, with a way back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from checkin.access import Right
from checkin.desk.desk import Desk
from checkin.desk.programme import load_event
from checkin.errors import CheckinError, InputProblem
from checkin.importing import apply as applying
from checkin.importing.plan import Plan, plan
from checkin.importing.report import describe, remarks, save_rejects
from checkin.model.event import Event
from ui.background import Background
from ui.language import Language
from ui.session import Session
from ui.theme import Theme
from ui.widgets.load_sheet import LoadSheet

_FAULTS_SHOWN = 200
_ROWS_BETWEEN_LOOKS = 200


class Loading(QObject):
    """`event_loaded` after an event file, `message` is a sentence for a moment.

    Args:
        ask_file: asks a person for a file; (title, filter) -> path or "".
    """

    event_loaded = Signal()
    message = Signal(str)

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        background: Background,
        theme: Theme,
        language: Language,
        session: Session,
        ask_file: Callable[[str, str], str] | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._background = window, desk, background
        self._theme, self._t, self._session = theme, language, session
        self._ask_file = ask_file or self._dialog
        self._sheet: LoadSheet | None = None
        self._plan: Plan | None = None
        self._stopped = threading.Event()

    def load_event(self) -> None:
        """Ask for an event file and load it."""
        if not self._may_load():
            return
        path = self._ask_file(self._t("loading.event_title"), f"{self._t('loading.event_files')} (*.toml)")
        if path:
            self._background.work(lambda: load_event(self._desk, Path(path)), self._event_here, self._tell)

    def load_people(self) -> None:
        """Ask for a list, and show what it would change."""
        if not self._may_load():
            return
        path = self._ask_file(
            self._t("loading.people_title"), f"{self._t('loading.lists')} (*.csv *.tsv *.txt *.xlsx *.xlsm)"
        )
        event = self._desk.event
        if path and event is not None:
            self._stopped.clear()
            self._sheet_in_words(self._t("loading.people_title"))
            self._sheet_here().show_progress(self._t("loading.reading", file=Path(path).name), 0.0)
            self._background.work(lambda: self._read(Path(path), event), self._show_plan, self._failed)

    def _may_load(self) -> bool:
        if not self._session.may(Right.LOAD):
            self.message.emit(self._t("loading.not_allowed"))
            return False
        return True

    def _read(self, path: Path, event: Event) -> Plan:
        from checkin.importing.table import read_table  # spreadsheets take longer to import than the window to open

        return plan(read_table(path), self._desk.queries, event, self._desk.clock, between_rows=self._look)

    def _look(self, rows: int) -> None:
        if rows % _ROWS_BETWEEN_LOOKS == 0:
            self._stop_if_asked()

    def _stop_if_asked(self) -> None:
        if self._stopped.is_set() or self._background.closing.is_set():
            raise InputProblem("loading.stopped")

    def _show_plan(self, made: Plan) -> None:
        self._plan = made
        t, summary = self._t, applying.summary_of(made)
        parts = [
            t("loading.read", count=summary.read),
            t("loading.changes", new=summary.new, updated=summary.updated, unchanged=summary.unchanged),
        ]
        if self._desk.event is not None:
            parts += remarks(made, self._desk.event, t.texts)
        if summary.rejected:
            parts.append(t("loading.rejected", count=summary.rejected))
        faults = [t("loading.fault", row=one.row, why=describe(one, t.texts)) for one in made.rejected[:_FAULTS_SHOWN]]
        self._sheet_here().show_plan("\n".join(parts), faults, acceptable=bool(summary.new or summary.updated))

    def _apply(self) -> None:
        made, desk, operator = self._plan, self._desk, self._session.id
        if made is None:
            return
        self._stopped.clear()
        self._report(0.0)

        def report(share: float) -> None:
            if share == 0.0:
                self._stop_if_asked()
            self._background.call(lambda: self._report(share))

        self._background.work(
            lambda: applying.apply(
                desk.replica, made, desk.clock, desk.id, offset=desk.offset, operator=operator, progress=report
            ),
            self._applied,
            self._failed,
        )

    def _report(self, share: float) -> None:
        if not self._stopped.is_set():
            self._sheet_here().show_progress(self._t("loading.writing"), share)

    def _applied(self, summary: applying.Summary) -> None:
        self._stopped.set()
        self._sheet_here().dismiss()
        self._plan = None
        self.message.emit(self._t("loading.done", new=summary.new, updated=summary.updated))

    def _save_rejects(self) -> None:
        made = self._plan
        if made is None:
            return
        path, _ = QFileDialog.getSaveFileName(self._window, self._t("loading.save_rejects"), "", "CSV (*.csv)")
        if path:
            self._background.work(
                lambda: save_rejects(Path(path), made, self._t.texts),
                lambda _: self.message.emit(self._t("loading.rejects_saved", file=Path(path).name)),
                self._tell,
            )

    def _event_here(self, _: Event) -> None:
        self.event_loaded.emit()
        self.message.emit(self._t("loading.event_done"))

    def _failed(self, error: CheckinError) -> None:
        self._sheet_here().dismiss()
        self._tell(error)

    def _tell(self, error: CheckinError) -> None:
        self.message.emit(self._t.error(error))

    def _dialog(self, title: str, files: str) -> str:
        path, _ = QFileDialog.getOpenFileName(self._window, title, "", files)
        return path

    def _sheet_here(self) -> LoadSheet:
        if self._sheet is None:
            self._sheet = LoadSheet(self._theme, self._window)
            self._sheet.accepted.connect(self._apply)
            self._sheet.rejects_asked.connect(self._save_rejects)
            self._sheet.cancelled.connect(self._stopped.set)
        return self._sheet

    def _sheet_in_words(self, title: str) -> None:
        t = self._t
        self._sheet_here().show_words(
            title,
            t("loading.faults"),
            t("loading.progress"),
            t("loading.apply"),
            t("loading.save_rejects"),
            t("loading.cancel"),
        )
