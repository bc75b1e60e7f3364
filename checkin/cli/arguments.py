"""The parser: global options, the verbs, and argparse's own words in the language of the call."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from checkin.cli.verb import Verb
from checkin.errors import InputProblem
from checkin.texts import LANGUAGES, Texts

LOG_LEVELS = ("debug", "info", "warning", "error")

_LONGEST = 200  # letters of a fault that are repeated to its author

# What argparse says of a call at fault, and the last part of our key for it.
_FAULTS = (
    (re.compile(r"the following arguments are required: (?P<names>.+)", re.DOTALL), "missing"),
    (re.compile(r"unrecognized arguments: (?P<names>.+)", re.DOTALL), "unknown"),
    (
        re.compile(r"argument (?P<name>\S+): invalid choice: (?P<value>.+) \(choose from (?P<known>.+)\)", re.DOTALL),
        "choice",
    ),
    (re.compile(r"argument (?P<name>\S+): invalid .* value: (?P<value>.+)", re.DOTALL), "value"),
    (re.compile(r"argument (?P<name>\S+): expected .+", re.DOTALL), "empty"),
    (re.compile(r"argument (?P<name>\S+): not allowed with argument (?P<other>\S+)", re.DOTALL), "together"),
)


class _Parser(argparse.ArgumentParser):
    """Argparse that raises instead of leaving the program, and titles its groups in our words."""

    def __init__(self, *args: Any, texts: Texts, **kwargs: Any) -> None:
        super().__init__(*args, add_help=False, allow_abbrev=False, **kwargs)
        self._texts = texts
        self._positionals.title = texts("cli.heading_arguments")
        self._optionals.title = texts("cli.heading_options")
        self.add_argument("-h", "--help", action="help", help=texts("cli.help"))

    def error(self, message: str) -> NoReturn:
        for pattern, fault in _FAULTS:
            if found := pattern.fullmatch(message):
                told = {name: _shown(text) for name, text in found.groupdict().items()}
                raise InputProblem(f"cli.usage.{fault}", **told, command=self.prog)
        raise InputProblem("cli.usage", detail=message, command=self.prog)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", self._texts("cli.heading_usage"), 1)


def build(verbs: Sequence[Verb], texts: Texts) -> argparse.ArgumentParser:
    """The parser of all verbs; `arguments.verb` is the chosen `Verb`, or None for the window."""
    parser = _Parser(prog="main.py", description=texts("cli.about"), texts=texts)
    parser.add_argument("--data", type=Path, metavar="DIR", help=texts("cli.data"))
    parser.add_argument("--now", type=_moment, metavar="ISO", help=texts("cli.now"))
    parser.add_argument("--lang", choices=LANGUAGES, help=texts("cli.lang"))
    parser.add_argument("--log-level", choices=LOG_LEVELS, default="warning", help=texts("cli.log_level"))
    parser.add_argument("--json", action="store_true", help=texts("cli.json"))
    parser.set_defaults(verb=None)
    groups = {"": _below(parser, texts, required=False)}
    for verb in verbs:
        family, _, name = verb.name.rpartition(" ")
        if family not in groups:
            about = texts(f"cli.verb.{family}")
            groups[family] = _below(groups[""].add_parser(family, help=about, description=about), texts, required=True)
        about = texts(f"cli.verb.{verb.name.replace(' ', '_')}")
        sub = groups[family].add_parser(name, help=about, description=about)
        verb.arguments(sub, texts)
        sub.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=texts("cli.json"))
        sub.set_defaults(verb=verb)
    return parser


def first_look(arguments: Sequence[str]) -> tuple[Path | None, str | None]:
    """Data folder and language asked for, needed before the parser that speaks it can be built."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--lang", choices=LANGUAGES)
    try:
        known, _ = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None, None
    return known.data, known.lang


def _below(parser: argparse.ArgumentParser, texts: Texts, *, required: bool) -> Any:
    below: Any = parser.add_subparsers  # typed for classes, while any maker of parsers will do
    return below(
        title=texts("cli.heading_verbs"),
        metavar=texts("cli.heading_verb"),
        required=required,
        parser_class=partial(_Parser, texts=texts),
    )


def _shown(text: str) -> str:
    """Without the quotation marks of argparse and what no terminal can show, and no longer than a person reads."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in text.replace("'", ""))
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise InputProblem("cli.now_without_offset", text=text)
    return moment
