"""A scan in words: on the panel, and as a line of the last ones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from checkin.desk import words
from checkin.desk.words import AgendaLine, Band
from checkin.model.decision import Decision, Reason, Scan, Verdict
from checkin.model.entry import EntryKind
from checkin.model.event import Checkpoint, Event
from checkin.model.registration import Registration
from checkin.store.queries import RecentScan
from checkin.texts import Texts
from ui.widgets.day_list import DayRow
from ui.widgets.recent import RecentRow
from ui.widgets.verdict import VerdictView

_SOON_MINUTES = 120
_ELSEWHERE = (Reason.NOT_ENTITLED, Reason.TOO_EARLY, Reason.TOO_LATE, Reason.FULL, Reason.NOT_CHECKED_IN)


@dataclass(frozen=True, slots=True)
class Answer:
    """A scan with what else the panel tells of the person."""

    scan: Scan
    booked: Collection[str] = ()
    undone: bool = False
    code: str = ""  # as it was read


def verdict_view(
    answer: Answer,
    event: Event,
    texts: Texts,
    now: datetime,
    *,
    onward: Checkpoint | None = None,
    may_override: bool = False,
) -> VerdictView:
    """The panel of one answer.

    Args:
        onward: the checkpoint that the agenda offers the desk.
        may_override: the operator may admit the person in spite of the answer.
    """
    scan = answer.scan
    person = scan.registration
    spoken = words.describe(scan, event, texts, now, booked=answer.booked, undone=answer.undone, onward=onward)
    day = words.day_of_person(event, person, answer.booked, now) if _day_matters(spoken.band, scan) else ()
    return VerdictView(
        band=spoken.band,
        word=spoken.word,
        aside=spoken.aside,
        name=name_in_two_lines(person) if person else texts("desk.nobody"),
        office=office_of(person) if person else scan.code,
        chips=chips_of(event, person, texts) if person else (),
        day=tuple(_day_row(line, event, texts) for line in day),
        advice=spoken.advice if spoken.band is not Band.ATTENTION else "\n".join((*spoken.sentences, spoken.next_step)),
        reason=scan.decision.reason,
        overridable=may_override,
    )


def answer_of(recent: RecentScan) -> Answer:
    """A scan of the past, as far as the journal keeps it."""
    entry = recent.entry
    verdicts = {EntryKind.REFUSED: Verdict.REFUSED, EntryKind.LEFT: Verdict.LEFT}
    decision = Decision(verdicts.get(entry.kind, Verdict.ADMITTED), Reason(entry.reason), again=entry.again)
    code = recent.registration.ticket if recent.registration else ""
    scan = Scan(code, decision, entry.checkpoint, entry.at, entry.id, recent.registration)
    return Answer(scan, undone=recent.undone, code=code)


def recent_row(recent: RecentScan, event: Event, texts: Texts, *, may_undo: bool) -> RecentRow:
    """One of the last scans; whether it is there to be taken back is for others to say."""
    entry, person = recent.entry, recent.registration
    band = _band_of(recent)
    local = entry.corrected.astimezone(event.timezone)
    takes_back = may_undo and entry.kind in (EntryKind.ADMITTED, EntryKind.LEFT) and not recent.undone
    return RecentRow(
        band=band,
        name=f"{person.last_name} {person.first_name}".strip() if person else texts("desk.unknown_code"),
        detail=_detail(recent, band, texts),
        time=f"{local.hour}:{local:%M:%S}",
        undoable=entry.id if takes_back else None,
    )


def name_in_two_lines(person: Registration) -> str:
    """First name over last name, a title before them."""
    first = " ".join(part for part in (person.title, person.first_name) if part)
    return "\n".join(part for part in (first, person.last_name) if part)


def office_of(person: Registration) -> str:
    return " · ".join(part for part in (person.position, person.organisation) if part)


def chips_of(event: Event, person: Registration, texts: Texts) -> tuple[str, ...]:
    """Category first, then what tells namesakes of offices apart."""
    place = texts("desk.powiat", name=person.powiat) if person.powiat else ""
    if not place and person.voivodeship:
        place = texts("desk.voivodeship", name=person.voivodeship)
    vip = texts("desk.vip") if person.vip else ""
    return tuple(chip for chip in (words.category_of(event, person, texts), vip, place) if chip)


def _day_matters(band: Band, scan: Scan) -> bool:
    """Whether the person's programme helps: not where they are sent to the help point."""
    return band not in (Band.STOP, Band.CLARIFY, Band.UNDONE) or scan.decision.reason in _ELSEWHERE


def _day_row(line: AgendaLine, event: Event, texts: Texts) -> DayRow:
    checkpoint = line.checkpoint
    return DayRow(
        words.clock_time(event, checkpoint.starts),
        words.title_of(checkpoint, texts),
        checkpoint.room,
        _when(line, texts),
    )


def _when(line: AgendaLine, texts: Texts) -> str:
    if line.minutes <= 0:
        return texts("desk.day.running")
    if line.minutes < _SOON_MINUTES:
        return texts("desk.day.soon", minutes=line.minutes)
    return texts("desk.day.booked") if line.booked else ""


def _band_of(recent: RecentScan) -> Band:
    entry = recent.entry
    if recent.undone:
        return Band.UNDONE
    if entry.kind is EntryKind.LEFT:
        return Band.LEFT
    if entry.kind is EntryKind.REFUSED:
        return Band.CLARIFY if entry.reason == Reason.UNPAID else Band.STOP
    return Band.ATTENTION if entry.attention else Band.ADMITTED


def _detail(recent: RecentScan, band: Band, texts: Texts) -> str:
    """What the second line says: what went wrong, else where the person comes from."""
    if band is Band.UNDONE:
        return texts("desk.recent.undone")
    if band in (Band.STOP, Band.CLARIFY):
        return texts(f"reason.{Reason(recent.entry.reason)}.word")
    if band is Band.LEFT:
        return texts("desk.recent.left")
    return recent.registration.organisation if recent.registration else ""
