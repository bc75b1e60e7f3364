"""Badges against bare reportlab: the same letters, stripe and code on the same card, at places known beforehand."""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from statistics import median

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from checkin.badges.fonts import lato
from checkin.badges.layout import Designer, Layout
from checkin.badges.render import badge_pdf_bytes, badges_pdf
from checkin.badges.template import POINT, load
from checkin.qr import matrix
from tests.builders import an_event, crowd

EVENT = an_event()
CARD = load()
MANY = 2000
ROUNDS = 5


def run() -> list[tuple[str, float, str]]:
    people = list(crowd(MANY))
    designer = Designer(EVENT, CARD)
    layouts = [designer.layout(person) for person in people]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "badges.pdf"
        one = _ratio(lambda: badge_pdf_bytes(people[0], EVENT), lambda: _bare(layouts[:1]), rounds=40)
        many = _ratio(lambda: badges_pdf(people, EVENT, out), lambda: out.write_bytes(_bare(layouts)), rounds=ROUNDS)
    return [
        ("one badge", one[0], f"times bare reportlab, median of 40 ({one[1] * 1000:.1f} ms)"),
        (f"{MANY} badges", many[0], f"times bare reportlab, median of {ROUNDS} ({MANY / many[1]:.0f} badges a second)"),
    ]


def _ratio(ours: Callable[[], object], bare: Callable[[], object], *, rounds: int) -> tuple[float, float]:
    """Ours to bare, taken in turns; and the seconds that ours took."""
    times: tuple[list[float], list[float]] = ([], [])
    for work in (ours, bare):
        work()
    for _ in range(rounds):
        for work, taken in zip((ours, bare), times, strict=True):
            started = time.perf_counter()
            work()
            taken.append(time.perf_counter() - started)
    return median(times[0]) / median(times[1]), median(times[0])


def _bare(layouts: Sequence[Layout]) -> bytes:
    file = io.BytesIO()
    height = CARD.card.height / POINT
    canvas = Canvas(file, (CARD.card.width / POINT, height), initialFontName=lato(400).name)
    for layout in layouts:
        canvas.setFillColorRGB(0.1, 0.3, 0.5)
        canvas.rect(0, height - 24, 244, 24, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.roundRect(14, height - 20, 15, 15, 3, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont(lato(900).name, 15)
        canvas.drawCentredString(21, height - 18, layout.letter)
        for line in layout.lines:
            canvas.setFont(lato(line.weight).name, line.size)
            canvas.drawString(line.x / POINT, height - line.baseline / POINT, line.text)
        _bare_code(canvas, layout.code)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _bare_code(canvas: Canvas, code: str) -> None:
    operators = ["n"]
    for number, row in enumerate(matrix(code)):
        column = 0
        for dark, modules in groupby(row):
            length = len(list(modules))
            if dark:
                operators.append(f"{column} {number} {length} 1 re")
            column += length
    canvas.saveState()
    canvas.translate(180, 10)
    canvas.scale(2.5, 2.5)
    canvas.drawPath(PDFPathObject(operators), stroke=0, fill=1)
    canvas.restoreState()
