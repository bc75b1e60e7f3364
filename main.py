"""Obecni: on-site check-in for congresses. A verb of the command line, or without one the window."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

signal.signal(signal.SIGINT, signal.SIG_DFL)  # until a call has begun, Ctrl+C has nothing to tell
sys.setswitchinterval(0.0005)  # a scan takes ten turns with an import's thread; by default 5 ms each

from checkin.cli import QtParts, drop_unsaid, run, speak_utf8
from checkin.clock import Clock
from checkin.demo.performance import Performance
from checkin.desk.desk import Desk

if TYPE_CHECKING:
    from checkin.demo.practice import Practice

# Qt is imported by what needs it: the command line works on a machine without its libraries.


def _demand_libraries() -> None:
    from ui.platform import demand_libraries

    demand_libraries()


def _missing() -> str:
    from ui.platform import missing

    return missing()


def _open_window(folder: Path, clock: Clock, language: str) -> int:
    _demand_libraries()
    from ui.app import open_window

    return open_window(folder, clock, language)


def _play(desk: Desk, performance: Performance, out: Path, language: str) -> list[Path]:
    _demand_libraries()
    from ui.app import play

    return play(desk, performance, out, language)


def _practise(practice: Practice, language: str) -> int:
    _demand_libraries()
    from ui.practice import practise

    return practise(practice, language)


def _pictures(desk: Desk, out: Path, language: str) -> list[Path]:
    _demand_libraries()
    from ui.app import pictures

    return pictures(desk, out, language)


def _printers() -> list[str]:
    from ui.system_printer import printers

    return printers()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    speak_utf8()
    code = run(sys.argv[1:], QtParts(_missing, _open_window, _play, _practise, _pictures, _printers))
    drop_unsaid()
    sys.exit(code)
