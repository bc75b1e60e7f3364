"""`register`: write down somebody who comes without a registration."""

from __future__ import annotations

import argparse
import time

from checkin.cli.issued import as_scan
from checkin.cli.scan import milliseconds_since, scan_record
from checkin.cli.verb import Context, Verb
from checkin.desk.details import Details
from checkin.desk.walk_in import named, register
from checkin.model.operator import Role
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--name", required=True, metavar="NAME", help=texts("cli.register.name"))
    parser.add_argument("--organisation", required=True, metavar="NAME", help=texts("cli.register.organisation"))
    parser.add_argument("--category", default="", metavar="KEY", help=texts("cli.register.category"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    desk, event = context.desk_with_event()
    started = time.perf_counter()
    person: Details = {**named(arguments.name), "organisation": arguments.organisation, "category": arguments.category}
    issued = register(desk, person, role=Role.COORDINATOR)
    elapsed = milliseconds_since(started)
    scan = as_scan(desk, event, issued)
    words = context.texts("cli.register.done", name=issued.registration.name, code=issued.registration.ticket)
    context.line(scan_record(scan) | {"elapsed_ms": elapsed}, words)
    return 0


REGISTER = Verb("register", _arguments, _run)
