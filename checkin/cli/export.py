"""`export`: a report as CSV, XLSX or PDF, by the ending of the file."""

from __future__ import annotations

import argparse
from pathlib import Path

from checkin.cli.verb import Context, Verb
from checkin.desk.record import record
from checkin.model.entry import EntryKind
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("report", metavar="REPORT", help=texts("cli.export.report"))
    parser.add_argument("--at", metavar="KEY", default="", help=texts("cli.export.at"))
    parser.add_argument("--out", type=Path, required=True, metavar="F.(csv|xlsx|pdf)", help=texts("cli.out"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    from checkin.reporting.export import export  # reportlab takes its time, and only this verb needs it
    from checkin.reporting.inquiry import Inquiry

    desk, event = context.desk_with_event()
    inquiry = Inquiry(desk.queries, event, context.texts, desk.clock.now(), checkpoint=arguments.at)
    rows = export(arguments.report, inquiry, arguments.out)
    record(desk, EntryKind.EXPORTED, f"{arguments.report} {rows}")
    context.line(
        {"rows": rows, "file": str(arguments.out)}, context.texts("cli.export.done", rows=rows, file=arguments.out)
    )
    return 0


EXPORT = Verb("export", _arguments, _run)
