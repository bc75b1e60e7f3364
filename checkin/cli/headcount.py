"""`headcount`: the live figures of each checkpoint."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from checkin.cli.verb import Context, Verb
from checkin.desk.words import title_of
from checkin.errors import InputProblem
from checkin.reporting.headcount import headcount
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--at", metavar="KEY", help=texts("cli.headcount.at"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    desk, event = context.desk_with_event()
    if arguments.at is not None and arguments.at not in event.checkpoint_by_key:
        raise InputProblem("cli.no_checkpoint", key=arguments.at, keys=", ".join(event.checkpoint_by_key))
    for figures in headcount(desk.queries, event, desk.clock.now()):
        if arguments.at in (None, figures.checkpoint):
            title = title_of(event.checkpoint_by_key[figures.checkpoint], context.texts)
            record: dict[str, object] = {**asdict(figures), "title": title}
            limit = "" if figures.capacity is None else context.texts("cli.headcount.limit", capacity=figures.capacity)
            context.line(record, context.texts("cli.headcount.line", limit=limit, **record))
    return 0


HEADCOUNT = Verb("headcount", _arguments, _run)
