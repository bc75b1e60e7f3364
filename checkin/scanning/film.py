"""A film of people holding up phones, badges and printed tickets, as a camera at a door would see them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from checkin.errors import EnvironmentProblem
from checkin.qr import QUIET_ZONE, matrix

Picture: TypeAlias = NDArray[np.uint8]
Colour: TypeAlias = tuple[int, int, int]  # blue, green, red

WIDTH, HEIGHT = 1280, 720
FRAMES_PER_SECOND = 12
FRAMES = 4  # of one showing: coming into view, then held

_MARGIN = 16  # pixels around the thing, for its blur
_QUALITY = 88  # of the JPEG pictures that the film is made of
_INK: Colour = (30, 26, 24)
_PAPER: Colour = (246, 248, 248)


@dataclass(frozen=True, slots=True)
class _Look:
    """What is held up, and how.

    Attributes:
        dark: a phone in dark mode: a light code on a dark screen.
        turn: degrees; about 180 is upside down.
        lean: how much the far edge is shorter, 0 to 0.2.
        blur: pixels of a camera that is out of focus.
        light: brightness of the thing, 1 is as drawn.
    """

    thing: str
    dark: bool
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
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FRAMES_PER_SECOND, (WIDTH, HEIGHT))
    if not writer.isOpened():
        raise EnvironmentProblem("camera.film_not_written", file=path.name)
    writer.set(cv2.VIDEOWRITER_PROP_QUALITY, _QUALITY)
    chance = random.Random(seed)
    foyer = _foyer(seed)
    try:
        for number, code in enumerate(codes, start=1):
            for frame in _showing(code, foyer, chance):
                writer.write(frame)
            if progress:
                progress(number, len(codes))
    finally:
        writer.release()
    return tuple(range(0, len(codes) * FRAMES, FRAMES))


def _showing(code: str, foyer: Picture, chance: random.Random) -> list[Picture]:
    look = _look(chance)
    thing, mask = _draw(code, look)
    frames: list[Picture] = []
    for step in range(FRAMES):
        arriving = step == 0
        drift = (chance.uniform(-6, 6), chance.uniform(-4, 4) + (190 if arriving else 0))
        frames.append(_hold(thing, mask, look, foyer, drift, moving=arriving))
    return frames


def _look(chance: random.Random) -> _Look:
    thing = chance.choices(("phone", "badge", "paper"), (60, 25, 15))[0]
    upside_down = chance.random() < 0.08
    return _Look(
        thing=thing,
        dark=thing == "phone" and chance.random() < 0.3,
        turn=chance.gauss(0, 7) + (180 if upside_down else 0),
        lean=chance.uniform(0, 0.14),
        blur=chance.choice((0, 0, 0, 0, 3, 5)),
        light=chance.uniform(0.82, 1.02),
        size=chance.uniform(0.82, 1.08),
        place=(chance.gauss(WIDTH / 2, 90), chance.gauss(HEIGHT / 2, 24)),
    )


def _draw(code: str, look: _Look) -> tuple[Picture, Picture]:
    """The thing as seen from straight ahead, and its shape."""
    draw = {"phone": _phone, "badge": _badge, "paper": _paper}[look.thing]
    return draw(code, look)


def _phone(code: str, look: _Look) -> tuple[Picture, Picture]:
    screen: Colour = (28, 24, 22) if look.dark else (255, 255, 255)
    ink: Colour = (225, 228, 230) if look.dark else _INK
    body, mask = _card(340, 640, (18, 17, 16), radius=44)
    _rounded(body, (14, 14), (326, 626), screen, radius=32)
    cv2.rectangle(body, (14, 60), (326, 118), (92, 64, 24) if not look.dark else (70, 54, 34), -1)
    _lines(body, (40, 80), (180, 236), (235, 238, 240))
    _code(body, code, (60, 170), 220, ink, screen)
    _lines(body, (60, 430), (200, 140, 170), ink if look.dark else (120, 112, 106))
    _rounded(body, (130, 606), (210, 612), (150, 146, 142), radius=3)
    return body, mask


def _badge(code: str, look: _Look) -> tuple[Picture, Picture]:
    card, mask = _card(640, 402, _PAPER, radius=16)
    cv2.rectangle(card, (0, 0), (640, 62), (122, 85, 23), -1)
    _lines(card, (38, 30), (230,), (245, 246, 248))
    _lines(card, (38, 130), (330, 260), _INK, thick=30)
    _lines(card, (38, 240), (210, 250), (110, 104, 98))
    _code(card, code, (404, 160), 190, _INK, _PAPER)
    cv2.ellipse(card, (320, 20), (34, 9), 0, 0, 360, (70, 66, 60), -1)
    return card, mask


def _paper(code: str, look: _Look) -> tuple[Picture, Picture]:
    sheet, mask = _card(460, 620, _PAPER, radius=4)
    _lines(sheet, (40, 50), (300, 220), _INK, thick=18)
    _lines(sheet, (40, 130), (380, 350, 370, 200), (140, 134, 128))
    _code(sheet, code, (110, 280), 240, _INK, _PAPER)
    return sheet, mask


def _card(width: int, height: int, colour: Colour, *, radius: int) -> tuple[Picture, Picture]:
    picture: Picture = np.zeros((height, width, 3), np.uint8)
    mask: Picture = np.zeros((height, width), np.uint8)
    _rounded(mask, (0, 0), (width - 1, height - 1), (255, 255, 255), radius=radius)
    _rounded(picture, (0, 0), (width - 1, height - 1), colour, radius=radius)
    return picture, mask


def _rounded(picture: Picture, start: tuple[int, int], end: tuple[int, int], colour: Colour, *, radius: int) -> None:
    (left, top), (right, bottom) = start, end
    cv2.rectangle(picture, (left + radius, top), (right - radius, bottom), colour, -1)
    cv2.rectangle(picture, (left, top + radius), (right, bottom - radius), colour, -1)
    for x in (left + radius, right - radius):
        for y in (top + radius, bottom - radius):
            cv2.circle(picture, (x, y), radius, colour, -1, cv2.LINE_AA)


def _lines(picture: Picture, start: tuple[int, int], widths: Sequence[int], colour: Colour, *, thick: int = 12) -> None:
    """Bars where words would be: at a camera's distance nobody reads them."""
    x, y = start
    for row, width in enumerate(widths):
        top = y + row * thick * 2
        _rounded(picture, (x, top - thick // 2), (x + width, top + thick // 2), colour, radius=thick // 2)


def _code(picture: Picture, text: str, corner: tuple[int, int], side: int, ink: Colour, ground: Colour) -> None:
    """A QR code `side` pixels wide; its quiet zone is drawn around it."""
    modules = np.pad(np.array(matrix(text), np.uint8), QUIET_ZONE)
    whole = round(side * len(modules) / (len(modules) - 2 * QUIET_ZONE))
    big = cv2.resize(modules, (whole, whole), interpolation=cv2.INTER_NEAREST)
    x, y = (place - (whole - side) // 2 for place in corner)
    picture[y : y + whole, x : x + whole] = np.where(
        big[..., None] == 1, np.array(ink, np.uint8), np.array(ground, np.uint8)
    )


def _hold(
    thing: Picture, mask: Picture, look: _Look, foyer: Picture, drift: tuple[float, float], *, moving: bool
) -> Picture:
    """The thing in front of the foyer, turned, leaning and lit as the look says."""
    height, width = mask.shape
    middle = _floats([[look.place[0] + drift[0], look.place[1] + drift[1]]])
    half = _floats([width, height]) / 2 * look.size
    square = _floats([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    square[:2, 0] *= 1 - look.lean
    angle = np.deg2rad(look.turn)
    turn = _floats([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = (square @ turn.T + middle).astype(np.float32)
    left, top = np.maximum(corners.min(axis=0) - _MARGIN, 0).astype(int)
    right, bottom = np.minimum(corners.max(axis=0) + _MARGIN, (WIDTH, HEIGHT)).astype(int)
    flat = _floats([[0, 0], [width, 0], [width, height], [0, height]])
    warp = cv2.getPerspectiveTransform(flat, corners - _floats([left, top]))
    window = (int(right - left), int(bottom - top))  # only where the thing is: the rest is the foyer as it stands
    seen = cv2.warpPerspective(thing, warp, window, flags=cv2.INTER_LINEAR)
    shape = cv2.warpPerspective(mask, warp, window, flags=cv2.INTER_LINEAR)
    if moving:
        seen, shape = cv2.blur(seen, (1, 25)), cv2.blur(shape, (1, 25))
    elif look.blur:
        seen = cv2.blur(seen, (look.blur, look.blur))
    frame = foyer.copy()
    part = frame[top:bottom, left:right]
    cv2.copyTo(cv2.convertScaleAbs(seen, alpha=look.light), shape, part)
    return frame


def _floats(values: object) -> NDArray[np.float32]:
    return np.array(values, np.float32)


def _foyer(seed: int) -> Picture:
    """A hall out of focus: floor, wall, lamps and people far away."""
    chance = random.Random(seed)
    rows = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    hall = (_floats([92, 84, 78]) * (1 - rows) + _floats([52, 50, 50]) * rows) * np.ones((1, WIDTH, 1), np.float32)
    picture: Picture = hall.astype(np.uint8)
    cv2.rectangle(picture, (0, 500), (WIDTH, HEIGHT), (58, 66, 74), -1)
    for _ in range(9):
        x = chance.randrange(WIDTH)
        cv2.circle(picture, (x, chance.randrange(30, 130)), chance.randrange(14, 34), (196, 214, 226), -1)
    for _ in range(12):
        x, tall = chance.randrange(WIDTH), chance.randrange(170, 300)
        tone = chance.randrange(24, 96)
        cv2.ellipse(picture, (x, 560), (42, tall), 0, 180, 360, (tone + 18, tone + 6, tone), -1)
        cv2.circle(picture, (x, 560 - tall - 14), 30, (124, 146, 178), -1)
    picture = cv2.GaussianBlur(picture, (0, 0), 18).astype(np.uint8)
    noise = np.random.default_rng(seed).normal(0, 3, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)
