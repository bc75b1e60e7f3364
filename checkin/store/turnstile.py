"""Whose turn it is to write, between processes: who waits for the file shows it, and long work lets them pass."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from filelock import FileLock, Timeout

_POLL_SECONDS = 0.0005
_GLANCE_SECONDS = 0.01


class Turnstile:
    """A lock file beside the replica, held by the one who waits.

    SQLite's own lock is nobody's in particular: long work that takes it again at once would keep others out for
    seconds. Holding this one costs nothing while nobody has to wait.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "turn.lock"
        self._glanced = 0.0

    @contextmanager
    def waiting(self) -> Generator[None]:
        """Wait in front; of several, one at a time. A folder that refuses the lock file is told of elsewhere."""
        lock = self._lock()
        with suppress(OSError):
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    @property
    def is_wanted(self) -> bool:
        """Somebody waits."""
        lock = self._lock()
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return True
        except OSError:
            return False
        finally:
            lock.release()
        return False

    def glance(self) -> bool:
        """Whether somebody waits, looked at a hundred times a second at most: a look takes a fifth of a millisecond."""
        now = monotonic()
        if now - self._glanced < _GLANCE_SECONDS:
            return False
        self._glanced = now
        return self.is_wanted

    def let_pass(self) -> bool:
        """Return when nobody waits; True where somebody did."""
        if not self.is_wanted:
            return False
        with self.waiting():
            return True

    def _lock(self) -> FileLock:
        return FileLock(self._path, poll_interval=_POLL_SECONDS, mode=0o600)
