"""One window to a desk: a second one would fight over its camera and its operator."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from checkin.errors import EnvironmentProblem


def window_lock(folder: Path) -> FileLock:
    """The lock of the desk's window, taken; release it when the window closes. Verbs do not need it.

    Raises:
        EnvironmentProblem: another window has it.
    """
    lock = FileLock(folder / "desk.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire(timeout=0)
    except Timeout as failure:
        raise EnvironmentProblem("desk.already_open") from failure
    except OSError as failure:
        raise EnvironmentProblem("store.no_permission", folder=str(folder)) from failure
    return lock
