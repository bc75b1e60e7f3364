"""Connections to the replica's file, and its failures in words that a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, Pool, create_engine, event
from sqlalchemy.exc import DBAPIError

from checkin.errors import EnvironmentProblem

FILE = "replica.db"
BUSY_SECONDS = 15.0  # how long a writer waits for one in another process

_SENTENCES = (
    ("not a database", "store.wrong_key"),
    ("malformed", "store.damaged"),
    ("hmac check failed", "store.damaged"),
    ("disk is full", "store.disk_full"),
    ("disk i/o error", "store.disk_error"),
    ("readonly", "store.no_permission"),
    ("unable to open", "store.no_permission"),
    ("locked", "store.busy"),
)


def connect(path: Path, key: bytes, *, read_only: bool = False) -> sqlcipher.Connection:
    """A bare connection to an encrypted file; nothing is read yet, so a wrong key does not show here."""
    mode = "ro" if read_only else "rwc"
    connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -16000")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    return connection


def connect_writer(path: Path, key: bytes) -> sqlcipher.Connection:
    """The connection that writes: an acknowledged commit is on disk, and checkpoints happen elsewhere."""
    connection = connect(path, key)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("PRAGMA journal_size_limit = 33554432")
    connection.execute("PRAGMA busy_timeout = 0")  # `Writer` waits for other processes itself, in short steps
    connection.execute("PRAGMA secure_delete = FAST")  # what is deleted lies encrypted, until it is written over
    return connection


def engine_of(pool: type[Pool], connector: Callable[[], sqlcipher.Connection], **options: Any) -> Engine:
    """A SQLAlchemy engine over such connections. It begins nothing: see `begin_reading` and `Writer`."""
    return create_engine(
        "sqlite://", module=sqlcipher, creator=connector, poolclass=pool, hide_parameters=True, **options
    )  # an error that is logged must not name people


def begin_reading(engine: Engine) -> None:
    """Let every transaction of an engine look at one state of the file."""

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    event.listen(engine, "begin", begin)


@contextmanager
def in_words(folder: Path) -> Generator[None]:
    """Turn a failure of the file into an `EnvironmentProblem`."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as failure:
        raise problem_of(failure, folder) from failure


def problem_of(failure: Exception, folder: Path) -> EnvironmentProblem:
    """The sentence for a failure of the file."""
    cause = failure.orig if isinstance(failure, DBAPIError) else failure
    told = str(cause).casefold()
    key = next((key for words, key in _SENTENCES if words in told), "store.failed")
    return EnvironmentProblem(key, folder=str(folder))
