"""Admitting at a door, taking it back, and admitting against the rules."""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from checkin.access import Right, may
from checkin.admission.decide import decide, decide_unregistered
from checkin.admission.decide import override as decide_override
from checkin.admission.rules import Case
from checkin.desk.desk import Desk, checkpoint_of, event_of
from checkin.errors import InputProblem
from checkin.model.decision import Decision, Direction, Notice, Reason, Scan, Vacancy, Verdict
from checkin.model.entry import Entry, EntryKind
from checkin.model.event import Checkpoint, DoorMode, Event, opened
from checkin.model.operator import Role
from checkin.model.presence import NEVER, Presence, Whereabouts
from checkin.model.registration import Registration
from checkin.model.ticket import LONGEST, Code, CodeKind, foreign_candidates, parse
from checkin.store.writing import Holder, Writing

UNDO_WITHIN = timedelta(minutes=10)
_SHOWN = 64  # letters of a code that are shown
_KINDS = {
    Verdict.ADMITTED: EntryKind.ADMITTED,
    Verdict.LEFT: EntryKind.LEFT,
    Verdict.REFUSED: EntryKind.REFUSED,
}
_SPEAK_OF_EARLIER = (Reason.ALREADY_INSIDE, Reason.ALREADY_ADMITTED, Reason.NOT_INSIDE)


def admit(
    desk: Desk,
    code: str,
    checkpoint: str,
    *,
    direction: Direction = Direction.IN,
    operator: str = "",
    role: Role = Role.VOLUNTEER,
) -> Scan:
    """Decide about a code at a checkpoint. The answer is on disk when this returns, a refusal too.

    Args:
        code: the text as it was read or typed, whatever it is.
        checkpoint: key of a checkpoint of the event.

    Raises:
        InputProblem: no event is loaded, or it has no such checkpoint.
        EnvironmentProblem: the decision could not be written; nothing counts.
    """
    event = event_of(desk)
    door = checkpoint_of(event, checkpoint)
    read = parse(code, event.tag)
    with desk.replica.writing() as writing:
        book = _Book(desk, writing, operator, door.key)
        holder = _holder(writing, code, read)
        if holder is None:
            return book.unregistered(code, read)
        case = _case(desk, writing, event, door, holder, direction, role)
        scan = book.record(code, case, decide(case))
        if scan.decision.reason is not Reason.FULL:
            return scan
        others = (_case(desk, writing, event, other, holder, direction, role) for other in event.parallel_to(door))
        return replace(scan, elsewhere=tuple(filter(None, map(_vacancy, others))), frees_at=_release_of(case))


def override(desk: Desk, code: str, checkpoint: str, why: str, operator: str, role: Role) -> Scan:
    """Admit whatever the rules say, for a reason that is written down.

    Raises:
        InputProblem: the role may not, no reason was given, or the code is nobody's.
    """
    event = event_of(desk)
    door = checkpoint_of(event, checkpoint)
    if not may(role, Right.OVERRIDE):
        raise InputProblem("desk.override_not_allowed")
    if not why.strip():
        raise InputProblem("desk.override_without_reason")
    with desk.replica.writing() as writing:
        holder = _holder(writing, code, parse(code, event.tag))
        if holder is None:
            raise InputProblem("desk.override_unknown_ticket")
        case = _case(desk, writing, event, door, holder, Direction.IN, role)
        book = _Book(desk, writing, operator, door.key)
        return book.record(code, case, decide_override(case), reason=decide(case).reason, why=why.strip())


def undo(
    desk: Desk,
    entry_id: UUID,
    operator: str = "",
    role: Role = Role.VOLUNTEER,
    *,
    within: timedelta = UNDO_WITHIN,
) -> Scan:
    """Take back an admission or a leaving, with all that it caused; the journal keeps both.

    Args:
        within: how long everybody may take back their own last scan at this desk; staff may any, at any time.

    Returns:
        The state after: admitted where the person is inside again, left where not.

    Raises:
        InputProblem: there is no such entry, it cannot be undone, or not by this role.
    """
    with desk.replica.writing() as writing:
        entry = writing.entry(entry_id)
        if entry is None or entry.registration is None or entry.kind not in (EntryKind.ADMITTED, EntryKind.LEFT):
            raise InputProblem("desk.nothing_to_undo")
        if not may(role, Right.UNDO_OTHERS):
            _check_own_and_last(desk, writing, entry, operator, within)
        undone = {one.cause for one in writing.entries_of(entry.registration) if one.kind is EntryKind.UNDONE}
        if entry.id in undone or entry.cause in undone:
            raise InputProblem("desk.already_undone")
        book = _Book(desk, writing, operator, entry.checkpoint)
        return book.take_back(entry, entry.registration)


def _check_own_and_last(desk: Desk, writing: Writing, entry: Entry, operator: str, within: timedelta) -> None:
    """What may be taken back without staff: one's own last scan, as long as it is fresh."""
    if entry.desk != desk.id:
        raise InputProblem("desk.undo_not_allowed")
    if entry.operator != operator:
        raise InputProblem("desk.undo_not_own")
    if desk.clock.now() - entry.at > within:
        raise InputProblem("desk.undo_too_late", minutes=round(within.total_seconds() / 60))
    if writing.last_move_of(desk.id) != entry.id:
        raise InputProblem("desk.undo_not_last")


def _holder(writing: Writing, code: str, read: Code) -> Holder | None:
    """Whose code this is: as it was read, in its normal form, then as a misread foreign one."""
    if not _is_unicode(code):
        return None
    exact = code.strip()[: LONGEST + 1]
    found = writing.holder(exact, read.text)
    if found is None and read.kind is CodeKind.FOREIGN:
        found = writing.foreign_holder(foreign_candidates(read.text))
    return found


def _case(
    desk: Desk, writing: Writing, event: Event, door: Checkpoint, holder: Holder, direction: Direction, role: Role
) -> Case:
    identity = holder.registration.id
    inside, mode = writing.door(door.key)
    door = opened(door, mode)
    booked = _booking_matters(door, holder.registration) and writing.is_booked(identity, door.key)
    now = desk.clock.now() + desk.offset
    return Case(
        event=event,
        checkpoint=door,
        registration=holder.registration,
        direction=direction,
        now=now,
        desk=desk.id,
        ticket_blocked=holder.blocked,
        booked=booked,
        inside=inside,
        held=0 if booked or not _may_be_held(door, now, inside) else writing.held(door.key),
        staff=may(role, Right.ADMIT_EARLY),
        presences=writing.presences(identity),
    )


def _vacancy(case: Case) -> Vacancy | None:
    """What a person who found a full hall may be told of another one; None where they may not come in."""
    decision = decide(case)
    if decision.verdict is not Verdict.ADMITTED or Notice.OVER_CAPACITY in decision.notices:
        return None
    capacity = case.checkpoint.capacity
    return Vacancy(case.checkpoint.key, None if capacity is None else capacity - case.inside - case.held)


def _release_of(case: Case) -> datetime | None:
    """When the places that are held for others become free; None where none are."""
    release = case.checkpoint.policy.release
    return case.checkpoint.starts + release if case.held and release is not None else None


def _booking_matters(door: Checkpoint, registration: Registration) -> bool:
    return door.capacity is not None or not door.policy.lets_in(registration.category, booked=False)


def _may_be_held(door: Checkpoint, now: datetime, inside: int) -> bool:
    """Whether it is worth counting the places that are kept for others."""
    policy = door.policy
    if policy.door is not DoorMode.ELIGIBLE or policy.release is None or door.capacity is None:
        return False
    return inside < door.capacity and now < door.starts + policy.release


class _Book:
    """Writes one scan's entries, and tells the scan."""

    def __init__(self, desk: Desk, writing: Writing, operator: str, checkpoint: str) -> None:
        self._desk = desk
        self._writing = writing
        self._operator = operator
        self._checkpoint = checkpoint
        self._sequence, self._at = writing.next_of(desk.id, desk.clock.now())

    def unregistered(self, code: str, read: Code) -> Scan:
        """A code that is nobody's: the journal keeps its digest and length, never the text."""
        decision = decide_unregistered(read.kind)
        row = self._writing.desk()
        key = row.digest_key if row else b""
        entry = self._entry(
            EntryKind.REFUSED,
            reason=decision.reason,
            code_digest=hmac.digest(key, code.strip().encode("utf-8", "surrogatepass"), "sha256").hex(),
            code_length=len(code.strip()),
        )
        self._writing.append(entry)
        return Scan(_shown(code), decision, self._checkpoint, self._at, entry.id)

    def record(self, code: str, case: Case, decision: Decision, *, reason: Reason | None = None, why: str = "") -> Scan:
        main = self._entry(
            _KINDS[decision.verdict],
            registration=case.registration.id,
            reason=reason or decision.reason,
            again=decision.again,
            attention=decision.attention,
            why=why,
        )
        self._writing.append(main, *self._moves(main, decision))
        earlier = case.here if _speaks_of_earlier(decision) else NEVER
        return self._scan(_shown(code), decision, main, case.registration, earlier)

    def take_back(self, entry: Entry, identity: UUID) -> Scan:
        undoing = self._entry(EntryKind.UNDONE, registration=identity, cause=entry.id)
        self._writing.append(undoing)
        after = self._writing.presences(identity).get(self._checkpoint, NEVER)
        inside = after.state is Whereabouts.INSIDE
        decision = Decision(Verdict.ADMITTED if inside else Verdict.LEFT, Reason.OK)
        return self._scan("", decision, undoing, self._writing.registration(identity), after)

    def _moves(self, main: Entry, decision: Decision) -> list[Entry]:
        """What an admission brings with it, as entries of their own: undone together with it."""
        left = [replace(self._follow(main), kind=EntryKind.LEFT, checkpoint=key) for key in decision.leaves]
        if decision.enters:
            left.append(replace(self._follow(main), checkpoint=decision.enters))
        if Notice.VIP in decision.notices:
            left.append(replace(self._follow(main), kind=EntryKind.CALLED, reason=""))
        return left

    def _follow(self, main: Entry) -> Entry:
        return self._entry(EntryKind.ADMITTED, registration=main.registration, reason=Reason.OK, cause=main.id)

    def _entry(self, kind: EntryKind, **facts: Any) -> Entry:
        facts.setdefault("checkpoint", self._checkpoint)
        entry = Entry(
            id=self._desk.clock.new_id(),
            kind=kind,
            at=self._at,
            offset=self._desk.offset,
            desk=self._desk.id,
            sequence=self._sequence,
            operator=self._operator,
            **facts,
        )
        self._sequence += 1
        return entry

    def _scan(
        self, code: str, decision: Decision, entry: Entry, registration: Registration | None, earlier: Presence
    ) -> Scan:
        return Scan(
            code=code,
            decision=decision,
            checkpoint=self._checkpoint,
            at=self._at,
            entry=entry.id,
            registration=registration,
            previous_at=earlier.last_in,
            previous_desk=self._writing.desk_name(earlier.last_desk) if earlier.last_desk else "",
        )


def _speaks_of_earlier(decision: Decision) -> bool:
    return decision.again or decision.reason in _SPEAK_OF_EARLIER or Notice.TWO_DESKS in decision.notices


def _is_unicode(text: str) -> bool:
    """Half a letter (a lone surrogate, from an argument of bytes) is in no ticket, and no database takes it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(code: str) -> str:
    letters = (letter for letter in code.strip()[: 4 * _SHOWN] if unicodedata.category(letter)[0] != "C")
    return "".join(letters)[:_SHOWN]
