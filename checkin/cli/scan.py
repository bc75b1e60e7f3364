"""`scan`: codes, pictures, films or standard input, answered line by line as each is on disk."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from checkin.cli.verb import Context, Verb
from checkin.desk.admission import admit
from checkin.desk.desk import Desk
from checkin.desk.words import describe
from checkin.errors import CheckinError, InputProblem
from checkin.model.decision import Direction, Scan
from checkin.model.event import Event
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--at", metavar="KEY", help=texts("cli.scan.at"))
    parser.add_argument(
        "--direction", choices=[Direction.IN.value, Direction.OUT.value], default="in", help=texts("cli.scan.direction")
    )
    parser.add_argument("target", nargs="+", metavar="TARGET", help=texts("cli.scan.target"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    desk, event = context.desk_with_event()
    if arguments.at is not None:
        check_place(arguments.at, event)
    worst = 0
    for target in arguments.target:
        for name, code in _codes(target, context):
            if isinstance(code, CheckinError):
                context.say(context.texts.error(code))
                worst = max(worst, code.exit_code)
                continue
            checkpoint = arguments.at or event.checkpoint_at(desk.clock.now()).key
            _answer(name, code, checkpoint, Direction(arguments.direction), desk, event, context)
    return worst


def _codes(target: str, context: Context) -> Iterator[tuple[str, str | CheckinError | None]]:
    """What a target holds: (target, code), (target, None) where nothing was read, or its problem."""
    if target == "-":
        for line in context.stdin or ():  # closed, where a service starts us
            yield (code := line.rstrip("\r\n")), code
    elif _exists(target):
        from checkin.scanning.sources import read_targets  # OpenCV takes its time, and codes need none of it

        for reading in read_targets(Path(target)):
            yield reading.target, reading.problem or reading.code
    else:
        yield target, target


def _exists(target: str) -> bool:
    try:
        return bool(target) and Path(target).exists()  # a path of nothing is the folder we are in
    except (OSError, ValueError):  # a code may be too long, or hold what no path may
        return False


def _answer(
    target: str, code: str | None, checkpoint: str, direction: Direction, desk: Desk, event: Event, context: Context
) -> None:
    started = time.perf_counter()
    scan = admit(desk, code, checkpoint, direction=direction) if code is not None else None
    elapsed = milliseconds_since(started)
    if scan is None:
        context.line(
            _record(target, None, checkpoint) | {"elapsed_ms": elapsed}, context.texts("cli.scan.no_code", file=target)
        )
        return
    context.line(_record(target, scan, checkpoint) | {"elapsed_ms": elapsed}, sentence(scan, event, context.texts))


def _record(target: str, scan: Scan | None, checkpoint: str) -> dict[str, object]:
    person = scan.registration if scan else None
    return {
        "target": target,
        "code": scan.code if scan else None,
        "verdict": scan.decision.verdict if scan else "no_code",
        "reason": scan.decision.reason if scan else None,
        "name": person.name if person else None,
        "category": person.category if person else None,
        "checkpoint": checkpoint,
        "attention": scan.decision.attention if scan else False,
        "entry": str(scan.entry) if scan and scan.entry else None,
    }


def check_place(key: str, event: Event) -> None:
    """Refuse the key of a checkpoint that the event does not have, and say which it has."""
    if key not in event.checkpoint_by_key:
        raise InputProblem("cli.no_checkpoint", key=key, keys=", ".join(event.checkpoint_by_key))


def milliseconds_since(started: float) -> float:
    """Since a moment of `time.perf_counter`."""
    return round((time.perf_counter() - started) * 1000, 3)


def scan_record(scan: Scan) -> dict[str, object]:
    """The record of a scan that did not come from a target, for the verbs that answer as scan does."""
    return _record(scan.code, scan, scan.checkpoint)


def sentence(scan: Scan, event: Event, texts: Texts) -> str:
    words = describe(scan, event, texts, scan.at)
    name = scan.registration.name if scan.registration else scan.code
    return f"{words.word} · {name} · {words.advice}"


SCAN = Verb("scan", _arguments, _run)
