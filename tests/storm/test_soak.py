"""Eight hours at a busy door, compressed: a window that scans, searches and takes back grows by nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import psutil
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from checkin.clock import Clock
from checkin.demo.performance import FilmClock
from checkin.desk.desk import open_desk
from checkin.model.operator import Operator, Role
from checkin.settings import Settings
from tests.builders import at
from tests.storm.desks import ENTRANCE, a_congress, codes_of_the_congress, storm_size
from ui.assembly import Assembly, application
from ui.main_window import DESK, HEADCOUNT

SCANS = 50_000
HOURS = 8
WARM_UP = 5  # one scan in so many: caches of pages, glyphs and words are full after it
GROWTH = 0.05
_SEARCH_EVERY, _UNDO_EVERY, _LOOK_EVERY, _COUNT_EVERY = 10, 25, 500, 250


@dataclass(frozen=True)
class Measures:
    """What must not grow: bytes in memory, threads, open files, timers of the window."""

    memory: int
    threads: int
    handles: int
    timers: int


def test_a_long_day_leaves_nothing_behind(tmp_path: Path) -> None:
    scans = storm_size(SCANS // 100) * 100
    app = application()
    clock = FilmClock(at(8, 30))
    with open_desk(a_congress(tmp_path / "desk"), clock, headless=True) as desk:
        operator = Operator(Clock().new_id(), "Próba", Role.COORDINATOR)
        settings = Settings(camera="", sound=False, look="light", checkpoint=ENTRANCE)
        assembly = Assembly(desk, settings, operator=operator, remember=False)
        assembly.show()
        day = _Day(assembly, clock, app)
        codes = cycle(codes_of_the_congress())
        taken: list[Measures] = []
        for number in range(1, scans + 1):
            day.scan(next(codes), number, timedelta(hours=HOURS) / scans)
            if number >= scans // WARM_UP and number % max(1, scans // 20) == 0:
                taken.append(day.measures())
        assembly.close()
    first, last = taken[0], taken[-1]
    print(f"{scans} scans: {first} after the warm-up, {last} at the end")
    assert day.answers >= scans
    assert last.memory <= first.memory * (1 + GROWTH), taken
    half = len(taken) // 2
    assert all(late <= early for late, early in zip(_most(taken[half:]), _most(taken[:half]), strict=True)), taken


def _most(taken: list[Measures]) -> tuple[int, int, int]:
    """Threads, files and timers at their most: pools fill when they are first needed, and then no more."""
    return max(one.threads for one in taken), max(one.handles for one in taken), max(one.timers for one in taken)


class _Day:
    """What people at a desk do, one scan after another."""

    def __init__(self, assembly: Assembly, clock: FilmClock, app: QApplication) -> None:
        self._assembly, self._clock, self._app = assembly, clock, app
        self._process = psutil.Process()
        self.answers = 0
        assembly.desk_screen.answered.connect(self._answered)

    def scan(self, code: str, number: int, span: timedelta) -> None:
        screen = self._assembly.desk_screen
        self._clock.put(self._clock.now() + span)
        before = self.answers
        screen.submit(code)
        _wait(lambda: self.answers > before)
        if number % _SEARCH_EVERY == 0:
            screen.finder.box.set_text("kow")
        if number % _UNDO_EVERY == 0:
            screen.undo_last()
        if number % _LOOK_EVERY == 0:
            self._assembly.window.go(HEADCOUNT)
        if number % _LOOK_EVERY == _COUNT_EVERY:
            self._assembly.window.go(DESK)
        if number % _COUNT_EVERY == 0:
            self._assembly.background.settle(2000)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def measures(self) -> Measures:
        self._assembly.background.settle(5000)
        return Measures(
            memory=self._process.memory_info().rss,
            threads=threading.active_count(),
            handles=self._process.num_fds() if psutil.POSIX else self._process.num_handles(),
            timers=len(self._assembly.findChildren(QTimer)) + len(self._assembly.window.findChildren(QTimer)),
        )

    def _answered(self, _: object) -> None:
        self.answers += 1


def _wait(done: Callable[[], bool]) -> None:
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
