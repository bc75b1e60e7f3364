"""One call of the command line, from its arguments to its exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

from checkin import settings
from checkin.cli import arguments as command_line
from checkin.cli.badge import BADGE
from checkin.cli.demo import DEMO
from checkin.cli.doctor import DOCTOR
from checkin.cli.event import EVENT_LOAD
from checkin.cli.export import EXPORT
from checkin.cli.find import FIND
from checkin.cli.headcount import HEADCOUNT
from checkin.cli.import_ import IMPORT
from checkin.cli.qt_parts import QtParts
from checkin.cli.scan import SCAN
from checkin.cli.tickets import TICKETS
from checkin.cli.undo import UNDO
from checkin.cli.verb import Context, Verb
from checkin.clock import Clock
from checkin.errors import CheckinError
from checkin.texts import Texts

VERBS: tuple[Verb, ...] = (
    DEMO,
    EVENT_LOAD,
    IMPORT,
    SCAN,
    UNDO,
    FIND,
    BADGE,
    TICKETS,
    HEADCOUNT,
    EXPORT,
    DOCTOR,
)

_log = logging.getLogger(__name__)


def run(argv: Sequence[str], qt: QtParts) -> int:
    """Carry out one call; returns the exit code. Nothing but plain sentences reaches a person."""
    asked_folder, asked_language = command_line.first_look(argv)
    folder = asked_folder or Path(platformdirs.user_data_dir("obecni", appauthor=False))
    texts = Texts(asked_language or settings.load(folder).language)
    try:
        return _carry_out(argv, folder, texts, qt)
    except CheckinError as error:
        print(texts.error(error), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(texts("cli.interrupted"), file=sys.stderr)
        return 3
    except BrokenPipeError:  # whoever read our lines has gone; nothing to tell anybody
        sys.stdout = None
        return 3
    except OSError as error:
        _log.exception("the surroundings failed")
        print(texts("cli.system", detail=error.strerror or type(error).__name__), file=sys.stderr)
        return 3
    except Exception:
        _log.exception("a fault of the program itself")
        print(texts("cli.own_fault", file=folder / "obecni.log"), file=sys.stderr)
        return 3


def _carry_out(argv: Sequence[str], folder: Path, texts: Texts, qt: QtParts) -> int:
    parsed = command_line.build(VERBS, texts).parse_args(argv)
    _log_to(folder, parsed.log_level)
    now: datetime | None = parsed.now
    clock = Clock(now)
    verb: Verb | None = parsed.verb
    if verb is None:
        return qt.open_window(folder, clock, texts.language)
    context = Context(folder, clock, texts, qt, sys.stdin, sys.stdout, sys.stderr, json=parsed.json)
    with context.closing:
        return verb.run(parsed, context)


def _log_to(folder: Path, level: str) -> None:
    """The log lies in the desk's folder; a folder that cannot be written is told by the verb itself."""
    logging.basicConfig(level=level.upper(), handlers=[logging.NullHandler()])
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder / "obecni.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
