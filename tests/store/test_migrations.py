"""The migrations go up and down, and end where the tables say."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from checkin.errors import EnvironmentProblem
from checkin.store import engine, schema
from checkin.store.replica import Replica
from checkin.store.tables import metadata
from tests.builders import a_registration
from tests.store.conftest import KEY

# What SQLite makes by itself for the search index, and Alembic's own table.
_OWN = ("search", "alembic_version", "sqlite_")


def things(connection: Connection) -> set[str]:
    names = connection.execute(text("SELECT type || ' ' || name FROM sqlite_master")).scalars()
    return {name for name in names if not name.split()[1].startswith("sqlite_")}


def test_the_newest_migration_is_the_one_the_program_wants() -> None:
    assert ScriptDirectory.from_config(schema.config()).get_heads() == [schema.HEAD]


def test_a_new_replica_is_what_the_tables_say(replica: Replica) -> None:
    with replica.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: kind != "table" or not str(name).startswith(_OWN)}
        )
        assert compare_metadata(context, metadata) == []
        assert {"trigger entry_never_changes", "trigger entry_never_goes", "table search"} <= things(connection)


def test_down_and_up_again(replica: Replica) -> None:
    with replica._writer.transaction() as connection:
        before = things(connection)
        settings = schema.config()
        settings.attributes["connection"] = connection
        command.downgrade(settings, "base")
        assert things(connection) <= {"table alembic_version", "index alembic_version_pkc"}
        schema.migrate(connection)
        assert things(connection) == before
    with replica.writing() as writing:
        writing.add_registration(a_registration(1))


def test_a_replica_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Replica.open(tmp_path, KEY).close()
    connection = engine.connect(tmp_path / engine.FILE, KEY)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(EnvironmentProblem, match=r"store\.newer"):
        Replica.open(tmp_path, KEY)


def test_a_known_revision_opens_without_alembic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Replica.open(tmp_path, KEY).close()
    monkeypatch.setattr(schema, "migrate", None)
    Replica.open(tmp_path, KEY).close()
