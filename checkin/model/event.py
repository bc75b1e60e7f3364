"""The event: its checkpoints, categories and the policy of each door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo


class CheckpointKind(StrEnum):
    ENTRANCE = "entrance"
    SESSION = "session"
    MEAL = "meal"


class Reentry(StrEnum):
    """Whether a ticket that was admitted may be admitted again."""

    ONCE = "once"
    AFTER_LEAVING = "after_leaving"
    FREE = "free"


class DoorMode(StrEnum):
    """Whom a door lets in, as far as entitlement goes.

    `EVERYBODY` is noted, whatever they may attend; `REGISTERED` are those with a booking; `ELIGIBLE` adds those whose
    category is entitled.
    """

    EVERYBODY = "everybody"
    REGISTERED = "registered"
    ELIGIBLE = "eligible"


class Firmness(StrEnum):
    """What a broken limit leads to: a refusal or a warning."""

    REFUSE = "refuse"
    WARN = "warn"


class EntranceRule(StrEnum):
    """What a checkpoint asks of people who have not passed the day's entrance."""

    IGNORE = "ignore"
    WARN = "warn"
    REFUSE = "refuse"
    ADMIT_BOTH = "admit_both"


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of participant. `colour` is ``#RRGGBB``; `letter` stands for it on black-only badges."""

    key: str
    name: str
    name_en: str
    colour: str
    letter: str


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may pass a checkpoint, and when.

    Attributes:
        entitled: category keys; None means every category.
        door: whom the door lets in, as far as entitlement goes.
        release: how long after the start places are held for those who have booked one and have not come; None holds
            none.
        opens: how long before the start the door opens.
        closes: how long after the end the door stays open.
        staff_early: staff may admit before the door opens.
        when_full: what reaching the capacity leads to.
        reentry: whether an admitted ticket may be admitted again.
        entrance: what is asked of people who have not passed the day's entrance.
        double_within: the same code at two desks within this time draws attention.
    """

    entitled: frozenset[str] | None = None
    door: DoorMode = DoorMode.ELIGIBLE
    opens: timedelta = timedelta(minutes=30)
    closes: timedelta = timedelta(0)
    staff_early: bool = True
    when_full: Firmness = Firmness.REFUSE
    reentry: Reentry = Reentry.AFTER_LEAVING
    entrance: EntranceRule = EntranceRule.IGNORE
    double_within: timedelta = timedelta(minutes=5)
    release: timedelta | None = timedelta(minutes=10)

    def lets_in(self, category: str, *, booked: bool) -> bool:
        """Whether the door is for a category, or for somebody who has booked a place."""
        if self.door is DoorMode.ELIGIBLE:
            return booked or self.entitled is None or category in self.entitled
        return booked or self.door is DoorMode.EVERYBODY


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A place and time where tickets are scanned. `starts` and `ends` are aware; capacity None is unlimited."""

    key: str
    kind: CheckpointKind
    title: str
    room: str
    starts: datetime
    ends: datetime
    capacity: int | None
    policy: Policy
    title_en: str = ""

    @property
    def opens_at(self) -> datetime:
        return self.starts - self.policy.opens

    @property
    def closes_at(self) -> datetime:
        return self.ends + self.policy.closes

    def overlaps(self, other: Checkpoint) -> bool:
        return self.starts < other.ends and other.starts < self.ends


def opened(checkpoint: Checkpoint, mode: DoorMode | None) -> Checkpoint:
    """A checkpoint whose door is as somebody set it; None leaves it as it is."""
    if mode in (None, checkpoint.policy.door):
        return checkpoint
    return replace(checkpoint, policy=replace(checkpoint.policy, door=mode))


@dataclass(frozen=True, slots=True)
class HelpPoint:
    """Where every STOP sends people to."""

    place: str
    phone: str


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Whom a desk calls for help. `name` "" is not told."""

    name: str
    phone: str


@dataclass(frozen=True)
class Event:
    """One occasion. `tag` is the two letters that its own ticket codes begin with.

    Attributes:
        unpaid: whether an unpaid registration is refused or admitted with attention.
        coordinator: whom desks call; None leaves them the help point.
        document: the event file's text, as it was loaded (UTF-8 TOML).
        clause, clause_en: what people are told of their data when they are written down (art. 13 RODO); "" for nothing.
    """

    key: str
    tag: str
    title: str
    motto: str
    city: str
    organiser: str
    co_organiser: str
    timezone: ZoneInfo
    starts: date
    ends: date
    help_point: HelpPoint
    unpaid: Firmness
    categories: tuple[Category, ...]
    checkpoints: tuple[Checkpoint, ...]
    document: str = ""
    clause: str = ""
    clause_en: str = ""
    coordinator: Coordinator | None = None

    @cached_property
    def checkpoint_by_key(self) -> dict[str, Checkpoint]:
        return {checkpoint.key: checkpoint for checkpoint in self.checkpoints}

    @cached_property
    def category_by_key(self) -> dict[str, Category]:
        return {category.key: category for category in self.categories}

    def with_doors(self, modes: Mapping[str, DoorMode]) -> Event:
        """The event with doors as somebody set them, by checkpoint key."""
        doors = tuple(opened(checkpoint, modes.get(checkpoint.key)) for checkpoint in self.checkpoints)
        return self if doors == self.checkpoints else replace(self, checkpoints=doors)

    def day_of(self, moment: datetime) -> date:
        """The event's calendar day of an aware moment."""
        return moment.astimezone(self.timezone).date()

    def entrance_on(self, day: date) -> Checkpoint | None:
        """The entrance of a day, the first one where there are several."""
        for candidate in self.checkpoints:
            if candidate.kind is CheckpointKind.ENTRANCE and self.day_of(candidate.starts) == day:
                return candidate
        return None

    def entrance_for(self, checkpoint: Checkpoint) -> Checkpoint | None:
        """The entrance on the checkpoint's day."""
        return self.entrance_on(self.day_of(checkpoint.starts))

    def parallel_to(self, checkpoint: Checkpoint) -> tuple[Checkpoint, ...]:
        """The other sessions that run while this one does; empty where it is no session."""
        if checkpoint.kind is not CheckpointKind.SESSION:
            return ()
        return tuple(
            other
            for other in self.checkpoints
            if other.kind is CheckpointKind.SESSION and other.key != checkpoint.key and other.overlaps(checkpoint)
        )

    def checkpoint_at(self, moment: datetime) -> Checkpoint:
        """The checkpoint the agenda gives: an open entrance, else whatever is open, else the first entrance."""
        entrances = [c for c in self.checkpoints if c.kind is CheckpointKind.ENTRANCE]
        for checkpoint in (*entrances, *self.checkpoints):
            if checkpoint.opens_at <= moment < checkpoint.closes_at:
                return checkpoint
        return (entrances or list(self.checkpoints))[0]
