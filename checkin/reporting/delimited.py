"""CSV that a Polish Excel opens by a double click: UTF-8 with a mark, semicolons.

Nothing but headings and rows, for other programs read it too; where it comes from stands in the journal.
"""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

from checkin.files import defused
from checkin.reporting.sheet import Cell, Sheet
from checkin.texts import Texts


def write_csv(sheet: Sheet, file: Path, texts: Texts) -> int:
    """Write the sheet and return the number of rows. Cells that would start a formula are defused."""
    count = 0
    with file.open("w", encoding="utf-8-sig", errors="replace", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(defused(column.heading) for column in sheet.columns)
        for row in sheet.rows:
            writer.writerow(map(_text, row))
            count += 1
    return count


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    return defused(cell) if isinstance(cell, str) else str("" if cell is None else cell)
