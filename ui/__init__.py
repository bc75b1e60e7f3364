"""The window: PySide6 lives here and nowhere else."""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 60


def _keep_singletons() -> None:
    """Give None and the truth values references to spare, before the first call into Qt.

    PySide6 6.12 takes them to be immortal, as they are from Python 3.12 on, and gives back a reference that it
    never took with every call that returns nothing. On 3.11 that ends the process after some thousand calls.
    """
    for singleton in (None, True, False):
        ctypes.c_ssize_t.from_address(id(singleton)).value += _PLENTY


if sys.implementation.name == "cpython" and sys.version_info < (3, 12):
    _keep_singletons()
