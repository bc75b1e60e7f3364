"""XLSX: typed cells, the heading row frozen, a second sheet on where it comes from."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from checkin.errors import InputProblem
from checkin.reporting.sheet import Cell, Sheet
from checkin.texts import Texts

_MOST_ROWS = 1_048_575  # below the headings
_LONGEST = 32_767  # letters of a cell; Excel takes no more
_HEADING = {"bold": True, "bg_color": "#E8EDF1", "bottom": 1, "bottom_color": "#9FB0BD", "valign": "vcenter"}


def write_xlsx(sheet: Sheet, file: Path, texts: Texts) -> int:
    """Write the sheet and return the number of rows. Text is always text, never a formula or a link.

    Raises:
        InputProblem: there are more rows than a sheet of Excel has.
    """
    packed = io.BytesIO()  # small; a workbook that cannot be packed on a full disk would complain again when forgotten
    # Rows wait in a scratch file until the end; beside the result, for they hold personal data.
    with TemporaryDirectory(dir=file.parent, prefix=f"{file.name}.") as scratch:
        try:
            with Workbook(packed, {"constant_memory": True, "tmpdir": scratch}) as workbook:
                workbook.set_properties({"title": sheet.title, "comments": "\n".join(sheet.about)})
                count = _write_rows(workbook, sheet)
                _write_about(workbook, sheet, texts)
        except FileCreateError as error:
            raise error.args[0] from error  # the OSError it wraps, which the caller knows how to tell
    file.write_bytes(packed.getvalue())
    return count


def _write_rows(workbook: Workbook, sheet: Sheet) -> int:
    page = workbook.add_worksheet(sheet.title)
    heading = workbook.add_format(_HEADING)
    moment = workbook.add_format({"num_format": "dd.mm.yyyy hh:mm:ss", "align": "left"})
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
        page.write_string(0, number, column.heading, heading)
    page.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(sheet.rows, 1):
        if count > _MOST_ROWS:
            raise InputProblem("report.too_many_rows", most=_MOST_ROWS)
        for number, cell in enumerate(row):
            _write_cell(page, count, number, cell, moment)
    page.autofilter(0, 0, count, len(sheet.columns) - 1)
    return count


def _write_cell(page: Worksheet, row: int, column: int, cell: Cell, moment: Format) -> None:
    if isinstance(cell, datetime):
        page.write_datetime(row, column, cell.replace(tzinfo=None), moment)
    elif isinstance(cell, int):
        page.write_number(row, column, cell)
    elif cell:
        page.write_string(row, column, cell.encode(errors="replace").decode()[:_LONGEST])


def _write_about(workbook: Workbook, sheet: Sheet, texts: Texts) -> None:
    page = workbook.add_worksheet(texts("report.about"))
    page.set_column(0, 0, 100)
    page.write_string(0, 0, sheet.title, workbook.add_format({"bold": True}))
    for row, sentence in enumerate(sheet.about, 1):
        page.write_string(row, 0, sentence)
