"""Badges as PDF: one page each, letters embedded, the code one path of vectors."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from reportlab.pdfgen.canvas import Canvas

from checkin.badges.drawing import draw
from checkin.badges.fonts import lato
from checkin.badges.layout import Designer
from checkin.badges.template import DEFAULT, POINT, Template, load
from checkin.badges.words import missing_letters
from checkin.errors import InputProblem
from checkin.files import replacing
from checkin.model.event import Event
from checkin.model.registration import Registration

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BadgesDone:
    """What was written.

    Attributes:
        file: None when it was cancelled; then nothing was written.
        missing: letters that Lato lacks and that show as boxes, by registration.
        shortened: registrations with a text too long even for the smallest letters.
    """

    badges: int
    pages: int
    file: Path | None
    missing: dict[UUID, str] = field(default_factory=dict[UUID, str])
    shortened: tuple[UUID, ...] = ()


def badges_pdf(
    registrations: Sequence[Registration],
    event: Event,
    out: Path,
    *,
    template: str = DEFAULT,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BadgesDone:
    """Write a PDF with a badge a page.

    Args:
        progress: called after each badge with the number done and the number of all.
        cancelled: asked after each badge; True ends it, and nothing is written.

    Raises:
        InputProblem: there is no such template, or nobody to print a badge for.
        EnvironmentProblem: the file cannot be written.
    """
    if not registrations:
        raise InputProblem("badge.nobody")
    card = load(template)
    designer = Designer(event, card)
    shortened: list[UUID] = []
    file = io.BytesIO()  # reportlab keeps all pages until the end anyway, and would leave its file open on a full disk
    with replacing(out) as aside:
        canvas = _canvas(file, card, event)
        for number, registration in enumerate(registrations, 1):
            layout = designer.layout(registration)
            draw(canvas, layout)
            canvas.showPage()
            if layout.shortened:
                shortened.append(registration.id)
            if progress:
                progress(number, len(registrations))
            if cancelled and cancelled():
                return BadgesDone(0, 0, None)
        canvas.save()
        aside.write_bytes(file.getvalue())
    count = len(registrations)
    return BadgesDone(count, count, out, missing_letters(registrations), tuple(shortened))


def badge_pdf_bytes(registration: Registration, event: Event, *, template: str = DEFAULT) -> bytes:
    """The PDF of one badge."""
    card = load(template)
    file = io.BytesIO()
    canvas = _canvas(file, card, event)
    draw(canvas, Designer(event, card).layout(registration))
    canvas.save()
    return file.getvalue()


def _canvas(file: io.BytesIO, template: Template, event: Event) -> Canvas:
    size = (template.card.width / POINT, template.card.height / POINT)
    canvas = Canvas(file, pagesize=size, initialFontName=lato(400).name)  # else every page names Helvetica
    canvas.setTitle(event.title)
    canvas.setAuthor(event.organiser)
    canvas.setCreator("Obecni")
    return canvas
