"""Where a registration is, at one checkpoint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Whereabouts(StrEnum):
    NEVER = "never"
    INSIDE = "inside"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Presence:
    """The fold of one registration's entries at one checkpoint.

    Attributes:
        first_in, last_in, last_change: corrected times, aware UTC; None before the first admission.
        last_desk: the desk of the last admission.
        last_entry: the entry that made the state what it is.
        admissions: how often admitted, undone ones not counted.
        conflict: two desks admitted without knowing of each other.
    """

    state: Whereabouts = Whereabouts.NEVER
    first_in: datetime | None = None
    last_in: datetime | None = None
    last_change: datetime | None = None
    last_desk: UUID | None = None
    last_entry: UUID | None = None
    admissions: int = 0
    conflict: bool = False


NEVER = Presence()
