"""Drawing a laid out badge with reportlab, which counts points from the bottom left corner."""

from __future__ import annotations

from itertools import groupby

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.pdfgen.textobject import PDFTextObject

from checkin.badges.colours import channels
from checkin.badges.fonts import CAP_HEIGHT, lato
from checkin.badges.layout import Layout, Line
from checkin.badges.template import POINT, Box
from checkin.qr import matrix

_CORNER = 0.18  # radius of the letter's box, in parts of its side
_LETTER = 1.02  # size of the letter, in parts of its box


def draw(canvas: Canvas, layout: Layout) -> None:
    """Draw a badge on the current page of a canvas that has the template's size."""
    template = layout.template
    height = template.card.height
    set_fill(canvas, layout.stripe)
    canvas.rect(*_points(template.stripe, height), stroke=0, fill=1)
    if layout.letter:
        _draw_letter(canvas, layout)
    for line in layout.lines:
        draw_line(canvas, line, height)
    if layout.code:
        draw_code(canvas, _points(template.qr, height), layout.code)


def draw_line(canvas: Canvas, line: Line, page_height: float) -> None:
    """Draw a line of text, kerned, on a page of this height in mm."""
    font = lato(line.weight)
    text = canvas.beginText(line.x / POINT, (page_height - line.baseline) / POINT)
    text.setFont(font.name, line.size)
    set_fill(text, line.colour)
    for letters, kern in font.runs(line.text):
        text.setCharSpace(round((line.spacing + kern) * line.size, 3))
        text.textOut(letters)
    canvas.drawText(text)
    if font.missing(line.text):
        _draw_missing(canvas, line, page_height)


def _draw_missing(canvas: Canvas, line: Line, page_height: float) -> None:
    """A box for each letter that the font lacks: a gap would look as if nothing were missing."""
    font = lato(line.weight)
    set_stroke(canvas, line.colour)
    canvas.setLineWidth(line.size * 0.04)
    for position, letter in enumerate(line.text):
        if font.missing(letter):
            x = (line.x / POINT) + (font.width(line.text[:position]) + line.spacing * position) * line.size
            y = (page_height - line.baseline) / POINT
            canvas.rect(x + line.size * 0.06, y, line.size * 0.42, line.size * CAP_HEIGHT, stroke=1, fill=0)


def _draw_letter(canvas: Canvas, layout: Layout) -> None:
    """The letter in the stripe's colour, on a box of the ink that reads well on it."""
    x, y, side, _ = _points(layout.template.letter, layout.template.card.height)
    set_fill(canvas, layout.ink)
    canvas.roundRect(x, y, side, side, side * _CORNER, stroke=0, fill=1)
    set_fill(canvas, layout.stripe)
    canvas.setFont(lato(900).name, side * _LETTER)
    canvas.drawCentredString(x + side / 2, y + side * (1 - CAP_HEIGHT * _LETTER) / 2, layout.letter)


def draw_code(canvas: Canvas, square: tuple[float, float, float, float], code: str) -> None:
    """Draw a QR code over a square: left, bottom, width and height in points, without its quiet zone.

    The dark modules are one path: no seams between them, however it is scaled.

    The path is written in whole modules on a scaled canvas, which is shorter and quicker than points.
    """
    rows = matrix(code)
    x, y, side, _ = square
    operators = ["n"]
    for number, row in enumerate(reversed(rows)):
        column = 0
        for dark, modules in groupby(row):
            length = len(list(modules))
            if dark:
                operators.append(f"{column} {number} {length} 1 re")
            column += length
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(side / len(rows), side / len(rows))
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawPath(PDFPathObject(operators), stroke=0, fill=1)
    canvas.restoreState()


def _points(box: Box, page_height: float) -> tuple[float, float, float, float]:
    return box.x / POINT, (page_height - box.bottom) / POINT, box.width / POINT, box.height / POINT


def set_fill(target: Canvas | PDFTextObject, colour: str) -> None:
    target.setFillColorRGB(*channels(colour))


def set_stroke(canvas: Canvas, colour: str) -> None:
    canvas.setStrokeColorRGB(*channels(colour))
