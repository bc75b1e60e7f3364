"""A real X server, and the window on it as a process of its own, driven by keys as a scanner and a person send them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
NOW = "2026-05-19T09:07:00+02:00"
PATIENCE = 30.0  # seconds

# Where a US keyboard has its letters, as X numbers keys: what a scanner presses, whatever the layout makes of it.
_US = {
    letter: first + place
    for first, row in ((10, "1234567890"), (24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM"))
    for place, letter in enumerate(row)
}
_FAST = ("--delay", "2")  # milliseconds between a scanner's keys
_SHIFT, _RETURN, CAPS_LOCK = "50", "36", "66"


def until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.05)


def tool(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is missing: `make test` installs it where it may, see .ci/system.sh"
    return found


@contextmanager
def a_display() -> Iterator[str]:
    """A display of our own; the server picks a free number and tells it."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        [tool("Xvfb"), "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-noreset", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as told:
        number = told.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(PATIENCE)


class Window:
    """One window of Obecni, and the keys that reach it."""

    def __init__(self, folder: Path, display: str, now: str = NOW) -> None:
        self.said = ""
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._environment.pop("WAYLAND_DISPLAY", None)
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "--data", str(folder), "--now", now],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        until(lambda: self.process.poll() is not None or bool(self._search()), "the window")
        assert self.process.poll() is None, self.process.communicate()[1]
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the window that is shown, as a window manager would."""
        self._xdotool("windowfocus", "--sync", self._search()[-1])

    def sign_in(self, folder: Path, pin: str) -> None:
        """Keys that come before the sheet stands are lost, so they are pressed until the journal knows of it."""

        def sign_ins() -> int:
            journal = folder / "journal.csv"
            obecni(folder, "export", "journal", "--out", str(journal))
            return journal.read_text(encoding="utf-8-sig").count("zalogowanie")

        def tried() -> bool:
            self.type(pin, milliseconds=60)
            self.key("Return")
            return sign_ins() > before

        before = sign_ins()
        until(tried, "the sign-in")

    def type(self, text: str, *, milliseconds: int) -> None:
        self._xdotool("type", "--delay", str(milliseconds), text)

    def key(self, *names: str) -> None:
        self._xdotool("key", *names)

    def scan(self, code: str) -> None:
        """Press what a scanner presses for a code in capitals and digits, then Enter."""
        presses: list[str] = []
        for letter in code:
            press = ["key", *_FAST, str(_US[letter])]
            shift = ["keydown", *_FAST, _SHIFT], ["keyup", *_FAST, _SHIFT]
            presses += [*shift[0], *press, *shift[1]] if letter.isalpha() else press
        self._xdotool(*presses, "key", *_FAST, _RETURN)

    def lay_out(self, layout: str, variant: str = "") -> None:
        """Give the keyboard a national layout, as the system's settings do."""
        command = [tool("setxkbmap"), layout, *(["-variant", variant] if variant else [])]
        subprocess.run(command, env=self._environment, check=True)

    def close(self) -> int:
        self.key("ctrl+q")
        self.said = self.process.communicate(timeout=PATIENCE)[1]
        return self.process.returncode

    def _search(self) -> list[str]:
        return self._xdotool("search", "--onlyvisible", "--name", "^Obecni$", check=False).split()

    def _xdotool(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            [tool("xdotool"), *arguments], env=self._environment, capture_output=True, text=True, check=check
        )
        return done.stdout


def obecni(folder: Path, *arguments: str, keys: str = "") -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(folder), "--now", NOW, *arguments, "--json"],
        input=keys,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]
