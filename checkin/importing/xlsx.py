"""Excel workbooks, read row by row; whatever could blow up is looked at before openpyxl opens it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from checkin.errors import CheckinError, InputProblem
from checkin.importing.importer import Row, Table, looks_tabular

LARGEST_UNPACKED = 512 * 1024 * 1024
"""Bytes of all the parts of a workbook together."""

_DENSE = 300  # a sheet of text packs 10 to 60 times; only zeros or blanks pack much more
_DENSE_FROM = 64 * 1024 * 1024
_PARTS = 2_000
_LAST_ROW = 1_048_576  # Excel's own; a damaged file may name a row that takes forever to count up to
_SAMPLE_ROWS = 60
_ROWS_AT_ONCE = 500
_CHUNK = 1 << 20
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,100}?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})

Merge = tuple[int, int, int]
"""First row, last row, column of a cell merged downwards; all 1-based."""


class Xlsx:
    """The sheet that looks most like a table; formulas give the values that Excel saved with them."""

    def recognises(self, content: bytes) -> bool:
        return content.startswith(b"PK\x03\x04")

    def read(self, content: bytes) -> Table:
        try:
            _guard(content)
            return _open(content)
        except CheckinError:
            raise
        except Exception as error:  # openpyxl lets out whatever a damaged part makes it stumble over
            raise InputProblem("import.damaged_workbook") from error


def _guard(content: bytes) -> None:
    """Refuse archives that unpack beyond reason, other archives, and XML that defines entities."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        dense = unpacked > _DENSE_FROM and unpacked > packed * _DENSE
        if len(parts) > _PARTS or unpacked > LARGEST_UNPACKED or dense:
            raise InputProblem("import.unpacks_too_large", limit=LARGEST_UNPACKED // 2**20)
        if any(part.flag_bits & 1 for part in parts):
            raise InputProblem("import.locked_workbook")
        if not any(part.filename.startswith("xl/") for part in parts):
            raise InputProblem("import.other_archive")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                _refuse_entities(archive, part)


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """A document type may only stand before the root element, so reading stops there."""
    parser = expat.ParserCreate()
    begun: list[str] = []

    def refuse(*_: object) -> None:
        raise InputProblem("import.damaged_workbook")

    def begin(name: str, _: object) -> None:
        begun.append(name)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    with archive.open(part) as file:
        while not begun and (chunk := file.read(4096)):
            parser.Parse(chunk, False)


def _open(content: bytes) -> Table:
    with _quietly():
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    if not sheets:
        raise InputProblem("import.no_sheet")
    for sheet in sheets:
        sheet.reset_dimensions()  # what a sheet declares of its size may be missing or wrong
    sheet = max(sheets, key=_fitness)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        merges = _merges(archive, sheet)

    def rows() -> Iterator[Row]:
        try:
            yield from _fill(_rows(sheet), merges)
        except CheckinError:
            raise
        except Exception as error:  # as above, found only now because rows are read one by one
            raise InputProblem("import.damaged_workbook") from error

    return Table(rows, "xlsx", sheet=sheet.title)


def _fitness(sheet: ReadOnlyWorksheet) -> int:
    return looks_tabular([cells for _, cells in islice(_rows(sheet), _SAMPLE_ROWS)])


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[Row]:
    for number, values in enumerate(_values(sheet), 1):
        if number > _LAST_ROW:
            raise InputProblem("import.damaged_workbook")
        if values:
            yield number, [value if type(value) is str and value not in _ERRORS else _text(value) for value in values]


def _values(sheet: ReadOnlyWorksheet) -> Iterator[tuple[object, ...]]:
    rows = sheet.iter_rows(values_only=True)
    while True:
        with _quietly():  # closed before each yield, as it holds for the whole process
            some = list(islice(rows, _ROWS_AT_ONCE))
        if not some:
            return
        yield from some


@contextmanager
def _quietly() -> Generator[None]:
    """Without openpyxl's remarks on styles, extensions and odd dates."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _text(value: object) -> str:
    """A cell as a person reads it: whole numbers without a point, days without midnight."""
    match value:
        case None | str():  # the only text that comes here is an error of Excel's
            return ""
        case bool():
            return "tak" if value else "nie"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _merges(archive: zipfile.ZipFile, sheet: ReadOnlyWorksheet) -> list[Merge]:
    """Cells merged downwards; they stand after the rows, where the row by row reader never tells of them."""
    found: set[bytes] = set()
    with archive.open(sheet._worksheet_path) as file:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        tail = b""
        while chunk := file.read(_CHUNK):
            found.update(_MERGE.findall(tail + chunk))
            tail = chunk[-200:]
    areas = (range_boundaries(reference.decode()) for reference in found)
    return sorted((top, bottom, left) for left, top, _, bottom in areas if bottom > top)


def _fill(rows: Iterable[Row], merges: list[Merge]) -> Iterator[Row]:
    """Give each row what a merged cell above it says for it too."""
    waiting = iter(merges)
    upcoming = next(waiting, None)
    held: dict[int, tuple[int, str]] = {}  # column: last row of the merge, its text
    for number, cells in rows:
        for column, (last, text) in list(held.items()):
            if number > last:
                del held[column]
            elif cells and column <= len(cells) and not cells[column - 1]:
                cells[column - 1] = text
        while upcoming and upcoming[0] <= number:
            first, last, column = upcoming
            if first == number and column <= len(cells):
                held[column] = (last, cells[column - 1])
            upcoming = next(waiting, None)
        yield number, cells
