"""The rules of the door, each alone and all in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.admission.decide import decide, decide_unregistered, override
from checkin.admission.rules import RULES, Case
from checkin.model.decision import Decision, Direction, Notice, Reason, Verdict
from checkin.model.event import DoorMode, EntranceRule, Event, Firmness, Policy, Reentry
from checkin.model.presence import Presence, Whereabouts
from checkin.model.registration import Status
from checkin.model.ticket import CodeKind
from tests.builders import CHECKPOINTS, a_registration, an_event, an_id, at

HERE = an_id(1, kind=2)
THERE = an_id(2, kind=2)
SECOND = timedelta(seconds=1)
INSIDE = Presence(Whereabouts.INSIDE, first_in=at(10), last_in=at(10), last_change=at(10), last_desk=HERE, admissions=1)
OUTSIDE = replace(INSIDE, state=Whereabouts.OUTSIDE)
CLOSED_TO_ALL = Policy(entitled=frozenset())


def a_case(key: str = "wejscie-1", *, policy: Policy | None = None, **changes: Any) -> Case:
    """A confirmed secretary who comes in at half past ten, unless the changes say otherwise."""
    event: Event = changes.pop("event", an_event())
    checkpoint = event.checkpoint_by_key[key]
    if policy is not None:
        checkpoint = replace(checkpoint, policy=policy)
    if "capacity" in changes:
        checkpoint = replace(checkpoint, capacity=changes.pop("capacity"))
    event = replace(event, checkpoints=tuple(checkpoint if c.key == key else c for c in event.checkpoints))
    given = {"registration": a_registration(), "direction": Direction.IN, "now": at(10, 30), "desk": HERE, **changes}
    return Case(event, checkpoint, **given)


def refusal(case: Case) -> Reason:
    decision = decide(case)
    assert decision.verdict is Verdict.REFUSED
    assert decision == Decision(Verdict.REFUSED, decision.reason)
    return decision.reason


def test_a_plain_admission() -> None:
    assert decide(a_case()) == Decision(Verdict.ADMITTED, Reason.OK)


# One case for each refusal, in the order in which the rules are asked.
REFUSALS: dict[Reason, dict[str, Any]] = {
    Reason.BLOCKED: {"ticket_blocked": True},
    Reason.CANCELLED: {"registration": a_registration(status=Status.CANCELLED)},
    Reason.UNPAID: {"registration": a_registration(status=Status.UNPAID)},
    Reason.NOT_VALID_YET: {"registration": a_registration(valid_from=at(10, 31))},
    Reason.EXPIRED: {"registration": a_registration(valid_until=at(10, 30))},
    Reason.NOT_ENTITLED: {"policy": replace(CLOSED_TO_ALL, opens=timedelta(hours=2))},
    Reason.TOO_EARLY: {"now": at(6, 59)},
    Reason.TOO_LATE: {"now": at(18)},
    Reason.NOT_CHECKED_IN: {"key": "sesja-a", "policy": Policy(entrance=EntranceRule.REFUSE)},
    Reason.ALREADY_ADMITTED: {"policy": Policy(reentry=Reentry.ONCE), "presences": {"wejscie-1": OUTSIDE}},
    Reason.ALREADY_INSIDE: {"policy": Policy(reentry=Reentry.AFTER_LEAVING), "presences": {"wejscie-1": INSIDE}},
    Reason.FULL: {"capacity": 5, "inside": 5},
    Reason.NOT_INSIDE: {"direction": Direction.OUT},
}


@pytest.mark.parametrize("reason", list(REFUSALS))
def test_each_refusal_alone(reason: Reason) -> None:
    assert refusal(a_case(**REFUSALS[reason])) is reason


def test_every_reason_can_be_reached() -> None:
    unregistered = {decide_unregistered(kind).reason for kind in CodeKind}
    assert {Reason.OK, *REFUSALS, *unregistered} == set(Reason)


def test_unregistered_codes() -> None:
    assert decide_unregistered(CodeKind.OTHER_EVENT) == Decision(Verdict.REFUSED, Reason.OTHER_EVENT)
    assert decide_unregistered(CodeKind.MALFORMED) == Decision(Verdict.REFUSED, Reason.MALFORMED)
    assert decide_unregistered(CodeKind.FOREIGN) == Decision(Verdict.REFUSED, Reason.UNKNOWN_TICKET)
    assert decide_unregistered(CodeKind.OWN) == Decision(Verdict.REFUSED, Reason.UNKNOWN_TICKET)


# Faults that can come together at one checkpoint, each as a change to a case.
FAULTS: list[tuple[Reason, Callable[[Case], Case]]] = [
    (Reason.BLOCKED, lambda case: replace(case, ticket_blocked=True)),
    (Reason.CANCELLED, lambda case: _person(case, status=Status.CANCELLED)),
    (Reason.NOT_VALID_YET, lambda case: _person(case, valid_from=at(12))),
    (Reason.EXPIRED, lambda case: _person(case, valid_until=at(9))),
    (Reason.NOT_ENTITLED, lambda case: _policy(case, entitled=frozenset())),
    (Reason.TOO_EARLY, lambda case: replace(case, checkpoint=replace(case.checkpoint, starts=at(12)))),
    (Reason.TOO_LATE, lambda case: replace(case, checkpoint=replace(case.checkpoint, ends=at(10)))),
    (Reason.NOT_CHECKED_IN, lambda case: _policy(case, entrance=EntranceRule.REFUSE)),
    (Reason.FULL, lambda case: replace(case, checkpoint=replace(case.checkpoint, capacity=0))),
]


def _person(case: Case, **changes: Any) -> Case:
    return replace(case, registration=replace(case.registration, **changes))


def _policy(case: Case, **changes: Any) -> Case:
    policy = replace(case.checkpoint.policy, **changes)
    return replace(case, checkpoint=replace(case.checkpoint, policy=policy))


@pytest.mark.parametrize(("first", "second"), list(combinations(FAULTS, 2)))
def test_the_first_refusal_wins(first: tuple[Reason, Callable[[Case], Case]], second: Any) -> None:
    """What the person must settle first is said first: the ticket, then the right, then the hour, then the room."""
    assert refusal(second[1](first[1](a_case("sesja-a", now=at(11))))) is first[0]
    assert refusal(first[1](second[1](a_case("sesja-a", now=at(11))))) is first[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_has_nothing_to_say_of_a_plain_case(rule: Callable[[Case], object]) -> None:
    assert rule(a_case()) is None


def test_unpaid_may_be_let_in_with_attention() -> None:
    case = a_case(event=an_event(unpaid=Firmness.WARN), registration=a_registration(status=Status.UNPAID))
    assert decide(case) == Decision(Verdict.ADMITTED, Reason.OK, notices=(Notice.UNPAID,))
    assert decide(case).attention


def test_validity_is_a_half_open_span() -> None:
    person = a_registration(valid_from=at(10), valid_until=at(11))
    assert refusal(a_case(registration=person, now=at(10) - SECOND)) is Reason.NOT_VALID_YET
    assert decide(a_case(registration=person, now=at(10))).verdict is Verdict.ADMITTED
    assert decide(a_case(registration=person, now=at(11) - SECOND)).verdict is Verdict.ADMITTED
    assert refusal(a_case(registration=person, now=at(11))) is Reason.EXPIRED


def test_the_door_is_open_from_opening_up_to_closing() -> None:
    policy = Policy(opens=timedelta(minutes=45), closes=timedelta(minutes=20))
    assert refusal(a_case(policy=policy, now=at(8, 15) - SECOND)) is Reason.TOO_EARLY
    assert decide(a_case(policy=policy, now=at(8, 15))).verdict is Verdict.ADMITTED
    assert decide(a_case(policy=policy, now=at(18, 20) - SECOND)).verdict is Verdict.ADMITTED
    assert refusal(a_case(policy=policy, now=at(18, 20))) is Reason.TOO_LATE


def test_staff_may_open_early_where_the_policy_lets_them() -> None:
    early = at(6)
    assert decide(a_case(now=early, staff=True)).notices == (Notice.EARLY,)
    assert refusal(a_case(now=early, staff=True, policy=Policy(staff_early=False))) is Reason.TOO_EARLY
    assert refusal(a_case(now=early)) is Reason.TOO_EARLY


def test_entitlement_by_category_and_by_booking() -> None:
    partner = a_registration(category="partner")
    assert refusal(a_case("obiad-1", registration=partner, now=at(13))) is Reason.NOT_ENTITLED
    assert decide(a_case("obiad-1", now=at(13))).verdict is Verdict.ADMITTED
    assert refusal(a_case("sesja-c", now=at(11))) is Reason.NOT_ENTITLED
    assert decide(a_case("sesja-c", now=at(11), booked=True)).verdict is Verdict.ADMITTED


@pytest.mark.parametrize(
    ("policy", "presence", "reason"),
    [
        (Reentry.FREE, INSIDE, None),
        (Reentry.FREE, OUTSIDE, None),
        (Reentry.AFTER_LEAVING, OUTSIDE, None),
        (Reentry.AFTER_LEAVING, INSIDE, Reason.ALREADY_INSIDE),
        (Reentry.ONCE, INSIDE, Reason.ALREADY_ADMITTED),
        (Reentry.ONCE, OUTSIDE, Reason.ALREADY_ADMITTED),
    ],
)
def test_coming_again(policy: Reentry, presence: Presence, reason: Reason | None) -> None:
    case = a_case(policy=Policy(reentry=policy), presences={"wejscie-1": presence})
    if reason is None:
        assert decide(case) == Decision(Verdict.ADMITTED, Reason.OK, again=True)
    else:
        assert refusal(case) is reason


def test_the_same_code_at_two_desks_within_minutes_draws_attention() -> None:
    elsewhere = replace(INSIDE, last_desk=THERE)
    minutes = timedelta(minutes=5)
    presences = {"wejscie-1": elsewhere}
    assert decide(a_case(presences=presences, now=at(10) + minutes)).notices == (Notice.TWO_DESKS,)
    assert decide(a_case(presences=presences, now=at(10) + minutes + SECOND)).notices == ()
    assert decide(a_case(presences={"wejscie-1": INSIDE}, now=at(10) + SECOND)).notices == ()
    assert decide(a_case(presences={"wejscie-1": replace(elsewhere, state=Whereabouts.OUTSIDE)})).notices == ()


def test_a_full_room_refuses_or_warns_and_counts_nobody_twice() -> None:
    assert decide(a_case(capacity=5, inside=4)).verdict is Verdict.ADMITTED
    warns = Policy(when_full=Firmness.WARN)
    assert decide(a_case(capacity=5, inside=5, policy=warns)).notices == (Notice.OVER_CAPACITY,)
    already = {"wejscie-1": INSIDE}
    assert decide(a_case(capacity=5, inside=5, presences=already)).verdict is Verdict.ADMITTED


def test_who_has_not_passed_the_entrance() -> None:
    def at_session(rule: EntranceRule, **changes: Any) -> Case:
        return a_case("sesja-a", policy=Policy(entrance=rule), now=at(11), **changes)

    passed = {"wejscie-1": OUTSIDE}
    assert decide(at_session(EntranceRule.IGNORE)) == Decision(Verdict.ADMITTED, Reason.OK)
    assert decide(at_session(EntranceRule.WARN)).notices == (Notice.NO_ENTRANCE,)
    assert decide(at_session(EntranceRule.ADMIT_BOTH)) == Decision(Verdict.ADMITTED, Reason.OK, enters="wejscie-1")
    assert refusal(at_session(EntranceRule.REFUSE)) is Reason.NOT_CHECKED_IN
    for rule in EntranceRule:
        assert decide(at_session(rule, presences=passed)) == Decision(Verdict.ADMITTED, Reason.OK)


def test_yesterday_s_entrance_does_not_count() -> None:
    event = an_event(
        checkpoints=(*CHECKPOINTS, replace(CHECKPOINTS[2], key="dzien-2", starts=at(11, day=20), ends=at(12, day=20)))
    )
    case = a_case("dzien-2", event=event, now=at(11, day=20), presences={"wejscie-1": INSIDE})
    assert decide(case).enters == "wejscie-2"


def test_entering_a_session_leaves_the_parallel_one() -> None:
    presences = dict.fromkeys(("wejscie-1", "sesja-b", "sesja-d"), INSIDE)
    assert decide(a_case("sesja-a", now=at(11), presences=presences)).leaves == ("sesja-b",)
    presences["sesja-b"] = OUTSIDE
    assert decide(a_case("sesja-a", now=at(11), presences=presences)).leaves == ()


def test_notes_are_shown_at_the_first_admission() -> None:
    person = a_registration(note="odbiera pakiet VIP", vip=True)
    assert decide(a_case(registration=person)).notices == (Notice.NOTE, Notice.VIP)
    assert decide(a_case(registration=person, presences={"wejscie-1": OUTSIDE})).notices == ()


def test_going_out() -> None:
    inside = {"wejscie-1": INSIDE}
    assert decide(a_case(direction=Direction.OUT, presences=inside)) == Decision(Verdict.LEFT, Reason.OK)
    assert refusal(a_case(direction=Direction.OUT, presences={"wejscie-1": OUTSIDE})) is Reason.NOT_INSIDE
    cancelled = a_registration(status=Status.CANCELLED)
    late = a_case(direction=Direction.OUT, presences=inside, registration=cancelled, now=at(23))
    assert decide(late).verdict is Verdict.LEFT


@pytest.mark.parametrize("reason", [reason for reason in REFUSALS if reason is not Reason.NOT_INSIDE])
def test_an_override_admits_and_says_so(reason: Reason) -> None:
    decision = override(a_case(**REFUSALS[reason]))
    assert (decision.verdict, decision.reason, decision.notices) == (Verdict.ADMITTED, Reason.OK, (Notice.OVERRIDDEN,))


def test_every_notice_can_be_reached() -> None:
    person = a_registration(note="x", vip=True, status=Status.UNPAID)
    policy = Policy(when_full=Firmness.WARN, entrance=EntranceRule.WARN)
    event = an_event(unpaid=Firmness.WARN)
    case = a_case("sesja-a", event=event, policy=policy, registration=person, now=at(7), staff=True, capacity=0)
    elsewhere = replace(INSIDE, last_desk=THERE)
    two_desks = decide(a_case(presences={"wejscie-1": elsewhere}, now=at(10)))
    late = decide(a_case(policy=Policy(door=DoorMode.EVERYBODY), now=at(18)))
    notices = {*decide(case).notices, *two_desks.notices, *override(case).notices, *late.notices}
    assert notices == set(Notice)


@pytest.mark.parametrize(
    ("mode", "category", "booked", "comes_in"),
    [
        (DoorMode.EVERYBODY, "partner", False, True),
        (DoorMode.REGISTERED, "sekretarz", False, False),
        (DoorMode.REGISTERED, "partner", True, True),
        (DoorMode.ELIGIBLE, "sekretarz", False, True),
        (DoorMode.ELIGIBLE, "partner", True, True),
        (DoorMode.ELIGIBLE, "partner", False, False),
    ],
)
def test_three_ways_of_a_door(mode: DoorMode, category: str, booked: bool, comes_in: bool) -> None:
    policy = Policy(entitled=frozenset({"sekretarz"}), door=mode)
    decision = decide(a_case(policy=policy, registration=a_registration(category=category), booked=booked))
    assert (decision.verdict is Verdict.ADMITTED) is comes_in
    assert comes_in or decision.reason is Reason.NOT_ENTITLED


@pytest.mark.parametrize("reason", [reason for reason in REFUSALS if reason is not Reason.NOT_INSIDE])
def test_a_door_that_notes_everybody_still_knows_bad_tickets(reason: Reason) -> None:
    given = {"key": "wejscie-1", **REFUSALS[reason]}
    given["policy"] = replace(given.get("policy", Policy(reentry=Reentry.FREE)), door=DoorMode.EVERYBODY)
    lifted = (Reason.NOT_ENTITLED, Reason.TOO_EARLY, Reason.TOO_LATE, Reason.FULL)
    assert decide(a_case(**given)).reason is (Reason.OK if reason in lifted else reason)


@given(
    capacity=st.integers(0, 9),
    inside=st.integers(0, 9),
    held=st.integers(0, 9),
    booked=st.booleans(),
)
def test_a_held_place_is_nobody_elses(capacity: int, inside: int, held: int, booked: bool) -> None:
    decision = decide(a_case(capacity=capacity, inside=inside, held=held, booked=booked))
    assert (decision.verdict is Verdict.ADMITTED) is (inside + (0 if booked else held) < capacity)


def test_toggling_lets_out_who_is_inside_and_in_who_is_not() -> None:
    for presence, verdict in ((INSIDE, Verdict.LEFT), (OUTSIDE, Verdict.ADMITTED)):
        case = a_case(direction=Direction.TOGGLE, presences={"wejscie-1": presence})
        assert decide(case).verdict is verdict
    assert decide(a_case(direction=Direction.TOGGLE)).verdict is Verdict.ADMITTED
