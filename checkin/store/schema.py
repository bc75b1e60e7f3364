"""Bringing a replica's file to the schema of this version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0002"  # the newest revision in migrations/versions; a test holds them together
_MIGRATIONS = Path(__file__).parent / "migrations"

# What Alembic does not see, and what its batch mode would drop: made again after every migration.
EXTRAS = (
    """CREATE TRIGGER IF NOT EXISTS entry_never_changes BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END""",
    """CREATE TRIGGER IF NOT EXISTS entry_never_goes BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(
    words, content='', columnsize=0, detail='none', prefix='3 4 5 6', tokenize='ascii')""",
    # Its segments are merged by `checkin.store.staging`, in steps that are short enough for a scan to wait for.
    "INSERT INTO search (search, rank) VALUES ('automerge', 0)",
    "INSERT INTO search (search, rank) VALUES ('usermerge', 16)",
    # A block of the index is then one page of the encrypted file; by default it is a few bytes more than a page.
    "INSERT INTO search (search, rank) VALUES ('pgsz', 3900)",
    "INSERT INTO search (search, rank) VALUES ('crisismerge', 1900)",
)


def revision(connection: Connection) -> str | None:
    """The revision of a file, None where it is new."""
    known = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).scalar()
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None


def config() -> Config:
    """Alembic's settings for the migrations of the replica."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return settings


def migrate(connection: Connection, target: str = "head") -> None:
    """Bring the file to a revision. Alembic is imported here only: it costs start-up time, and is seldom needed."""
    from alembic import command

    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, target)
    add_extras(connection)


def add_extras(connection: Connection) -> None:
    for statement in EXTRAS:
        connection.exec_driver_sql(statement)
