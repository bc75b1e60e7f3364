"""Entries -> presence.

The result depends on the set of entries alone, never on the order in which they arrive: they are
ordered by offset-corrected time, desk and sequence, and an undone entry counts as never written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checkin.model.entry import Entry, EntryKind
from checkin.model.presence import NEVER, Presence, Whereabouts


def fold(entries: Iterable[Entry]) -> dict[str, Presence]:
    """Presence by checkpoint key, from all the entries of one registration.

    An undone entry takes along what it caused: the move out of a parallel session, the entrance
    admitted with it. Checkpoints at which nothing counts are left out.
    """
    unique = {entry.id: entry for entry in entries}
    undone = {entry.cause for entry in unique.values() if entry.kind is EntryKind.UNDONE and entry.cause}
    presences: dict[str, Presence] = {}
    for entry in sorted(unique.values(), key=lambda entry: entry.order):
        if entry.kind not in (EntryKind.ADMITTED, EntryKind.LEFT) or entry.id in undone or entry.cause in undone:
            continue
        presences[entry.checkpoint] = _step(presences.get(entry.checkpoint, NEVER), entry)
    return {checkpoint: presence for checkpoint, presence in presences.items() if presence != NEVER}


def _step(presence: Presence, entry: Entry) -> Presence:
    if entry.kind is EntryKind.ADMITTED:
        unaware = not entry.again and presence.admissions > 0 and entry.desk != presence.last_desk
        return Presence(
            state=Whereabouts.INSIDE,
            first_in=presence.first_in or entry.corrected,
            last_in=entry.corrected,
            last_change=entry.corrected,
            last_desk=entry.desk,
            last_entry=entry.id,
            admissions=presence.admissions + 1,
            conflict=presence.conflict or unaware,
        )
    if entry.kind is EntryKind.LEFT and presence.state is Whereabouts.INSIDE:
        return replace(presence, state=Whereabouts.OUTSIDE, last_change=entry.corrected, last_entry=entry.id)
    return presence
