"""`badge`: badges as a PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from checkin.cli.holder import holder
from checkin.cli.progress import progress_bar
from checkin.cli.verb import Context, Verb
from checkin.desk.desk import Desk
from checkin.desk.record import record
from checkin.errors import InputProblem
from checkin.model.entry import EntryKind
from checkin.model.event import Event
from checkin.model.registration import Registration, Status
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    who = parser.add_mutually_exclusive_group()
    who.add_argument("code", nargs="*", default=[], metavar="CODE", help=texts("cli.badge.code"))
    who.add_argument("--all", action="store_true", help=texts("cli.badge.all"))
    who.add_argument("--category", metavar="C", help=texts("cli.badge.category"))
    parser.add_argument("--template", metavar="T", help=texts("cli.badge.template"))
    parser.add_argument("--out", type=Path, required=True, metavar="F.pdf", help=texts("cli.out"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    from checkin.badges import render  # reportlab takes its time, and only this verb needs it
    from checkin.badges.template import DEFAULT

    desk, event = context.desk_with_event()
    people = _people(arguments, desk, event)
    with progress_bar(context, context.texts("cli.badge.progress")) as progress:
        done = render.badges_pdf(
            people, event, arguments.out, template=arguments.template or DEFAULT, progress=progress
        )
    record(desk, EntryKind.PRINTED, f"badges {done.badges}")
    context.line(
        {"badges": done.badges, "pages": done.pages, "file": str(arguments.out)},
        context.texts("cli.badge.done", badges=done.badges, file=arguments.out),
    )
    names = {person.id: person.name for person in people}
    for identity, letters in done.missing.items():
        context.say(context.texts("cli.badge.missing", name=names[identity], letters=letters))
    for identity in done.shortened:
        context.say(context.texts("cli.badge.shortened", name=names[identity]))
    return 0


def _people(arguments: argparse.Namespace, desk: Desk, event: Event) -> list[Registration]:
    """Who was asked for; cancelled registrations only by their own code."""
    if arguments.code:
        return [holder(code, desk, event) for code in arguments.code]
    if not arguments.all and arguments.category is None:
        raise InputProblem("cli.badge.who")
    if arguments.category is not None and arguments.category not in event.category_by_key:
        raise InputProblem("cli.no_category", key=arguments.category, keys=", ".join(event.category_by_key))
    return [p for p in desk.queries.registrations(arguments.category) if p.status is not Status.CANCELLED]


BADGE = Verb("badge", _arguments, _run)
