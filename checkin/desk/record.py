"""Facts that are not of a ticket at a door: what was exported or printed, registered or corrected, and by whom."""

from __future__ import annotations

from uuid import UUID

from checkin.desk.desk import Desk
from checkin.model.entry import Entry, EntryKind
from checkin.store.writing import Writing


def record(desk: Desk, kind: EntryKind, why: str, operator: str = "", registration: UUID | None = None) -> Entry:
    """Append an entry that is not of a ticket at a door.

    Args:
        why: what was exported or printed, in stable words and counts; never a name.
        registration: whom it is about, None where it is nobody in particular.
    """
    with desk.replica.writing() as writing:
        return append(desk, writing, kind, why=why, operator=operator, registration=registration)


def append(
    desk: Desk,
    writing: Writing,
    kind: EntryKind,
    *,
    why: str = "",
    operator: str = "",
    registration: UUID | None = None,
    checkpoint: str = "",
    cause: UUID | None = None,
) -> Entry:
    """The same inside a transaction that changes something else too: both are on disk, or neither."""
    sequence, at = writing.next_of(desk.id, desk.clock.now())
    entry = Entry(
        id=desk.clock.new_id(),
        kind=kind,
        at=at,
        offset=desk.offset,
        desk=desk.id,
        sequence=sequence,
        operator=operator,
        registration=registration,
        checkpoint=checkpoint,
        cause=cause,
        why=why,
    )
    writing.append(entry)
    return entry
