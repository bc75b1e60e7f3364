"""The recovery code on a sheet of paper, to be kept where the desk is not."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from checkin.badges.drawing import draw_line
from checkin.badges.fit import filled
from checkin.badges.fonts import lato, printable
from checkin.badges.layout import Line
from checkin.badges.template import POINT

# A4 standing, millimetres; letters in points.
_WIDTH, _HEIGHT = 210.0, 297.0
_MARGIN = 24.0
_TITLE, _CODE, _WORDS = 24.0, 34.0, 12.0
_FIRST = 40.0  # baseline of the title
_LINE = 7.0
_TEXT = "#16202A"


def recovery_pdf(title: str, code: str, words: str) -> bytes:
    """One page: a title, the code, and in words what it is for."""
    packed = io.BytesIO()
    canvas = Canvas(packed, (_WIDTH / POINT, _HEIGHT / POINT), initialFontName=lato(400).name)
    canvas.setTitle(title)
    canvas.setCreator("Obecni")
    width = _WIDTH - 2 * _MARGIN
    baseline = _FIRST
    for text, size, weight in ((title, _TITLE, 800), (code, _CODE, 900), (words, _WORDS, 400)):
        for line in filled(printable(text), lato(weight).width, width / (size * POINT)):
            draw_line(canvas, Line(line, _MARGIN, baseline, size, weight, _TEXT), _HEIGHT)
            baseline += max(_LINE, size * POINT * 1.3)
        baseline += 2 * _LINE
    canvas.showPage()
    canvas.save()
    return packed.getvalue()
