"""Names as they are searched: without case, marks and punctuation."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart, though people do when they type.
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "ĸ": "k"}
)
_MARKS_THAT_STAY = {"й": "й", "ї": "ї"}  # letters of their own in Ukrainian


def fold_name(text: str) -> str:
    """Words of small letters and digits with single blanks between them.

    "Żółć-Łukasiewicz" and "zolc lukasiewicz" fold to the same.
    """
    if text.isascii():
        return _words(text.casefold())
    return _words("".join(_fold_letter(letter) for letter in text.casefold().translate(_LETTERS)))


def _fold_letter(letter: str) -> str:
    if letter.isascii() or letter in _MARKS_THAT_STAY:
        return letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


def _words(text: str) -> str:
    if text.isalnum():
        return text
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text).split())
