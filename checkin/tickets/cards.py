"""Codes on paper, A4, each with a sentence of what it is: to try a scanner, or to practise with."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from checkin.badges.drawing import draw_code, draw_line, set_stroke
from checkin.badges.fit import filled
from checkin.badges.fonts import lato, printable
from checkin.badges.layout import Line
from checkin.badges.template import POINT

# Millimetres, letters in points.
_WIDTH, _HEIGHT = 210.0, 297.0
_MARGIN = 18.0
_TOP = 40.0  # where cards begin
_CARD = 60.0  # height of one
_CODE = 42.0  # side of a code: its modules are 2 mm, wide enough for a phone's camera at arm's length
_QUIET = 8.0
_PER_PAGE = 4
_HEADING, _WORD, _NOTE = 20.0, 16.0, 12.0
_LINE = 6.0
_TEXT, _MUTED, _RULE = "#16202A", "#55616E", "#D5DBE1"


@dataclass(frozen=True, slots=True)
class Card:
    """One code, a word for it in bold, and what a person should know of it."""

    code: str
    word: str
    note: str


def cards_pdf(title: str, cards: Sequence[Card]) -> bytes:
    """The cards as a PDF, four on a page.

    Raises:
        InputProblem: a code does not fit into a QR.
    """
    file = io.BytesIO()
    canvas = Canvas(file, (_WIDTH / POINT, _HEIGHT / POINT), initialFontName=lato(400).name)
    canvas.setTitle(title)
    canvas.setCreator("Obecni")
    for first in range(0, len(cards), _PER_PAGE):
        draw_line(canvas, Line(printable(title), _MARGIN, 26.0, _HEADING, 800, _TEXT), _HEIGHT)
        for place, card in enumerate(cards[first : first + _PER_PAGE]):
            _draw(canvas, card, _TOP + place * _CARD)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, card: Card, top: float) -> None:
    set_stroke(canvas, _RULE)
    canvas.line(_MARGIN / POINT, (_HEIGHT - top) / POINT, (_WIDTH - _MARGIN) / POINT, (_HEIGHT - top) / POINT)
    low = top + (_CARD + _CODE) / 2
    draw_code(canvas, (_MARGIN / POINT, (_HEIGHT - low) / POINT, _CODE / POINT, _CODE / POINT), card.code)
    for line in _lines(card, top + (_CARD - _CODE) / 2 + _LINE):
        draw_line(canvas, line, _HEIGHT)


def _lines(card: Card, baseline: float) -> Iterator[Line]:
    left = _MARGIN + _CODE + _QUIET
    for text, size, weight, colour in ((card.word, _WORD, 800, _TEXT), (card.note, _NOTE, 400, _MUTED)):
        for words in filled(printable(text), lato(weight).width, (_WIDTH - _MARGIN - left) / (size * POINT)):
            yield Line(words, left, baseline, size, weight, colour)
            baseline += _LINE
        baseline += _LINE / 2
