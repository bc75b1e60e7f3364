"""The replica: one encrypted file, one writer, query-only readers."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlcipher3.dbapi2 as sqlcipher
from filelock import FileLock, Timeout
from sqlalchemy import Connection, QueuePool

from checkin.errors import EnvironmentProblem
from checkin.store import engine as engines
from checkin.store import schema
from checkin.store.staging import Staging, finish_imports
from checkin.store.writer import Writer
from checkin.store.writing import Writing


class Replica:
    """An open replica. Thread-safe; other processes may have the same file open."""

    def __init__(self, path: Path, key: bytes, writer: Writer) -> None:
        self.folder = path.parent
        self._path = path
        self._key = key
        self._writer = writer
        self._readers = engines.engine_of(
            QueuePool, lambda: engines.connect(path, key, read_only=True), pool_size=4, max_overflow=8
        )
        engines.begin_reading(self._readers)
        self._watch: sqlcipher.Connection | None = None

    @classmethod
    def open(cls, folder: Path, key: bytes) -> Replica:
        """Open the replica in a desk's folder, made or brought to this version's schema where needed.

        An import that was accepted before a crash is rolled forward, one that was not is forgotten.

        Args:
            key: the raw key, 32 bytes, see `checkin.store.key`.

        Raises:
            EnvironmentProblem: wrong key, damaged file, no permission, full disk, newer schema.
        """
        path = folder / engines.FILE
        _make_file(path)
        writer = Writer(path, key)
        try:
            _bring_up_to_date(writer, folder)
            finish_imports(writer)
        except BaseException:
            writer.close()
            raise
        return cls(path, key, writer)

    def close(self) -> None:
        """Close all connections; the last process to do so moves the log into the file."""
        self._readers.dispose()
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self._writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Generator[Writing]:
        """One transaction, locked for writing before its first read; it is on disk when the block ends.

        Raises:
            EnvironmentProblem: the disk or another process; nothing of the transaction counts.
        """
        with self._writer.transaction() as connection:
            yield Writing(connection)

    @contextmanager
    def importing(self, at: datetime) -> Generator[Staging]:
        """An import of any size that holds scans for a few milliseconds at most, the first one for about 30.

        Args:
            at: when the tickets of new registrations are issued.

        Raises:
            EnvironmentProblem: another import is running, or the disk failed.
        """
        with Staging(self._writer, at) as staging:
            yield staging

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """One consistent look at the file, beside any writer."""
        with engines.in_words(self.folder), self._readers.connect() as connection:
            yield connection

    def give_way(self) -> None:
        """For long work beside the writer, between two pieces of it: returns at once, unless somebody scans now."""
        self._writer.lane.give_way()

    def data_version(self) -> int:
        """A number that changes whenever anybody, here or in another process, has written."""
        with engines.in_words(self.folder):
            if self._watch is None:
                self._watch = engines.connect(self._path, self._key, read_only=True)
            return self._watch.execute("PRAGMA data_version").fetchall()[0][0]


def _make_file(path: Path) -> None:
    """An empty file that only its owner may read: SQLite gives its log and index the same rights."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as failure:
        raise EnvironmentProblem("store.no_permission", folder=str(path.parent)) from failure


def _bring_up_to_date(writer: Writer, folder: Path) -> None:
    with writer.transaction() as connection:
        found = schema.revision(connection)
    if found == schema.HEAD:
        return
    if found is not None and found > schema.HEAD:
        raise EnvironmentProblem("store.newer", folder=str(folder))
    try:
        with FileLock(folder / "replica.lock", timeout=engines.BUSY_SECONDS), writer.transaction() as connection:
            if schema.revision(connection) != schema.HEAD:
                schema.migrate(connection)
    except Timeout as failure:
        raise EnvironmentProblem("store.busy", folder=str(folder)) from failure
