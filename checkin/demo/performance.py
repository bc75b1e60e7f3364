"""A film and the day it shows: what plays where, and what time it is meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from checkin.clock import Clock
from checkin.demo.script import Script, Showing


class FilmClock(Clock):
    """The time of the film: it stands where the last showing has put it.

    Args:
        start: aware moment of the first showing.
    """

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._moment = start

    def now(self) -> datetime:
        return self._moment

    def put(self, moment: datetime) -> None:
        self._moment = moment


@dataclass(frozen=True, slots=True)
class Performance:
    """A film to be played into a desk whose clock is the film's."""

    film: Path
    script: Script
    clock: FilmClock

    def cue(self, second: float) -> Showing:
        """What the film shows at a second of it; the clock is put to its moment."""
        showing = self.script.at(second)
        self.clock.put(showing.moment)
        return showing
