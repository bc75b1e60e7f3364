"""PDF: the report as a list to print, A4 lying, the same letters as the badges."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from checkin.badges.drawing import draw_line, set_stroke
from checkin.badges.fit import filled, shortened
from checkin.badges.fonts import lato, printable
from checkin.badges.layout import Line
from checkin.badges.template import POINT
from checkin.reporting.sheet import Cell, Column, Row, Sheet
from checkin.texts import Texts

# Millimetres, letters in points.
_WIDTH, _HEIGHT = 297.0, 210.0
_MARGIN = 14.0
_HEADINGS = 31.0  # baseline of the headings
_TOP = 35.0  # where rows begin
_BOTTOM = _HEIGHT - 16.0
_BETWEEN = 3.0  # columns
_SIZE = 8.5
_LINE = 3.9  # from line to line of a cell
_ROW_SPACE = 2.2
_GROUP = 9.0  # height of a group's heading
_MOST_LINES = 3

_TEXT, _MUTED, _RULE = "#16202A", "#55616E", "#D5DBE1"


@dataclass(frozen=True, slots=True)
class _Place:
    """A column on paper: which cell of a row, from where, how wide (mm)."""

    column: Column
    cell: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class _Row:
    """The lines of each cell, and the group that the row belongs to, "" for none."""

    cells: tuple[tuple[str, ...], ...]
    group: str

    @property
    def height(self) -> float:
        return max(map(len, self.cells)) * _LINE + _ROW_SPACE


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row at `y` mm from the top; `with_group` if its group is said above it."""

    row: _Row
    y: float
    with_group: bool


def write_pdf(sheet: Sheet, file: Path, texts: Texts) -> int:
    """Write the sheet's columns that are `on_paper` and return the number of rows."""
    places = _places(sheet)
    rows = [_row(sheet, places, cells) for cells in sheet.rows]
    pages = list(_pages(rows)) or [[]]
    packed = io.BytesIO()  # reportlab would leave its file open on a full disk
    canvas = Canvas(packed, (_WIDTH / POINT, _HEIGHT / POINT), initialFontName=lato(400).name)
    canvas.setTitle(sheet.title)
    canvas.setAuthor(sheet.about[0])
    canvas.setCreator("Obecni")
    for number, page in enumerate(pages, 1):
        _draw_frame(canvas, sheet, places, texts("report.page", number=number, pages=len(pages)))
        for placed in page:
            _draw_row(canvas, places, placed)
        if not rows:
            draw_line(canvas, _line(texts("report.empty"), _MARGIN, _TOP + _LINE, colour=_MUTED), _HEIGHT)
        canvas.showPage()
    canvas.save()
    file.write_bytes(packed.getvalue())
    return len(rows)


def _places(sheet: Sheet) -> list[_Place]:
    """The columns side by side, as wide as their letters ask for in proportion."""
    shown = [(number, column) for number, column in enumerate(sheet.columns) if column.on_paper]
    if sheet.grouped:
        shown = shown[1:]
    free = _WIDTH - 2 * _MARGIN - _BETWEEN * (len(shown) - 1)
    letter = free / sum(column.width for _, column in shown)
    places: list[_Place] = []
    x = _MARGIN
    for number, column in shown:
        places.append(_Place(column, number, x, column.width * letter))
        x += column.width * letter + _BETWEEN
    return places


def _row(sheet: Sheet, places: list[_Place], cells: Row) -> _Row:
    lines = tuple(_wrapped(_text(cells[place.cell]), place.width) for place in places)
    return _Row(lines, _text(cells[0]) if sheet.grouped else "")


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%d.%m.%Y %H:%M}"
    return printable(str("" if cell is None else cell))


def _wrapped(text: str, width: float) -> tuple[str, ...]:
    measure = lato(400).width
    limit = width / (_SIZE * POINT)
    if measure(text) <= limit:
        return (text,)
    lines = filled(text, measure, limit)
    if len(lines) <= _MOST_LINES:
        return lines
    return (*lines[: _MOST_LINES - 1], shortened(lines[_MOST_LINES - 1], measure, limit))


def _pages(rows: list[_Row]) -> Iterator[list[_Placed]]:
    """Rows from the top of each page down; a page begins by saying the group again."""
    page: list[_Placed] = []
    y = _TOP
    group = ""
    for row in rows:
        with_group = row.group != group or not page
        if page and y + row.height + (_GROUP if with_group else 0.0) > _BOTTOM:
            yield page
            page, y, with_group = [], _TOP, True
        with_group = with_group and bool(row.group)
        y += _GROUP if with_group else 0.0
        page.append(_Placed(row, y, with_group))
        y += row.height
        group = row.group
    if page:
        yield page


def _draw_frame(canvas: Canvas, sheet: Sheet, places: list[_Place], page: str) -> None:
    """What every page has: title, event, headings, and at the foot where it comes from."""
    draw_line(canvas, Line(sheet.title, _MARGIN, 17.5, 16, 800, _TEXT), _HEIGHT)
    draw_line(canvas, _line(printable(sheet.about[0]), _MARGIN, 22.5, colour=_MUTED), _HEIGHT)
    for place in places:
        draw_line(canvas, _line(_heading(place), place.x, _HEADINGS, weight=700), _HEIGHT)
    _rule(canvas, _HEADINGS + 2.0, _MUTED)
    draw_line(canvas, _line(" · ".join(map(printable, sheet.about[1:])), _MARGIN, _HEIGHT - 9, colour=_MUTED), _HEIGHT)
    width = lato(400).width(page) * _SIZE * POINT
    draw_line(canvas, _line(page, _WIDTH - _MARGIN - width, _HEIGHT - 9, colour=_MUTED), _HEIGHT)


def _draw_row(canvas: Canvas, places: list[_Place], placed: _Placed) -> None:
    if placed.with_group:
        draw_line(canvas, Line(placed.row.group, _MARGIN, placed.y - 2.6, 10, 800, _TEXT), _HEIGHT)
    for place, lines in zip(places, placed.row.cells, strict=True):
        for number, text in enumerate(lines):
            draw_line(canvas, _line(text, place.x, placed.y + _LINE * (number + 1) - 0.3), _HEIGHT)
    _rule(canvas, placed.y + placed.row.height - 0.4, _RULE)


def _heading(place: _Place) -> str:
    measure = lato(700).width
    limit = place.width / (_SIZE * POINT)
    text = place.column.heading
    return text if measure(text) <= limit else shortened(text, measure, limit)


def _rule(canvas: Canvas, y: float, colour: str) -> None:
    set_stroke(canvas, colour)
    canvas.setLineWidth(0.5)
    canvas.line(_MARGIN / POINT, (_HEIGHT - y) / POINT, (_WIDTH - _MARGIN) / POINT, (_HEIGHT - y) / POINT)


def _line(text: str, x: float, baseline: float, *, weight: int = 400, colour: str = _TEXT) -> Line:
    return Line(text, x, baseline, _SIZE, weight, colour)
