"""`demo`: the Congress being checked in, in the window or, without a display, here."""

from __future__ import annotations

import argparse
from pathlib import Path

from checkin.cli.verb import Context, Verb
from checkin.demo.people import HAND
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--people", type=int, default=HAND, metavar="N", help=texts("cli.demo.people"))
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR", help=texts("cli.demo.out"))
    parser.add_argument("--headless", action="store_true", help=texts("cli.demo.headless"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    raise SystemExit(1)


DEMO = Verb("demo", _arguments, _run)
