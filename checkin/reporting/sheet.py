"""A report before it is a file: headings and rows, whatever the format will be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

Cell = str | int | datetime | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `width` in letters; one that is not `on_paper` is for machines and left out of a PDF."""

    heading: str
    width: int
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report.

    Attributes:
        rows: read once; moments are aware, in the event's timezone.
        about: sentences on where it comes from: the event, when, by whom, which part.
        grouped: rows whose first cells are equal belong together; paper says that cell once above them.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterator[Row]
    about: tuple[str, ...]
    grouped: bool = False
