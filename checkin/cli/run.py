"""One call of the command line, from its arguments to its exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from io import TextIOWrapper
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
from checkin.cli.operator import OPERATOR_ADD, OPERATOR_LIST
from checkin.cli.override import OVERRIDE
from checkin.cli.practise import PRACTISE
from checkin.cli.qt_parts import QtParts
from checkin.cli.register import REGISTER
from checkin.cli.reissue import REISSUE
from checkin.cli.scan import SCAN
from checkin.cli.tickets import TICKETS
from checkin.cli.undo import UNDO
from checkin.cli.verb import Context, Verb
from checkin.clock import Clock
from checkin.errors import CheckinError
from checkin.texts import Texts

VERBS: tuple[Verb, ...] = (
    DEMO,
    PRACTISE,
    EVENT_LOAD,
    IMPORT,
    SCAN,
    UNDO,
    OVERRIDE,
    REGISTER,
    REISSUE,
    FIND,
    BADGE,
    TICKETS,
    HEADCOUNT,
    EXPORT,
    OPERATOR_ADD,
    OPERATOR_LIST,
    DOCTOR,
)

_LOG = "obecni.log"
_log = logging.getLogger(__name__)


def run(argv: Sequence[str], qt: QtParts) -> int:
    """Carry out one call; returns the exit code. Nothing but plain sentences reaches a person."""
    asked_folder, asked_language = command_line.first_look(argv)
    folder = asked_folder or Path(platformdirs.user_data_dir("obecni", appauthor=False))
    texts = Texts(asked_language or settings.load(folder).language)
    with _log_in(folder):
        try:
            return _carry_out(argv, folder, texts, qt)
        except CheckinError as error:
            return _tell(texts.error(error), error.exit_code)
        except KeyboardInterrupt:
            return _tell(texts("cli.interrupted"))
        except BrokenPipeError:  # whoever read our lines has gone; nothing to tell anybody
            return 3
        except OSError as error:
            _log.exception("the surroundings failed")
            return _tell(texts("cli.system", detail=error.strerror or type(error).__name__))
        except Exception:  # noqa: BLE001 - the log keeps it, and the person gets a sentence
            _log.exception("a fault of the program itself")
            return _tell(texts("cli.own_fault", file=folder / _LOG))


def _carry_out(argv: Sequence[str], folder: Path, texts: Texts, qt: QtParts) -> int:
    parsed = command_line.build(VERBS, texts).parse_args(argv)
    logging.getLogger().setLevel(parsed.log_level.upper())
    now: datetime | None = parsed.now
    clock = Clock(now)
    verb: Verb | None = parsed.verb
    if verb is None:
        return qt.open_window(folder, clock, texts.language)
    context = Context(folder, clock, texts, qt, sys.stdin, sys.stdout, sys.stderr, json=parsed.json)
    with context.closing:
        return verb.run(parsed, context)


def _tell(sentence: str, exit_code: int = 3) -> int:
    with suppress(OSError):  # nobody is listening
        print(sentence, file=sys.stderr, flush=True)
    return exit_code


class _Log(RotatingFileHandler):
    """Made when there is something to write; where it cannot be made, nobody is troubled with it."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - named by logging
        """The verb itself tells of a folder that is closed or a disk that is full."""


@contextmanager
def _log_in(folder: Path) -> Generator[None]:
    """The log lies in the desk's folder."""
    log = _Log(folder / _LOG, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True)
    log.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(log)
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(log)
        log.close()
