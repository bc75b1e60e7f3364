"""`override`: admit whatever the rules say, for a reason that is kept."""

from __future__ import annotations

import argparse
import time

from checkin.cli.scan import check_place, milliseconds_since, scan_record, sentence
from checkin.cli.verb import Context, Verb
from checkin.desk.admission import override
from checkin.model.operator import Role
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("code", metavar="CODE", help=texts("cli.override.code"))
    parser.add_argument("--at", required=True, metavar="KEY", help=texts("cli.override.at"))
    parser.add_argument("--why", required=True, metavar="TEXT", help=texts("cli.override.why"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    desk, event = context.desk_with_event()
    check_place(arguments.at, event)
    started = time.perf_counter()
    scan = override(desk, arguments.code, arguments.at, arguments.why, "", Role.COORDINATOR)
    record = scan_record(scan) | {"elapsed_ms": milliseconds_since(started)}
    context.line(record, sentence(scan, event, context.texts))
    return 0


OVERRIDE = Verb("override", _arguments, _run)
