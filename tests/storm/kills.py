"""kill -9 at any moment: of a desk that answers, and of one that imports."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from uuid import UUID

from checkin.clock import Clock
from checkin.demo.lists import the_congress, write_plain
from checkin.demo.people import invent
from checkin.desk.admission import admit
from checkin.desk.desk import open_desk
from checkin.model.entry import EntryKind
from tests.builders import at
from tests.cli.calls import EVENT, call, start
from tests.storm.desks import ENTRANCE, SCAN, Ledger, answered, codes_of_the_congress, feed, hang_up, ledger

MOST_ANSWERS = 120  # before a kill

Door = Callable[[Path], AbstractContextManager[None]]


@dataclass
class Toll:
    """What a storm of kills cost. `told` are the entries that were acknowledged."""

    kills: int = 0
    told: list[UUID] = field(default_factory=list[UUID])
    lost: int = 0
    doubled: int = 0
    unsound: int = 0

    def __str__(self) -> str:
        return (
            f"kills {self.kills}, acknowledged {len(self.told)}, lost {self.lost}, doubled {self.doubled}, "
            f"counts that disagree {self.unsound}"
        )


def kill_scans(folder: Path, kills: int, seed: int) -> Toll:
    """Kill a scanning process again and again at moments of a seed, and look at the journal after each."""
    chance = random.Random(seed)
    codes = codes_of_the_congress()
    toll = Toll()
    while toll.kills < kills:
        chance.shuffle(codes)
        toll.told += _answers_until_killed(folder, codes, chance)
        toll.kills += 1
        found = ledger(folder)
        toll.lost += found.lost(toll.told)
        toll.doubled += found.doubled
        toll.unsound += not found.sound
    return toll


def _answers_until_killed(folder: Path, codes: list[str], chance: random.Random) -> list[UUID]:
    """Now and then the process is killed before it says anything, else after some answers and a moment."""
    with start(folder, *SCAN) as process:
        feeder = feed(process, codes)
        assert process.stdout
        lines: list[str] = []
        if chance.random() < 0.1:
            time.sleep(chance.uniform(0, 0.6))
        else:
            lines = [process.stdout.readline() for _ in range(chance.randint(1, MOST_ANSWERS))]
            time.sleep(chance.uniform(0, 0.008))
        process.kill()
        lines += process.stdout.readlines()
        hang_up(process, feeder)
    return answered(lines)


@dataclass
class ImportToll:
    """How killed imports were found: whole, not begun, or, which must not be, anything between."""

    kills: int = 0
    whole: int = 0
    nothing: int = 0
    between: int = 0

    def __str__(self) -> str:
        return f"kills {self.kills}, whole {self.whole}, nothing {self.nothing}, between {self.between}"


def kill_imports(folder: Path, people: int, kills: int, seed: int) -> ImportToll:
    """Kill the import of a list at moments spread over its whole time, each time into a desk without people.

    Every second one runs beside a door where people are scanned, and so takes the polite way.
    """
    event = the_congress()
    source = folder / "registrations.csv"
    write_plain(source, invent(event, people), event)
    empty = folder / "empty"
    assert call(empty, "event", "load", EVENT).code == 0
    ways = [(door, _seconds_of_import(empty, folder / door.__name__, source, door)) for door in (_quiet, _busy)]
    chance = random.Random(seed)
    toll = ImportToll()
    while toll.kills < kills:
        door, whole_time = ways[toll.kills % 2]
        share = (toll.kills + chance.random()) / kills
        desk = shutil.copytree(empty, folder / "killed")
        with door(desk), start(desk, "import", source) as process:
            time.sleep(whole_time * share)
            process.kill()
        toll.kills += 1
        _look(desk, people, toll)
        shutil.rmtree(desk)
    return toll


def _seconds_of_import(empty: Path, folder: Path, source: Path, door: Door) -> float:
    began = time.monotonic()
    with door(shutil.copytree(empty, folder)):
        assert call(folder, "import", source).code == 0
    return time.monotonic() - began


@contextmanager
def _quiet(folder: Path) -> Generator[None]:
    yield


@contextmanager
def _busy(folder: Path) -> Generator[None]:
    """Somebody without a ticket tries every few milliseconds."""
    over = Event()

    def scan() -> None:
        with open_desk(folder, Clock(at(9)), headless=True) as desk:
            while not over.wait(0.02):
                admit(desk, "OBCY-1", ENTRANCE)

    scanning = Thread(target=scan)
    scanning.start()
    try:
        yield
    finally:
        over.set()
        scanning.join()


def _look(folder: Path, people: int, toll: ImportToll) -> None:
    """Count what opening the replica makes of a killed import: people, tickets, the journal's fact, search."""
    with open_desk(folder, Clock(at(9)), headless=True) as desk:
        found = (
            desk.queries.registration_count(),
            len(desk.queries.tickets()),
            sum(entry.kind is EntryKind.IMPORTED for entry in desk.queries.entries()),
        )
        anybody = bool(desk.search.find("urząd"))
    toll.whole += found == (people, people, 1) and anybody
    toll.nothing += found == (0, 0, 0) and not anybody
    toll.between = toll.kills - toll.whole - toll.nothing


def sound(found: Ledger, told: list[UUID]) -> bool:
    """Whether all that was told is kept once, and everything counted agrees."""
    return found.sound and not found.lost(told) and not found.doubled
