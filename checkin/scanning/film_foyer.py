"""The hall behind the tickets of a film: out of focus, so it is painted small and enlarged."""

from __future__ import annotations

import random
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
Colour: TypeAlias = tuple[int, int, int]  # blue, green, red

WIDTH, HEIGHT = 1280, 720

_SMALL = 4  # the hall is painted at a quarter of the size
_FLOOR = 470
_SUITS: tuple[Colour, ...] = ((70, 52, 44), (48, 44, 46), (96, 84, 76), (110, 74, 40), (58, 46, 108), (120, 128, 130))
_SHIRTS: tuple[Colour, ...] = ((232, 228, 222), (214, 196, 176), (190, 200, 226))
_HAIR: tuple[Colour, ...] = ((28, 34, 46), (46, 66, 96), (96, 132, 166), (150, 152, 154), (34, 48, 74))
SKINS: tuple[Colour, ...] = ((150, 178, 222), (138, 168, 214), (166, 194, 232), (98, 130, 178))
_ALL_WHITE: tuple[Colour, ...] = ((255, 255, 255),) * 4
_GRAIN = 2.0  # of the sensor, levels of brightness


class Foyer:
    """A hall on a congress morning, and the people who step in front of it.

    Args:
        chance: decides where lamps, plants and people are.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._hall = _small(_blurred(self._paint(), 13))
        grain = np.random.default_rng(chance.randrange(2**32)).normal(8, _GRAIN, (HEIGHT, WIDTH, 3))
        self._grain: Picture = np.clip(grain, 0, 16).astype(np.uint8)

    def with_person(self, x: float, skin: Colour) -> Picture:
        """The hall with somebody close to the camera, shoulders around column `x`."""
        person: Picture = np.zeros((HEIGHT // _SMALL, WIDTH // _SMALL, 3), np.uint8)
        mask: Picture = np.zeros(person.shape[:2], np.uint8)
        middle, tall = x / _SMALL + self._chance.uniform(-10, 10), self._chance.uniform(-6, 8)
        suit, shirt, hair = self._chance.choice(_SUITS), self._chance.choice(_SHIRTS), self._chance.choice(_HAIR)
        for layer, body, collar, head, crown in ((person, suit, shirt, skin, hair), (mask, *_ALL_WHITE)):
            _ellipse(layer, (middle, 142 + tall), (62, 64), body)
            _ellipse(layer, (middle, 190 + tall), (70, 90), body)
            _ellipse(layer, (middle, 84 + tall), (13, 18), collar)
            _ellipse(layer, (middle, 36 + tall), (23, 28), crown)
            _ellipse(layer, (middle, 46 + tall), (20, 27), head)
        soft, shape = _blurred(person, 3), _blurred(mask, 3)
        return self._enlarged(_over(self._hall, soft, shape))

    def with_grain(self, frame: Picture) -> Picture:
        return _bytes(cv2.addWeighted(frame, 1, self._grain, 1, -8))

    def _paint(self) -> Picture:
        hall = _gradient((176, 190, 198), (214, 222, 226), HEIGHT)
        hall[_FLOOR:] = _gradient((150, 164, 172), (96, 108, 118), HEIGHT - _FLOOR)
        for left in range(40, WIDTH, 310):
            cv2.rectangle(hall, (left, 60), (left + 190, 400), (250, 244, 232), -1)
            cv2.rectangle(hall, (left + 88, 60), (left + 100, 400), (180, 186, 188), -1)
            cv2.rectangle(hall, (left, _FLOOR), (left + 190, _FLOOR + 90), (186, 196, 202), -1)  # mirrored
        for left in range(0, WIDTH, 150):
            cv2.ellipse(hall, (left + 70, 24), (26, 10), 0, 0, 360, (236, 250, 255), -1)
        self._furnish(hall)
        for _ in range(13):
            self._bystander(hall)
        return _vignetted(hall)

    def _furnish(self, hall: Picture) -> None:
        """A banner, a counter and plants."""
        x = self._chance.choice((110, 1010))
        cv2.rectangle(hall, (x, 150), (x + 150, 560), (122, 85, 23), -1)
        cv2.rectangle(hall, (x + 26, 190), (x + 124, 288), (236, 238, 240), -1)
        cv2.rectangle(hall, (x + 26, 330), (x + 124, 346), (220, 224, 228), -1)
        cv2.rectangle(hall, (x + 26, 368), (x + 100, 380), (196, 200, 206), -1)
        counter = WIDTH - x - 200
        cv2.rectangle(hall, (counter - 120, 400), (counter + 240, 560), (104, 138, 168), -1)
        cv2.rectangle(hall, (counter - 130, 388), (counter + 250, 404), (226, 230, 232), -1)
        for plant in (counter - 190, x + 230):
            for _ in range(26):
                leaf = (int(self._chance.gauss(plant, 28)), int(self._chance.gauss(400, 52)))
                green = (self._chance.randrange(56, 90), self._chance.randrange(96, 140), 62)
                cv2.ellipse(hall, leaf, (10, 30), self._chance.uniform(-50, 50), 0, 360, green, -1)
            cv2.rectangle(hall, (plant - 28, 470), (plant + 28, 540), (92, 98, 104), -1)

    def _bystander(self, hall: Picture) -> None:
        """Somebody far away, smaller the farther."""
        near = self._chance.uniform(0.55, 1)
        x, feet = self._chance.randrange(WIDTH), _FLOOR + 30 + 110 * near
        suit, skin = self._chance.choice(_SUITS), self._chance.choice(SKINS)
        for side in (-11, 11):
            _ellipse(hall, (x + side * near, feet - 62 * near), (13 * near, 70 * near), suit)
        _ellipse(hall, (x, feet - 165 * near), (36 * near, 72 * near), suit)
        _ellipse(hall, (x, feet - 258 * near), (18 * near, 24 * near), self._chance.choice(_HAIR))
        _ellipse(hall, (x, feet - 252 * near), (15 * near, 21 * near), skin)

    def _enlarged(self, small: Picture) -> Picture:
        return _bytes(cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC))


def _over(ground: Picture, picture: Picture, shape: Picture) -> Picture:
    """A picture that is black outside its shape, laid over the ground."""
    left = cv2.multiply(ground, cv2.merge([255 - shape] * 3), scale=1 / 255)
    return _bytes(cv2.add(left, picture))


def _gradient(top: Colour, bottom: Colour, height: int) -> Picture:
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    blend = np.array(top, np.float32) * (1 - rows) + np.array(bottom, np.float32) * rows
    return np.repeat(blend, WIDTH, axis=1).astype(np.uint8)


def _vignetted(hall: Picture) -> Picture:
    """Darker towards the corners, as small lenses are."""
    y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j]
    return (hall * (1 - 0.16 * (x * x + y * y))[..., None]).astype(np.uint8)


def _ellipse(picture: Picture, at: tuple[float, float], axes: tuple[float, float], colour: Colour) -> None:
    centre, size = (round(at[0]), round(at[1])), (round(axes[0]), round(axes[1]))
    cv2.ellipse(picture, centre, size, 0, 0, 360, colour, -1, cv2.LINE_AA)


def _small(picture: Picture) -> Picture:
    return _bytes(cv2.resize(picture, None, fx=1 / _SMALL, fy=1 / _SMALL, interpolation=cv2.INTER_AREA))


def _blurred(picture: Picture, sigma: float) -> Picture:
    return _bytes(cv2.GaussianBlur(picture, (0, 0), sigma))


def _bytes(image: cv2.typing.MatLike) -> Picture:
    return np.asarray(image, np.uint8)
