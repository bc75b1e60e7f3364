"""Which row holds the headings, and which column holds which field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from checkin.errors import InputProblem
from checkin.importing.fields import Field, fold_heading, recognise
from checkin.importing.importer import Row, Table

_SEARCHED_ROWS = 40
_SHOWN_HEADINGS = 30
_SHOWN_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the table's fields are.

    Attributes:
        header_row: 1-based number of the row with the headings.
        headings: as they stand in it.
        positions: 0-based column of each field found.
        unused: headings that mean nothing to us, in their order.
    """

    header_row: int
    headings: tuple[str, ...]
    positions: dict[Field, int]
    unused: tuple[str, ...]

    def heading(self, field: Field) -> str:
        """How the file itself calls a field; "" where it has none."""
        return self.headings[self.positions[field]].strip() if field in self.positions else ""


def parse_overrides(given: Iterable[str]) -> dict[Field, str]:
    """The ``FIELD=HEADING`` of the command line.

    Raises:
        InputProblem: no equals sign, or no such field; it lists the fields there are.
    """
    overrides: dict[Field, str] = {}
    for text in given:
        name, equals, heading = text.partition("=")
        if not equals or not heading.strip():
            raise InputProblem("import.map_form", given=text)
        try:
            overrides[Field(name.strip().lower())] = heading.strip()
        except ValueError as error:
            raise InputProblem("import.map_field", field=name.strip(), fields=", ".join(Field)) from error
    return overrides


def find_columns(table: Table, overrides: Mapping[Field, str] | None = None) -> Columns:
    """Find the headings of a table, below any title rows.

    Args:
        overrides: headings that are to be read as these fields, whatever they are called.

    Raises:
        InputProblem: no heading tells of a name, or an override names no heading; it lists those found.
    """
    wanted = {fold_heading(heading): field for field, heading in (overrides or {}).items()}
    head = [row for row in islice(table.rows(), _SEARCHED_ROWS) if any(cell.strip() for cell in row[1])]
    if not head:
        raise InputProblem("import.no_rows")
    best = max((_read(row, wanted) for row in head), key=lambda columns: _sureness(columns, wanted))
    if not best.positions:
        best = _read(_widest(head), wanted)
    missing = set(wanted.values()) - set(best.positions)
    if missing:
        heading = next(heading for field, heading in (overrides or {}).items() if field in missing)
        raise InputProblem("import.map_heading", heading=heading, headings=_listed(best.headings))
    if not best.positions.keys() & {Field.NAME, Field.LAST_NAME}:
        raise InputProblem("import.no_name", headings=_listed(best.headings))
    return best


def _read(row: Row, wanted: Mapping[str, Field]) -> Columns:
    """The row taken as headings: overrides first, then the surest alias of each field, then the leftmost."""
    number, cells = row
    positions: dict[Field, int] = {}
    ranks: dict[Field, int] = {}
    for position, field, rank in _meanings(cells, wanted):
        if rank < ranks.get(field, 1_000_000):
            positions[field], ranks[field] = position, rank
    used = set(positions.values())
    unused = tuple(cell.strip() for position, cell in enumerate(cells) if position not in used and cell.strip())
    return Columns(number, tuple(cells), positions, unused)


def _meanings(cells: Sequence[str], wanted: Mapping[str, Field]) -> Iterator[tuple[int, Field, int]]:
    for position, cell in enumerate(cells):
        override = wanted.get(fold_heading(cell))
        found = (override, -1) if override else recognise(cell)
        if found and (override or found[0] not in wanted.values()):
            yield position, found[0], found[1]


def _sureness(columns: Columns, wanted: Mapping[str, Field]) -> tuple[int, bool, int]:
    named = bool(columns.positions.keys() & {Field.NAME, Field.LAST_NAME})
    return len(columns.positions.keys() & set(wanted.values())), named, len(columns.positions)


def _widest(rows: Iterable[Row]) -> Row:
    return max(rows, key=lambda row: sum(1 for cell in row[1] if cell.strip()))


def _listed(headings: Iterable[str]) -> str:
    """Headings in quotation marks, no more of them and no longer than a person reads."""
    shown = [" ".join(heading.split())[:_SHOWN_LETTERS] for heading in headings if heading.strip()]
    more = " ..." if len(shown) > _SHOWN_HEADINGS else ""
    return ", ".join(f"„{heading}”" for heading in shown[:_SHOWN_HEADINGS]) + more
