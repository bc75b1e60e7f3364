"""What a verb is, and what it is given to work with."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from checkin.cli.qt_parts import QtParts
from checkin.clock import Clock
from checkin.desk.desk import Desk, open_desk
from checkin.errors import InputProblem
from checkin.model.event import Event
from checkin.texts import Texts


@dataclass
class Context:
    """The surroundings of one call."""

    folder: Path
    clock: Clock
    texts: Texts
    qt: QtParts
    stdin: IO[str] | None
    stdout: IO[str] | None
    stderr: IO[str] | None
    json: bool = False
    closing: ExitStack = field(default_factory=ExitStack)

    def desk(self) -> Desk:
        """The desk of the data folder, closed when the call ends."""
        return self.closing.enter_context(open_desk(self.folder, self.clock, headless=True))

    def desk_with_event(self) -> tuple[Desk, Event]:
        desk = self.desk()
        if desk.event is None:
            raise InputProblem("cli.no_event")
        return desk, desk.event

    def line(self, record: dict[str, object], sentence: str) -> None:
        """One result: the record for machines, the sentence for people; out when this returns."""
        print(json.dumps(record, ensure_ascii=False) if self.json else sentence, file=self.stdout, flush=True)

    def say(self, sentence: str) -> None:
        """A message beside the results."""
        print(sentence, file=self.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its name (two words for a verb in a family), its arguments, and what it does.

    `run` returns the exit code: 0 done, 2 the input is at fault, 3 the surroundings are.
    """

    name: str
    arguments: Callable[[argparse.ArgumentParser, Texts], None]
    run: Callable[[argparse.Namespace, Context], int]
