"""What a scanner that types makes of a code that is known: which keyboard layout stands in between, and what to mend.

The known code holds what layouts disagree about: Y and Z, Q and W, digits, a hyphen. It belongs to no event, so it
admits nobody. Our own tickets avoid all of that, and are read whatever is found here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from statistics import median

from checkin.model.ticket import foreign_candidates

TEST_CODE = "OBECNI TEST QWYZ-129"

_HEAD = "obecnitest"  # as `foreign_candidates` spell the letters that every Latin layout keeps in place
_FOLDED = "obecnitestqwzz129"
_DIGITS = "129"
_LIKE = 0.7  # of the code, where letters were lost on the way
_NAMES = {"\r": "Enter", "\n": "Enter", "\t": "Tab", "\x02": "STX", "\x03": "ETX", "\x1d": "GS"}


class Fault(StrEnum):
    """What stands between the scanner and us."""

    QWERTZ = "qwertz"
    AZERTY = "azerty"
    CYRILLIC = "cyrillic"
    DIGITS = "digits"
    CAPS_LOCK = "caps_lock"
    SIGNS = "signs"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Key:
    """One key as it arrived: its text, and seconds of the event's own clock."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Check:
    """How the known code arrived.

    Attributes:
        came: the code's letters as they came.
        faults: none where the scanner and the computer agree.
        prefix, suffix: what the scanner adds, by the names of the keys; "" for nothing.
        milliseconds: from one letter to the next, in the middle.
    """

    came: str
    faults: tuple[Fault, ...]
    prefix: str
    suffix: str
    milliseconds: float


def is_test_code(text: str) -> bool:
    """Whether a text is the known code, whatever a keyboard layout made of it."""
    code = text.strip()
    blanks = len(code) == len(TEST_CODE) and code[6] == code[11] == " "  # every layout has them; no ticket of ours does
    return blanks and any(key.startswith(_HEAD) for key in foreign_candidates(code))


def examine(keys: Sequence[Key]) -> Check | None:
    """Compare what came with what was sent; None where it was something else."""
    whole = "".join(key.text for key in keys)
    for first in range(max(1, len(whole) - len(TEST_CODE) + 1)):
        came = whole[first : first + len(TEST_CODE)]
        if came[:1].isalpha() and any(key.startswith(_HEAD) for key in foreign_candidates(came)):
            break
    else:
        return _incomplete(whole, keys)
    after = whole[first + len(TEST_CODE) :]
    if not len(came) == len(came.rstrip("\r\n\t\x03")) == len(TEST_CODE):
        return _incomplete(whole, keys)
    return Check(came, _faults(came), _named(whole[:first]), _named(after), _pace(keys))


def _faults(came: str) -> tuple[Fault, ...]:
    got = dict(zip(TEST_CODE, came, strict=True))
    cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in came)
    signs = {
        Fault.CYRILLIC: cyrillic,
        Fault.QWERTZ: got["Y"].upper() == "Z",
        Fault.AZERTY: got["Q"].upper() == "A",
        Fault.DIGITS: any(got[digit] != digit for digit in _DIGITS),
        Fault.CAPS_LOCK: sum(letter.islower() for letter in came[: len(_HEAD)]) > len(_HEAD) // 2,
    }
    found = tuple(fault for fault, there in signs.items() if there)
    return found or ((Fault.SIGNS,) if came != TEST_CODE else ())


def _incomplete(whole: str, keys: Sequence[Key]) -> Check | None:
    """Letters that went astray: the code is still to be recognised, the layout is not."""
    letters = "".join(letter for letter in whole if letter.isprintable())
    candidates = foreign_candidates(letters)
    if max((SequenceMatcher(None, one, _FOLDED).ratio() for one in candidates), default=0.0) < _LIKE:
        return None
    return Check(letters, (Fault.LOST,), "", _named(whole[len(whole.rstrip("\r\n\t\x03")) :]), _pace(keys))


def _named(added: str) -> str:
    return " ".join(_NAMES.get(letter, letter) for letter in added)


def _pace(keys: Sequence[Key]) -> float:
    gaps = [1000 * (after.at - before.at) for before, after in pairwise(keys)]
    return median(gaps) if gaps else 0.0
