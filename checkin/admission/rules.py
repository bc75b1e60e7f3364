"""The rules of the door, in the order in which they are asked.

Each is a pure function from a `Case` to a refusal (`Reason`), something to draw attention to
(`Notice`), or None. A new rule is one function and one line in `RULES`; the first refusal wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from checkin.model.decision import Direction, Notice, Reason
from checkin.model.event import Checkpoint, CheckpointKind, DoorMode, EntranceRule, Event, Firmness, Reentry
from checkin.model.presence import NEVER, Presence, Whereabouts
from checkin.model.registration import Registration, Status


@dataclass(frozen=True, slots=True)
class Case:
    """All that the rules may look at.

    Attributes:
        ticket_blocked: the code belongs to the registration but was replaced or blocked.
        presences: the registration's presence by checkpoint key; one that is missing is `NEVER`.
        inside: how many people are inside the checkpoint now.
        held: how many places are kept for others, who have booked one and have not come.
        now: corrected time of the desk, aware UTC.
        staff: the operator may admit before the door opens.
    """

    event: Event
    checkpoint: Checkpoint
    registration: Registration
    direction: Direction
    now: datetime
    desk: UUID
    ticket_blocked: bool = False
    booked: bool = False
    inside: int = 0
    held: int = 0
    staff: bool = False
    presences: dict[str, Presence] = field(default_factory=dict[str, Presence])

    @property
    def here(self) -> Presence:
        return self.presences.get(self.checkpoint.key, NEVER)

    @property
    def is_inside(self) -> bool:
        return self.here.state is Whereabouts.INSIDE

    @property
    def notes_everybody(self) -> bool:
        """Neither entitlement nor places nor hours keep anybody out."""
        return self.checkpoint.policy.door is DoorMode.EVERYBODY


Finding = Reason | Notice | None
Rule = Callable[[Case], Finding]


def blocked(case: Case) -> Finding:
    return Reason.BLOCKED if case.ticket_blocked else None


def cancelled(case: Case) -> Finding:
    return Reason.CANCELLED if case.registration.status is Status.CANCELLED else None


def unpaid(case: Case) -> Finding:
    if case.registration.status is not Status.UNPAID:
        return None
    return Reason.UNPAID if case.event.unpaid is Firmness.REFUSE else Notice.UNPAID


def not_valid_yet(case: Case) -> Finding:
    bound = case.registration.valid_from
    return Reason.NOT_VALID_YET if bound and case.now < bound else None


def expired(case: Case) -> Finding:
    bound = case.registration.valid_until
    return Reason.EXPIRED if bound and case.now >= bound else None


def not_entitled(case: Case) -> Finding:
    policy = case.checkpoint.policy
    return None if policy.lets_in(case.registration.category, booked=case.booked) else Reason.NOT_ENTITLED


def too_early(case: Case) -> Finding:
    """Also where everybody is noted: the desk may stand at the wrong checkpoint."""
    if case.now >= case.checkpoint.opens_at:
        return None
    if case.notes_everybody or (case.staff and case.checkpoint.policy.staff_early):
        return Notice.EARLY
    return Reason.TOO_EARLY


def too_late(case: Case) -> Finding:
    if case.now < case.checkpoint.closes_at:
        return None
    return Notice.LATE if case.notes_everybody else Reason.TOO_LATE


def used_before(case: Case) -> Finding:
    """The checkpoint's re-entry policy."""
    policy = case.checkpoint.policy.reentry
    if policy is Reentry.ONCE and case.here.admissions:
        return Reason.ALREADY_ADMITTED
    if policy is Reentry.AFTER_LEAVING and case.is_inside:
        return Reason.ALREADY_INSIDE
    return None


def two_desks(case: Case) -> Finding:
    """The same code at two desks within minutes: perhaps two people with one ticket."""
    here = case.here
    if not case.is_inside or here.last_in is None or here.last_desk in (None, case.desk):
        return None
    return Notice.TWO_DESKS if abs(case.now - here.last_in) <= case.checkpoint.policy.double_within else None


def full(case: Case) -> Finding:
    """Whether there is a place; those who have booked one find theirs held until it is released."""
    capacity = case.checkpoint.capacity
    taken = case.inside if case.booked else case.inside + case.held
    if capacity is None or case.is_inside or taken < capacity:
        return None
    warns = case.notes_everybody or case.checkpoint.policy.when_full is Firmness.WARN
    return Notice.OVER_CAPACITY if warns else Reason.FULL


def not_checked_in(case: Case) -> Finding:
    """Whether the person has passed the day's entrance. ADMIT_BOTH is an effect, see `decide`."""
    rule = case.checkpoint.policy.entrance
    if rule not in (EntranceRule.REFUSE, EntranceRule.WARN) or case.checkpoint.kind is CheckpointKind.ENTRANCE:
        return None
    if not missing_entrance(case):
        return None
    return Reason.NOT_CHECKED_IN if rule is EntranceRule.REFUSE else Notice.NO_ENTRANCE


def desk_note(case: Case) -> Finding:
    return Notice.NOTE if case.registration.note and not case.here.admissions else None


def vip(case: Case) -> Finding:
    return Notice.VIP if case.registration.vip and not case.here.admissions else None


def not_inside(case: Case) -> Finding:
    return None if case.is_inside else Reason.NOT_INSIDE


RULES: tuple[Rule, ...] = (
    blocked,
    cancelled,
    unpaid,
    not_valid_yet,
    expired,
    not_entitled,
    too_early,
    too_late,
    not_checked_in,
    used_before,
    full,
    two_desks,
    desk_note,
    vip,
)

RULES_OUT: tuple[Rule, ...] = (not_inside,)


def missing_entrance(case: Case) -> str:
    """Key of the day's entrance that the person has not passed, or ""."""
    entrance = case.event.entrance_for(case.checkpoint)
    if entrance is None or entrance.key == case.checkpoint.key:
        return ""
    return "" if case.presences.get(entrance.key, NEVER).admissions else entrance.key
