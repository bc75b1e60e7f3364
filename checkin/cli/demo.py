"""`demo`: the Congress being checked in, in the window or, without a display, here."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from checkin.cli.headcount import figures
from checkin.cli.progress import progress_bar
from checkin.cli.verb import Context, Verb
from checkin.demo.people import HAND
from checkin.desk.desk import Desk
from checkin.errors import EnvironmentProblem, InputProblem
from checkin.files import unwritable
from checkin.model.event import Event
from checkin.texts import Texts

if TYPE_CHECKING:
    from checkin.demo.run import Outcome

_FEWEST, _MOST = 50, 100_000


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--people", type=int, default=HAND, metavar="N", help=texts("cli.demo.people"))
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR", help=texts("cli.demo.out"))
    parser.add_argument("--headless", action="store_true", help=texts("cli.demo.headless"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    from checkin.demo import run as demo  # it brings the camera and the printing along

    if not _FEWEST <= arguments.people <= _MOST:
        raise InputProblem("cli.demo.how_many", fewest=_FEWEST, most=_MOST)
    out: Path = arguments.out
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(out, error) from error
    t = context.texts
    context.say(t("cli.demo.begin"))
    with TemporaryDirectory(prefix="obecni-") as folder:
        desk, event, clock = demo.build(Path(folder) / "desk", arguments.people)
        with desk:
            with progress_bar(context, t("cli.demo.filming")) as progress:
                performance = demo.shoot(desk, event, clock, Path(folder) / "film.avi", progress)
            if not arguments.headless and not context.qt.missing():
                context.qt.play(desk, performance, out, t.language)
            else:
                with progress_bar(context, t("cli.demo.scanning")) as progress:
                    demo.play(desk, performance, progress)
                _draw_pictures(desk, out, context)
            with progress_bar(context, t("cli.badge.progress")) as progress:
                badges = demo.print_papers(desk, event, out, t, progress)
            _tell(demo.outcome(desk, event), badges, desk, event, out, context)
    return 0


def _draw_pictures(desk: Desk, out: Path, context: Context) -> None:
    """Pictures need Qt's libraries, the demo does not: without them it goes on."""
    try:
        context.qt.pictures(desk, out, context.texts.language)
    except EnvironmentProblem as problem:
        context.say(context.texts.error(problem))


def _tell(outcome: Outcome, badges: int, desk: Desk, event: Event, out: Path, context: Context) -> None:
    t = context.texts
    reasons = ", ".join(
        f"{t(f'reason.{reason}.word')}: {count}" for reason, count in outcome.reasons.items() if reason != "ok"
    )
    lines = [
        t("cli.demo.done", registrations=outcome.registrations, admitted=outcome.admitted),
        t("cli.demo.refused", refused=outcome.refused, reasons=reasons),
        "",
        *(sentence for record, sentence in figures(desk, event, t) if record["admitted"]),
        "",
        t("cli.demo.files", folder=out.absolute()),
        *sorted(f"  {file.name}" for file in out.iterdir() if file.suffix in (".pdf", ".xlsx", ".png")),
    ]
    context.line({**asdict(outcome), "badges": badges, "out": str(out)}, "\n".join(lines))


DEMO = Verb("demo", _arguments, _run)
