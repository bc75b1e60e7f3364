"""Names as they are searched and sorted: without case, marks and punctuation."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart, though people do when they type.
_LETTERS = {
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ı": "i",
    "ħ": "h",
    "ŧ": "t",
    "ĸ": "k",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
_WHOLE = ("й", "ї")  # letters of their own in Ukrainian, though Unicode takes them apart


class _Folded(dict[int, str]):
    """What each letter folds to, found out when it is first met."""

    def __missing__(self, point: int) -> str:
        self[point] = folded = _fold_letter(chr(point))
        return folded


def _fold_letter(letter: str) -> str:
    if letter in _LETTERS or letter in _WHOLE:
        return _LETTERS.get(letter, letter)
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(
        _LETTERS.get(part, part) if part.isalnum() else "" if unicodedata.combining(part) else " " for part in parts
    )


_FOLDED = _Folded()


@lru_cache(maxsize=8192)  # a list repeats its first names and offices
def fold_name(text: str) -> str:
    """Words of small letters and digits with single blanks between them.

    "Żółć-Łukasiewicz" and "zolc lukasiewicz" fold to the same.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.casefold().translate(_FOLDED).split())
