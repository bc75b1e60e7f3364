"""The answer of the verbs that issue a ticket."""

from __future__ import annotations

from checkin.desk.desk import Desk
from checkin.desk.details import Issued
from checkin.model.decision import Decision, Reason, Scan, Verdict
from checkin.model.event import Event
from checkin.model.presence import NEVER, Whereabouts


def as_scan(desk: Desk, event: Event, issued: Issued) -> Scan:
    """A new ticket in the shape of a scan. It admits nobody: as after an undo, the verdict says where the person is
    now, at the checkpoint that the agenda gives.
    """
    now = desk.clock.now()
    checkpoint = event.checkpoint_at(now).key
    presence = desk.queries.attendance_of(issued.registration.id).presences.get(checkpoint, NEVER)
    verdict = Verdict.ADMITTED if presence.state is Whereabouts.INSIDE else Verdict.LEFT
    person = issued.registration
    return Scan(person.ticket, Decision(verdict, Reason.OK), checkpoint, now, issued.entry, person)
