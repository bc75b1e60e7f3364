"""What an importer is: the bytes of one file in, rows of text out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

Row = tuple[int, list[str]]
"""The 1-based number that a spreadsheet shows beside the row, and the row's cells as they stand."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, title rows included; blank ones may be left out.

    Attributes:
        rows: starts again from the first row at every call; raises InputProblem where the file breaks off.
        format: "csv" or "xlsx".
        encoding: how the text was encoded, a Python codec's name; "" for a spreadsheet.
        separator: between the cells of a text file; "" for a spreadsheet.
        sheet: name of the sheet that was chosen; "" for a text file.
    """

    rows: Callable[[], Iterator[Row]]
    format: str
    encoding: str = ""
    separator: str = ""
    sheet: str = ""


class Importer(Protocol):
    """Reads one format; a new one is one more file and one more line in `checkin.importing.table.IMPORTERS`."""

    def recognises(self, content: bytes) -> bool:
        """Whether the content, never the file's name, is of this format."""
        ...

    def read(self, content: bytes) -> Table:
        """The table in it; InputProblem where it is damaged or no table."""
        ...


def looks_tabular(rows: list[list[str]]) -> int:
    """How much the first rows of something look like one table: equal widths count, wide ones more."""
    widths = [sum(1 for cell in row if cell.strip()) for row in rows]
    usual = max(set(widths), key=lambda width: (widths.count(width) * (width - 1), width), default=0)
    return widths.count(usual) * (usual - 1)
