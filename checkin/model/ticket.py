"""Ticket codes: our own alphabet and check letter, and the forgiving reading of foreign ones.

Our codes have 20 letters of `ALPHABET`: two of the event's tag, 17 random, one check letter. The
alphabet survives every national Latin keyboard layout, and 20 of its letters fit QR version 1-M. The
check is a weighted sum over GF(16), weights alpha^i: every single wrong letter and every swap of two
neighbours changes it.
"""

from __future__ import annotations

import re
import secrets
import string
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

ALPHABET = "BCDFGHJKLNPRSTVX"
LENGTH = 20
LONGEST = 512  # letters of any code we look at; a QR can hold thousands

# What scanners put around a code: blanks, line ends, start and end of text, group separator, byte order mark.
_AROUND = string.whitespace + "\xa0\x02\x03\x1c\x1d\x1e\x1f\ufeff"

_HYPHENS = dict.fromkeys(map(ord, "-\u2010\u2011\u2012\u2013\u2212_."))

_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}

# Powers of alpha = x in GF(16) with x^4 + x + 1, and their logarithms.
_POWER: list[int] = [1]
while len(_POWER) < 15:
    _doubled = _POWER[-1] << 1
    _POWER.append(_doubled ^ 0b10011 if _doubled & 16 else _doubled)
_LOG = {power: exponent for exponent, power in enumerate(_POWER)}

# A letter's share in the check sum at each of the first 19 places, and a letter for each random byte.
_SHARES = tuple(
    {letter: _POWER[(_LOG[value] + place) % 15] if value else 0 for letter, value in _VALUE.items()}
    for place in range(LENGTH - 1)
)
_LETTER_OF_BYTE = (ALPHABET * 16).encode()
_OWN = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")

# What a scanner that types US key positions produces under a Cyrillic layout, by key.
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC_ROWS = (
    "йцукенгшщзхїфівапролджєячсмитьбю",  # Ukrainian
    "йцукенгшщзхъфывапролджэячсмитьбю",  # Russian
    "йцукенгшўзх'фывапролджэячсмітьбю",  # Belarusian
    ",уеишщксдзц;ьяаожгтнвмчюйъэфхпрл",  # Bulgarian
    "явертъуиопшщасдфгхйкл;'зьцжбнм,.",  # Bulgarian, by sound
    "љњертзуиопшђасдфгхјклчћѕџцвбнм,.",  # Serbian
    "љњертѕуиопшѓасдфгхјклчќзџцвбнм,.",  # Macedonian
)
_CYRILLIC_LAYOUTS = tuple(
    {ord(typed): key for typed, key in zip(row, _LATIN_KEYS, strict=True) if typed.isalpha()} for row in _CYRILLIC_ROWS
)

# The number row as it comes out on layouts that want Shift for digits: digits 1 to 9, then 0.
_DIGIT_ROWS = tuple(
    {ord(typed): digit for typed, digit in zip(row, "1234567890", strict=True)}
    for row in (
        "+ěščřžýáíé",  # Czech
        "+ľščťžýáíé",  # Slovak
        "&é\"'(-è_çà",  # French
        "&é\"'(§è!çà",  # Belgian
        "ąčęėįšųū90",  # Lithuanian
        "!@#$%^&*()",  # US, Shift reversed
    )
)


class CodeKind(StrEnum):
    OWN = "own"
    OTHER_EVENT = "other_event"
    FOREIGN = "foreign"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Code:
    """A code as read: `text` is the normal form for OWN, else the text as given, trimmed."""

    kind: CodeKind
    text: str


def new_code(tag: str) -> str:
    """A fresh random code of the event with this two-letter tag."""
    body = tag + secrets.token_bytes(LENGTH - len(tag) - 1).translate(_LETTER_OF_BYTE).decode()
    return body + check_letter(body)


def check_letter(body: str) -> str:
    """The last letter that makes the weighted sum of all 20 vanish."""
    total = 0
    for letter, shares in zip(body, _SHARES, strict=True):
        total ^= shares[letter]
    return ALPHABET[_times_alpha(total, -(LENGTH - 1))]


def is_tag(tag: str) -> bool:
    return len(tag) == 2 and all(letter in _VALUE for letter in tag)


def parse(text: str, tag: str) -> Code:
    """Read a code as it came from a camera, a scanner or a keyboard.

    Case, blanks, hyphens and a Cyrillic keyboard layout are forgiven in our own codes. Whatever is
    not ours is FOREIGN and kept as it is; what looks like ours and fails its check is MALFORMED, as
    is what no ticket can be: nothing, control characters inside, more than `LONGEST` letters.
    """
    trimmed = text.strip(_AROUND)
    if _OWN.fullmatch(trimmed) and _is_sound(trimmed):  # the usual case, and the quick one
        return Code(CodeKind.OWN if trimmed.startswith(tag) else CodeKind.OTHER_EVENT, trimmed)
    if not trimmed or len(trimmed) > LONGEST or any(_is_control(c) for c in trimmed):
        return Code(CodeKind.MALFORMED, trimmed[:LONGEST])
    letters = own_letters(trimmed)
    if letters is None:
        return Code(CodeKind.FOREIGN, trimmed)
    if not _is_sound(letters):
        return Code(CodeKind.MALFORMED, letters)
    return Code(CodeKind.OWN if letters.startswith(tag) else CodeKind.OTHER_EVENT, letters)


def own_letters(text: str) -> str | None:
    """The letters of something that looks like one of our codes, else None.

    18 to 22 letters of our alphabet and nothing else: a letter lost or doubled still looks like ours.
    Where several keyboard layouts could have typed it, the one whose check letter fits is meant.
    """
    folded = text.casefold()
    typed = (folded,) if folded.isascii() else (folded.translate(layout) for layout in _CYRILLIC_LAYOUTS)
    readings = [letters for each in typed if (letters := _bare_letters(each))]
    return next(filter(_is_sound, readings), readings[0] if readings else None)


def fold_foreign(text: str) -> str:
    """The key of a foreign code: its letters and digits, case folded, Y = Z."""
    return "".join(c for c in text.casefold() if c.isalnum()).replace("y", "z")


def foreign_candidates(text: str) -> frozenset[str]:
    """The keys that a foreign code may have meant, one for each way to mistype letters and digits.

    Different codes may share a key, so only a match that is unique among all of these counts.
    """
    folded = text.casefold()
    misread = (folded, *(folded.translate(row) for row in _DIGIT_ROWS))
    typed = (each.translate(layout) for each in misread for layout in _CYRILLIC_LAYOUTS)
    return frozenset(key for each in (*misread, *typed) if (key := fold_foreign(each)))


def _bare_letters(folded: str) -> str | None:
    letters = "".join(folded.upper().split()).translate(_HYPHENS)
    if LENGTH - 2 <= len(letters) <= LENGTH + 2 and _VALUE.keys() >= set(letters):
        return letters
    return None


def _is_sound(letters: str) -> bool:
    return len(letters) == LENGTH and check_letter(letters[:-1]) == letters[-1]


def _times_alpha(value: int, exponent: int) -> int:
    return _POWER[(_LOG[value] + exponent) % 15] if value else 0


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn")
