"""Calls of the command line, as a person or a script makes them: arguments in, exit code and lines out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from checkin.cli import QtParts, run

ROOT = Path(__file__).parent.parent.parent
DEMO = ROOT / "resources" / "demo"
EVENT = DEMO / "kongres.toml"
PEOPLE = DEMO / "registrations.csv"

DOORS = "2026-05-19T09:00:00+02:00"
"""Registration is open, the first session has not begun."""

IN_SESSION = "2026-05-19T11:35:00+02:00"
AT_LUNCH = "2026-05-19T12:50:00+02:00"


def _absent(*_: object) -> Any:
    raise AssertionError("a verb asked for the window")


NO_DISPLAY = QtParts(
    missing=lambda: "ui.no_display",
    open_window=_absent,
    play=_absent,
    practise=_absent,
    pictures=_absent,
    printers=list[str],
)


_FROM_INSIDE = ("Traceback", "Error", "Exception", 'File "', "rrno", "sqlite", "None", "obecni.log", "object at")


@dataclass(frozen=True)
class Answer:
    """What a call gave back."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The lines on stdout, each one JSON object; anything else there fails."""
        found = [json.loads(line) for line in self.out.splitlines()]
        assert all(isinstance(record, dict) for record in found)
        return found

    @property
    def record(self) -> dict[str, Any]:
        (only,) = self.records
        return only

    def is_problem(self, code: int, *words: str) -> bool:
        """Whether it ended as a call at fault should: this exit code, silent stdout, plain sentences on stderr."""
        assert self.code == code, self
        assert not self.out, self
        assert is_plain(self.err), self
        assert all(word in self.err for word in words), self
        return True


def is_plain(text: str) -> bool:
    """One or a few sentences for a person: not nothing, not long, nothing from inside the program."""
    lines = text.strip().splitlines()
    inside = (
        "Traceback",
        "Error",
        "Exception",
        'File "',
        "errno",
        "Errno",
        "sqlite",
        "None",
        "obecni.log",
        "object at",
    )
    return 0 < len(lines) <= 4 and len(text) < 1000 and not any(word in text for word in inside)


@dataclass(frozen=True)
class Caller:
    """Makes calls on one data folder inside this process."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    now: str = DOORS
    language: str = "pl"

    def __call__(self, *arguments: str | Path, now: str = "", qt: QtParts = NO_DISPLAY) -> Answer:
        before = ["--data", self.folder, "--now", now or self.now, "--lang", self.language]
        return self.plain(*before, *arguments, qt=qt)

    def plain(self, *arguments: str | Path, qt: QtParts = NO_DISPLAY) -> Answer:
        """A call with these arguments and no others."""
        self.capture.readouterr()
        try:
            code = run([str(argument) for argument in arguments], qt)
        except SystemExit as leaving:  # after --help
            code = leaving.code if isinstance(leaving.code, int) else 1
        return Answer(code, *self.capture.readouterr())


def command(folder: Path, *arguments: str | Path | bytes, now: str = DOORS) -> list[Any]:
    """The command line of a real process."""
    return [sys.executable, ROOT / "main.py", "--data", folder, "--now", now, *arguments]


def environment() -> dict[str, str]:
    """Of a real process: no display, no sound, no person's settings."""
    drop = ("DISPLAY", "WAYLAND_DISPLAY")
    return {name: value for name, value in os.environ.items() if name not in drop} | {"QT_QPA_PLATFORM": "offscreen"}


def call(folder: Path, *arguments: str | Path | bytes, now: str = DOORS, text: str = "", **options: Any) -> Answer:
    """A call as a process of its own, with `text` for its standard input."""
    done = subprocess.run(
        command(folder, *arguments, now=now),
        input=None if "stdin" in options else text.encode("utf-8", "surrogateescape"),
        capture_output=True,
        env=environment() | options.pop("env", {}),
        timeout=options.pop("timeout", 100),
        check=False,
        **options,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def start(folder: Path, *arguments: str | Path, now: str = DOORS, **variables: str) -> subprocess.Popen[str]:
    """A process that goes on; its streams are text."""
    return subprocess.Popen(
        command(folder, *arguments, now=now),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment() | variables,
        encoding="utf-8",
    )


def csv_of(path: Path, *rows: Sequence[str]) -> Path:
    """A list of registrations as a file: headings first."""
    path.write_text("".join(";".join(row) + "\n" for row in rows), encoding="utf-8")
    return path
