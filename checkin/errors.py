"""The two kinds of failure a person can do something about.

An error carries a key of the catalogue and its parameters; the words come from `checkin.texts`.
A refused ticket is a value (`checkin.model.decision`), never an exception.
"""

from __future__ import annotations


class CheckinError(Exception):
    """Base of every error that is told to a person.

    Args:
        key: catalogue key of the sentence, for example ``"import.not_a_table"``.
        params: what the sentence names. Never personal data: the log keeps them.
    """

    exit_code = 3

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


class InputProblem(CheckinError):
    """What came from outside is at fault: a file, a row, a field, an argument (exit code 2)."""

    exit_code = 2


class EnvironmentProblem(CheckinError):
    """The surroundings are at fault: disk, key, camera, printer, display (exit code 3)."""

    exit_code = 3
