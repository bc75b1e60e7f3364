"""What main.py asks of the window: the desk itself, the demo in it, pictures of it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from checkin import settings as remembered
from checkin.clock import Clock
from checkin.demo.performance import Performance
from checkin.desk.desk import Desk, open_desk
from checkin.desk.words import Band
from checkin.errors import EnvironmentProblem
from checkin.model.entry import EntryKind
from checkin.model.operator import Operator, Role
from checkin.settings import Settings
from checkin.store.lock import window_lock
from checkin.texts import Texts
from ui import platform
from ui.assembly import Assembly, application
from ui.main_window import HEADCOUNT

_PACE = 40.0  # frames a second: a showing of four frames can be followed, and a day takes under a minute
_LAST_LOOK_MS = 4000  # how long the figures stay when the film is over
_PATIENCE_MS = 5000  # for what a picture waits for
_RECENT_LOOKED_AT = 400
_ANSWERS_BEFORE_PICTURES = 100


def open_window(folder: Path, clock: Clock, language: str) -> int:
    """Show the desk of a folder until its window is closed.

    Args:
        language: the window's language; what the settings remember is left alone until a person changes it.

    Raises:
        EnvironmentProblem: no display, another window of this desk, or the replica cannot be opened.
    """
    app = application()
    lock = window_lock(folder)
    try:
        settings = replace(remembered.load(folder), language=language)
        with _open(folder, clock, settings.desk_name) as desk:
            window = Assembly(desk, settings)
            window.show()
            app.exec()
            window.close()
    finally:
        lock.release()
    return 0


def _open(folder: Path, clock: Clock, name: str) -> Desk:
    """Where the system has no keyring the key lies in a file of the desk's folder: the door has to open."""
    try:
        return open_desk(folder, clock, headless=False, name=name)
    except EnvironmentProblem as problem:
        if problem.key != "store.no_keyring":
            raise
        return open_desk(folder, clock, headless=True, name=name)


def play(desk: Desk, performance: Performance, out: Path, language: str) -> list[Path]:
    """Play a film into the desk in its window; ends with the film, or when the window is closed.

    Returns:
        The pictures that were taken: an admission, a STOP, the figures.

    Raises:
        EnvironmentProblem: no window can open here.
    """
    application()
    settings = Settings(language=language, look="light", camera=str(performance.film), sound=False)
    assembly = Assembly(desk, settings, operator=_showing(desk, language), remember=False, pace=_PACE)
    playing = _Playing(assembly, performance, out)
    try:
        return playing.run()
    finally:
        assembly.close()


def pictures(desk: Desk, out: Path, language: str) -> list[Path]:
    """Draw the desk and the figures as they are, without showing a window.

    Raises:
        EnvironmentProblem: Qt cannot draw here.
    """
    if QApplication.instance() is None and platform.missing():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application()
    settings = Settings(language=language, look="light", camera="", sound=False)
    assembly = Assembly(desk, settings, operator=_showing(desk, language), remember=False)
    album = _Album(assembly, out)
    try:
        assembly.show()
        for name, kind in (("desk-admitted", EntryKind.ADMITTED), ("desk-stop", EntryKind.REFUSED)):
            recent = desk.queries.recent(_RECENT_LOOKED_AT)
            known = (one for one in recent if one.entry.kind is kind and one.registration and not one.entry.attention)
            if (scan := next(known, None)) is not None:
                assembly.desk_screen.go_to(scan.entry.checkpoint)
                assembly.desk_screen.show_again(scan)
                album.take(name)
        assembly.window.go(HEADCOUNT)
        album.take("headcount")
    finally:
        assembly.close()
    return album.taken


def _showing(desk: Desk, language: str) -> Operator:
    """Who is at the desk of the demo, without a PIN."""
    return Operator(desk.clock.new_id(), Texts(language)("signin.demo_name"), Role.COORDINATOR)


class _Album:
    """Pictures of the window, each taken once."""

    def __init__(self, assembly: Assembly, out: Path) -> None:
        self._assembly, self._out = assembly, out
        self.taken: list[Path] = []

    def has(self, name: str) -> bool:
        return any(path.stem == name for path in self.taken)

    def take(self, name: str, *, settle: bool = True) -> None:
        """Take the picture, when the background has answered what the screen asked."""
        if settle:
            self._assembly.background.settle(_PATIENCE_MS)
        path = self._out / f"{name}.png"
        if self._assembly.window.grab().save(str(path)):
            self.taken.append(path)


class _Playing:
    """Takes the film's codes to the doors they were held up at."""

    def __init__(self, assembly: Assembly, performance: Performance, out: Path) -> None:
        self._assembly, self._performance = assembly, performance
        self._album = _Album(assembly, out)
        self._loop = QEventLoop()
        self._film_over = False
        self._answers = 0
        assembly.camera.code_read.disconnect()
        assembly.camera.code_read.connect(self._held_up)
        assembly.camera.ended.connect(self._over)
        assembly.desk_screen.answered.connect(self._answered)
        assembly.window.closed.connect(self._loop.quit)

    def run(self) -> list[Path]:
        self._assembly.show()
        self._assembly.window.say(self._assembly.language("signin.demo"))
        self._loop.exec()
        return self._album.taken

    def _held_up(self, code: str, second: float) -> None:
        showing = self._performance.cue(second)
        screen = self._assembly.desk_screen
        if screen.place != showing.checkpoint:
            screen.go_to(showing.checkpoint)
        screen.submit(code)
        screen.tick()

    def _answered(self, band: Band) -> None:
        """Pictures when the day is well under way."""
        self._answers += 1
        names = {Band.ADMITTED: "desk-admitted", Band.STOP: "desk-stop"}
        name = names.get(band)
        if name and not self._album.has(name) and self._answers > _ANSWERS_BEFORE_PICTURES:
            self._album.take(name, settle=False)

    def _over(self) -> None:
        if self._film_over or not self._assembly.window.isVisible():
            return
        self._film_over = True
        self._assembly.window.go(HEADCOUNT)
        self._album.take("headcount")
        QTimer.singleShot(_LAST_LOOK_MS, self._loop.quit)
