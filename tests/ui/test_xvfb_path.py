"""The whole way of a day at a hall, by keys on a real X server: what is on disk afterwards tells what happened."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checkin.scanning.film import make_film
from tests.builders import a_code
from tests.ui.xserver import ROOT, Window, a_display, obecni, until

PIN = "2580"
AFTER_THE_OPENING = "2026-05-19T11:17:00+02:00"  # in hall A, where the next session is a quarter of an hour away
HALL, NEXT = "otwarcie", "cyberbezpieczenstwo"
CANCELLED = a_code(9)
PEOPLE = (
    "Kod biletu;Imię;Nazwisko;Stanowisko;Jednostka;Kategoria;Status\n"
    + "".join(
        f"{a_code(n)};Osoba;Testowa-{n};Sekretarz;Urząd Gminy Osiek;Sekretarz JST;potwierdzony\n" for n in range(1, 9)
    )
    + f"{CANCELLED};Łucja;Żółć;Sekretarz;Urząd Gminy Góra;Sekretarz JST;anulowany\n"
)


@pytest.fixture
def display() -> Iterator[str]:
    with a_display() as name:
        yield name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk at hall A whose camera is a film of two people."""
    people, film, folder = tmp_path / "people.csv", tmp_path / "film.avi", tmp_path / "desk"
    people.write_text(PEOPLE, encoding="utf-8")
    make_film(film, [a_code(1), a_code(2)], seed=5)
    obecni(folder, "event", "load", str(ROOT / "resources" / "demo" / "kongres.toml"))
    obecni(folder, "import", str(people))
    obecni(folder, "operator", "add", "Ewa Próbna", "--role", "coordinator", keys=f"{PIN}\n")
    settings = {"camera": str(film), "sound": False, "checkpoint": HALL}
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    return folder


class Hall:
    """What the replica says of the hall, asked beside the open window."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def settings(self) -> dict[str, Any]:
        return json.loads((self._folder / "settings.json").read_text(encoding="utf-8"))

    def inside(self, key: str = NEXT) -> int:
        [figures] = obecni(self._folder, "headcount", "--at", key)
        return int(str(figures["inside"]))

    def journal(self) -> list[dict[str, str]]:
        file = self._folder / "journal.csv"
        obecni(self._folder, "export", "journal", "--out", str(file))
        with file.open(encoding="utf-8-sig", newline="") as rows:
            return list(csv.DictReader(rows, delimiter=";"))

    def happened(self, what: str) -> int:
        return sum(row["Zdarzenie"] == what for row in self.journal())


def test_a_day_at_a_hall(folder: Path, display: str) -> None:
    hall = Hall(folder)
    window = Window(folder, display, AFTER_THE_OPENING)
    try:
        window.sign_in(folder, PIN)  # the film has been shown meanwhile, to a locked desk
        until(lambda: hall.happened("odmowa") == 2, "what the camera saw while locked: the opening is over")

        window.key("F7")
        until(lambda: hall.settings["checkpoint"] == NEXT, "the next session in the hall")
        window.scan(a_code(3))
        until(lambda: hall.inside() == 1, "the scan")

        window.type("testowa 4", milliseconds=120)
        window.key("Return")
        until(lambda: hall.inside() == 2, "the person who was searched for")

        window.key("ctrl+z")
        until(lambda: hall.inside() == 1, "the undo")

        window.key("F4")
        window.type("Jan Nowy", milliseconds=120)
        window.key("Tab")
        window.type("Urzad Miasta", milliseconds=120)
        window.key("Return")
        until(lambda: hall.inside() == 2, "the walk-in, let in here")
        assert obecni(folder, "find", "Nowy Jan")[0]["category"] == "sekretarz"

        window.scan(CANCELLED)
        until(lambda: hall.happened("odmowa") == 3, "the refusal")
        window.key("ctrl+Return")
        window.key("alt+1")
        window.key("Return")
        until(lambda: hall.inside() == 3, "the override")
        assert any(row["Uzasadnienie"] for row in hall.journal() if row["Nazwisko"] == "Żółć")

        window.key("F9")
        window.scan(a_code(5))
        window.sign_in(folder, PIN)
        until(lambda: hall.inside() == 4, "the scan that waited for the lock to open")

        window.key("ctrl+k")
        until(lambda: hall.settings["kiosk"], "the kiosk")
        window.focus()
        window.scan(a_code(6))
        until(lambda: hall.inside() == 5, "the scan at the kiosk")
        window.key("ctrl+q", "alt+F4")
        window.scan(a_code(7))
        until(lambda: hall.inside() == 6, "a kiosk that keys do not close")
        window.key("shift+Tab", "space")
        window.sign_in(folder, PIN)
        until(lambda: not hall.settings["kiosk"], "the PIN that ends the kiosk")
        window.focus()
        window.scan(a_code(8))
        until(lambda: hall.inside() == 7, "the scan at the desk again")
    finally:
        left = window.close()
    assert (left, window.said) == (0, "")
