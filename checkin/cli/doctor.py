"""`doctor`: looks at the desk and its surroundings, and says what to mend."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from checkin.cli.verb import Context, Verb
from checkin.texts import Texts

_MARKS = {True: "✓", False: "✗"}


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    """Nothing to choose: it looks at everything."""


def _run(arguments: argparse.Namespace, context: Context) -> int:
    from checkin.doctor import Surroundings, examine  # it imports whatever it looks at

    surroundings = Surroundings(context.folder, context.clock, context.texts, context.qt.missing, context.qt.printers)
    for finding in examine(surroundings):
        record = asdict(finding)
        del record["title"]
        sentence = f"{_MARKS[finding.ok]} {finding.title}: {finding.detail}"
        context.line(record, f"{sentence}\n    {finding.advice}" if finding.advice else sentence)
    return 0


DOCTOR = Verb("doctor", _arguments, _run)
