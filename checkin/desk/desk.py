"""One desk with its parts, as the verbs receive it."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from checkin.clock import Clock
from checkin.errors import InputProblem
from checkin.importing import event_file
from checkin.model.event import Checkpoint, Event
from checkin.store.doors import door_modes
from checkin.store.key import replica_key
from checkin.store.queries import Queries
from checkin.store.replica import Replica
from checkin.store.search import Search
from checkin.store.writing import DeskRow

FIRST_NAME = "Punkt 1"


@dataclass
class Desk:
    """A desk, open.

    Attributes:
        event: None before an event file is loaded.
        offset: the measured offset of this desk's clock.
    """

    folder: Path
    replica: Replica
    queries: Queries
    search: Search
    clock: Clock
    event: Event | None
    id: UUID
    name: str
    offset: timedelta = timedelta(0)

    def rename(self, name: str) -> None:
        """Call the desk something else from now on."""
        with self.replica.writing() as writing:
            known = writing.desk()
            if known is not None:
                writing.put_desk(replace(known, name=name))
        self.name = name

    def close(self) -> None:
        self.replica.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def event_of(desk: Desk) -> Event:
    """The event that is open.

    Raises:
        InputProblem: none is.
    """
    if desk.event is None:
        raise InputProblem("desk.no_event")
    return desk.event


def checkpoint_of(event: Event, key: str) -> Checkpoint:
    """The checkpoint with this key.

    Raises:
        InputProblem: the event has no such checkpoint.
    """
    found = event.checkpoint_by_key.get(key)
    if found is None:
        raise InputProblem("desk.no_checkpoint", checkpoint=key, known=", ".join(event.checkpoint_by_key))
    return found


def open_desk(folder: Path, clock: Clock, *, headless: bool, name: str = "") -> Desk:
    """Open the desk in a folder; a new one gets its key, its replica and its identity.

    Args:
        name: what the desk is called from now on; "" leaves it as it was.

    Raises:
        EnvironmentProblem: see `Replica.open` and `replica_key`.
    """
    replica = Replica.open(folder, replica_key(folder, headless=headless))
    try:
        return assemble(folder, replica, clock, None, name=name)
    except BaseException:
        replica.close()
        raise


def assemble(folder: Path, replica: Replica, clock: Clock, event: Event | None, *, name: str = "") -> Desk:
    """A desk of parts that are open already; without an event it is the one that the replica has open."""
    queries = Queries(replica)
    identity = _identity(replica, clock, name)
    if event is None and (document := queries.event_document()) is not None:
        with suppress(InputProblem):  # a file that an older version accepted: it has to be loaded again
            event = event_file.parse(document).with_doors(door_modes(replica))
    return Desk(folder, replica, queries, Search(replica), clock, event, identity.id, identity.name)


def _identity(replica: Replica, clock: Clock, name: str) -> DeskRow:
    """Who this desk is; decided once, by whichever process opens the replica first."""
    with replica.writing() as writing:
        known = writing.desk()
        if known is None:
            known = DeskRow(clock.new_id(), name or FIRST_NAME, secrets.token_bytes(32))
            writing.put_desk(known)
        elif name not in ("", known.name):
            known = replace(known, name=name)
            writing.put_desk(known)
    return known
