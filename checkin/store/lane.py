"""The one lane of writers inside a process: a scan goes first, an import lets it pass."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

_LIVELY_SECONDS = 5.0


class Lane:
    """A mutex with two kinds of waiters; a patient one enters only while no urgent one waits."""

    def __init__(self) -> None:
        self._turn = Condition()
        self._taken = False
        self._urgent = 0
        self._last_urgent = -_LIVELY_SECONDS

    @property
    def is_lively(self) -> bool:
        """Somebody urgent was here a moment ago, and is likely to come again."""
        return monotonic() - self._last_urgent < _LIVELY_SECONDS

    @property
    def is_wanted(self) -> bool:
        """Somebody urgent waits."""
        return self._urgent > 0

    def enliven(self) -> None:
        """Somebody urgent was here, or in another process."""
        self._last_urgent = monotonic()

    @contextmanager
    def urgent(self) -> Generator[None]:
        with self._turn:
            self._urgent += 1
            self.enliven()
            try:
                while self._taken:
                    self._turn.wait()
                self._taken = True
            finally:
                self._urgent -= 1
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def patient(self) -> Generator[None]:
        with self._turn:
            while self._taken or self._urgent:
                self._turn.wait()
            self._taken = True
        try:
            yield
        finally:
            self._leave()

    def give_way(self) -> None:
        """Wait while anybody is in the lane or wants to be: for long work beside it, between two pieces."""
        if self._taken or self._urgent:
            with self._turn:
                while self._taken or self._urgent:
                    self._turn.wait()

    def _leave(self) -> None:
        with self._turn:
            self._taken = False
            self._turn.notify_all()
