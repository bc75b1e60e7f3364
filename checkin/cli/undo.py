"""`undo`: an entry that says another one should not count."""

from __future__ import annotations

import argparse
from uuid import UUID

from checkin.cli.scan import scan_record, sentence
from checkin.cli.verb import Context, Verb
from checkin.desk.admission import undo
from checkin.errors import InputProblem
from checkin.model.operator import Role
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("entry", metavar="ENTRY", help=texts("cli.undo.entry"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    desk, event = context.desk_with_event()
    try:
        entry = UUID(arguments.entry)
    except ValueError as error:
        raise InputProblem("cli.undo.no_entry", entry=arguments.entry[:64]) from error
    scan = undo(desk, entry, role=Role.STAFF)
    context.line(scan_record(scan), sentence(scan, event, context.texts))
    return 0


UNDO = Verb("undo", _arguments, _run)
