"""Which cameras answer: each number is opened, looked through, and closed again."""

from __future__ import annotations

from collections.abc import Callable

from checkin.scanning.camera import open_source
from checkin.scanning.vision import Capture

_MOST = 4  # numbers that are tried: a laptop has one camera, a door with two more is well equipped


def answering(in_use: str = "", open_capture: Callable[[str], Capture | None] = open_source) -> tuple[str, ...]:
    """The numbers of the cameras that give a picture. Waits for the hardware, on Windows for seconds.

    Args:
        in_use: a camera that we look through ourselves: it answers nobody else.
    """
    return tuple(number for number in map(str, range(_MOST)) if number == in_use or _answers(number, open_capture))


def _answers(number: str, open_capture: Callable[[str], Capture | None]) -> bool:
    capture = open_capture(number)
    if capture is None:
        return False
    try:
        return capture.read() is not None
    finally:
        capture.close()
