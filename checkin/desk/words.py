"""From a scan to the words a person reads: one place for window and command line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkin.model.decision import Decision, Notice, Reason, Scan, Vacancy, Verdict
from checkin.model.event import Checkpoint, CheckpointKind, Event
from checkin.model.registration import Registration, Status
from checkin.texts import Texts

_NBSP = "\u00a0"


class Band(StrEnum):
    """The six answers that differ by colour, shape and sound at once."""

    ADMITTED = "admitted"
    ATTENTION = "attention"
    STOP = "stop"
    CLARIFY = "clarify"
    LEFT = "left"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of one scan.

    Attributes:
        word: the one word on the band ("WCHODZI").
        aside: a few quiet words beside it ("ponownie", "bilet już użyty").
        sentences: what is the matter, most important first; empty for a plain admission.
        next_step: what to do now, one or two sentences.
    """

    band: Band
    word: str
    aside: str
    sentences: tuple[str, ...]
    next_step: str

    @property
    def advice(self) -> str:
        """All of it in one breath, as the foot of the panel and the command line say it."""
        return " ".join((*self.sentences, self.next_step)).strip()


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One checkpoint ahead of a person. `minutes` until it starts, negative once it runs."""

    checkpoint: Checkpoint
    booked: bool
    minutes: int


def describe(
    scan: Scan,
    event: Event,
    texts: Texts,
    now: datetime,
    *,
    booked: Collection[str] = (),
    undone: bool = False,
    onward: Checkpoint | None = None,
) -> Words:
    """The words of a scan.

    Args:
        now: aware; the next step speaks of what comes after it.
        booked: keys of the checkpoints at which the registration has a place.
        undone: the scan was taken back, and says so.
        onward: the checkpoint that the agenda offers the desk, for scans that come after the end of the present one.
    """
    if undone:
        return Words(Band.UNDONE, texts("verdict.undone"), title_of(_at(scan, event), texts), (), texts("undone.next"))
    decision = scan.decision
    speaker = _Speaker(scan, event, texts, onward)
    match decision.verdict:
        case Verdict.REFUSED:
            return speaker.refused()
        case Verdict.NO_CODE:
            return speaker.no_code()
        case Verdict.LEFT:
            return speaker.left()
        case Verdict.ADMITTED:
            return speaker.admitted(day_of_person(event, scan.registration, booked, now))


def band_of(decision: Decision) -> Band:
    """The answer a decision is given with."""
    if decision.verdict is Verdict.REFUSED:
        return Band.CLARIFY if decision.reason is Reason.UNPAID else Band.STOP
    if decision.verdict is Verdict.LEFT:
        return Band.LEFT
    if decision.verdict is Verdict.NO_CODE:
        return Band.CLARIFY
    return Band.ATTENTION if decision.attention else Band.ADMITTED


def day_of_person(
    event: Event, registration: Registration | None, booked: Collection[str], now: datetime
) -> tuple[AgendaLine, ...]:
    """The sessions and meals of the day that are still ahead of a person or running, in order of time.

    Where sessions run in parallel only a booked one is named: of the others the person chooses on the spot.
    """
    if registration is None:
        return ()
    today = event.day_of(now)
    lines: list[AgendaLine] = []
    for checkpoint in sorted(event.checkpoints, key=lambda checkpoint: checkpoint.starts):
        ahead = event.day_of(checkpoint.starts) == today and checkpoint.ends > now
        if checkpoint.kind is CheckpointKind.ENTRANCE or not ahead:
            continue
        if _may_come(event, checkpoint, registration, booked):
            minutes = -int(-(checkpoint.starts - now).total_seconds() // 60)
            lines.append(AgendaLine(checkpoint, checkpoint.key in booked, minutes))
    return tuple(lines)


def title_of(checkpoint: Checkpoint | None, texts: Texts) -> str:
    """A checkpoint's title in the language of the texts; "" for none."""
    if checkpoint is None:
        return ""
    return (checkpoint.title_en if texts.language == "en" else "") or checkpoint.title


def category_of(event: Event, registration: Registration, texts: Texts) -> str:
    """The name of a registration's category; its key where the event does not know it."""
    category = event.category_by_key.get(registration.category)
    if category is None:
        return registration.category
    return category.name_en if texts.language == "en" else category.name


def clock_time(event: Event, moment: datetime) -> str:
    """24-hour wall time of the event, without a leading zero: "8:05"."""
    local = moment.astimezone(event.timezone)
    return f"{local.hour}:{local:%M}"


def help_of(event: Event, texts: Texts) -> str:
    """The sentence that sends a person to the help point, with what the event file says of it."""
    point = event.help_point
    if point.place and point.phone:
        return texts("words.help", place=point.place, phone=point.phone.replace(" ", _NBSP))
    return texts("words.help_place", place=point.place) if point.place else texts("words.help_anywhere")


def contact_of(event: Event) -> tuple[str, str]:
    """Whom a desk rings and the number: the coordinator, by name if it is told, else the help point without one."""
    person = event.coordinator
    name, phone = (person.name, person.phone) if person else ("", event.help_point.phone)
    return name, phone.replace(" ", _NBSP)


def whom_to_call(event: Event, texts: Texts) -> str:
    """Whom a desk rings, in words; the help point where the event file names no coordinator."""
    name, phone = contact_of(event)
    if event.coordinator is None:
        return texts("call.help_point", place=event.help_point.place, phone=phone)
    return texts("call.person", name=name, phone=phone) if name else texts("call.phone", phone=phone)


class _Speaker:
    """The parts that the sentences of one scan have in common."""

    def __init__(self, scan: Scan, event: Event, texts: Texts, onward: Checkpoint | None) -> None:
        self._scan = scan
        self._onward_to = onward
        self._event = event
        self._texts = texts
        self._checkpoint = _at(scan, event)

    def refused(self) -> Words:
        reason = self._scan.decision.reason
        band = band_of(self._scan.decision)
        places = self._places()
        return Words(
            band,
            self._texts(f"verdict.{band}"),
            self._texts(f"reason.{reason}.word"),
            (self._texts(f"reason.{reason}.sentence", **places), *self._note(reason)),
            self._next_of_refusal(reason, places),
        )

    def _next_of_refusal(self, reason: Reason, places: dict[str, object]) -> str:
        if reason is Reason.TOO_LATE and self._onward_to is not None:
            return self._move_on()
        if reason is Reason.FULL and self._room_later_or_elsewhere():
            return " ".join(self._room_later_or_elsewhere())
        return self._texts(f"reason.{reason}.next", **places)

    def _move_on(self) -> str:
        return self._texts("words.move_on", title=title_of(self._onward_to, self._texts))

    def _room_later_or_elsewhere(self) -> list[str]:
        scan = self._scan
        sentences: list[str] = []
        if scan.elsewhere:
            sentences.append(self._texts("words.elsewhere", halls=", ".join(map(self._vacancy, scan.elsewhere))))
        if scan.frees_at is not None:
            sentences.append(self._texts("words.frees_at", time=clock_time(self._event, scan.frees_at)))
        return sentences

    def _note(self, reason: Reason) -> tuple[str, ...]:
        """What is noted of a refused person, unless it may be about money."""
        person = self._scan.registration
        if person is None or not person.note or Reason.UNPAID is reason or person.status is Status.UNPAID:
            return ()
        return (self._texts("notice.note", note=person.note),)

    def _vacancy(self, vacancy: Vacancy) -> str:
        """As in "Sala A (wolne: 12)"; the hall alone where places are not counted."""
        checkpoint = self._event.checkpoint_by_key[vacancy.checkpoint]
        hall = checkpoint.room or title_of(checkpoint, self._texts)
        if vacancy.free is None:
            return hall
        return self._texts("words.vacancy", hall=hall.replace(" ", _NBSP), free=vacancy.free)

    def no_code(self) -> Words:
        return Words(Band.CLARIFY, self._texts("verdict.no_code"), "", (), self._texts("no_code.next"))

    def left(self) -> Words:
        return Words(
            Band.LEFT,
            self._texts("verdict.left"),
            title_of(self._checkpoint, self._texts),
            (),
            self._texts("left.next"),
        )

    def admitted(self, day: tuple[AgendaLine, ...]) -> Words:
        decision = self._scan.decision
        band = band_of(decision)
        places = self._places()
        sentences = [self._texts(f"notice.{notice}", **places) for notice in decision.notices]
        sentences += [
            self._texts("words.moved", title=title_of(self._event.checkpoint_by_key.get(key), self._texts))
            for key in decision.leaves
        ]
        return Words(band, self._texts(f"verdict.{band}"), self._aside(), tuple(sentences), self._onward(day))

    def _aside(self) -> str:
        decision = self._scan.decision
        if decision.again:
            return self._texts("words.again")
        return self._texts("reason.ok.word" if decision.attention else "words.first")

    def _onward(self, day: tuple[AgendaLine, ...]) -> str:
        """What an admitted person and the desk do next."""
        decision = self._scan.decision
        if Notice.UNPAID in decision.notices:
            return self._help()
        if Notice.LATE in decision.notices and self._onward_to is not None:
            return self._move_on()
        if self._checkpoint is not None and self._checkpoint.kind is not CheckpointKind.ENTRANCE:
            return self._texts(f"reason.ok.next_{self._checkpoint.kind}", room=self._checkpoint.room)
        way = self._way(day)
        return way if decision.again else f"{self._texts('reason.ok.next')} {way}".strip()

    def _way(self, day: tuple[AgendaLine, ...]) -> str:
        sessions = (line for line in day if line.checkpoint.kind is CheckpointKind.SESSION)
        ahead = next(sessions, None)
        if ahead is None:
            return self._texts("words.enjoy")
        time = clock_time(self._event, ahead.checkpoint.starts)
        key = "words.way" if ahead.minutes > 0 else "words.way_running"
        return self._texts(key, room=ahead.checkpoint.room, time=time)

    def _places(self) -> dict[str, object]:
        """Everything that a sentence of a reason or a notice may name."""
        checkpoint = self._checkpoint
        registration = self._scan.registration
        return {
            "title": title_of(checkpoint, self._texts),
            "opens": clock_time(self._event, checkpoint.opens_at) if checkpoint else "",
            "closes": clock_time(self._event, checkpoint.closes_at) if checkpoint else "",
            "capacity": checkpoint.capacity or "" if checkpoint else "",
            "when": self._when(),
            "from_day": self._day(registration.valid_from if registration else None),
            "note": registration.note if registration else "",
            "category": category_of(self._event, registration, self._texts) if registration else "",
            "help": self._help(),
            "coordinator": whom_to_call(self._event, self._texts),
        }

    def _help(self) -> str:
        return help_of(self._event, self._texts)

    def _when(self) -> str:
        """The earlier use that the scan speaks of: its time, its day when not today's, its desk."""
        scan = self._scan
        if scan.previous_at is None:
            return self._texts("words.earlier")
        time = clock_time(self._event, scan.previous_at)
        if self._event.day_of(scan.previous_at) != self._event.day_of(scan.at):
            time = f"{time} ({self._day(scan.previous_at)})"
        if scan.previous_desk:
            return self._texts("words.when_desk", time=time, desk=scan.previous_desk.replace(" ", _NBSP))
        return self._texts("words.when", time=time)

    def _day(self, moment: datetime | None) -> str:
        """The event's day of a moment, "19.05"; "" for none."""
        if moment is None:
            return ""
        day = self._event.day_of(moment)
        return f"{day.day}.{day.month:02d}"


def _at(scan: Scan, event: Event) -> Checkpoint | None:
    return event.checkpoint_by_key.get(scan.checkpoint)


def _may_come(event: Event, checkpoint: Checkpoint, registration: Registration, booked: Collection[str]) -> bool:
    if checkpoint.key in booked:
        return True
    return checkpoint.policy.lets_in(registration.category, booked=False) and not event.parallel_to(checkpoint)
