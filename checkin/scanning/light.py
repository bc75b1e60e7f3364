"""Notices that a camera looks into the dark, where codes are found late or never."""

from __future__ import annotations

from checkin.scanning.vision import Frame

_DARK, _BRIGHT = 45.0, 60.0  # mean of a frame, of 255: below the first it is dark, above the second no longer
_EVERY = 8  # a frame is judged by each eighth pixel of each eighth row


class Light:
    """Feed it the frames of one source, in order.

    Args:
        seconds: how long it has to be dark before it is told; somebody who covers the lens is not the night.
    """

    def __init__(self, seconds: float = 2.0) -> None:
        self._seconds = seconds
        self._since: float | None = None

    def is_dark(self, frame: Frame, at: float) -> bool:
        """Whether it has been dark for a while.

        Args:
            at: rising seconds.
        """
        mean = float(frame[::_EVERY, ::_EVERY].mean())
        if mean > _BRIGHT:
            self._since = None
        elif mean < _DARK and self._since is None:
            self._since = at
        return self._since is not None and at - self._since >= self._seconds
