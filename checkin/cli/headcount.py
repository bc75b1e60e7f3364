"""`headcount`: the live figures of each checkpoint."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict

from checkin.cli.verb import Context, Verb
from checkin.desk.desk import Desk
from checkin.desk.words import title_of
from checkin.errors import InputProblem
from checkin.model.event import Event
from checkin.reporting.headcount import headcount
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--at", metavar="KEY", help=texts("cli.headcount.at"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    desk, event = context.desk_with_event()
    if arguments.at is not None and arguments.at not in event.checkpoint_by_key:
        raise InputProblem("cli.no_checkpoint", key=arguments.at, keys=", ".join(event.checkpoint_by_key))
    for record, sentence in figures(desk, event, context.texts):
        if arguments.at in (None, record["checkpoint"]):
            context.line(record, sentence)
    return 0


def figures(desk: Desk, event: Event, texts: Texts) -> Iterator[tuple[dict[str, object], str]]:
    """Each checkpoint's figures as a record and as a sentence, in the event's order."""
    for heads in headcount(desk.queries, event, desk.clock.now()):
        title = title_of(event.checkpoint_by_key[heads.checkpoint], texts)
        record: dict[str, object] = {**asdict(heads), "title": title}
        limit = "" if heads.capacity is None else texts("cli.headcount.limit", capacity=heads.capacity)
        yield record, texts("cli.headcount.line", limit=limit, **record)


HEADCOUNT = Verb("headcount", _arguments, _run)
