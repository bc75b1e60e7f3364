"""`event load`: create or update the event from its file, all or nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

from checkin.cli.verb import Context, Verb
from checkin.desk.programme import load_event
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.toml", help=texts("cli.event.file"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    event = load_event(context.desk(), arguments.file)
    places, kinds = len(event.checkpoints), len(event.categories)
    context.line(
        {"event": event.title, "checkpoints": places, "categories": kinds},
        context.texts("cli.event.loaded", title=event.title, checkpoints=places, categories=kinds),
    )
    return 0


EVENT_LOAD = Verb("event load", _arguments, _run)
