"""A person's card in words."""

from __future__ import annotations

from datetime import datetime

from checkin.access import Right, may
from checkin.desk.card import Card
from checkin.desk.words import category_of, clock_time, title_of
from checkin.model.entry import EntryKind
from checkin.model.event import Checkpoint, CheckpointKind, Event
from checkin.model.operator import Role
from checkin.model.presence import NEVER, Whereabouts
from checkin.model.registration import Registration, Status
from checkin.store.people import Line
from checkin.texts import Texts
from ui.widgets.person_card import FIELDS, Action, CardView

_BY_RIGHT = {
    Action.CORRECT: Right.CORRECT,
    Action.SUBSTITUTE: Right.SUBSTITUTE,
    Action.REISSUE: Right.REISSUE,
}
_HERE_TO_GIVE = (Action.SUBSTITUTE, Action.REISSUE)


def card_view(card: Card, event: Event, texts: Texts, role: Role, now: datetime) -> CardView:
    """The card as this role sees it. The day is today's, or the first one of the event where there is none today."""
    person = card.person
    return CardView(
        name=" ".join(part for part in (person.title, person.name) if part),
        office=" · ".join(part for part in (person.position, person.organisation) if part),
        chips=_chips(person, event, texts),
        links=tuple(
            (other.id, texts(key, name=other.name))
            for key, other in (("card.substitute", card.substitute), ("card.in_place_of", card.in_place_of))
            if other is not None
        ),
        facts=_facts(person, texts),
        day=tuple(_day_row(door, card, event, texts) for door in _day(card, event, now)),
        history=tuple(_history_row(line, card, event, texts) for line in card.history),
        values={key: str(getattr(person, key)) for key in FIELDS},
        actions=actions(person, role),
    )


def actions(person: Registration, role: Role) -> frozenset[Action]:
    """What can be done with a person: whose registration is cancelled has no ticket and no place to give."""
    able = {Action.ADMIT, Action.BADGE, *(action for action, right in _BY_RIGHT.items() if may(role, right))}
    if person.status is Status.CANCELLED:
        able -= {Action.ADMIT, Action.BADGE, *_HERE_TO_GIVE}
    return frozenset(able)


def _chips(person: Registration, event: Event, texts: Texts) -> tuple[str, ...]:
    status = "" if person.status is Status.CONFIRMED else texts(f"card.status.{person.status}")
    unfinished = texts("card.unfinished") if person.unfinished else ""
    vip = texts("desk.vip") if person.vip else ""
    return tuple(chip for chip in (category_of(event, person, texts), status, unfinished, vip) if chip)


def _facts(person: Registration, texts: Texts) -> tuple[tuple[str, ...], ...]:
    """What there is to say, by name; what is empty, or hidden from the role, is not named."""
    photos = "" if person.photos is None else texts("card.yes" if person.photos else "card.no")
    facts = (
        (texts("people.field.powiat"), person.powiat),
        (texts("people.field.voivodeship"), person.voivodeship),
        (texts("people.field.email"), person.email),
        (texts("people.field.phone"), person.phone),
        (texts("people.field.diet"), person.diet),
        (texts("people.field.note"), person.note),
        (texts("people.field.companions"), str(person.companions or "")),
        (texts("people.field.photos"), photos),
        (texts("card.ticket"), person.ticket),
    )
    return tuple((name, value) for name, value in facts if value)


def _day(card: Card, event: Event, now: datetime) -> list[Checkpoint]:
    """Where the person may be or was on this day of the event, in order of time."""
    today = event.day_of(now)
    day = min(max(today, event.starts), event.ends)
    doors = [door for door in event.checkpoints if event.day_of(door.starts) == day]
    return sorted((door for door in doors if _concerns(door, card, event)), key=lambda door: door.starts)


def _concerns(door: Checkpoint, card: Card, event: Event) -> bool:
    if door.key in card.bookings or door.key in card.presences:
        return True
    return door.policy.lets_in(card.person.category, booked=False) and not event.parallel_to(door)


def _day_row(door: Checkpoint, card: Card, event: Event, texts: Texts) -> tuple[str, ...]:
    place = f"{title_of(door, texts)} · {door.room}" if door.room else title_of(door, texts)
    return clock_time(event, door.starts), place, _whereabouts(door, card, event, texts)


def _whereabouts(door: Checkpoint, card: Card, event: Event, texts: Texts) -> str:
    presence = card.presences.get(door.key, NEVER)
    if presence.last_in is not None and presence.admissions:
        time = clock_time(event, presence.last_in)
        if door.kind is CheckpointKind.MEAL:
            return texts("card.served", time=time)
        return texts("card.inside" if presence.state is Whereabouts.INSIDE else "card.was", time=time)
    return texts("card.booked") if door.key in card.bookings else ""


def _history_row(line: Line, card: Card, event: Event, texts: Texts) -> tuple[str, ...]:
    entry = line.entry
    day = event.day_of(entry.corrected)
    when = f"{day.day}.{day.month:02d} {clock_time(event, entry.corrected)}"
    where = title_of(event.checkpoint_by_key.get(entry.checkpoint), texts)
    taken_back = entry.kind is not EntryKind.UNDONE and not card.undone.isdisjoint((entry.id, entry.cause))
    undone = texts("card.undone") if taken_back else ""
    what = (texts(f"report.kind.{entry.kind}"), where, _detail(line, texts), undone)
    who = (line.desk, line.operator)
    return when, " · ".join(part for part in what if part), " · ".join(part for part in who if part)


def _detail(line: Line, texts: Texts) -> str:
    entry = line.entry
    if entry.kind is EntryKind.REFUSED and entry.reason:
        return texts(f"reason.{entry.reason}.word")
    if entry.kind is EntryKind.CORRECTED:
        return ", ".join(texts(f"people.field.{field}").casefold() for field in entry.why.split(","))
    return f"„{entry.why}”" if entry.kind is EntryKind.ADMITTED and entry.why else ""
