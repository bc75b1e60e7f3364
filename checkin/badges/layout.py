"""Where things stand on a badge: words fitted into a template. Nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checkin.badges.fit import Setting, Width, filled, settings, shortened
from checkin.badges.fonts import ASCENT, DESCENT, lato, printable
from checkin.badges.template import FLOOR, ON_STRIPE, POINT, Block, Box, Part, Source, Stand, Template
from checkin.badges.words import Words, words
from checkin.model.event import Event
from checkin.model.registration import Registration

_SPACING = 0.05  # between capitals, in parts of the letter size
_STEPS = 24  # from the largest letters to the smallest
_ONE_LINE_LESS = 0.85  # of the letter size is given for a line less
_SHRINKING = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
_SAME_ON_MANY = frozenset({Source.CATEGORY, Source.EVENT, Source.PLACE_AND_DATES})
_INKS = ("#FFFFFF", "#000000")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: `x` and `baseline` in mm from the top left corner, `size` in points, `spacing` in sizes."""

    text: str
    x: float
    baseline: float
    size: float
    weight: int
    colour: str
    spacing: float = 0.0

    @property
    def width(self) -> float:
        """Millimetres."""
        return (lato(self.weight).width(self.text) + self.spacing * len(self.text)) * self.size * POINT


@dataclass(frozen=True, slots=True)
class Layout:
    """A badge ready to be drawn.

    Attributes:
        stripe, ink: the category's colour, and the one that can be read on it.
        letter: the category's letter, "" without a category.
        code: the text of the QR code, "" before a ticket is issued.
        shortened: a text was too long even for the smallest letters and ends in an ellipsis.
    """

    template: Template
    stripe: str
    ink: str
    letter: str
    code: str
    lines: tuple[Line, ...]
    shortened: bool


@dataclass(frozen=True, slots=True)
class _Text:
    part: Part
    text: str
    width: Width


@dataclass(frozen=True, slots=True)
class _Fitted:
    part: Part
    size: float
    lines: tuple[str, ...]

    @property
    def rise(self) -> float:
        """Millimetres over the first baseline. Capitals keep the room of accents, to stand alike on all badges."""
        rise = ASCENT if self.part.upper else lato(self.part.weight).rise(self.lines[0])
        return rise * self.size * POINT


class Designer:
    """Lays out the badges of one event; what is the same on many is fitted once."""

    def __init__(self, event: Event, template: Template) -> None:
        self._event = event
        self._template = template
        self._fitted: dict[tuple[int, str], tuple[list[_Fitted], bool]] = {}

    def layout(self, registration: Registration) -> Layout:
        said = words(registration, self._event)
        category = self._event.category_by_key.get(registration.category)
        stripe = category.colour if category else self._template.stripe_colour
        ink = readable_on(stripe)
        lines: list[Line] = []
        shortened = False
        for number, block in enumerate(self._template.blocks):
            fitted, cut = self._fit(number, block, said)
            lines.extend(_placed(block, fitted, ink))
            shortened = shortened or cut
        letter = printable(category.letter) if category else ""
        return Layout(self._template, stripe, ink, letter, registration.ticket, tuple(lines), shortened)

    def _fit(self, number: int, block: Block, said: Words) -> tuple[list[_Fitted], bool]:
        if not all(part.source in _SAME_ON_MANY for part in block.parts):
            return _fit(block, said)
        key = (number, "\n".join(said[part.source] for part in block.parts))
        if key not in self._fitted:
            self._fitted[key] = _fit(block, said)
        return self._fitted[key]


def readable_on(colour: str) -> str:
    """White or black, whichever stands out more from ``#RRGGBB``: at least 4.5:1 on every colour."""
    return max(_INKS, key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _fit(block: Block, said: Words) -> tuple[list[_Fitted], bool]:
    """The parts of a block that have words, as large as fits; and whether a text had to be shortened.

    In this order: letters down to each part's smallest; as many lines as it takes, broken inside words
    where need be, letters down to `FLOOR`; the end given up.
    """
    texts = [_text(part, said[part.source]) for part in block.parts if said[part.source]]
    return _regular(block.box, texts) or _crowded(block.box, texts) or (_cut(block.box, texts), True)


def _text(part: Part, text: str) -> _Text:
    measure = lato(part.weight).width
    if part.upper:
        return _Text(part, text.upper(), lambda line: measure(line) + _SPACING * len(line))
    return _Text(part, text, measure)


def _regular(box: Box, texts: list[_Text]) -> tuple[list[_Fitted], bool] | None:
    choices = [settings(text.text, text.width, text.part.lines) for text in texts]
    for step in range(_STEPS + 1):
        fitted: list[_Fitted] = []
        for text, choice in zip(texts, choices, strict=True):
            part = text.part
            largest = part.largest - (part.largest - part.smallest) * step / _STEPS
            fitted.append(_chosen(part, choice, box.width, largest))
        if any(each.size < each.part.smallest for each in fitted):
            return None
        if _height(fitted) <= box.height:
            return fitted, False
    return None


def _chosen(part: Part, choice: list[Setting], width: float, largest: float) -> _Fitted:
    """The setting with the largest letters, or one of fewer lines whose letters are nearly as large."""
    sizes = [min(largest, width / (setting.widest * POINT)) for setting in choice]
    enough = max(_ONE_LINE_LESS * max(sizes), min(part.smallest, max(sizes)))
    size, setting = next((size, setting) for size, setting in zip(sizes, choice, strict=True) if size >= enough)
    return _Fitted(part, size, setting.lines)


def _crowded(box: Box, texts: list[_Text]) -> tuple[list[_Fitted], bool] | None:
    for shrinking in _SHRINKING:
        fitted = _filled(box, texts, shrinking)
        if _height(fitted) <= box.height:
            return fitted, False
    return None


def _filled(box: Box, texts: list[_Text], shrinking: float) -> list[_Fitted]:
    fitted: list[_Fitted] = []
    for text in texts:
        size = max(FLOOR, text.part.smallest * shrinking)
        lines = filled(text.text, text.width, box.width / (size * POINT))
        fitted.append(_Fitted(text.part, size, lines))
    return fitted


def _cut(box: Box, texts: list[_Text]) -> list[_Fitted]:
    """Lines taken from the longest text until all fit."""
    fitted = _filled(box, texts, _SHRINKING[-1])
    while _height(fitted) > box.height:
        longest = max(range(len(fitted)), key=lambda number: len(fitted[number].lines))
        text, each = texts[longest], fitted[longest]
        if len(each.lines) == 1:
            break
        last = shortened(each.lines[-2], text.width, box.width / (each.size * POINT))
        fitted[longest] = _Fitted(each.part, each.size, (*each.lines[:-2], last))
    return fitted


def _height(fitted: list[_Fitted]) -> float:
    """Millimetres that the lines take, from the accents of the first to the tails of the last."""
    total = 0.0
    for number, each in enumerate(fitted):
        below = (len(each.lines) - 1) * each.part.leading + DESCENT
        total += (each.part.gap if number else 0.0) + each.rise + below * each.size * POINT
    return total


def _placed(block: Block, fitted: list[_Fitted], ink: str) -> Iterator[Line]:
    free = block.box.height - _height(fitted)
    top = block.box.y + {Stand.TOP: 0.0, Stand.MIDDLE: free / 2, Stand.BOTTOM: free}[block.stand]
    for number, each in enumerate(fitted):
        part = each.part
        em = each.size * POINT
        baseline = top + (part.gap if number else 0.0) + each.rise
        colour = ink if part.colour == ON_STRIPE else part.colour
        spacing = _SPACING if part.upper else 0.0
        for line in each.lines:
            yield Line(line, block.box.x, baseline, each.size, part.weight, colour, spacing)
            baseline += part.leading * em
        top = baseline - part.leading * em + DESCENT * em
