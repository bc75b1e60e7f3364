"""`reissue`: a new ticket in place of one that was lost."""

from __future__ import annotations

import argparse
import time

from checkin.cli.holder import holder
from checkin.cli.issued import as_scan
from checkin.cli.scan import milliseconds_since, scan_record
from checkin.cli.verb import Context, Verb
from checkin.desk.correction import reissue
from checkin.model.operator import Role
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("code", metavar="CODE", help=texts("cli.reissue.code"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    desk, event = context.desk_with_event()
    started = time.perf_counter()
    issued = reissue(desk, holder(arguments.code, desk, event).id, role=Role.COORDINATOR)
    elapsed = milliseconds_since(started)
    scan = as_scan(desk, event, issued)
    record = scan_record(scan) | {"target": arguments.code, "elapsed_ms": elapsed}
    words = context.texts("cli.reissue.done", name=issued.registration.name, code=issued.registration.ticket)
    context.line(record, words)
    return 0


REISSUE = Verb("reissue", _arguments, _run)
