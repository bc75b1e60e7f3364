"""The one writer of a replica inside this process."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, StaticPool
from sqlalchemy.exc import DBAPIError

from checkin.store import engine as engines
from checkin.store.checkpointer import Checkpointer
from checkin.store.lane import Lane

_POLL_SECONDS = 0.0005  # between two tries while another process writes
_CHUNK_SECONDS = 0.015  # how long a chunk should hold the lane,
_LIVELY_CHUNK_SECONDS = 0.0012  # and how long while people are being scanned


class Pace:
    """How many rows fit into the time that a chunk may take; it learns from each chunk.

    Args:
        rows: how many to begin with.
    """

    def __init__(self, rows: int) -> None:
        self.rows = rows

    def took(self, seconds: float, aim: float) -> None:
        factor = min(1.5, max(0.3, aim / max(seconds, 1e-6)))
        self.rows = min(5000, max(20, round(self.rows * factor)))


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
        self._engine = engines.engine_of(
            StaticPool, lambda: engines.connect_writer(path, key), "BEGIN IMMEDIATE", pool_reset_on_return=None
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
        with self.lane.urgent(), self._transaction() as connection:
            yield connection

    @contextmanager
    def chunk(self, pace: Pace) -> Generator[Connection]:
        """A short piece of long work: lets scans go first, and is on disk with the next `step` or scan only.

        NORMAL, not OFF: a restarted log must not lose the order of its header and its frames.
        """
        with self.lane.patient():
            began = time.perf_counter()
            self._synchronous("NORMAL")
            try:
                with self._transaction() as connection:
                    yield connection
            finally:
                self._synchronous("FULL")
            aim = _LIVELY_CHUNK_SECONDS if self.lane.is_lively else _CHUNK_SECONDS
            pace.took(time.perf_counter() - began, aim)

    @contextmanager
    def step(self) -> Generator[Connection]:
        """A turning point of long work: lets scans go first, and is on disk when the block ends."""
        with self.lane.patient(), self._transaction() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Generator[sqlcipher.Connection]:
        """A bare query-only connection of its own, for reading while chunks are written."""
        with engines.in_words(self.folder), closing(engines.connect(self._path, self._key, read_only=True)) as reader:
            yield reader

    @contextmanager
    def _transaction(self) -> Generator[Connection]:
        with engines.in_words(self.folder):
            self._begin()
            try:
                yield self._connection
                self._connection.commit()
            except BaseException:
                with suppress(DBAPIError):
                    self._connection.rollback()
                raise
        self._checkpointer.committed()

    def _begin(self) -> None:
        """BEGIN IMMEDIATE, tried again in short steps: SQLite's own waiting sleeps up to 100 ms at a time."""
        deadline = time.monotonic() + engines.BUSY_SECONDS
        while True:
            try:
                self._connection.begin()
                return
            except DBAPIError as failure:
                self._connection.rollback()
                if "locked" not in str(failure.orig) or time.monotonic() > deadline:
                    raise
            time.sleep(_POLL_SECONDS)

    def _synchronous(self, level: str) -> None:
        with engines.in_words(self.folder):
            self._connection.connection.cursor().execute(f"PRAGMA synchronous = {level}")
