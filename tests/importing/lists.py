"""Registration lists as files, and a desk's memory without a disk."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from uuid import UUID

import xlsxwriter

from checkin.importing.delimited import Delimited
from checkin.importing.importer import Table
from checkin.importing.plan import Plan, plan
from checkin.importing.table import read_table
from checkin.model.event import Event
from checkin.model.registration import Registration
from tests.builders import a_clock, an_event

Cells = Sequence[str]


def delimited(rows: Iterable[Cells], separator: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def workbook(rows: Iterable[Cells]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Lista")
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, cell)
    return content.getvalue()


def table_of(folder: Path, content: bytes, name: str = "lista.csv") -> Table:
    path = folder / name
    path.write_bytes(content)
    return read_table(path)


def cells_of(table: Table) -> list[list[str]]:
    """The rows with anything in them, without blank cells at their ends."""
    rows = [_trimmed(cells) for _, cells in table.rows()]
    return [cells for cells in rows if cells]


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


class Memory:
    """What a desk knows, taken over from plans."""

    def __init__(self, *plans: Plan) -> None:
        self._registrations: dict[UUID, Registration] = {}
        self._bookings: dict[UUID, tuple[str, ...]] = {}
        self.others: dict[str, UUID] = {}
        for made in plans:
            self.take(made)

    def take(self, made: Plan) -> None:
        for row in (*made.new, *made.updated):
            self._registrations[row.registration.id] = row.registration
            self._bookings[row.registration.id] = row.bookings

    def registrations(self) -> Iterator[Registration]:
        return iter(self._registrations.values())

    def bookings(self) -> dict[UUID, tuple[str, ...]]:
        return self._bookings

    def tickets(self) -> dict[str, UUID]:
        return {one.ticket: one.id for one in self._registrations.values()} | self.others


def planned(rows: Iterable[Cells], known: Memory | None = None, event: Event | None = None) -> Plan:
    """The plan for rows of cells, headings first, at the small congress."""
    table = Delimited().read(delimited(rows))
    return plan(table, known or Memory(), event or an_event(), a_clock())
