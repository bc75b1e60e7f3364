"""What a journal says, counted anew: the yardstick of everything that the replica keeps counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from uuid import UUID

from checkin.journal.fold import fold
from checkin.model.entry import Entry, EntryKind
from checkin.model.presence import Presence, Whereabouts
from checkin.store.queries import Tally

Presences = dict[tuple[UUID, str], Presence]


def recounted(entries: Iterable[Entry]) -> tuple[Presences, dict[str, Tally]]:
    """Presence by registration and checkpoint, and the tally of each checkpoint."""
    unique = {entry.id: entry for entry in entries}.values()
    of_person: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in unique:
        if entry.registration is not None:
            of_person[entry.registration].append(entry)
    presences = {(person, door): presence for person, own in of_person.items() for door, presence in fold(own).items()}
    refused = Counter(entry.checkpoint for entry in unique if entry.kind is EntryKind.REFUSED)
    doors = {door for _, door in presences} | refused.keys()
    return presences, {
        door: Tally(
            inside=sum(p.state is Whereabouts.INSIDE for (_, at), p in presences.items() if at == door),
            admitted=sum(p.admissions > 0 for (_, at), p in presences.items() if at == door),
            refused=refused[door],
            conflicts=sum(p.conflict for (_, at), p in presences.items() if at == door),
        )
        for door in doors
    }
