"""The streams of a call, the same on every system and in every locale."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper


def speak_utf8() -> None:
    """UTF-8 in and out, lines ended in any way. What is no UTF-8 is half a letter inside, and shown by its number."""
    for stream, errors in (
        (sys.stdin, "surrogateescape"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, TextIOWrapper):  # none where a stream is closed
            stream.reconfigure(encoding="utf-8", errors=errors, newline=None)


def drop_unsaid() -> None:
    """Forget what could not be written: at its end Python would try once more, and complain in its own words."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
