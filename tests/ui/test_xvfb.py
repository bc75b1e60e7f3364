"""The window as a process of its own on a real X server, driven by keys as a scanner and a person send them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.builders import a_code

ROOT = Path(__file__).parent.parent.parent
NOW = "2026-05-19T09:07:00+02:00"
PATIENCE = 30.0  # seconds

PEOPLE = (
    "Kod biletu;Imię;Nazwisko;Stanowisko;Jednostka;Kategoria\n"
    f"{a_code(1)};Magdalena;Brzęczyszczykiewicz;Sekretarz Gminy;Urząd Gminy Góra;Sekretarz JST\n"
    f"{a_code(2)};Łukasz;Gęś;Sekretarz Powiatu;Starostwo Powiatowe;Sekretarz JST\n"
)


def until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.05)


def tool(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is missing: `make test` installs it where it may, see .ci/system.sh"
    return found


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
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

    def __init__(self, folder: Path, display: str) -> None:
        self.said = ""
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._environment.pop("WAYLAND_DISPLAY", None)
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), "--data", str(folder), "--now", NOW],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        until(lambda: self.process.poll() is not None or bool(self._search()), "the window")
        assert self.process.poll() is None, self.process.communicate()[1]
        self._xdotool("windowfocus", "--sync", self._search()[-1])

    def type(self, text: str, *, milliseconds: int) -> None:
        self._xdotool("type", "--delay", str(milliseconds), text)

    def key(self, *names: str) -> None:
        self._xdotool("key", *names)

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


def obecni(folder: Path, *arguments: str) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(folder), "--now", NOW, *arguments, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk of the Congress with two people."""
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    folder = tmp_path / "desk"
    obecni(folder, "event", "load", str(ROOT / "resources" / "demo" / "kongres.toml"))
    obecni(folder, "import", str(people))
    (folder / "settings.json").write_text('{"camera": "", "sound": false}', encoding="utf-8")
    return folder


def inside(folder: Path) -> int:
    return int(str(obecni(folder, "headcount")[0]["inside"]))


def test_a_scanner_a_name_undo_and_the_end(folder: Path, display: str) -> None:
    window = Window(folder, display)
    try:
        window.type(a_code(1), milliseconds=4)
        window.key("Return")
        until(lambda: inside(folder) == 1, "the scan")

        window.type("ges", milliseconds=150)
        window.key("Return")
        until(lambda: inside(folder) == 2, "the person found")

        window.key("ctrl+z")
        until(lambda: inside(folder) == 1, "the undo")

        window.key("F1", "Escape", "F2", "Escape", "ctrl+2", "ctrl+3", "ctrl+1")
        assert obecni(folder, "scan", a_code(2))[0]["verdict"] == "admitted"  # a verb beside the open window
        assert inside(folder) == 2
    finally:
        left = window.close()
    assert left == 0
    assert window.said == ""


def test_a_second_window_is_told_no(folder: Path, display: str) -> None:
    window = Window(folder, display)
    second = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(folder)],
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert window.close() == 0
    assert second.returncode == 3
    assert "Traceback" not in second.stderr
    assert second.stderr.strip()


@pytest.mark.parametrize("variables", [{"DISPLAY": ""}, {"DISPLAY": ":987"}, {"QT_QPA_PLATFORM": "nothing"}])
def test_without_a_display_there_is_a_sentence(folder: Path, variables: dict[str, str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY")}
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(folder)],
        env={**environment, **variables},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
