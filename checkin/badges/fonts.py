"""Lato as badges and reports set it: its letters, their widths with kerning."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

rl_config.useA85 = 0  # streams of a PDF as bytes, not spelt in letters: smaller and quicker

FONTS = Path(__file__).parent.parent.parent / "resources" / "fonts"

WEIGHTS = {400: "Lato-Regular", 700: "Lato-Bold", 800: "Lato-Heavy", 900: "Lato-Black"}

# Parts of the em, the same in all four weights: what capitals with an accent and letters with a tail need.
ASCENT = 0.96
DESCENT = 0.19
CAP_HEIGHT = 0.725

_UNITS_PER_EM = 2000
_LEAST_KERN = 10  # thousandths of the em; less is seen by nobody and breaks a line into twice the pieces
_BLANKS = re.compile(r"[^\S\xa0]+")


class Font:
    """One weight, registered with reportlab under `name`. Lengths are parts of the em."""

    def __init__(self, name: str) -> None:
        self.name = name
        font = TTFont(name, FONTS / f"{name}.ttf")
        pdfmetrics.registerFont(font)
        self._glyphs: dict[int, int] = font.face.charToGlyph
        self._widths: dict[int, float] = font.face.charWidths
        self._unknown_width: float = font.face.defaultWidth
        data = (FONTS / f"{name}.ttf").read_bytes()
        tables = _tables(data)
        self._kerning = _kerning(data, tables[b"kern"])
        self._tops = _tops(data, tables)

    def width(self, text: str) -> float:
        """The width of a line, kerned."""
        widths, unknown, kerning, glyphs = self._widths, self._unknown_width, self._kerning, self._glyphs
        total = 0.0
        before = -1
        for letter in map(ord, text):
            total += widths.get(letter, unknown)
            glyph = glyphs.get(letter, 0)
            total += kerning.get(before << 16 | glyph, 0)
            before = glyph
        return total / 1000

    def rise(self, text: str) -> float:
        """How high a line reaches over its baseline: capitals, or their accents where it has any."""
        return max(CAP_HEIGHT, *(self._tops[self._glyphs.get(ord(letter), 0)] for letter in text), 0.0)

    def runs(self, text: str) -> Iterator[tuple[str, float]]:
        """A line in pieces: letters that the same kerning follows, and that kerning."""
        glyphs = [self._glyphs.get(ord(letter), 0) for letter in text]
        kerns = [self._kerning.get(left << 16 | right, 0.0) for left, right in pairwise(glyphs)]
        start = 0
        for kern, same in groupby([*kerns, 0.0]):
            end = start + len(list(same))
            yield text[start:end], kern / 1000
            start = end

    def missing(self, text: str) -> str:
        """The letters of a text that the font cannot print, each once, in order."""
        return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in self._glyphs))


@cache
def lato(weight: int) -> Font:
    """The font of one of `WEIGHTS`, read once in a process."""
    return Font(WEIGHTS[weight])


def printable(text: str) -> str:
    """A text as it is printed: NFC, single blanks, without what leaves no ink (direction marks, joiners, controls)."""
    inked = "".join(map(_ink, _BLANKS.sub(" ", text)))
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", inked)).strip()


def _ink(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Cs":
        return "\ufffd"  # half a character: nothing could encode it
    return "" if kind in ("Cc", "Cf") or "\ufe00" <= letter <= "\ufe0f" else letter


def _tables(data: bytes) -> dict[bytes, int]:
    """Where each table of a TrueType file begins."""
    count: int = struct.unpack_from(">H", data, 4)[0]
    entries = (struct.unpack_from(">4s3L", data, 12 + 16 * number) for number in range(count))
    return {tag: start for tag, _, start, _ in entries}


def _kerning(data: bytes, kern: int) -> dict[int, float]:
    """The pairs of the `kern` table that are worth it: left glyph << 16 | right glyph -> thousandths of the em."""
    pairs: int = struct.unpack_from(">H", data, kern + 10)[0]
    body = data[kern + 18 : kern + 18 + 6 * pairs]
    kerns = ((pair, value * 1000 / _UNITS_PER_EM) for pair, value in struct.iter_unpack(">Lh", body))
    return {pair: value for pair, value in kerns if abs(value) >= _LEAST_KERN}


def _tops(data: bytes, tables: dict[bytes, int]) -> list[float]:
    """How high each glyph's ink reaches over the baseline, in parts of the em."""
    count: int = struct.unpack_from(">H", data, tables[b"maxp"] + 4)[0]
    places: tuple[int, ...] = struct.unpack_from(f">{count + 1}L", data, tables[b"loca"])
    return [
        struct.unpack_from(">h", data, tables[b"glyf"] + start + 8)[0] / _UNITS_PER_EM if end > start else 0.0
        for start, end in pairwise(places)
    ]
