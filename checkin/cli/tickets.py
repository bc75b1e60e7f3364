"""`tickets`: a QR picture for each registration and the list for a mail merge."""

from __future__ import annotations

import argparse
from pathlib import Path

from checkin.cli.progress import progress_bar
from checkin.cli.verb import Context, Verb
from checkin.desk.record import record
from checkin.model.entry import EntryKind
from checkin.model.registration import Status
from checkin.texts import Texts
from checkin.tickets.images import write_tickets


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=texts("cli.tickets.out"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    desk, _ = context.desk_with_event()
    people = [person for person in desk.queries.registrations() if person.status is not Status.CANCELLED]
    with progress_bar(context, context.texts("cli.tickets.progress")) as progress:
        count = write_tickets(people, arguments.out, progress)
    record(desk, EntryKind.EXPORTED, f"tickets {count}")
    context.line({"tickets": count}, context.texts("cli.tickets.done", count=count, folder=arguments.out))
    return 0


TICKETS = Verb("tickets", _arguments, _run)
