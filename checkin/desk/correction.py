"""Putting right what is written of a person, a new ticket, and somebody who comes in place of another."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from checkin.access import Right, require
from checkin.desk.desk import Desk, event_of
from checkin.desk.details import Details, Issued, checked, checked_newcomer
from checkin.desk.record import append
from checkin.errors import InputProblem
from checkin.model.entry import EntryKind
from checkin.model.operator import Role
from checkin.model.registration import Registration, Status
from checkin.model.ticket import new_code
from checkin.store import people
from checkin.store.writing import Writing


def correct(
    desk: Desk, identity: UUID, changes: Details, base_version: int, *, operator: str = "", role: Role
) -> Registration:
    """Change what is written of a person. The entry names the fields that changed, never what stood or stands in them.

    A guest of whom only a name was known is complete once there is an organisation.

    Args:
        base_version: the version that the operator looked at; another one means that somebody was quicker.

    Raises:
        InputProblem: the role may not, a change is at fault, or it was made on an older version.
    """
    require(role, Right.CORRECT)
    details = checked(changes, event_of(desk))
    with desk.replica.writing() as writing:
        known = _known(writing, identity)
        if known.version != base_version:
            raise InputProblem("people.changed_meanwhile")
        wanted = replace(known, **details)
        if not wanted.name:
            raise InputProblem("people.no_name")
        fields = [field for field in details if getattr(known, field) != getattr(wanted, field)]
        if not fields:
            return known
        unfinished = known.unfinished and not wanted.organisation
        corrected = replace(wanted, version=known.version + 1, unfinished=unfinished)
        people.rewrite(writing, corrected)
        why = ",".join(fields)
        append(desk, writing, EntryKind.CORRECTED, why=why, operator=operator, registration=identity)
    return corrected


def reissue(desk: Desk, identity: UUID, *, operator: str = "", role: Role) -> Issued:
    """A new ticket in place of all earlier ones of a person, which are blocked. Places and attendance stay.

    Raises:
        InputProblem: the role may not, or the registration is cancelled.
    """
    require(role, Right.REISSUE)
    event = event_of(desk)
    with desk.replica.writing() as writing:
        known = _attending(writing, identity)
        issued = replace(known, ticket=new_code(event.tag))
        people.block_tickets(writing, identity)
        writing.issue_ticket(issued, desk.clock.now() + desk.offset)
        people.rewrite(writing, issued)
        entry = append(desk, writing, EntryKind.REISSUED, operator=operator, registration=identity)
    return Issued(issued, entry.id)


def substitute(desk: Desk, identity: UUID, person: Details, *, operator: str = "", role: Role) -> Issued:
    """Somebody comes in place of another: same category, organisation and places, a ticket of their own.

    The other's registration is kept, cancelled, with its attendance; its tickets are blocked.

    Args:
        person: at least a name; what is not said of organisation and category is the other's.

    Raises:
        InputProblem: the role may not, something about the person is at fault, or there is nothing to take over.
    """
    require(role, Right.SUBSTITUTE)
    event = event_of(desk)
    details = checked_newcomer(person, event)
    with desk.replica.writing() as writing:
        known = _attending(writing, identity)
        newcomer = replace(_place_of(known), **details, id=desk.clock.new_id(), ticket=new_code(event.tag))
        bookings = people.take_bookings(writing, identity)
        people.block_tickets(writing, identity)
        people.rewrite(writing, replace(known, status=Status.CANCELLED, version=known.version + 1))
        cause = append(desk, writing, EntryKind.SUBSTITUTED, operator=operator, registration=identity)
        writing.add_registration(newcomer, bookings, desk.clock.now() + desk.offset)
        entry = append(desk, writing, EntryKind.REGISTERED, operator=operator, registration=newcomer.id, cause=cause.id)
    return Issued(newcomer, entry.id)


def _known(writing: Writing, identity: UUID) -> Registration:
    known = writing.registration(identity)
    if known is None:
        raise InputProblem("people.gone")
    return known


def _attending(writing: Writing, identity: UUID) -> Registration:
    known = _known(writing, identity)
    if known.status is Status.CANCELLED:
        raise InputProblem("people.cancelled")
    return known


def _place_of(known: Registration) -> Registration:
    """What goes with the place, and nothing that is of the person who had it."""
    return Registration(
        id=known.id,
        ticket="",
        first_name="",
        last_name="",
        organisation=known.organisation,
        powiat=known.powiat,
        voivodeship=known.voivodeship,
        category=known.category,
        status=known.status,
        valid_from=known.valid_from,
        valid_until=known.valid_until,
        in_place_of=known.id,
    )
