"""The desks that the storms are let loose on: a real folder, real verbs, and its journal looked at afterwards."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from threading import Thread
from typing import IO
from uuid import UUID

from checkin.clock import Clock
from checkin.desk.desk import open_desk
from checkin.model.entry import EntryKind
from checkin.store.queries import Tally
from tests.builders import at
from tests.cli.calls import EVENT, PEOPLE, call
from tests.recount import recounted

ENTRANCE = "wejscie-1"
SCAN = ("--json", "scan", "--at", ENTRANCE, "-")


def storm_size(full: int) -> int:
    """How often a storm strikes; `OBECNI_STORM` asks for another number than the full one."""
    return int(os.environ.get("OBECNI_STORM") or full)


def a_congress(folder: Path) -> Path:
    """The desk's folder with the Congress and its 420 people, as the verbs make it."""
    for verb in (("event", "load", EVENT), ("import", PEOPLE)):
        answer = call(folder, *verb)
        assert answer.code == 0, answer
    return folder


def codes_of_the_congress() -> list[str]:
    """Everybody's ticket, and some that nobody has."""
    with PEOPLE.open(encoding="utf-8-sig", newline="") as file:
        issued = [row["Bilet"] for row in csv.DictReader(file)]
    return [*issued, *(f"OBCY-{number}" for number in range(40))]


def feed(process: Popen[str], codes: Sequence[str]) -> Thread:
    """Give a scanning process codes as fast as it takes them, round and round, until it is gone."""

    def write(stream: IO[str]) -> None:
        with suppress(OSError, ValueError):
            while True:
                stream.write("".join(f"{code}\n" for code in codes))

    assert process.stdin
    feeder = Thread(target=write, args=(process.stdin,), daemon=True)
    feeder.start()
    return feeder


def answered(lines: Collection[str]) -> list[UUID]:
    """The entries that whole lines of a scanning process acknowledge; one that was cut off acknowledges nothing."""
    return [UUID(json.loads(line)["entry"]) for line in lines if line.endswith("\n")]


def hang_up(process: Popen[str], feeder: Thread) -> None:
    """Wait for a process that ends, and let go of its streams."""
    process.wait(60)
    feeder.join()
    for stream in (process.stdin, process.stdout, process.stderr):
        with suppress(OSError):
            if stream:
                stream.close()


@dataclass(frozen=True, slots=True)
class Ledger:
    """A journal as it is found after a storm. `sound` says that everything counted from it agrees with it."""

    times: Counter[UUID]
    scans: int
    sound: bool

    def lost(self, told: Collection[UUID]) -> int:
        return sum(self.times[entry] == 0 for entry in told)

    @property
    def doubled(self) -> int:
        return sum(times > 1 for times in self.times.values())


def ledger(folder: Path) -> Ledger:
    """Open the replica as the next verb would, and read all of its journal."""
    with open_desk(folder, Clock(at(9)), headless=True) as desk:
        entries = list(desk.queries.entries())
        tallies = {door: tally for door, tally in desk.queries.tallies().items() if tally != Tally()}
    numbers: dict[UUID, list[int]] = defaultdict(list)
    for entry in entries:
        numbers[entry.desk].append(entry.sequence)
    gapless = all(sorted(own) == list(range(1, len(own) + 1)) for own in numbers.values())
    _, counted = recounted(entries)
    return Ledger(
        Counter(entry.id for entry in entries),
        sum(entry.kind in (EntryKind.ADMITTED, EntryKind.REFUSED) for entry in entries),
        gapless and tallies == {door: tally for door, tally in counted.items() if tally != Tally()},
    )
