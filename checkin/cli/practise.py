"""`practise`: a desk to learn at, in a folder that is thrown away."""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from checkin.cli.verb import Context, Verb
from checkin.errors import EnvironmentProblem, InputProblem
from checkin.texts import Texts


def _arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    """Nothing to choose: a folder of a real desk least of all."""


def _run(arguments: argparse.Namespace, context: Context) -> int:
    from checkin.demo.practice import prepare  # it brings the camera and the printing along

    if arguments.data is not None:
        raise InputProblem("cli.practise.no_data")
    if key := context.qt.missing():
        raise EnvironmentProblem(key)
    with TemporaryDirectory(prefix="obecni-") as folder:
        practice = prepare(Path(folder) / "desk")
        with practice.desk:
            return context.qt.practise(practice, context.texts.language)


PRACTISE = Verb("practise", _arguments, _run)
