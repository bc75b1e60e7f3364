"""Search as you type among 100,000 people, fully ranked, against an unranked query of the bare index."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from checkin.clock import Clock
from checkin.demo.lists import the_congress
from checkin.demo.people import invent
from checkin.desk.desk import Desk, open_desk
from checkin.store import engine
from checkin.store.folding import fold_name
from checkin.store.import_rows import ImportRow
from checkin.store.index import EVERYWHERE
from checkin.store.key import replica_key

PEOPLE = 100_000
TYPED = 60  # names, letter by letter from the second on
COMMON = ("ko", "an", "ma", "kow", "now", "anna", "nowak", "nowak an", "an ko")
TARGET = 10  # ms

Figure = tuple[str, float, str]


def run() -> list[Figure]:
    event = the_congress()
    people = list(invent(event, PEOPLE))
    with tempfile.TemporaryDirectory() as folder, open_desk(Path(folder), Clock(), headless=True) as desk:
        with desk.replica.importing(desk.clock.now()) as staging:
            staging.stage(ImportRow(person.registration, person.bookings) for person in people)
            staging.accept()
            staging.apply()
        names = [person.registration.last_name for person in random.Random(1).sample(people, TYPED)]
        return _figures(desk, [*COMMON * 5, *(name[:end] for name in names for end in range(2, len(name) + 1))])


def _figures(desk: Desk, texts: list[str]) -> list[Figure]:
    path = desk.replica.folder / engine.FILE
    reader = engine.connect(path, replica_key(desk.replica.folder, headless=True), read_only=True)
    ours: list[float] = []
    bare: list[float] = []
    for text in texts:
        ours.append(_milliseconds(lambda text=text: desk.search.find(text)))
        query = _unranked(text)
        bare.append(_milliseconds(lambda query=query: reader.execute(_BARE, (query,)).fetchall()))
    reader.close()
    ratio = median(ours) / median(bare)
    p95 = sorted(ours)[int(0.95 * len(ours))]
    of = f"{len(texts)} texts from the second letter on, {PEOPLE} people"
    return [
        ("search p50 / unranked query", ratio, f"{median(ours):.2f} against {median(bare):.2f} ms; {of}"),
        ("search p95, ms", p95, f"target <= {TARGET}; the longest took {max(ours):.1f} ms"),
    ]


_BARE = "SELECT rowid FROM search WHERE search MATCH ? LIMIT 20"


def _unranked(text: str) -> str:
    words = fold_name(text).split()
    return " AND ".join("(" + " OR ".join(f'"{mark}{word}" *' for mark in EVERYWHERE) + ")" for word in words)


def _milliseconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - started)
