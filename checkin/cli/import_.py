"""`import`: people from a file, planned first, then applied in one step."""

from __future__ import annotations

import argparse
from pathlib import Path

from checkin.cli.progress import progress_bar
from checkin.cli.verb import Context, Verb
from checkin.texts import Texts

_PER_MILLE = 1000


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=texts("cli.import.file"))
    parser.add_argument("--dry-run", action="store_true", help=texts("cli.import.dry_run"))
    parser.add_argument("--strict", action="store_true", help=texts("cli.import.strict"))
    parser.add_argument(
        "--map", action="append", default=[], metavar="FIELD=HEADING", help=texts("cli.import.map"), dest="overrides"
    )
    parser.add_argument("--rejects", type=Path, metavar="FILE.csv", help=texts("cli.import.rejects"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    from checkin.importing.apply import apply, demand_all_good, summary_of  # openpyxl takes its time
    from checkin.importing.mapping import parse_overrides
    from checkin.importing.plan import plan
    from checkin.importing.report import describe, remarks, save_rejects
    from checkin.importing.table import read_table

    overrides = parse_overrides(arguments.overrides)
    desk, event = context.desk_with_event()
    planned = plan(read_table(arguments.file), desk.queries, event, desk.clock, overrides)
    if arguments.rejects:
        save_rejects(arguments.rejects, planned, context.texts)
    if arguments.strict:
        demand_all_good(planned)
    summary = summary_of(planned)
    if not arguments.dry_run:
        with progress_bar(context, context.texts("cli.import.progress")) as progress:
            apply(
                desk.replica,
                planned,
                desk.clock,
                desk.id,
                offset=desk.offset,
                progress=lambda share: progress(round(share * _PER_MILLE), _PER_MILLE),
            )
    counts: dict[str, object] = {
        "read": summary.read,
        "new": summary.new,
        "updated": summary.updated,
        "unchanged": summary.unchanged,
        "rejected": summary.rejected,
    }
    context.line(counts, context.texts("cli.import.planned" if arguments.dry_run else "cli.import.done", **counts))
    for rejected in planned.rejected:
        context.line(
            {"row": rejected.row, "reason": rejected.reason, "field": rejected.field},
            context.texts("cli.import.rejected", row=rejected.row, sentence=describe(rejected, context.texts)),
        )
    for remark in remarks(planned, event, context.texts):
        context.say(remark)
    return 0


IMPORT = Verb("import", _arguments, _run)
