"""The parts of the window that the command line may ask for; main.py hands them in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.clock import Clock
from checkin.demo.performance import Performance
from checkin.desk.desk import Desk

if TYPE_CHECKING:
    from checkin.demo.practice import Practice


@dataclass(frozen=True, slots=True)
class QtParts:
    """Qt-backed parts, as functions.

    Attributes:
        missing: the key of a sentence that says what keeps a window from opening here, or "".
        open_window: shows the desk of a folder until it is closed; returns the exit code.
        play: plays a performance in the window until it has ended; pictures go into the folder.
        practise: shows a desk to practise at until it is closed; returns the exit code.
        pictures: draws the screens of a desk into a folder without showing them.
        printers: names of the system's printers.
    """

    missing: Callable[[], str]
    open_window: Callable[[Path, Clock, str], int]
    play: Callable[[Desk, Performance, Path, str], list[Path]]
    practise: Callable[[Practice, str], int]
    pictures: Callable[[Desk, Path, str], list[Path]]
    printers: Callable[[], list[str]]
