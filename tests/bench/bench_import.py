"""An import of 100,000 rows against writing the same rows bare: one transaction, same schema, same kind of file."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from checkin.clock import Clock
from checkin.demo.lists import the_congress, write_plain
from checkin.demo.people import invent
from checkin.desk.desk import Desk, open_desk
from checkin.importing.apply import apply
from checkin.importing.plan import Plan, plan
from checkin.importing.table import read_table
from checkin.model.event import Event
from checkin.store import engine
from checkin.store.columns import to_microseconds
from checkin.store.index import NUMBER_BITS
from checkin.store.key import replica_key
from checkin.store.rows import folded_ticket, registration_row

PEOPLE = 100_000
ROUNDS = 3

Figure = tuple[str, float, str]


def run() -> list[Figure]:
    event = the_congress()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "registrations.csv"
        write_plain(source, invent(event, PEOPLE), event)
        pairs = [_pair(Path(folder), source, event, number) for number in range(ROUNDS)]
    (planned, applied), bare = sorted(pairs, key=lambda pair: sum(pair[0]) / pair[1])[ROUNDS // 2]
    return [
        (
            "import of 100,000 rows / bare",
            (planned + applied) / bare,
            f"plan {planned:.2f} s + apply {applied:.2f} s against {bare:.2f} s bare; the middle of {ROUNDS} pairs",
        )
    ]


def _pair(folder: Path, source: Path, event: Event, number: int) -> tuple[tuple[float, float], float]:
    """Import into one new replica, then write what it planned bare into another."""
    gc.collect()
    with _new_desk(folder / f"imported-{number}") as desk:
        planned, made = _timed(lambda: plan(read_table(source), desk.queries, event, desk.clock))
        applied, summary = _timed(lambda: apply(desk.replica, made, desk.clock, desk.id))
        assert summary.new == PEOPLE
    rows = _bare_rows(made)
    gc.collect()
    target = folder / f"bare-{number}"
    _new_desk(target).close()
    bare, _ = _timed(lambda: _write_bare(target, rows))
    return (planned, applied), bare


def _new_desk(folder: Path) -> Desk:
    return open_desk(folder, Clock(), headless=True)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _bare_rows(made: Plan) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table, ready to be written, each table's in the order that suits it best."""
    registrations, tickets, bookings, search = [], [], [], []
    for number, (one, booked) in enumerate(((row.registration, row.bookings) for row in made.new), 1):
        columns = {"number": number, **{name: _stored(value) for name, value in registration_row(one).items()}}
        registrations.append(tuple(columns.values()))
        tickets.append((one.ticket, folded_ticket(one.ticket), one.id.bytes, False, 0))
        bookings.extend((one.id.bytes, checkpoint) for checkpoint in booked)
        search.append((columns["name_key"] << NUMBER_BITS | number, columns["words"]))
    return {
        f"registration ({', '.join(columns)})": registrations,
        "ticket (code, folded, registration, blocked, issued_at)": sorted(tickets),
        "booking (registration, checkpoint)": sorted(bookings),
        "search (rowid, words)": sorted(search),
    }


def _stored(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.bytes
    return to_microseconds(value) if isinstance(value, datetime) else value


def _write_bare(folder: Path, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    """One transaction on the settings of the replica's own writer."""
    connection = engine.connect_writer(folder / engine.FILE, replica_key(folder, headless=True))
    connection.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values[0]))})", values)
    connection.execute("COMMIT")
    connection.close()
