"""What the rules say of a ticket at a checkpoint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from checkin.model.registration import Registration


class Verdict(StrEnum):
    ADMITTED = "admitted"
    LEFT = "left"
    REFUSED = "refused"
    NO_CODE = "no_code"


class Direction(StrEnum):
    IN = "in"
    OUT = "out"
    TOGGLE = "toggle"  # out for those who are inside, else in


class Reason(StrEnum):
    """The stable words of the command line; a new rule adds its own."""

    OK = "ok"
    UNKNOWN_TICKET = "unknown_ticket"
    OTHER_EVENT = "other_event"
    MALFORMED = "malformed"
    CANCELLED = "cancelled"
    UNPAID = "unpaid"
    BLOCKED = "blocked"
    NOT_VALID_YET = "not_valid_yet"
    EXPIRED = "expired"
    NOT_ENTITLED = "not_entitled"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    FULL = "full"
    NOT_CHECKED_IN = "not_checked_in"
    ALREADY_INSIDE = "already_inside"
    ALREADY_ADMITTED = "already_admitted"
    NOT_INSIDE = "not_inside"


class Notice(StrEnum):
    """What an admission draws attention to."""

    NOTE = "note"
    VIP = "vip"
    UNPAID = "unpaid"
    TWO_DESKS = "two_desks"
    OVER_CAPACITY = "over_capacity"
    NO_ENTRANCE = "no_entrance"
    EARLY = "early"
    LATE = "late"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one scan.

    Attributes:
        again: admitted before at this checkpoint ("WCHODZI · ponownie").
        notices: why attention is drawn; empty for a plain admission.
        leaves: keys of parallel sessions that the person leaves by entering this one.
        enters: key of the entrance admitted along with this checkpoint, or "".
    """

    verdict: Verdict
    reason: Reason
    again: bool = False
    notices: tuple[Notice, ...] = ()
    leaves: tuple[str, ...] = ()
    enters: str = ""

    @property
    def attention(self) -> bool:
        return bool(self.notices)


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A checkpoint that has room: `free` places now, None where places are not counted."""

    checkpoint: str
    free: int | None


@dataclass(frozen=True, slots=True)
class Scan:
    """A decision that is on disk, with all that the screen and the command line say about it.

    Attributes:
        code: the text that was read, cut to 64 letters and stripped of control characters.
        entry: the journal entry that holds it; None only where nothing was read.
        at: the desk's time of the decision, aware UTC.
        elsewhere: parallel sessions that a person who found one full may go to.
        frees_at: when places that are held for others become free, where that is why it is full.
        previous_at, previous_desk: the earlier use a refusal or a "ponownie" speaks of.
    """

    code: str
    decision: Decision
    checkpoint: str
    at: datetime
    entry: UUID | None = None
    registration: Registration | None = None
    previous_at: datetime | None = None
    previous_desk: str = ""
    elsewhere: tuple[Vacancy, ...] = ()
    frees_at: datetime | None = None
