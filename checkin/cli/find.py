"""`find`: search as the desk's box does."""

from __future__ import annotations

import argparse

from checkin.cli.verb import Context, Verb
from checkin.model.registration import Status
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("text", metavar="TEXT", help=texts("cli.find.text"))
    parser.add_argument("--limit", type=int, default=20, metavar="N", help=texts("cli.find.limit"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    desk = context.desk()
    found = desk.search.find(arguments.text, limit=max(1, arguments.limit))
    for hit in found:
        person = hit.registration
        record: dict[str, object] = {
            "id": str(person.id),
            "name": person.name,
            "organisation": person.organisation,
            "category": person.category,
            "ticket": person.ticket,
            "status": person.status,
        }
        status = "" if person.status is Status.CONFIRMED else context.texts(f"report.status.{person.status}")
        told = (person.name, person.organisation, person.ticket, status)
        context.line(record, " · ".join(part for part in told if part))
    if not found:
        context.say(context.texts("cli.find.nobody"))
    return 0


FIND = Verb("find", _arguments, _run)
