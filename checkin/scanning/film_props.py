"""What people hold up in a film: a phone, a badge or a printed ticket, in a hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from checkin.qr import QUIET_ZONE, matrix
from checkin.scanning.film_foyer import Colour, Picture

_ASIDE, _BELOW = 60, 340  # pixels around a thing, for the hand beside and the arm below it
_INK: Colour = (30, 26, 24)
_PAPER: Colour = (246, 248, 248)
_ACCENT: Colour = (122, 85, 23)


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in a hand, seen from straight ahead.

    Attributes:
        picture: blue, green, red, and how much is covered: all 0 where there is nothing.
        box: left, top, width and height of the thing in the picture.
    """

    picture: Picture
    box: tuple[int, int, int, int]


def phone(code: str, *, dark: bool) -> Picture:
    screen: Colour = (28, 24, 22) if dark else (255, 255, 255)
    ink: Colour = (225, 228, 230) if dark else _INK
    body = _card(340, 640, (18, 17, 16), radius=44)
    _rounded(body, (14, 14), (326, 626), screen, radius=32)
    cv2.rectangle(body, (14, 60), (326, 118), (70, 54, 34) if dark else _ACCENT, -1)
    _lines(body, (40, 80), (180, 236), (235, 238, 240))
    _code(body, code, (60, 170), 220, ink, screen)
    _lines(body, (60, 430), (200, 140), ink if dark else (120, 112, 106))
    _rounded(body, (130, 606), (210, 612), (150, 146, 142), radius=3)
    cv2.circle(body, (170, 36), 8, (18, 17, 16), -1, cv2.LINE_AA)
    return body


def badge(code: str) -> Picture:
    card = _card(640, 402, _PAPER, radius=16)
    card[0:62] = np.where(card[0:62] > 0, np.array(_ACCENT, np.uint8), np.uint8(0))
    _lines(card, (38, 32), (230,), (245, 246, 248))
    _lines(card, (38, 124), (330, 260), _INK, thick=30)
    _lines(card, (38, 240), (210, 250), (110, 104, 98))
    _code(card, code, (404, 160), 190, _INK, _PAPER)
    _rounded(card, (292, 12), (348, 26), (70, 66, 60), radius=7)
    return card


def ticket(code: str) -> Picture:
    sheet = _card(460, 620, _PAPER, radius=4)
    _lines(sheet, (40, 50), (300, 220), _ACCENT, thick=18)
    _lines(sheet, (40, 130), (380, 350, 370, 200), (140, 134, 128))
    _code(sheet, code, (110, 260), 240, _INK, _PAPER)
    return sheet


def in_hand(thing: Picture, skin: Colour, sleeve: Colour, *, grip: bool) -> Prop:
    """Put a hand to a thing's lower end.

    Args:
        grip: fingers around both edges, as a phone is held; else a thumb on the lower edge.
    """
    height, width = thing.shape[:2]
    size = (height + _ASIDE + _BELOW, width + 2 * _ASIDE)
    behind: Picture = np.zeros((*size, 3), np.uint8)
    shape: Picture = np.zeros(size, np.uint8)
    hand = _Hand(behind, shape, skin, sleeve)
    middle, bottom = _ASIDE + width // 2, _ASIDE + height
    hand.arm(middle, bottom, width if grip else 200)
    part = behind[_ASIDE:bottom, _ASIDE : _ASIDE + width]
    solid = thing.max(axis=2) > 0
    part[solid] = thing[solid]
    shape[_ASIDE:bottom, _ASIDE : _ASIDE + width][solid] = 255
    if grip:
        hand.grip(_ASIDE, _ASIDE + width, bottom)
    else:
        hand.pinch(middle - 30, bottom)
    return Prop(np.dstack([behind, shape]), (_ASIDE, _ASIDE, width, height))


class _Hand:
    """Draws skin into a picture and its shape alike."""

    def __init__(self, picture: Picture, shape: Picture, skin: Colour, sleeve: Colour) -> None:
        self._picture, self._shape = picture, shape
        self._skin, self._sleeve = skin, sleeve
        self._shade: Colour = _darker(skin, 0.82)

    def arm(self, middle: int, bottom: int, width: int) -> None:
        """The palm behind the thing's lower end, the wrist, and a sleeve that leaves the picture."""
        end = len(self._picture)
        self._stroke((middle, bottom + 20), (middle + 20, end), 62, self._shade)
        self._stroke((middle - width // 5, bottom - 60), (middle + width // 5, bottom - 50), 74, self._shade)
        self._stroke((middle - width // 2 + 20, bottom - 12), (middle, bottom + 30), 44, self._shade)
        self._stroke((middle + 14, bottom + 180), (middle + 40, end + 60), 84, self._sleeve)
        self._stroke((middle + 12, bottom + 172), (middle + 14, bottom + 178), 78, (236, 236, 232))
        self._stroke((middle + 14, bottom + 200), (middle + 40, end + 60), 86, self._sleeve)

    def grip(self, left: int, right: int, bottom: int) -> None:
        for row in range(4):
            y = bottom - 138 + 36 * row
            self._finger((right + 26, y + 6), (right - 16 - 4 * (row in (1, 2)), y), 17)
        self._finger((left - 6, bottom + 4), (left + 20, bottom - 112), 23)

    def pinch(self, x: int, bottom: int) -> None:
        self._finger((x + 10, bottom + 60), (x, bottom - 30), 26)

    def _finger(self, root: tuple[int, int], tip: tuple[int, int], radius: int) -> None:
        self._stroke((root[0], root[1] + 3), (tip[0], tip[1] + 3), radius, self._shade)
        self._stroke(root, tip, radius - 2, self._skin)
        nail = (tip[0] + (root[0] - tip[0]) // 12, tip[1] + (root[1] - tip[1]) // 12)
        cv2.circle(self._picture, nail, radius // 2, _lighter(self._skin), -1, cv2.LINE_AA)

    def _stroke(self, start: tuple[int, int], end: tuple[int, int], radius: int, colour: Colour) -> None:
        cv2.line(self._picture, start, end, colour, 2 * radius, cv2.LINE_AA)
        cv2.line(self._shape, start, end, (255,), 2 * radius, cv2.LINE_AA)


def _darker(colour: Colour, share: float) -> Colour:
    blue, green, red = (round(part * share) for part in colour)
    return (blue, green, red)


def _lighter(colour: Colour) -> Colour:
    blue, green, red = (round(part + (255 - part) * 0.3) for part in colour)
    return (blue, green, red)


def _card(width: int, height: int, colour: Colour, *, radius: int) -> Picture:
    picture: Picture = np.zeros((height, width, 3), np.uint8)
    _rounded(picture, (0, 0), (width - 1, height - 1), colour, radius=radius)
    return picture


def _rounded(picture: Picture, start: tuple[int, int], end: tuple[int, int], colour: Colour, *, radius: int) -> None:
    (left, top), (right, bottom) = start, end
    cv2.rectangle(picture, (left + radius, top), (right - radius, bottom), colour, -1)
    cv2.rectangle(picture, (left, top + radius), (right, bottom - radius), colour, -1)
    for x in (left + radius, right - radius):
        for y in (top + radius, bottom - radius):
            cv2.circle(picture, (x, y), radius, colour, -1)


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
    big = np.asarray(cv2.resize(modules, (whole, whole), interpolation=cv2.INTER_NEAREST))
    x, y = (place - (whole - side) // 2 for place in corner)
    picture[y : y + whole, x : x + whole] = np.where(
        big[..., None] == 1, np.array(ink, np.uint8), np.array(ground, np.uint8)
    )


THINGS: dict[str, Callable[[str], Picture]] = {
    "phone": lambda code: phone(code, dark=False),
    "dark phone": lambda code: phone(code, dark=True),
    "badge": badge,
    "ticket": ticket,
}
