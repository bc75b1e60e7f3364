"""The window at work on 100,000 people: from a key to what is painted, and how long the window is ever held up.

Keys go to the window as the system sends them, and a time counts until the answer has been painted. What a bare
window of Qt needs from a key to a painted list of twenty rows, in the same run, is the reference.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from checkin.clock import Clock
from checkin.demo.ingredients import RESOURCES
from checkin.demo.lists import the_congress
from checkin.demo.people import invent
from checkin.desk.desk import Desk, open_desk
from checkin.desk.programme import load_event
from checkin.model.operator import Operator, Role
from checkin.scanning.film import make_film
from checkin.settings import Settings
from checkin.store.import_rows import ImportRow
from ui.assembly import Assembly, application

PEOPLE = 100_000
NAMES, SCANS, BARE_KEYS = 60, 200, 200
BUSY_SECONDS = 20
_WATCH_MS = 1
_SWITCH_SECONDS = 0.0005  # as main.py sets it
_PATIENCE_SECONDS = 10

Figure = tuple[str, float, str]


def run() -> list[Figure]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_SECONDS)
    application()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _figures(Path(folder))
    finally:
        sys.setswitchinterval(before)


def _figures(folder: Path) -> list[Figure]:
    clock = Clock(datetime.fromisoformat("2026-05-19T08:30+02:00"))
    with open_desk(folder / "desk", clock, headless=True) as desk:
        load_event(desk, RESOURCES / "kongres.toml")
        names = _fill(desk)
        codes = cycle([one.ticket for one in desk.queries.registrations()][::7])
        bare = _bare_keys()
        window = _Window(desk)
        try:
            searched = [seconds for name in names for seconds in window.search(name)]
            ended = [window.scan(next(codes), "\r") for _ in range(SCANS)]
            open_ended = [window.scan(next(codes), "") for _ in range(SCANS)]
            film = folder / "film.avi"
            make_film(film, [next(codes) for _ in range(BUSY_SECONDS * 3)], seed=1)
            loading, held_up = window.busy(film, names, codes)
        finally:
            window.close()
    reference = f"a bare window: p50 {_at(bare, 0.5):.1f} ms"
    return [
        *_told("key to people painted", searched, bare, 50, reference),
        *_told("scanner's Enter to verdict painted", ended, bare, 60, reference),
        *_told("own code's last letter to verdict painted", open_ended, bare, 60, reference),
        (
            "window held up, longest, ms",
            1000 * max(held_up),
            f"target <= 50; p99 {_at(held_up, 0.99):.1f} ms; {BUSY_SECONDS} s of camera, scanner and search at once",
        ),
        ("window held up as the camera starts, ms", 1000 * loading, "once: the libraries for pictures are loaded"),
    ]


def _fill(desk: Desk) -> list[str]:
    """Everybody on the list; last names of some. No person stays in memory, as none does at a real desk."""
    people = list(invent(the_congress(), PEOPLE))
    with desk.replica.importing(desk.clock.now()) as staging:
        assert staging.at_once([ImportRow(person.registration, person.bookings) for person in people])
    return [person.registration.last_name for person in random.Random(1).sample(people, NAMES)]


class _Painted(QObject):
    """Notices that a widget is painted after it has been armed."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._armed = self.done = False
        widget.installEventFilter(self)

    def arm(self) -> None:
        self._armed, self.done = True, False

    def forget(self) -> None:
        self._armed = self.done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._armed and event.type() is QEvent.Type.Paint:
            self._armed, self.done = False, True
        return False


class _Window:
    """The window of the desk, and keys for it."""

    def __init__(self, desk: Desk) -> None:
        operator = Operator(desk.clock.new_id(), "Pomiar", Role.COORDINATOR)
        self._assembly = Assembly(
            desk, Settings(camera="", sound=False, look="light"), operator=operator, remember=False
        )
        self._screen = self._assembly.desk_screen
        self._field = self._screen.finder.box.field
        found = self._screen.finder.list.findChild(QListView)
        assert found is not None
        self._people, self._verdict = _Painted(found.viewport()), _Painted(self._screen.verdict)
        found.model().modelReset.connect(self._people.arm)
        self._screen.answered.connect(self._verdict.arm)
        self._assembly.show()
        self._assembly.background.settle(5000)
        self._field.setFocus()

    def search(self, name: str) -> list[float]:
        """Seconds from each letter, the second on, to the people painted."""
        times: list[float] = []
        for number, letter in enumerate(name):
            self._people.forget()
            began = time.perf_counter()
            _type(self._field, letter)
            _wait(lambda: self._people.done)
            if number:
                times.append(time.perf_counter() - began)
        _press(self._field, Qt.Key.Key_Escape, "\x1b")
        self._assembly.background.settle(1000)
        return times

    def scan(self, code: str, suffix: str) -> float:
        """Seconds from the last key of a scanner to the verdict painted."""
        _type(self._field, code if suffix else code[:-1])
        self._verdict.forget()
        began = time.perf_counter()
        if suffix:
            _press(self._field, Qt.Key.Key_Return, "\r")
        else:
            _type(self._field, code[-1])
        _wait(lambda: self._verdict.done)
        seconds = time.perf_counter() - began
        self._assembly.background.settle(1000)
        return seconds

    def busy(self, film: Path, names: Sequence[str], codes: cycle[str]) -> tuple[float, list[float]]:
        """Seconds between looks of a watchdog: the longest until the camera sees, and all while everything works."""
        seen: list[str] = []
        self._assembly.camera.code_read.connect(lambda code, _: seen.append(code))
        watch = _Watchdog()
        self._assembly.camera.start(str(film))
        _wait(lambda: bool(seen))
        loading = max(watch.gaps)
        watch.gaps.clear()
        deadline = time.monotonic() + BUSY_SECONDS
        for name in cycle(names):
            for letter in name:
                _type(self._field, letter)
                _pass(0.08)
            _press(self._field, Qt.Key.Key_Escape, "\x1b")
            _type(self._field, next(codes))
            _press(self._field, Qt.Key.Key_Return, "\r")
            _pass(0.2)
            if time.monotonic() > deadline:
                break
        watch.stop()
        return loading, watch.gaps

    def close(self) -> None:
        self._assembly.close()


class _Watchdog(QObject):
    """Looks at the clock whenever the window has a moment, once a millisecond at most."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._timer.start(_WATCH_MS)

    def stop(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now


def _bare_keys() -> list[float]:
    """Seconds from a key to twenty painted rows in a window that does nothing else."""
    window = QWidget()
    field, rows = QLineEdit(window), QListView(window)
    model = QStringListModel(window)
    rows.setModel(model)
    field.textEdited.connect(lambda text: model.setStringList([f"{text} {number}" for number in range(20)]))
    painted = _Painted(rows.viewport())
    model.modelReset.connect(painted.arm)
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(rows)
    window.resize(1280, 800)
    window.show()
    times: list[float] = []
    for _ in range(BARE_KEYS):
        painted.forget()
        began = time.perf_counter()
        _type(field, "a")
        _wait(lambda: painted.done)
        times.append(time.perf_counter() - began)
    window.close()
    return times


def _type(field: QWidget, text: str) -> None:
    for letter in text:
        _press(field, Qt.Key.Key_unknown, letter)


def _press(field: QWidget, key: Qt.Key, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _wait(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert time.monotonic() < deadline, "nothing was painted"


def _pass(seconds: float) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def _at(seconds: Sequence[float], share: float) -> float:
    """Milliseconds that this share stays within."""
    return 1000 * sorted(seconds)[int(share * (len(seconds) - 1))]


def _told(what: str, ours: Sequence[float], bare: Sequence[float], target: int, reference: str) -> list[Figure]:
    p50, p95 = _at(ours, 0.5), _at(ours, 0.95)
    return [
        (f"{what}, p95, ms", p95, f"target <= {target}; p50 {p50:.1f} ms, {len(ours)} times"),
        (f"{what} / bare", p50 / _at(bare, 0.5), f"p50 {p50:.1f} ms against {reference}"),
    ]
