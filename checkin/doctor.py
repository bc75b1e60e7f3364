"""What a desk needs, looked at piece by piece: what is wrong, and what to do about it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from checkin import __version__, settings
from checkin.badges.fonts import FONTS, WEIGHTS, lato
from checkin.clock import Clock
from checkin.desk.desk import Desk, assemble
from checkin.errors import CheckinError, EnvironmentProblem
from checkin.scanning.camera import check_source
from checkin.store.engine import FILE
from checkin.store.key import KEY_FILE, NAME_FILE, replica_key
from checkin.store.lock import window_lock
from checkin.store.replica import Replica
from checkin.texts import Texts

ENOUGH_BYTES = 500_000_000  # a congress takes a tenth of it
BUILT = datetime(2026, 1, 1, tzinfo=UTC)  # no desk of this version can live earlier
PLAYERS = ("paplay", "pw-play", "aplay", "afplay")
SOUNDS = Path(__file__).parent.parent / "resources" / "sounds"
LETTERS = (
    "AĄBCĆDEĘFGHIJKLŁMNŃOÓPRSŚTUWYZŹŻaąbcćdeęfghijklłmnńoóprsśtuwyzźż0123456789„”–ЄІЇҐабвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        check: its stable word, for scripts.
        title: its name, for people.
        ok: nothing here keeps the desk from its work.
        detail: what was found.
        advice: what to do; "" where there is nothing to do.
    """

    check: str
    title: str
    ok: bool
    detail: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is looked at.

    Attributes:
        folder: the desk's folder; need not exist.
        window_missing: key of the sentence that says why no window can open here, or "".
        printers: names of the system's printers.
    """

    folder: Path
    clock: Clock
    texts: Texts
    window_missing: Callable[[], str]
    printers: Callable[[], list[str]]


# Whether all is well, what was found, what to do.
Answer = tuple[bool, str, str]


def examine(surroundings: Surroundings) -> Iterator[Finding]:
    """Look at everything in turn; a failure is a finding, never an exception."""
    texts = surroundings.texts
    for check, look in CHECKS:
        try:
            ok, detail, advice = look(surroundings)
        except CheckinError as error:
            ok, detail, advice = False, texts.error(error), ""
        except OSError as error:
            ok, detail, advice = False, texts("doctor.system", detail=error.strerror or type(error).__name__), ""
        yield Finding(check, texts(f"doctor.{check}"), ok, detail, advice)


def _program(at: Surroundings) -> Answer:
    python = platform.python_version()
    return (
        True,
        at.texts("doctor.program.is", version=__version__, python=python, system=platform.platform(terse=True)),
        "",
    )


def _folder(at: Surroundings) -> Answer:
    if not at.folder.exists():
        return True, at.texts("doctor.folder.new", folder=at.folder), ""
    if not os.access(at.folder, os.R_OK | os.W_OK | os.X_OK):
        return False, at.texts("doctor.folder.closed", folder=at.folder), at.texts("doctor.folder.closed.advice")
    return True, str(at.folder), ""


def _disk(at: Surroundings) -> Answer:
    existing = next(folder for folder in (at.folder.absolute(), *at.folder.absolute().parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    detail = at.texts("doctor.disk.free", gigabytes=f"{free / 1e9:.1f}")
    return (True, detail, "") if free >= ENOUGH_BYTES else (False, detail, at.texts("doctor.disk.advice"))


def _key(at: Surroundings) -> Answer:
    if (at.folder / KEY_FILE).exists():
        replica_key(at.folder, headless=True)
        return True, at.texts("doctor.key.file", file=KEY_FILE), at.texts("doctor.key.file.advice")
    if (at.folder / NAME_FILE).exists():
        replica_key(at.folder, headless=True)
        return True, at.texts("doctor.key.keyring"), ""
    return True, at.texts("doctor.key.new"), ""


def _replica(at: Surroundings) -> Answer:
    if not (at.folder / FILE).exists():
        return True, at.texts("doctor.replica.new"), ""
    with _open(at) as desk:
        people = desk.queries.registration_count()
        scans = sum(tally.admitted + tally.refused for tally in desk.queries.tallies().values())
    return True, at.texts("doctor.replica.holds", people=people, scans=scans), ""


def _event(at: Surroundings) -> Answer:
    if not (at.folder / FILE).exists():
        return False, at.texts("doctor.event.none"), at.texts("doctor.event.advice")
    with _open(at) as desk:
        event = desk.event
    if event is None:
        return False, at.texts("doctor.event.none"), at.texts("doctor.event.advice")
    return True, at.texts("doctor.event.is", title=event.title, starts=event.starts, ends=event.ends), ""


def _open(at: Surroundings) -> Desk:
    """The desk of the folder, whose replica exists."""
    return assemble(at.folder, Replica.open(at.folder, replica_key(at.folder, headless=True)), at.clock, None)


def _window(at: Surroundings) -> Answer:
    return True, at.texts("doctor.window.open" if _window_is_open(at) else "doctor.window.closed"), ""


def _window_is_open(at: Surroundings) -> bool:
    if not at.folder.is_dir():
        return False
    try:
        window_lock(at.folder).release()
    except EnvironmentProblem as problem:
        if problem.key != "desk.already_open":
            raise
        return True
    return False


def _clock(at: Surroundings) -> Answer:
    """Time zones known, and a moment that can be: not before this version, not before the desk's last work."""
    now = at.clock.now()
    known_past = max([BUILT, *_last_work(at)])
    local = now.astimezone(ZoneInfo("Europe/Warsaw"))
    detail = at.texts("doctor.clock.is", moment=f"{local:%Y-%m-%d %H:%M}")
    return (True, detail, "") if now >= known_past else (False, detail, at.texts("doctor.clock.advice"))


def _last_work(at: Surroundings) -> list[datetime]:
    if not (at.folder / FILE).exists():
        return []
    with _open(at) as desk:
        return [scan.entry.at for scan in desk.queries.recent(1, desk.id)]


def _camera(at: Surroundings) -> Answer:
    """Whether the desk's camera gives a picture; an open window has it already."""
    source = settings.load(at.folder).camera
    if not source:
        return True, at.texts("doctor.camera.none"), ""
    if _window_is_open(at):
        return True, at.texts("doctor.camera.in_use"), ""
    try:
        check_source(source)
    except CheckinError as problem:
        advice = "doctor.camera.closed.advice" if _is_closed(source) else "doctor.camera.advice"
        return False, at.texts.error(problem), at.texts(advice)
    return True, at.texts("doctor.camera.there"), ""


def _is_closed(source: str) -> bool:
    """A camera that is there, and that the system does not let us use."""
    device = Path(f"/dev/video{source}")
    return source.isdecimal() and device.exists() and not os.access(device, os.R_OK | os.W_OK)


def _display(at: Surroundings) -> Answer:
    missing = at.window_missing()
    if missing:
        return False, at.texts(missing), at.texts("doctor.display.advice")
    return True, at.texts("doctor.display.there"), ""


def _printers(at: Surroundings) -> Answer:
    names = at.printers()
    if not names:
        return True, at.texts("doctor.printers.none"), at.texts("doctor.printers.advice")
    return True, ", ".join(names), ""


def _fonts(at: Surroundings) -> Answer:
    lost = [name for name in WEIGHTS.values() if not (FONTS / f"{name}.ttf").is_file()]
    if lost:
        return False, at.texts("doctor.fonts.lost", names=", ".join(lost)), at.texts("doctor.reinstall")
    missing = "".join(lato(weight).missing(LETTERS) for weight in WEIGHTS)
    if missing:
        return False, at.texts("doctor.fonts.letters", letters=missing), at.texts("doctor.reinstall")
    return True, at.texts("doctor.fonts.there"), ""


def _sound(at: Surroundings) -> Answer:
    if not any(SOUNDS.glob("*.wav")):
        return False, at.texts("doctor.sound.lost"), at.texts("doctor.reinstall")
    if sys.platform == "linux" and not any(map(shutil.which, PLAYERS)):
        return True, at.texts("doctor.sound.none"), at.texts("doctor.sound.advice")
    return True, at.texts("doctor.sound.there"), ""


CHECKS: tuple[tuple[str, Callable[[Surroundings], Answer]], ...] = (
    ("program", _program),
    ("folder", _folder),
    ("disk", _disk),
    ("key", _key),
    ("replica", _replica),
    ("event", _event),
    ("window", _window),
    ("clock", _clock),
    ("camera", _camera),
    ("display", _display),
    ("printers", _printers),
    ("fonts", _fonts),
    ("sound", _sound),
)
