"""Everything that takes time, off the thread of the window: the writer lane, the readers, long work, the look-out.

Results come back by a signal on the window's thread, so nobody else needs a lock. Inside the replica a scan goes
before the next chunk of any long work (`checkin.store.lane`), so long work has a thread of its own.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QObject, Qt, Signal

from checkin.errors import CheckinError, EnvironmentProblem

Result = TypeVar("Result")
Failed = Callable[[CheckinError], None]

_READERS = 2
_MOMENT_MS = 10
_LOOK_SECONDS = 0.3  # between two looks whether another process has written

_log = logging.getLogger(__name__)


class Background(QObject):
    """Runs work elsewhere and calls back on the window's thread.

    Args:
        version: a number that changes when anybody has written; asked off the window's thread.

    Attributes:
        closing: set when the window goes; long work looks at it and stops.

    `changed` is emitted whenever the replica holds something new, whoever wrote it.
    """

    changed = Signal()
    _returned = Signal(object)

    def __init__(self, version: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._version = version
        self.closing = threading.Event()
        self._look_now = threading.Event()
        self._order = itertools.count()
        self._latest: dict[str, int] = {}
        self._unanswered = 0
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="worker")
        self._returned.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self._look_out = threading.Thread(target=self._look, name="look-out")
        self._look_out.start()

    def write(self, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed) -> None:
        """Do work in the writer lane: one at a time, in order of asking."""
        self._submit(self._writer, work, done, failed, after=self._look_now.set)

    def work(self, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed) -> None:
        """Do long work (an import, a print), one at a time, beside the writer lane."""
        self._submit(self._worker, work, done, failed, after=self._look_now.set)

    def read(self, topic: str, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed) -> None:
        """Ask the replica something. Of one topic only the latest question is answered."""
        number = self._latest[topic] = next(self._order)

        def current() -> bool:
            return self._latest.get(topic) == number

        def ask() -> Result | None:
            return work() if current() else None

        def answer(result: Result | None) -> None:
            if result is not None and current():
                done(result)

        self._submit(self._readers, ask, answer, failed)

    def forget(self, topic: str) -> None:
        """The question of a topic is of no interest any more."""
        self._latest.pop(topic, None)

    def call(self, work: Callable[[], None]) -> None:
        """Run something on the window's thread; may be called from any."""
        if not self.closing.is_set():
            self._returned.emit(work)

    def settle(self, milliseconds: int) -> None:
        """Let the window live until all that was asked is answered, but no longer than this."""
        deadline = QDeadlineTimer(milliseconds)
        while self._unanswered and not deadline.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _MOMENT_MS)
        QCoreApplication.processEvents()

    def close(self) -> None:
        """Finish what the writer was asked, leave the rest, end every thread."""
        self._writer.shutdown(wait=True)
        self.closing.set()
        self._look_now.set()
        self._look_out.join()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Failed,
        after: Callable[[], None] = lambda: None,
    ) -> None:
        def back(answer: Callable[[], None]) -> None:
            self._unanswered -= 1
            answer()

        def job() -> None:
            try:
                result = work()
            except CheckinError as error:
                problem = error
                self.call(lambda: back(lambda: failed(problem)))
            except Exception:  # noqa: BLE001 - a fault of ours is told, and the thread goes on
                _log.exception("work in the background failed")
                self.call(lambda: back(lambda: failed(EnvironmentProblem("ui.own_fault"))))
            else:
                self.call(lambda: back(lambda: done(result)))
            after()

        self._unanswered += 1
        pool.submit(job)

    def _call(self, work: Callable[[], None]) -> None:
        if not self.closing.is_set():
            work()

    def _look(self) -> None:
        """Notice that the replica holds something new; a look that fails is made again."""
        known: int | None = None
        while not self.closing.is_set():
            self._look_now.clear()
            try:
                seen = self._version()
            except CheckinError:
                _log.debug("the replica could not be looked at", exc_info=True)
                seen = known
            if known is not None and seen != known:
                self.call(self.changed.emit)
            known = seen
            self._look_now.wait(_LOOK_SECONDS)
