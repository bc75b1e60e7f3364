"""A scan against a bare durable insert, at 100,000 registrations and 100,000 entries: alone, and beside an import.

Scans and inserts take turns: one after another, and at the pace of a busy door. The bare file is a copy of the
replica, with its rows, indexes and settings, and is written by nobody else; an insert is one row of the journal in a
transaction of its own. Beside an import both feel the same busy machine.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count, cycle, islice, takewhile
from pathlib import Path
from uuid import uuid4

from checkin.clock import Clock
from checkin.demo.ingredients import RESOURCES
from checkin.demo.lists import the_congress, write_plain
from checkin.demo.people import invent
from checkin.desk.admission import admit
from checkin.desk.desk import Desk, open_desk
from checkin.desk.programme import load_event
from checkin.importing.apply import apply
from checkin.importing.plan import plan
from checkin.importing.table import read_table
from checkin.model.entry import Entry, EntryKind
from checkin.model.event import Event
from checkin.store import engine
from checkin.store.key import replica_key

PEOPLE = ENTRIES = 100_000
ALONE = 400
ONE_AFTER_ANOTHER = 3000
BESIDE = 8000  # enough to reach the writing, though planning gives way to every one of them
PAUSE = 0.05  # seconds between two scans at a busy door
_SWITCH_SECONDS = 0.0005  # as main.py sets it

_INSERT = """INSERT INTO entry (id, kind, at, offset, desk, sequence, operator, registration, checkpoint, reason,
again, attention, code_digest, code_length, why, corrected)
VALUES (?, ?, ?, 0, ?, ?, '', ?, 'wejscie-1', 'ok', 0, 0, '', 0, '', ?)"""

Figure = tuple[str, float, str]
Pair = tuple[float, float]


def run() -> list[Figure]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _figures(Path(folder), the_congress())
    finally:
        sys.setswitchinterval(before)


def _figures(folder: Path, event: Event) -> list[Figure]:
    clock = Clock(datetime.fromisoformat("2026-05-19T08:30+02:00"))
    lists = [folder / f"{name}.csv" for name in ("first", "second", "third")]
    people = invent(event, len(lists) * PEOPLE)
    for path in lists:
        write_plain(path, islice(people, PEOPLE), event)
    with open_desk(folder / "desk", clock, headless=True) as desk:
        load_event(desk, RESOURCES / "kongres.toml")
        _import(desk, event, lists[0])
        _fill(desk)
        codes = cycle([one.ticket for one in desk.queries.registrations()][::7])
        door = event.checkpoints[0].key
        bare = _Bare(desk, folder / "bare")
        hurried, paced = (_pairs(lambda: admit(desk, next(codes), door), bare, pause=pause) for pause in (0, PAUSE))
        alone_hurried = list(islice(hurried, ONE_AFTER_ANOTHER))
        alone = list(islice(paced, ALONE))
        beside_hurried = _beside(islice(hurried, BESIDE), lambda: _import(desk, event, lists[1]))
        beside = _beside(paced, lambda: _import(desk, event, lists[2]))
        bare.close()
    return [
        *_told("alone, one after another", alone_hurried),
        *_told("alone, after a rest", alone),
        *_told("beside an import, one after another", beside_hurried),
        *_told("beside an import, after a rest", beside),
    ]


def _import(desk: Desk, event: Event, path: Path) -> None:
    """As the window does it: planning gives way after each row."""
    give_way = desk.replica.give_way
    made = plan(read_table(path), desk.queries, event, desk.clock, between_rows=lambda _: give_way())
    assert apply(desk.replica, made, desk.clock, desk.id).new == PEOPLE


def _fill(desk: Desk) -> None:
    """Another desk's refusals: they fill the journal as admissions would, and leave everybody outside."""
    other, at = uuid4(), desk.clock.now()
    for start in range(1, ENTRIES + 1, 5000):
        with desk.replica.writing() as writing:
            writing.append(
                *(
                    Entry(uuid4(), EntryKind.REFUSED, at, timedelta(0), other, sequence, checkpoint="elsewhere")
                    for sequence in range(start, start + 5000)
                )
            )


class _Bare:
    """A copy of the replica into which the journal's rows are written bare."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        folder.mkdir()
        key = replica_key(desk.folder, headless=True)
        with closing(engine.connect_writer(desk.folder / engine.FILE, key)) as source:
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        shutil.copy(desk.folder / engine.FILE, folder)
        self._connection = engine.connect_writer(folder / engine.FILE, key)
        self._people = cycle(self._connection.execute("SELECT id FROM registration").fetchmany(PEOPLE)[::7])
        self._clock = desk.clock
        self._desk = uuid4().bytes
        self._sequences = count(1)

    def insert(self) -> None:
        now = time.time_ns() // 1000
        [person] = next(self._people)
        row = (self._clock.new_id().bytes, "admitted", now, self._desk, next(self._sequences), person, now)
        self._connection.execute(_INSERT, row)

    def close(self) -> None:
        self._connection.close()


def _pairs(scan: Callable[[], object], bare: _Bare, *, pause: float) -> Iterator[Pair]:
    """Seconds of a scan and of a bare insert, each on disk and after the same rest: a processor wakes slowly."""
    while True:
        yield _timed(scan, pause / 2), _timed(bare.insert, pause / 2)


def _timed(action: Callable[[], object], rest: float) -> float:
    time.sleep(rest)
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _beside(pairs: Iterator[Pair], work: Callable[[], None]) -> list[Pair]:
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(work)
        found = list(takewhile(lambda _: not running.done(), pairs))
        running.result()
    return found


def _told(when: str, pairs: Sequence[Pair]) -> list[Figure]:
    scans, bare = (sorted(1000 * seconds for seconds in side) for side in zip(*pairs, strict=True))
    figures: list[Figure] = []
    for name, share, target in (("p50", 0.5, 1.0), ("p99", 0.99, 5.0)):
        scan, insert = (side[int(share * (len(side) - 1))] for side in (scans, bare))
        told = f"ms above a bare insert, target <= {target:.0f}; {scan:.2f} against {insert:.2f} ms, {len(pairs)} pairs"
        figures.append((f"scan {when}, {name}", scan - insert, told))
    return figures
