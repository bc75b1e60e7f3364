"""A seeded generator of hard 720p frames: one ticket in front of a camera, seen badly.

Every frame has one to three faults of those a foyer really gives: tilt, a bent sheet, motion, a lens out of
focus, glare, shadow, dim light, a dark-mode screen, a finger on the code, worn print, sensor noise, JPEG, and
codes far from the lens. Strengths reach from harmless to hopeless, so that two readers can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from checkin import qr
from checkin.model.ticket import ALPHABET, check_letter

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]

WIDTH, HEIGHT = 1280, 720
_CARD_MODULE = 12  # pixels of a module on the flat card, before it is put into the scene


@dataclass(frozen=True, slots=True)
class HardFrame:
    """One frame, BGR 720 x 1280, with the text that a reader should find and the faults it has."""

    image: Image
    text: str
    faults: tuple[str, ...]


def hard_frames(seed: int, count: int) -> Iterator[HardFrame]:
    """`count` frames of a seed; the same seed gives the same frames."""
    random = np.random.default_rng(seed)
    names = list(_FAULTS)
    for _ in range(count):
        faults = tuple(random.choice(names, size=int(random.choice([1, 2, 2, 3])), replace=False).tolist())
        text = _text(random)
        yield HardFrame(_draw(text, faults, random), text, faults)


def clean_frame(seed: int) -> tuple[Image, str]:
    """A code of 6-pixel modules, upright and sharp, in the same kind of scene."""
    random = np.random.default_rng(seed)
    text = _text(random)
    return _draw(text, (), random), text


def empty_frame(seed: int, noise: float = 2.0) -> Image:
    """The scene without any code; `noise` is the sensor's, in levels of brightness."""
    random = np.random.default_rng(seed)
    return _to_pixels(_scene(random) + random.normal(0, noise, (HEIGHT, WIDTH, 1)))


def _text(random: np.random.Generator) -> str:
    """Mostly codes of ours; every fourth a foreign one of up to 60 letters, so a denser symbol."""
    if random.random() < 0.75:
        body = "KS" + "".join(random.choice(list(ALPHABET), size=17))
        return body + check_letter(body)
    letters = list("abcdefghijkmnpqrstuvwxyz23456789")
    return "".join(random.choice(letters, size=int(random.integers(16, 61))))


def _draw(text: str, faults: tuple[str, ...], random: np.random.Generator) -> Image:
    shot = _Shot(text, random)
    stages: tuple[tuple[str, ...], ...] = (("dark_mode", "worn", "finger", "no_margin", "bent"), ("tilt", "far"))
    for stage in stages:
        for fault in stage:
            if fault in faults:
                _FAULTS[fault](shot)
    shot.place()
    for fault in ("shadow", "glare", "flat_light", "moire", "motion", "defocus", "noise", "jpeg"):
        if fault in faults:
            _FAULTS[fault](shot)
    return _to_pixels(shot.frame)


class _Shot:
    """A frame in the making: a flat card, the scene behind it and how the card will lie in it."""

    def __init__(self, text: str, random: np.random.Generator) -> None:
        self.random = random
        modules = np.pad(np.array(qr.matrix(text)), qr.QUIET_ZONE)
        ink, paper = random.uniform(8, 45), random.uniform(215, 250)
        grid = np.where(modules, ink, paper).astype(np.float32)
        self.card: Floats = np.kron(grid, np.ones((_CARD_MODULE, _CARD_MODULE), np.float32))
        self.modules = len(modules)
        self.module_pixels = float(random.uniform(3.5, 8))
        self.turn = float(random.normal(0, 12) + random.choice([0, 0, 0, 90, 180, 270]))
        self.lean = 0.0
        self.frame: Floats = _scene(random)
        self.centre = np.array([WIDTH / 2, HEIGHT / 2])

    @property
    def size(self) -> float:
        """Side of the card in the frame, pixels."""
        return self.modules * self.module_pixels

    def place(self) -> None:
        """Lay the card into the scene, with perspective, averaging over the pixels it shrinks to."""
        reach = self.size * 0.75
        self.centre = np.array(
            [self.random.uniform(reach, WIDTH - reach), self.random.uniform(min(reach, 340), HEIGHT - min(reach, 340))]
        )
        side = len(self.card)
        flat = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32)
        target = (self._corners() + self.centre).astype(np.float32)
        step = side / self.size
        card = cv2.GaussianBlur(self.card, (0, 0), max(0.35 * step, 0.3))
        fold = cv2.getPerspectiveTransform(flat, target)
        laid = cv2.warpPerspective(card, fold, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
        mask = cv2.warpPerspective(np.ones_like(card), fold, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)[..., None]
        self.frame = self.frame * (1 - mask) + laid[..., None] * mask

    def _corners(self) -> Floats:
        """The card's corners around its centre: turned in its plane, leaned out of it, seen from 2.2 sides away."""
        half = self.size / 2
        square = np.array([[-half, -half, 0], [half, -half, 0], [half, half, 0], [-half, half, 0]])
        turn, lean, around = np.radians([self.turn, self.lean, self.random.uniform(0, 360)])
        axis = np.array([np.cos(around), np.sin(around), 0]) * lean
        leaned = square @ _rotation(np.array([0, 0, turn])).T @ _rotation(axis).T
        distance = 2.2 * self.size
        return (leaned[:, :2] * (distance / (distance + leaned[:, 2:]))).astype(np.float32)

    def window(self, reach: float) -> tuple[slice, slice]:
        """The part of the frame around the card, `reach` card sides in each direction."""
        left, top = np.maximum(self.centre - reach * self.size, 0).astype(int)
        right, bottom = (self.centre + reach * self.size).astype(int)
        return slice(top, bottom), slice(left, right)


def _rotation(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(cv2.Rodrigues(vector)[0])


def _scene(random: np.random.Generator) -> Floats:
    """A foyer out of focus: a gradient with blurred blocks and a few hard edges, BGR floats."""
    corners = random.uniform(40, 200, (2, 2, 3)).astype(np.float32)
    scene = cv2.resize(corners, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    for _ in range(12):
        x, y = random.integers(-100, WIDTH), random.integers(-100, HEIGHT)
        w, h = random.integers(30, 420, 2)
        colour = random.uniform(10, 240, 3).tolist()
        cv2.rectangle(scene, (int(x), int(y)), (int(x + w), int(y + h)), colour, -1)
    scene = cv2.GaussianBlur(scene, (0, 0), random.uniform(1.5, 12))
    for _ in range(25):
        ends = random.integers(0, [WIDTH, HEIGHT], (2, 2)).tolist()
        cv2.line(scene, ends[0], ends[1], random.uniform(10, 240, 3).tolist(), int(random.integers(1, 4)))
    return scene


def _to_pixels(floats: NDArray[np.floating]) -> Image:
    return np.clip(floats, 0, 255).astype(np.uint8)


def _dark_mode(shot: _Shot) -> None:
    """A phone that shows everything light on dark."""
    shot.card = (255 - shot.card) * np.float32(shot.random.uniform(0.75, 1)) + np.float32(shot.random.uniform(5, 30))


def _worn(shot: _Shot) -> None:
    """Print with white scratches and grey dust."""
    side = len(shot.card)
    for _ in range(int(shot.random.integers(1, 4))):
        ends = shot.random.integers(0, side, (2, 2)).tolist()
        width = int(shot.random.uniform(0.15, 0.6) * _CARD_MODULE)
        cv2.line(shot.card, ends[0], ends[1], float(shot.random.uniform(150, 240)), max(width, 1))
    dust = cv2.resize(shot.random.random((side // 8, side // 8)).astype(np.float32), (side, side))
    shot.card += (dust > 0.82) * np.float32(shot.random.uniform(20, 90))


def _finger(shot: _Shot) -> None:
    """A thumb over one edge of the code, seldom over a finder pattern."""
    side = len(shot.card)
    inside = qr.QUIET_ZONE * _CARD_MODULE
    along = shot.random.uniform(0.4, 0.6) * side
    depth = inside + shot.random.uniform(-0.03, 0.07) * side
    edge = int(shot.random.integers(0, 4))
    x, y = [(along, depth), (along, side - depth), (depth, along), (side - depth, along)][edge]
    radius = shot.random.uniform(0.05, 0.10) * side
    axes = (int(radius), int(radius * 1.7)) if edge < 2 else (int(radius * 1.7), int(radius))
    cv2.ellipse(shot.card, (int(x), int(y)), axes, 0, 0, 360, float(shot.random.uniform(90, 170)), -1)


def _no_margin(shot: _Shot) -> None:
    """A code cropped to one module of margin, on a ground of another brightness."""
    cut = 3 * _CARD_MODULE
    shade = np.float32(shot.random.uniform(20, 150))
    framed = np.full_like(shot.card, shade)
    framed[cut:-cut, cut:-cut] = shot.card[cut:-cut, cut:-cut]
    shot.card = framed


def _bent(shot: _Shot) -> None:
    """A sheet that waves: the code bulges along one or two directions."""
    side = len(shot.card)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    strength = shot.random.uniform(0.004, 0.015, 2) * side
    phase = shot.random.uniform(0, 2 * np.pi, 2)
    waves = shot.random.uniform(0.4, 1.1, 2) * 2 * np.pi / side
    shot.card = cv2.remap(
        shot.card,
        (x + strength[0] * np.sin(y * waves[0] + phase[0])).astype(np.float32),
        (y + strength[1] * np.sin(x * waves[1] + phase[1])).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )


def _tilt(shot: _Shot) -> None:
    shot.lean = float(shot.random.uniform(20, 60))
    shot.turn += float(shot.random.uniform(-45, 45))


def _far(shot: _Shot) -> None:
    shot.module_pixels = float(shot.random.uniform(1.7, 3.0))


def _shadow(shot: _Shot) -> None:
    """A soft or hard edge of shadow across the card."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    angle = shot.random.uniform(0, 2 * np.pi)
    offset = (x - shot.centre[0]) * np.cos(angle) + (y - shot.centre[1]) * np.sin(angle)
    offset += shot.random.uniform(-0.25, 0.25) * shot.size
    depth, softness = shot.random.uniform(0.55, 0.88), shot.random.uniform(1, 0.3 * shot.size)
    shot.frame *= (1 - depth / (1 + np.exp(-np.clip(offset / softness, -30, 30))))[..., None].astype(np.float32)


def _glare(shot: _Shot) -> None:
    """A lamp mirrored in the screen or lamination: saturates part of the code."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    at = shot.centre + shot.random.uniform(-0.4, 0.4, 2) * shot.size
    spread = shot.random.uniform(0.08, 0.28, 2) * shot.size
    spot = np.exp(-(((x - at[0]) / spread[0]) ** 2 + ((y - at[1]) / spread[1]) ** 2))
    shot.frame += (spot * shot.random.uniform(80, 230))[..., None].astype(np.float32)


def _flat_light(shot: _Shot) -> None:
    """Hardly any contrast: dim light, or a screen washed out by the sun."""
    contrast = shot.random.uniform(0.1, 0.4)
    shot.frame = shot.frame * np.float32(contrast) + np.float32(shot.random.uniform(5, 255 * (1 - contrast) - 10))
    shot.frame += shot.random.normal(0, 1.5, (HEIGHT, WIDTH, 1)).astype(np.float32)


def _moire(shot: _Shot) -> None:
    """The screen's raster beating with the sensor's."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    angle, period = shot.random.uniform(0, np.pi), shot.random.uniform(3, 16)
    wave = np.sin((x * np.cos(angle) + y * np.sin(angle)) * 2 * np.pi / period)
    shot.frame *= (1 + wave * shot.random.uniform(0.08, 0.3))[..., None].astype(np.float32)


def _motion(shot: _Shot) -> None:
    """A hand that moves during the exposure: 0.4 to 1.5 modules."""
    length = max(shot.random.uniform(0.4, 1.5) * shot.module_pixels, 2)
    size = int(np.ceil(length)) | 1
    kernel = np.zeros((size, size), np.float32)
    kernel[size // 2] = 1
    turn = cv2.getRotationMatrix2D((size // 2, size // 2), shot.random.uniform(0, 180), 1)
    kernel = cv2.warpAffine(kernel, turn, (size, size))
    part = shot.window(1.5)
    shot.frame[part] = cv2.filter2D(shot.frame[part], -1, kernel / kernel.sum())


def _defocus(shot: _Shot) -> None:
    """A lens that looks past the code: 0.25 to 0.6 modules."""
    sigma = float(shot.random.uniform(0.25, 0.6) * shot.module_pixels)
    part = shot.window(1.5)
    shot.frame[part] = cv2.GaussianBlur(shot.frame[part], (0, 0), max(sigma, 0.6))


def _noise(shot: _Shot) -> None:
    shot.frame += shot.random.normal(0, shot.random.uniform(10, 40), (HEIGHT, WIDTH, 3)).astype(np.float32)


def _jpeg(shot: _Shot) -> None:
    quality = int(shot.random.integers(6, 30))
    packed = cv2.imencode(".jpg", _to_pixels(shot.frame), [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    shot.frame = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.float32)


_FAULTS: dict[str, Callable[[_Shot], None]] = {
    "dark_mode": _dark_mode,
    "worn": _worn,
    "finger": _finger,
    "no_margin": _no_margin,
    "bent": _bent,
    "tilt": _tilt,
    "far": _far,
    "shadow": _shadow,
    "glare": _glare,
    "flat_light": _flat_light,
    "moire": _moire,
    "motion": _motion,
    "defocus": _defocus,
    "noise": _noise,
    "jpeg": _jpeg,
}
