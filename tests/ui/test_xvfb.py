"""The window as a process of its own on a real X server, driven by keys as a scanner and a person send them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import a_code
from tests.ui.xserver import CAPS_LOCK, PATIENCE, ROOT, Window, a_display, obecni, until

PIN = "2580"
LAYOUTS = (("us", ""), ("pl", ""), ("pl", "qwertz"), ("de", ""), ("fr", ""), ("cz", ""), ("ua", ""))
PEOPLE = (
    "Kod biletu;Imię;Nazwisko;Stanowisko;Jednostka;Kategoria\n"
    f"{a_code(1)};Magdalena;Brzęczyszczykiewicz;Sekretarz Gminy;Urząd Gminy Góra;Sekretarz JST\n"
    f"{a_code(2)};Łukasz;Gęś;Sekretarz Powiatu;Starostwo Powiatowe;Sekretarz JST\n"
)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with a_display() as name:
        yield name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk of the Congress with two people."""
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    folder = tmp_path / "desk"
    obecni(folder, "event", "load", str(ROOT / "resources" / "demo" / "kongres.toml"))
    obecni(folder, "import", str(people))
    obecni(folder, "operator", "add", "Ewa Próbna", "--role", "coordinator", keys=f"{PIN}\n")
    (folder / "settings.json").write_text('{"camera": "", "sound": false}', encoding="utf-8")
    return folder


def inside(folder: Path) -> int:
    return int(str(obecni(folder, "headcount")[0]["inside"]))


def test_a_scanner_a_name_undo_and_the_end(folder: Path, display: str) -> None:
    window = Window(folder, display)
    try:
        window.sign_in(folder, PIN)
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


def scanned(window: Window, folder: Path, code: str, number: int) -> bool:
    """Press again what did not arrive: on a busy machine the keys may come slower than any scanner sends them."""
    window.scan(code)
    return any(inside(folder) == number for _ in range(5))


def test_a_scanner_is_understood_under_every_layout_and_caps_lock(folder: Path, display: str) -> None:
    codes = [code for n in range(len(LAYOUTS)) for code in (a_code(10 + n), a_code(20 + n), f"PX{n}2345678")]
    people = (f"{code};Osoba;Testowa-{n};Sekretarz;Urząd;Sekretarz JST\n" for n, code in enumerate(codes))
    (folder / "more.csv").write_text(PEOPLE.splitlines(keepends=True)[0] + "".join(people), encoding="utf-8")
    obecni(folder, "import", str(folder / "more.csv"))
    window = Window(folder, display)
    waiting = iter(enumerate(codes, 1))
    try:
        window.sign_in(folder, PIN)
        for layout, variant in LAYOUTS:
            window.lay_out(layout, variant)
            for caps_lock in (False, True, False):  # and a foreign code, with digits, without it
                if caps_lock:
                    window.key(CAPS_LOCK)
                number, code = next(waiting)
                until(lambda: scanned(window, folder, code, number), f"{code} under {layout} {variant}")  # noqa: B023
                if caps_lock:
                    window.key(CAPS_LOCK)
    finally:
        window.lay_out("us")
        left = window.close()
    assert (left, window.said) == (0, "")


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
