"""The parts of a block, as large as fits together."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.badges.fit import Setting, Width, filled, settings, shortened
from checkin.badges.fonts import ASCENT, DESCENT, lato
from checkin.badges.template import FLOOR, POINT, Block, Box, Part
from checkin.badges.words import Words

SPACING = 0.05  # between capitals, in parts of the letter size

_STEPS = 24  # from the largest letters to the smallest
_ONE_LINE_LESS = 0.85  # of the letter size is given for a line less
_SHRINKING = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)  # of the smallest letters, for what is crowded


@dataclass(frozen=True, slots=True)
class Fitted:
    """A part in lines: `size` in points."""

    part: Part
    size: float
    lines: tuple[str, ...]

    @property
    def rise(self) -> float:
        """Millimetres over the first baseline. Capitals keep the room of accents, to stand alike on all badges."""
        rise = ASCENT if self.part.upper else lato(self.part.weight).rise(self.lines[0])
        return rise * self.size * POINT


@dataclass(frozen=True, slots=True)
class Fit:
    """The parts of a block that have words. `shortened`: a text had to give up its end."""

    parts: tuple[Fitted, ...]
    shortened: bool = False

    @property
    def height(self) -> float:
        """Millimetres, from the top of the first line to the tails of the last."""
        total = 0.0
        for number, each in enumerate(self.parts):
            below = (len(each.lines) - 1) * each.part.leading + DESCENT
            total += (each.part.gap if number else 0.0) + each.rise + below * each.size * POINT
        return total


@dataclass(frozen=True, slots=True)
class _Text:
    part: Part
    text: str
    width: Width


def fit(block: Block, said: Words) -> Fit:
    """The parts of a block as large as fits, in this order of concessions.

    Letters down to each part's smallest; as many lines as it takes, broken inside words where need be,
    letters down to `FLOOR`; the end given up.
    """
    texts = [_text(part, said[part.source]) for part in block.parts if said[part.source]]
    return _regular(block.box, texts) or _crowded(block.box, texts) or _cut(block.box, texts)


def _text(part: Part, text: str) -> _Text:
    measure = lato(part.weight).width
    if part.upper:
        return _Text(part, text.upper(), lambda line: measure(line) + SPACING * len(line))
    return _Text(part, text, measure)


def _regular(box: Box, texts: list[_Text]) -> Fit | None:
    choices = [settings(text.text, text.width, text.part.lines) for text in texts]
    for step in range(_STEPS + 1):
        parts: list[Fitted] = []
        for text, choice in zip(texts, choices, strict=True):
            part = text.part
            largest = part.largest - (part.largest - part.smallest) * step / _STEPS
            parts.append(_chosen(part, choice, box.width, largest))
        if any(each.size < each.part.smallest for each in parts):
            return None
        found = Fit(tuple(parts))
        if found.height <= box.height:
            return found
    return None


def _chosen(part: Part, choice: list[Setting], width: float, largest: float) -> Fitted:
    """The setting with the largest letters, or one of fewer lines whose letters are nearly as large."""
    sizes = [min(largest, width / (setting.widest * POINT)) for setting in choice]
    enough = max(_ONE_LINE_LESS * max(sizes), min(part.smallest, max(sizes)))
    size, setting = next((size, setting) for size, setting in zip(sizes, choice, strict=True) if size >= enough)
    return Fitted(part, size, setting.lines)


def _crowded(box: Box, texts: list[_Text]) -> Fit | None:
    fits = (_filled(box, texts, shrinking) for shrinking in _SHRINKING)
    return next((found for found in fits if found.height <= box.height), None)


def _filled(box: Box, texts: list[_Text], shrinking: float) -> Fit:
    parts: list[Fitted] = []
    for text in texts:
        size = max(FLOOR, text.part.smallest * shrinking)
        parts.append(Fitted(text.part, size, filled(text.text, text.width, box.width / (size * POINT))))
    return Fit(tuple(parts))


def _cut(box: Box, texts: list[_Text]) -> Fit:
    """Lines taken from the longest text until all fit."""
    found = _filled(box, texts, _SHRINKING[-1])
    while found.height > box.height:
        parts = list(found.parts)
        longest = max(range(len(parts)), key=lambda number: len(parts[number].lines))
        text, each = texts[longest], parts[longest]
        if len(each.lines) == 1:
            break
        last = shortened(each.lines[-2], text.width, box.width / (each.size * POINT))
        parts[longest] = Fitted(each.part, each.size, (*each.lines[:-2], last))
        found = Fit(tuple(parts), shortened=True)
    return found
