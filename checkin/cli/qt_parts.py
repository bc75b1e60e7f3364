"""The parts of the window that the command line may ask for; main.py hands them in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from checkin.clock import Clock
from checkin.demo.run import Stage


@dataclass(frozen=True, slots=True)
class QtParts:
    """Qt-backed parts, as functions.

    Attributes:
        missing: a sentence's key of what keeps a window from opening here, or "".
        open_window: shows the desk of a folder until it is closed; returns the exit code.
        stage: where the demo plays: the window, or without a display the pictures alone.
        printers: names of the system's printers.
    """

    missing: Callable[[], str]
    open_window: Callable[[Path, Clock, str], int]
    stage: Callable[[], Stage]
    printers: Callable[[], list[str]]
