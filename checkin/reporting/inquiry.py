"""What a report is asked of, and the words that all reports share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checkin.errors import InputProblem
from checkin.model.event import Checkpoint, Event
from checkin.model.registration import Registration
from checkin.store.queries import Queries
from checkin.texts import Texts


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Who asks what, and when.

    Attributes:
        now: aware moment of the export.
        who: name of the operator, "" if nobody is signed in.
        checkpoint: key of the only checkpoint asked about, "" for all.

    Raises:
        InputProblem: the event has no such checkpoint.
    """

    queries: Queries
    event: Event
    texts: Texts
    now: datetime
    who: str = ""
    checkpoint: str = ""

    def __post_init__(self) -> None:
        known = self.event.checkpoint_by_key
        if self.checkpoint and self.checkpoint not in known:
            raise InputProblem("report.no_checkpoint", key=self.checkpoint, known=", ".join(known))

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The checkpoints asked about, in the event's order."""
        return (self.event.checkpoint_by_key[self.checkpoint],) if self.checkpoint else self.event.checkpoints

    def title_of(self, checkpoint: Checkpoint | None) -> str:
        if checkpoint is None:
            return ""
        return (checkpoint.title_en if self.texts.language == "en" else "") or checkpoint.title

    def category_of(self, person: Registration) -> str:
        category = self.event.category_by_key.get(person.category)
        if category is None:
            return person.category
        return category.name_en if self.texts.language == "en" else category.name

    def local(self, moment: datetime | None) -> datetime | None:
        """A moment by the clock on the wall of the event."""
        return moment.astimezone(self.event.timezone) if moment else None

    def about(self) -> tuple[str, ...]:
        """Where a report comes from: the event, when it was made, by whom, what it was narrowed to."""
        when = f"{self.now.astimezone(self.event.timezone):%d.%m.%Y, %H:%M}"
        made_by = (self.texts("report.made_by", who=self.who),) if self.who else ()
        only = self.event.checkpoint_by_key.get(self.checkpoint)
        narrowed = (self.texts("report.only", what=self.title_of(only)),) if only else ()
        return (self.event.title, self.texts("report.made", when=when), *made_by, *narrowed)
