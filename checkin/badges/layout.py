"""Where things stand on a badge: words fitted into a template. Nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checkin.badges.blocks import SPACING, Fit, fit
from checkin.badges.colours import readable_on
from checkin.badges.fonts import DESCENT, lato, printable
from checkin.badges.template import ON_STRIPE, POINT, Block, Source, Stand, Template
from checkin.badges.words import Words, words
from checkin.model.event import Event
from checkin.model.registration import Registration

_SAME_ON_MANY = frozenset({Source.CATEGORY, Source.EVENT, Source.PLACE_AND_DATES})


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


class Designer:
    """Lays out the badges of one event; what is the same on many is fitted once."""

    def __init__(self, event: Event, template: Template) -> None:
        self._event = event
        self._template = template
        self._known: dict[tuple[int, str], Fit] = {}

    def layout(self, registration: Registration) -> Layout:
        """The badge of a registration. A category that the event does not know gives a plain stripe."""
        said = words(registration, self._event)
        category = self._event.category_by_key.get(registration.category)
        stripe = category.colour if category else self._template.stripe_colour
        ink = readable_on(stripe)
        blocks = self._template.blocks
        fits = [self._fit(number, block, said) for number, block in enumerate(blocks)]
        return Layout(
            template=self._template,
            stripe=stripe,
            ink=ink,
            letter=printable(category.letter) if category else "",
            code=registration.ticket,
            lines=tuple(line for block, found in zip(blocks, fits, strict=True) for line in _placed(block, found, ink)),
            shortened=any(found.shortened for found in fits),
        )

    def _fit(self, number: int, block: Block, said: Words) -> Fit:
        if not all(part.source in _SAME_ON_MANY for part in block.parts):
            return fit(block, said)
        key = (number, "\n".join(said[part.source] for part in block.parts))
        if key not in self._known:
            self._known[key] = fit(block, said)
        return self._known[key]


def _placed(block: Block, found: Fit, ink: str) -> Iterator[Line]:
    free = block.box.height - found.height
    top = block.box.y + {Stand.TOP: 0.0, Stand.MIDDLE: free / 2, Stand.BOTTOM: free}[block.stand]
    for number, each in enumerate(found.parts):
        part = each.part
        em = each.size * POINT
        colour = ink if part.colour == ON_STRIPE else part.colour
        spacing = SPACING if part.upper else 0.0
        baseline = top + (part.gap if number else 0.0) + each.rise
        for line in each.lines:
            yield Line(line, block.box.x, baseline, each.size, part.weight, colour, spacing)
            baseline += part.leading * em
        top = baseline - part.leading * em + DESCENT * em
