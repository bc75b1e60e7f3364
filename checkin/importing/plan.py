"""What an import would do, worked out before anything is written.

A row is matched with what the desk knows by its ticket, then by the identifier of the system it comes
from, then by name, organisation, powiat and voivodeship (`checkin.importing.matching`). An e-mail is
never a key, as offices share one. What a row leaves blank stays as the desk knows it; a dash takes it away.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from checkin.clock import Clock
from checkin.importing import names
from checkin.importing.fields import Field
from checkin.importing.importer import Row, Table
from checkin.importing.mapping import Columns, find_columns
from checkin.importing.matching import KnownRegistrations, Matcher
from checkin.importing.reading import Draft, Fault, RejectReason, RowReader
from checkin.model.event import Event
from checkin.store.import_rows import ImportRow

_NAMES_LOOKED_AT = 300

BetweenRows = Callable[[int], None]
"""Told after each row how many are read: the place to show progress, to let a scan go first, or to stop by raising."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not imported.

    Attributes:
        row: 1-based number of the row in its file.
        field: which column is at fault, None where it is the whole row.
        params: what the sentence `import.reject.<reason>` names.
        cells: the row as it stands in the file.
    """

    row: int
    reason: RejectReason
    field: Field | None
    params: Mapping[str, object]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be imported, and what would not.

    Attributes:
        new, updated: the rows to write, in the order of the file.
        unchanged: rows that say what the desk knows already.
        without_category: new people whose row names no category; they got the event's first one.
    """

    table: Table
    columns: Columns
    new: tuple[ImportRow, ...]
    updated: tuple[ImportRow, ...]
    unchanged: int
    rejected: tuple[Rejected, ...]
    without_category: int

    @property
    def read(self) -> int:
        """Rows with anything in them, below the headings."""
        return len(self.new) + len(self.updated) + self.unchanged + len(self.rejected)


def plan(
    table: Table,
    known: KnownRegistrations,
    event: Event,
    clock: Clock,
    overrides: Mapping[Field, str] | None = None,
    between_rows: BetweenRows | None = None,
) -> Plan:
    """Work out what an import of the table would do.

    Args:
        overrides: headings to be read as these fields, see `checkin.importing.mapping.parse_overrides`.

    Raises:
        InputProblem: the table has no headings that tell of names, or breaks off.
    """
    columns = find_columns(table, overrides)
    reader = RowReader(event, columns, _order(table, columns))
    with collector_paused():
        planner = _Planner(columns, reader, Matcher(known, event, clock))
        for read, (number, cells) in enumerate(_data_rows(table, columns), 1):
            planner.take(number, cells)
            if between_rows:
                between_rows(read)
    return planner.plan(table)


class _Planner:
    """Takes the rows one by one and sorts them."""

    def __init__(self, columns: Columns, reader: RowReader, matcher: Matcher) -> None:
        self._columns = columns
        self._reader = reader
        self._matcher = matcher
        self._new: list[ImportRow] = []
        self._updated: list[ImportRow] = []
        self._rejected: list[Rejected] = []
        self._unchanged = 0
        self._without_category = 0

    def take(self, number: int, cells: list[str]) -> None:
        try:
            self._place(number, self._reader.read(cells))
        except Fault as fault:
            heading = self._columns.heading(fault.field) if fault.field else ""
            params = {"heading": heading or fault.field or "", **fault.params}
            self._rejected.append(Rejected(number, fault.reason, fault.field, params, tuple(cells)))

    def _place(self, number: int, draft: Draft) -> None:
        known = self._matcher.find(draft)
        if known is None:
            named = "category" in draft.values
            self._new.append(self._matcher.add(number, draft))
            self._without_category += not named
        elif (row := self._matcher.correct(number, known, draft)) is not None:
            self._updated.append(row)
        else:
            self._unchanged += 1

    def plan(self, table: Table) -> Plan:
        return Plan(
            table=table,
            columns=self._columns,
            new=tuple(self._new),
            updated=tuple(self._updated),
            unchanged=self._unchanged,
            rejected=tuple(self._rejected),
            without_category=self._without_category,
        )


@contextmanager
def collector_paused() -> Generator[None]:
    """Hundreds of thousands of values stay, none in a cycle: searching them over and over finds nothing."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def _data_rows(table: Table, columns: Columns) -> Iterator[Row]:
    """The rows below the headings, without blank ones and without headings repeated on every page."""
    headings = list(columns.headings)
    for number, cells in table.rows():
        if number > columns.header_row and cells != headings and any(map(str.strip, cells)):
            yield number, cells


def _order(table: Table, columns: Columns) -> names.Order:
    if Field.NAME not in columns.positions:
        return names.Order.FIRST_LAST
    position = columns.positions[Field.NAME]
    rows: Iterable[Row] = islice(_data_rows(table, columns), _NAMES_LOOKED_AT)
    return names.order_of(columns.heading(Field.NAME), (cells[position] for _, cells in rows if position < len(cells)))
