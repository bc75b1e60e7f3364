"""Cells as people typed them, made fit to print and to compare."""

from __future__ import annotations

import re
import unicodedata

DAMAGED = "\ufffd"  # stands where a byte made no letter in the file's encoding

_ROUNDED = re.compile(r"\+?(\d(?:[.,]\d+)?)[eE]\+?(\d{1,2})")
_DECIMAL = re.compile(r"(\d{6,15})[.,]0+")
_FORMULA = "=+-@"


def are_plain(cells: list[str]) -> bool:
    """Whether blanks at the ends are all that `clean` could find in them; quick, as nearly every row is."""
    text = "".join(cells)
    plain = text.isprintable() and "  " not in text and "'" not in text and DAMAGED not in text
    return plain and unicodedata.is_normalized("NFC", text)


def clean(cell: str) -> str:
    """A cell in NFC without blanks at the ends, doubled blanks, control characters and direction marks.

    An apostrophe before a formula sign, put there to keep a spreadsheet from running it, goes too.
    """
    text = unicodedata.normalize("NFC", cell)
    if not text.isprintable():
        text = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")
    text = " ".join(text.split())
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in _FORMULA else text


def phone(text: str) -> str:
    """A telephone number; one that a spreadsheet took for a quantity gets its digits back as far as they go."""
    if text.isdecimal():
        return text
    if decimal := _DECIMAL.fullmatch(text):
        return decimal[1]
    rounded = _ROUNDED.fullmatch(text)
    if not rounded or int(rounded[2]) > 15:
        return text
    whole, _, fraction = rounded[1].replace(",", ".").partition(".")
    return (whole + fraction).ljust(int(rounded[2]) + 1, "0")


def shortened(text: str, letters: int = 60) -> str:
    """For a report: as much of a cell as a person wants to see."""
    return text if len(text) <= letters else text[: letters - 1] + "…"
