"""Moving the write-ahead log into the file, off the scan's path."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import closing
from threading import Event, Lock, Thread

import sqlcipher3.dbapi2 as sqlcipher

_EVERY = 1000  # commits between two checkpoints: about 15 MB of log
_log = logging.getLogger(__name__)


class Checkpointer:
    """A thread with a connection of its own; it starts when there is something to move.

    The automatic checkpoint would run inside whichever commit fills the log, and hold that scan.
    """

    def __init__(self, connector: Callable[[], sqlcipher.Connection]) -> None:
        self._connector = connector
        self._commits = 0
        self._due = Event()
        self._stopping = False
        self._starting = Lock()
        self._thread: Thread | None = None

    def committed(self) -> None:
        """Count one commit of the writer."""
        self._commits += 1
        if self._commits % _EVERY == 0:
            self.wake()

    def wake(self) -> None:
        with self._starting:
            if self._thread is None and not self._stopping:
                self._thread = Thread(target=self._run, name="checkpointer", daemon=True)
                self._thread.start()
        self._due.set()

    def stop(self) -> None:
        """Let a running checkpoint end, then end the thread."""
        with self._starting:
            self._stopping = True
            thread, self._thread = self._thread, None
        self._due.set()
        if thread:
            thread.join()

    def _run(self) -> None:
        with closing(self._connector()) as connection:
            while True:
                self._due.wait()
                self._due.clear()
                if self._stopping:
                    return
                try:
                    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                except sqlcipher.Error as failure:  # the log only grows meanwhile
                    _log.info("Checkpoint put off: %s", type(failure).__name__)
