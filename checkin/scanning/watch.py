"""Camera, cascade and debounce put together: what is seen, and what is scanned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checkin.scanning.camera import Camera
from checkin.scanning.debounce import Debounce
from checkin.scanning.decode import Decoder, Found
from checkin.scanning.light import Light
from checkin.scanning.vision import Frame


@dataclass(frozen=True, slots=True)
class Look:
    """One frame that was looked at.

    Attributes:
        frame: to show.
        found: every code in view, to outline.
        fresh: texts of those that are newly shown, each to be scanned.
        at: seconds, see `Shot`.
        dark: too little light for a while, and nothing found.
    """

    frame: Frame
    found: list[Found]
    fresh: list[str]
    at: float
    dark: bool = False


def watch(camera: Camera, decoder: Decoder, debounce: Debounce) -> Iterator[Look]:
    """Look at a camera's frames until it ends or is stopped; runs in the thread of whoever takes the looks."""
    light = Light()
    for shot in camera.shots():
        found = decoder.decode(shot.frame)
        dark = light.is_dark(shot.frame, shot.at) and not found
        yield Look(shot.frame, found, debounce.fresh([one.text for one in found], shot.at), shot.at, dark)
