"""One immutable fact of the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class EntryKind(StrEnum):
    """What happened. The first four are of a ticket at a checkpoint; the rest of a registration or the desk.

    `CALLED` asks the coordinator to come, `DOOR_SET` changes whom a checkpoint lets in (`why` says to what),
    `OPERATOR_SET` who may sign in (`why` says whose what).
    """

    ADMITTED = "admitted"
    LEFT = "left"
    REFUSED = "refused"
    UNDONE = "undone"
    REGISTERED = "registered"
    REISSUED = "reissued"
    IMPORTED = "imported"
    PRINTED = "printed"
    EXPORTED = "exported"
    PURGED = "purged"
    CORRECTED = "corrected"
    SUBSTITUTED = "substituted"
    SIGNED_IN = "signed_in"
    PIN_REFUSED = "pin_refused"
    CALLED = "called"
    DOOR_SET = "door_set"
    OPERATOR_SET = "operator_set"


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact: who (never by name), what, where, when, which desk and operator, caused by which entry.

    Attributes:
        at: the desk's clock at birth, aware UTC.
        offset: the desk's measured offset to the hub at birth; `at + offset` is the corrected time.
        sequence: the desk's own number, 1, 2, 3 ...
        operator: the id of who was signed in, as text; "" for nobody.
        registration: the subject; None for an unknown code or a fact about the desk.
        reason: a `Reason` value for scans, the operator's words for an override, else "".
        again: an admission that knew of an earlier one. Two that did not know of each other conflict.
        cause: the entry that this one undoes, or that made it happen (a move out of a parallel session).
        code_digest, code_length: an unknown code, as keyed digest and length in letters.
        attention: the verdict drew attention to something.
        why: what was written down to justify an override, or what an export or print was of.
    """

    id: UUID
    kind: EntryKind
    at: datetime
    offset: timedelta
    desk: UUID
    sequence: int
    operator: str = ""
    registration: UUID | None = None
    checkpoint: str = ""
    reason: str = ""
    again: bool = False
    attention: bool = False
    cause: UUID | None = None
    code_digest: str = ""
    code_length: int = 0
    why: str = ""

    @property
    def corrected(self) -> datetime:
        return self.at + self.offset

    @property
    def order(self) -> tuple[datetime, str, int]:
        """The order of the fold: offset-corrected time, desk, sequence."""
        return (self.corrected, self.desk.hex, self.sequence)
