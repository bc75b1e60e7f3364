"""What a badge looks like: a template read from a file of resources/badges.

Millimetres from the top left corner, letter sizes in points. Whatever is wrong in a file is told
with the name of its key: `block.2.part.1.size`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import cast

from checkin.badges.fonts import ASCENT, DESCENT, WEIGHTS
from checkin.errors import InputProblem
from checkin.qr import QUIET_ZONE

TEMPLATES = Path(__file__).parent.parent.parent / "resources" / "badges"
DEFAULT = "karta-86x54"
ON_STRIPE = "on stripe"
POINT = 25.4 / 72  # mm

FLOOR = 4.5  # points; below this nobody reads, so a text that still does not fit is shortened
_SMALLEST_QR = 18.0  # mm; what cameras of laptops read at arm's length
_QR_MODULES = 21  # of version 1, which our own codes have
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class Source(StrEnum):
    """What a part of a badge says."""

    TITLE = "title"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    POSITION = "position"
    ORGANISATION = "organisation"
    CATEGORY = "category"
    EVENT = "event"
    PLACE_AND_DATES = "place_and_dates"


class Stand(StrEnum):
    """Where the parts stand in a block that they do not fill."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, mm from the top left corner of the card."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def meets(self, other: Box) -> bool:
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def holds(self, other: Box) -> bool:
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text in a block.

    Attributes:
        largest, smallest: letter size in points; names that even the smallest cannot hold get more lines first.
        lines: how many lines it may take while it fits.
        colour: ``#RRGGBB``, or `ON_STRIPE` for the one readable on the category's colour.
        gap: mm above it, if something stands above.
        leading: from baseline to baseline, in parts of the letter size.
        upper: set in capitals, spaced a little.
    """

    source: Source
    weight: int
    largest: float
    smallest: float
    lines: int
    colour: str
    gap: float = 0.0
    leading: float = 1.16
    upper: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    box: Box
    stand: Stand
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A whole card. `stripe_colour` is the stripe's where there is no category."""

    name: str
    card: Box
    stripe: Box
    stripe_colour: str
    letter: Box
    qr: Box
    blocks: tuple[Block, ...]


def names() -> tuple[str, ...]:
    """The templates there are."""
    return tuple(sorted(file.stem for file in TEMPLATES.glob("*.toml")))


@cache
def load(name: str = DEFAULT) -> Template:
    """The template of a name, read once in a process.

    Raises:
        InputProblem: there is no such template, or its file is at fault.
    """
    if name not in names():
        raise InputProblem("badge.template_unknown", name=name, known=", ".join(names()))
    return parse(name, (TEMPLATES / f"{name}.toml").read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Template:
    """The template that a file's text describes."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputProblem("badge.template_no_toml", name=name, detail=str(error)) from error
    table = _Table(name, "", values)
    card = Box(0, 0, table.number("width", least=1), table.number("height", least=1))
    stripe, qr = table.table("stripe"), table.table("qr")
    template = Template(
        name=name,
        card=card,
        stripe=stripe.box(),
        stripe_colour=stripe.colour("colour"),
        letter=table.table("letter").square(),
        qr=qr.square(_SMALLEST_QR),
        blocks=tuple(_block(block) for block in table.tables("block")),
    )
    _check_places(template)
    return template


def _block(table: _Table) -> Block:
    parts = tuple(_part(part) for part in table.tables("part"))
    table.number("height", least=round(sum(_least_height(part) for part in parts), 1))
    return Block(table.box(), Stand(table.choice("stand", tuple(Stand))), parts)


def _least_height(part: Part) -> float:
    """Millimetres that a line of the smallest letters takes."""
    return (ASCENT + DESCENT) * FLOOR * POINT + part.gap


def _part(table: _Table) -> Part:
    largest, smallest = table.sizes("size")
    return Part(
        source=Source(table.choice("source", tuple(Source))),
        weight=int(table.choice("weight", tuple(map(str, WEIGHTS)))),
        largest=largest,
        smallest=smallest,
        lines=int(table.number("lines", least=1)),
        colour=table.colour("colour", also=ON_STRIPE),
        gap=table.number("gap", 0),
        leading=table.number("leading", 1.16, least=0.9),
        upper=table.flag("upper"),
    )


def _check_places(template: Template) -> None:
    """Everything on the card, nothing over the code or the light zone that readers need around it."""
    quiet = template.qr.width * QUIET_ZONE / _QR_MODULES
    code = template.qr
    zone = Box(code.x - quiet, code.y - quiet, code.width + 2 * quiet, code.height + 2 * quiet)
    if not template.card.holds(zone):
        raise InputProblem("badge.template_quiet_zone", name=template.name, key="qr", quiet=f"{quiet:.1f}")
    for key, box in _boxes(template):
        if not template.card.holds(box):
            raise InputProblem("badge.template_outside", name=template.name, key=key)
        if zone.meets(box):
            raise InputProblem("badge.template_quiet_zone", name=template.name, key=key, quiet=f"{quiet:.1f}")


def _boxes(template: Template) -> Iterator[tuple[str, Box]]:
    yield "stripe", template.stripe
    yield "letter", template.letter
    for number, block in enumerate(template.blocks, 1):
        yield f"block.{number}", block.box


class _Table:
    """A table of the file that knows its own place, so that a fault can be named."""

    def __init__(self, name: str, path: str, values: dict[str, object]) -> None:
        self._name = name
        self._path = path
        self._values = values

    def number(self, key: str, default: float | None = None, *, least: float = 0) -> float:
        value = self._values.get(key, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or not least <= value < 1000:
            raise self._fault(key, f"{least:g} … 999")
        return float(value)

    def flag(self, key: str) -> bool:
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise self._fault(key, "true, false")
        return value

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        value = str(self._values.get(key))
        if value not in choices:
            raise self._fault(key, ", ".join(choices))
        return value

    def colour(self, key: str, *, also: str = "") -> str:
        value = self._values.get(key)
        if not isinstance(value, str) or not (_COLOUR.fullmatch(value) or (also and value == also)):
            raise self._fault(key, "#RRGGBB")
        return value

    def sizes(self, key: str) -> tuple[float, float]:
        value = self._values.get(key)
        if isinstance(value, list):
            pair = cast(list[object], value)
            if len(pair) == 2 and all(type(size) in (int, float) for size in pair):
                largest, smallest = cast(list[float], pair)
                if 0 < smallest <= largest < 1000:
                    return float(largest), float(smallest)
        raise self._fault(key, "[12, 7]")

    def box(self) -> Box:
        return Box(self.number("x"), self.number("y"), self.number("width", least=1), self.number("height", least=1))

    def square(self, least: float = 1) -> Box:
        size = self.number("size", least=least)
        return Box(self.number("x"), self.number("y"), size, size)

    def table(self, key: str) -> _Table:
        value = self._values.get(key)
        if not isinstance(value, dict):
            raise self._fault(key, f"[{key}]")
        return _Table(self._name, self._path + key + ".", cast(dict[str, object], value))

    def tables(self, key: str) -> list[_Table]:
        value = self._values.get(key)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in cast(list[object], value)):
            raise self._fault(key, f"[[{self._path}{key}]]")
        items = cast(list[dict[str, object]], value)
        return [_Table(self._name, f"{self._path}{key}.{number}.", item) for number, item in enumerate(items, 1)]

    def _fault(self, key: str, wanted: str) -> InputProblem:
        return InputProblem("badge.template_value", name=self._name, key=self._path + key, wanted=wanted)
