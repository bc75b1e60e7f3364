"""The one writer of a replica inside this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, StaticPool
from sqlalchemy.exc import DBAPIError

from checkin.store import engine as engines
from checkin.store.checkpointer import Checkpointer
from checkin.store.lane import Lane
from checkin.store.turnstile import Turnstile

_POLL_SECONDS = 0.0005  # between two tries while another process writes
_CHUNK_SECONDS = 0.03  # how long a chunk should hold the lane,
_LIVELY_CHUNK_SECONDS = 0.0012  # and how long while people are being scanned
_PAUSE = 1  # times the chunk before it: how long long work then stays away
_LONGEST_PAUSE_SECONDS = 0.005


class Pace:
    """How many rows fit into the time that a chunk may take; it learns from each chunk.

    Args:
        rows: how many to begin with.
        least, most: bounds of what it learns.
    """

    def __init__(self, rows: int, *, least: int = 25, most: int = 5000) -> None:
        self.rows = rows
        self._least = least
        self._most = most

    def took(self, seconds: float, aim: float) -> None:
        factor = min(1.5, max(0.3, aim / max(seconds, 1e-6)))
        self.rows = min(self._most, max(self._least, round(self.rows * factor)))


class Overtaken(Exception):
    """Somebody who goes first has come while long work had the file to itself."""


class Writer:
    """One connection, one transaction at a time; other processes wait for the file's own lock.

    Args:
        path: the replica's file.
        key: its raw key.

    Attributes:
        lane: whose turn it is to write, inside this process.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self.folder = path.parent
        self._path = path
        self._key = key
        self.lane = Lane()
        self._turnstile = Turnstile(self.folder)
        self._engine = engines.engine_of(
            StaticPool, lambda: engines.connect_writer(path, key), pool_reset_on_return=None
        )
        self._checkpointer = Checkpointer(lambda: engines.connect(path, key))
        with engines.in_words(self.folder):
            self._connection = self._engine.connect()

    def close(self) -> None:
        self._checkpointer.stop()
        with self.lane.urgent(), suppress(DBAPIError):
            self._connection.close()
            self._engine.dispose()

    @contextmanager
    def transaction(self) -> Generator[Connection]:
        """Locked for writing before its first read, on disk when the block ends."""
        with self.lane.urgent(), self._transaction(urgent=True) as connection:
            yield connection

    @contextmanager
    def alone(self) -> Generator[tuple[Connection, Callable[[], None]]]:
        """One transaction for all of long work, by far the quickest as long as nobody scans.

        What comes with the connection is to be called between short statements. As soon as anybody wants to write it
        raises `Overtaken`, and nothing has happened. References are not checked: the rows bring what they point at.
        """
        with self.lane.patient(), self._unreferenced():
            self._make_way()
            with self._transaction() as connection:
                yield connection, self._make_way
        self._checkpointer.wake()

    @contextmanager
    def chunk(self, pace: Pace) -> Generator[Connection]:
        """A short piece of long work: lets scans go first, and is on disk with the next `step` or scan at the latest.

        While people are being scanned it is on disk at once, as the next scan would have to wait for that too, and
        a pause follows. Otherwise NORMAL, not OFF: a restarted log must not lose the order of its header and frames.
        """
        self._let_others_pass()
        with self.lane.patient():
            began = time.perf_counter()
            lively = self.lane.is_lively
            with self._synchronous("FULL" if lively else "NORMAL"), self._transaction() as connection:
                yield connection
            seconds = time.perf_counter() - began
            pace.took(seconds, _LIVELY_CHUNK_SECONDS if lively else _CHUNK_SECONDS)
        if lively:
            time.sleep(min(_LONGEST_PAUSE_SECONDS, _PAUSE * seconds))

    @contextmanager
    def step(self) -> Generator[Connection]:
        """A turning point of long work: lets scans go first, and is on disk when the block ends."""
        self._let_others_pass()
        with self.lane.patient(), self._transaction() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Generator[sqlcipher.Connection]:
        """A bare query-only connection of its own, for reading while chunks are written."""
        with engines.in_words(self.folder), closing(engines.connect(self._path, self._key, read_only=True)) as reader:
            yield reader

    @property
    def _driver(self) -> sqlcipher.Connection:
        return self._connection.connection.driver_connection  # pyright: ignore[reportReturnType]

    def _make_way(self) -> None:
        if self.lane.is_wanted or self._turnstile.glance():
            raise Overtaken

    def _let_others_pass(self) -> None:
        """Those of other processes, too; where they scan, chunks are short from now on."""
        if self._turnstile.let_pass():
            self.lane.enliven()

    @contextmanager
    def _transaction(self, *, urgent: bool = False) -> Generator[Connection]:
        """Begun and ended on the driver's own connection: a scan does without what SQLAlchemy keeps of transactions."""
        with engines.in_words(self.folder):
            self._begin(urgent)
            try:
                yield self._connection
                self._driver.execute("COMMIT")
            except BaseException:
                with suppress(sqlcipher.Error):
                    if not self._connection.invalidated:  # as SQLAlchemy does with one that Ctrl+C broke into
                        self._driver.execute("ROLLBACK")
                raise
            finally:
                if self._connection.in_transaction():
                    self._connection.rollback()  # of what SQLAlchemy thinks is open; in the file nothing is
        self._checkpointer.committed()

    def _begin(self, urgent: bool) -> None:
        """BEGIN IMMEDIATE; one who is urgent and has to wait for another process goes before its long work."""
        if self._try_to_begin():
            return
        with self._turnstile.waiting() if urgent else nullcontext():
            deadline = time.monotonic() + engines.BUSY_SECONDS
            while not self._try_to_begin(last=time.monotonic() > deadline):
                time.sleep(_POLL_SECONDS)

    def _try_to_begin(self, *, last: bool = False) -> bool:
        """Not by SQLite's own waiting, which sleeps up to 100 ms at a time."""
        try:
            self._driver.execute("BEGIN IMMEDIATE")
        except sqlcipher.Error as failure:
            if last or "locked" not in str(failure):
                raise
            return False
        return True

    @contextmanager
    def _synchronous(self, level: str) -> Generator[None]:
        """For one transaction; FULL, as scans have it, before and after."""
        self._synchronise(level)
        try:
            yield
        finally:
            self._synchronise("FULL")

    @contextmanager
    def _unreferenced(self) -> Generator[None]:
        self._driver.execute("PRAGMA foreign_keys = OFF")
        try:
            yield
        finally:
            self._driver.execute("PRAGMA foreign_keys = ON")

    def _synchronise(self, level: str) -> None:
        with engines.in_words(self.folder):
            self._driver.execute(f"PRAGMA synchronous = {level}")
