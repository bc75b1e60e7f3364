"""A film of people holding up phones, badges and printed tickets, as a camera at a door would see them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from checkin.errors import EnvironmentProblem
from checkin.scanning.film_foyer import HEIGHT, SKINS, WIDTH, Colour, Foyer, Picture
from checkin.scanning.film_props import THINGS, Prop, in_hand
from checkin.scanning.vision import FilmWriter

FRAMES_PER_SECOND = 12
FRAMES = 4  # of one showing: coming into view, then held

_SLEEVES: tuple[Colour, ...] = ((70, 52, 44), (48, 44, 46), (110, 74, 40), (58, 46, 108))
_SPEED = 25  # pixels that a thing moves while the picture is taken, on its way into view


@dataclass(frozen=True, slots=True)
class _Look:
    """What is held up, and how.

    Attributes:
        turn: degrees, of the hand.
        lean: how much the far edge is shorter, 0 to 0.14.
        blur: pixels of a camera that is out of focus.
        light: brightness of the thing, 1 is as drawn.
    """

    thing: str
    upside_down: bool
    turn: float
    lean: float
    blur: int
    light: float
    size: float
    place: tuple[float, float]


def make_film(
    path: Path, codes: Sequence[str], *, seed: int, progress: Callable[[int, int], None] | None = None
) -> tuple[int, ...]:
    """Write a film (motion JPEG, 1280 x 720) in which the codes are held up one after another.

    Args:
        seed: the same seed gives the same film.
        progress: called with the number of codes done and of all.

    Returns:
        For each code the number of the frame with which its showing begins.

    Raises:
        EnvironmentProblem: the film cannot be written.
    """
    chance = random.Random(seed)
    foyer = Foyer(chance)
    try:
        with FilmWriter(path, FRAMES_PER_SECOND, (WIDTH, HEIGHT)) as film:
            for number, code in enumerate(codes, start=1):
                for frame in _showing(code, foyer, chance):
                    film.write(frame)
                if progress:
                    progress(number, len(codes))
    except OSError:
        raise EnvironmentProblem("camera.film_not_written", file=path.name) from None
    return tuple(range(0, len(codes) * FRAMES, FRAMES))


def _showing(code: str, foyer: Foyer, chance: random.Random) -> Iterator[Picture]:
    look, skin = _look(chance), chance.choice(SKINS)
    thing = THINGS[look.thing](code)
    if look.upside_down:
        thing = np.ascontiguousarray(thing[::-1, ::-1])
    prop = in_hand(thing, skin, chance.choice(_SLEEVES), grip="phone" in look.thing)
    hall = foyer.with_person(look.place[0] - 60, skin)
    for step in range(FRAMES):
        arriving = step == 0
        drift = (chance.uniform(-6, 6), chance.uniform(-4, 4) + (190 if arriving else 0))
        yield foyer.with_grain(_held(prop, look, hall.copy(), drift, moving=arriving))


def _look(chance: random.Random) -> _Look:
    thing = chance.choices(tuple(THINGS), (42, 18, 25, 15))[0]
    return _Look(
        thing=thing,
        upside_down=chance.random() < 0.08,
        turn=chance.gauss(0, 7),
        lean=chance.uniform(0, 0.14),
        blur=chance.choice((0, 0, 0, 0, 3, 5)),
        light=chance.uniform(0.82, 1.02),
        size=chance.uniform(0.76, 0.98),
        place=(chance.gauss(WIDTH / 2, 90), chance.gauss(HEIGHT / 2 - 10, 24)),
    )


def _held(prop: Prop, look: _Look, frame: Picture, drift: tuple[float, float], *, moving: bool) -> Picture:
    """The frame with the prop in front, turned, leaning and lit as the look says."""
    left, top, width, height = prop.box
    flat = _floats([[left, top], [left + width, top], [left + width, top + height], [left, top + height]])
    fold = cv2.getPerspectiveTransform(flat, _corners(look, drift, width, height))
    rows, columns = prop.picture.shape[:2]
    outline = cv2.perspectiveTransform(_floats([[[0, 0], [columns, 0], [columns, rows], [0, rows]]]), fold)[0]
    start = np.maximum(outline.min(axis=0), 0).astype(int)
    end = np.minimum(outline.max(axis=0), (WIDTH, HEIGHT)).astype(int)
    into_window = np.array([[1, 0, -start[0]], [0, 1, -start[1]], [0, 0, 1]]) @ fold
    window = (int(end[0] - start[0]), int(end[1] - start[1]))  # only where the prop is: the rest stays as it is
    seen = cv2.warpPerspective(prop.picture, into_window, window)
    if blur := (1, _SPEED) if moving else (look.blur, look.blur) if look.blur else None:
        seen = cv2.blur(seen, blur)
    colours, covered = seen[..., :3], cv2.extractChannel(seen, 3)
    part = frame[start[1] : end[1], start[0] : end[0]]
    left_over = cv2.multiply(part, cv2.merge([cv2.bitwise_not(covered)] * 3), scale=1 / 255)
    part[:] = cv2.add(left_over, cv2.convertScaleAbs(colours, alpha=look.light))
    return frame


def _corners(look: _Look, drift: tuple[float, float], width: int, height: int) -> NDArray[np.float32]:
    """Where the thing's corners come to lie in the frame."""
    square = _floats([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * _floats([width, height]) / 2 * look.size
    square[:2, 0] *= 1 - look.lean
    angle = np.deg2rad(look.turn)
    turn = _floats([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return _floats(square @ turn.T + _floats([look.place[0] + drift[0], look.place[1] + drift[1]]))


def _floats(values: object) -> NDArray[np.float32]:
    return np.array(values, np.float32)
