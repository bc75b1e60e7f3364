"""Reports as files: which formats there are, and writing one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from checkin.errors import InputProblem
from checkin.files import replacing
from checkin.reporting.delimited import write_csv
from checkin.reporting.inquiry import Inquiry
from checkin.reporting.paper import write_pdf
from checkin.reporting.reports import REPORTS
from checkin.reporting.sheet import Sheet
from checkin.reporting.workbook import write_xlsx
from checkin.texts import Texts


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the ending of a file; `write` returns the number of rows."""

    ending: str
    write: Callable[[Sheet, Path, Texts], int]


FORMATS = (
    Format(".csv", write_csv),
    Format(".xlsx", write_xlsx),
    Format(".pdf", write_pdf),
)


def export(report: str, inquiry: Inquiry, out: Path) -> int:
    """Write a report into a file of the format that its ending names, whole or not at all.

    Args:
        report: a name of `REPORTS`.

    Returns:
        The number of rows.

    Raises:
        InputProblem: there is no such report or format.
        EnvironmentProblem: the file cannot be written.
    """
    sheet = {known.name: known.sheet for known in REPORTS}.get(report)
    if sheet is None:
        raise InputProblem("report.unknown", name=report, known=", ".join(known.name for known in REPORTS))
    write = {known.ending: known.write for known in FORMATS}.get(out.suffix.casefold())
    if write is None:
        raise InputProblem("report.no_format", file=out.name, known=", ".join(known.ending for known in FORMATS))
    with replacing(out) as aside:
        return write(sheet(inquiry), aside, inquiry.texts)
