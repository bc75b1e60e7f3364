"""Facts about the desk itself: what was exported or printed, when and by whom."""

from __future__ import annotations

from uuid import UUID

from checkin.desk.desk import Desk
from checkin.model.entry import Entry, EntryKind


def record(desk: Desk, kind: EntryKind, why: str, operator: str = "", registration: UUID | None = None) -> Entry:
    """Append an entry that is not of a ticket at a door.

    Args:
        why: what was exported or printed, in stable words and counts; never a name.
        registration: whom it is about, None where it is nobody in particular.
    """
    with desk.replica.writing() as writing:
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
            why=why,
        )
        writing.append(entry)
    return entry
