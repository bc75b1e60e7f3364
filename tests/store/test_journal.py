"""Presence and tally are what a recount of the journal says, however the entries came."""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from checkin.model.entry import Entry, EntryKind
from checkin.model.presence import Presence
from checkin.store import tables
from checkin.store.queries import Queries, Tally
from checkin.store.replica import Replica
from checkin.store.rows import PRESENCE
from checkin.store.writing import Writing
from tests.builders import an_entry, an_id
from tests.recount import recounted

DOORS = ("wejscie-1", "sesja-a", "sesja-b")
PEOPLE = tuple(an_id(number) for number in range(1, 4))


def stored(connection: Connection) -> tuple[dict[tuple[UUID, str], Presence], dict[str, Tally]]:
    presence = select(tables.presence.c.registration, tables.presence.c.checkpoint, *PRESENCE)
    rows: Iterable[Any] = connection.execute(presence)
    tallies = connection.execute(select(tables.tally))
    return (
        {(person, door): Presence(*fields) for person, door, *fields in rows},
        {door: tally for door, *counts in tallies if (tally := Tally(*counts)) != Tally()},
    )


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    """Facts of three desks about three people; undoing names an earlier fact, some facts are caused by another."""
    entries: list[Entry] = []
    for number in range(1, draw(st.integers(2, 14))):
        kind = draw(st.sampled_from((EntryKind.ADMITTED, EntryKind.ADMITTED, EntryKind.LEFT, EntryKind.REFUSED)))
        entry = an_entry(
            number,
            kind,
            desk=an_id(draw(st.integers(1, 3)), kind=2),
            registration=draw(st.sampled_from(PEOPLE)),
            checkpoint=draw(st.sampled_from(DOORS)),
            offset=timedelta(seconds=draw(st.integers(-20, 20))),
            again=draw(st.booleans()),
        )
        if entries and draw(st.booleans()):
            earlier = draw(st.sampled_from(entries))
            entry = replace(entry, cause=earlier.id, registration=earlier.registration)
            if draw(st.booleans()):
                entry = replace(entry, kind=EntryKind.UNDONE, checkpoint=earlier.checkpoint)
        entries.append(entry)
    return entries


class _Enough(Exception):
    """Ends an example; its transaction is rolled back, and the next one finds an empty journal."""


@given(entries=journals(), seed=st.integers(0, 10_000), together=st.integers(1, 4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_presence_and_tally_are_a_recount(replica: Replica, entries: list[Entry], seed: int, together: int) -> None:
    arriving = entries + entries[:3]  # some come twice
    random.Random(seed).shuffle(arriving)
    with suppress(_Enough), replica._writer.transaction() as connection:
        for start in range(0, len(arriving), together):
            Writing(connection).append(*arriving[start : start + together])
        presences, tallies = recounted(entries)
        assert stored(connection) == (presences, {door: tally for door, tally in tallies.items() if tally != Tally()})
        raise _Enough


@pytest.mark.parametrize("statement", ["UPDATE entry SET why = 'x'", "DELETE FROM entry"])
def test_the_journal_only_grows(replica: Replica, statement: str) -> None:
    with replica.writing() as writing:
        writing.append(an_entry(1))
    with pytest.raises(DBAPIError, match="entries are never"), replica._writer._engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert len(list(Queries(replica).entries())) == 1


def test_every_field_of_an_entry_comes_back(replica: Replica) -> None:
    entry = an_entry(
        7,
        EntryKind.EXPORTED,
        operator="ola",
        cause=an_id(9),
        offset=timedelta(microseconds=-1),
        code_digest="ab",
        code_length=3,
        why="lista obecności",
        attention=True,
        again=True,
    )
    with replica.writing() as writing:
        writing.append(entry)
        assert writing.entry(entry.id) == entry
        for now, at in ((-3600, -3600), (-61, -61), (-60, 0), (-1, 0), (0, 0), (1, 1)):
            expected = 8, entry.at + timedelta(seconds=at)
            assert writing.next_of(entry.desk, entry.at + timedelta(seconds=now)) == expected
        assert writing.next_of(an_id(99), entry.at) == (1, entry.at)
    assert list(Queries(replica).entries()) == [entry]


def test_a_block_that_fails_leaves_nothing(replica: Replica, tmp_path: Path) -> None:
    def fail() -> None:
        with replica.writing() as writing:
            writing.append(an_entry(1))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert list(Queries(replica).entries()) == []
    with replica.writing() as writing:
        writing.append(an_entry(1))
    assert len(list(Queries(replica).entries())) == 1
