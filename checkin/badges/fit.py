"""Breaking a text into lines. Pure: widths come from a function and are parts of the letter size."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Width = Callable[[str], float]

ELLIPSIS = "…"

_NO_BREAK = "\xa0"
# A Polish line never ends in a lone letter ("w", "i", "z"): it goes with the word after it.
_LONE_LETTER = re.compile(r"(?<!\S)([^\W\d_]) (?=\S)")
_PIECE = re.compile(r" ?[^ ]*?[-–/](?=\w)| ?[^ ]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """A text in lines, the widest of them `widest` letter sizes wide."""

    lines: tuple[str, ...]
    widest: float


def settings(text: str, width: Width, most: int) -> list[Setting]:
    """The text in one line, in two and so on up to `most`, each as narrow as breaks between words allow."""
    pieces = _pieces(text)
    widths = [width(piece) for piece in pieces]
    found: list[Setting] = []
    for lines in _narrowest(pieces, widths, width(" "), most):
        widest = max(map(width, lines))
        if not found or widest < found[-1].widest:
            found.append(Setting(lines, widest))
    return found


def filled(text: str, width: Width, limit: float) -> tuple[str, ...]:
    """The text in as many lines of at most `limit` as it takes, broken inside words that are wider."""
    lines: list[str] = []
    line = ""
    for piece in _short_pieces(_pieces(text), width, limit):
        if line and width(line + piece) > limit:
            lines.append(line)
            line = piece.removeprefix(" ")
        else:
            line = line + piece if line else piece.removeprefix(" ")
    return (*lines, line)


def shortened(line: str, width: Width, limit: float) -> str:
    """The line with its end given up for an ellipsis."""
    while line and width(line + ELLIPSIS) > limit:
        line = line[:-1].rstrip()
    return line + ELLIPSIS


def _pieces(text: str) -> list[str]:
    """What no line break may part: words with the blank before them; parts of a double-barrelled name."""
    tied = _LONE_LETTER.sub(rf"\1{_NO_BREAK}", text)
    return [piece.replace(_NO_BREAK, " ") for piece in _PIECE.findall(tied)]


def _narrowest(pieces: list[str], widths: list[float], blank: float, most: int) -> Iterator[tuple[str, ...]]:
    """For 1, 2 ... `most` lines the breaks that leave the widest line as narrow as can be."""
    count = len(pieces)
    ends = [0.0]
    for piece_width in widths:
        ends.append(ends[-1] + piece_width)

    def line_width(first: int, end: int) -> float:
        return ends[end] - ends[first] - (blank if pieces[first].startswith(" ") else 0.0)

    # best[end]: how to set the first `end` pieces: the widest line, and where each line begins.
    best = {end: (line_width(0, end), (0,)) for end in range(1, count + 1)}
    yield _lines(pieces, best[count][1])
    for number in range(2, min(most, count) + 1):
        best = {
            end: min(
                (max(best[last][0], line_width(last, end)), (*best[last][1], last)) for last in range(number - 1, end)
            )
            for end in range(number, count + 1)
        }
        yield _lines(pieces, best[count][1])


def _lines(pieces: list[str], starts: tuple[int, ...]) -> tuple[str, ...]:
    ends = (*starts[1:], len(pieces))
    return tuple("".join(pieces[start:end]).removeprefix(" ") for start, end in zip(starts, ends, strict=True))


def _short_pieces(pieces: list[str], width: Width, limit: float) -> Iterator[str]:
    for piece in pieces:
        if width(piece.removeprefix(" ")) <= limit:
            yield piece
        else:
            yield from _letters(piece)


def _letters(piece: str) -> Iterator[str]:
    """Single letters, the marks above and below each kept with it, a leading blank with the first."""
    letters = ""
    for letter in piece:
        if letters.strip() and not unicodedata.combining(letter):
            yield letters
            letters = ""
        letters += letter
    yield letters
