"""What the coordinator chose for the doors, over the event file."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from checkin.model.event import DoorMode
from checkin.store import tables
from checkin.store.replica import Replica
from checkin.store.writing import Writing


def door_modes(replica: Replica) -> dict[str, DoorMode]:
    """By checkpoint key; a door that nobody set is missing."""
    with replica.reading() as connection:
        rows = connection.execute(select(tables.door.c.checkpoint, tables.door.c.mode)).all()
    return {row[0]: row[1] for row in rows}


def put_door_mode(writing: Writing, checkpoint: str, mode: DoorMode) -> None:
    row = {"checkpoint": checkpoint, "mode": mode}
    statement = upsert(tables.door).values(row)
    statement = statement.on_conflict_do_update(index_elements=["checkpoint"], set_={"mode": mode})
    writing.connection.execute(statement)
