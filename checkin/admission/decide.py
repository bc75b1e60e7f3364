"""From a case to a decision."""

from __future__ import annotations

from checkin.admission.rules import RULES, RULES_OUT, Case, desk_note, missing_entrance, vip
from checkin.model.decision import Decision, Direction, Notice, Reason, Verdict
from checkin.model.event import EntranceRule
from checkin.model.presence import NEVER, Whereabouts
from checkin.model.ticket import CodeKind

_REFUSED_CODES = {
    CodeKind.OTHER_EVENT: Reason.OTHER_EVENT,
    CodeKind.MALFORMED: Reason.MALFORMED,
}


def decide(case: Case) -> Decision:
    """Ask the rules of the case's direction; the first refusal wins, notices add up."""
    notices: list[Notice] = []
    leaving = case.direction is Direction.OUT or (case.direction is Direction.TOGGLE and case.is_inside)
    for rule in RULES_OUT if leaving else RULES:
        finding = rule(case)
        if isinstance(finding, Reason):
            return Decision(Verdict.REFUSED, finding)
        if finding is not None:
            notices.append(finding)
    if leaving:
        return Decision(Verdict.LEFT, Reason.OK)
    return _admission(case, tuple(notices))


def override(case: Case) -> Decision:
    """Admit whatever the rules say; the operator answers for it. What a desk should know of the person is said too."""
    known = (finding for rule in (desk_note, vip) if isinstance(finding := rule(case), Notice))
    return _admission(case, (Notice.OVERRIDDEN, *known))


def decide_unregistered(kind: CodeKind) -> Decision:
    """The decision about a code that belongs to nobody here."""
    return Decision(Verdict.REFUSED, _REFUSED_CODES.get(kind, Reason.UNKNOWN_TICKET))


def _admission(case: Case, notices: tuple[Notice, ...]) -> Decision:
    return Decision(
        Verdict.ADMITTED,
        Reason.OK,
        again=case.here.admissions > 0,
        notices=notices,
        leaves=tuple(
            other.key
            for other in case.event.parallel_to(case.checkpoint)
            if case.presences.get(other.key, NEVER).state is Whereabouts.INSIDE
        ),
        enters=missing_entrance(case) if case.checkpoint.policy.entrance is EntranceRule.ADMIT_BOTH else "",
    )
