"""PINs and the recovery code: what is good enough, how it is kept, and how wrong ones slow down."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from checkin.errors import InputProblem
from checkin.model.ticket import ALPHABET
from checkin.store.operators import Secret

SHORTEST, LONGEST = 4, 12  # digits of a PIN

# Argon2id with the second recommended option of RFC 9106, section 4: 3 passes over 64 MiB, 4 lanes, 128 bits of salt.
_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)

# After so many wrong ones in a row, how long to wait; ten thousand PINs would take five weeks.
_WAITS = tuple(timedelta(seconds=seconds) for seconds in (0, 0, 0, 5, 15, 60, 300))
_GROUPS, _GROUP = 3, 4  # XXXX-XXXX-XXXX


def check(pin: str) -> None:
    """Whether a PIN is worth having.

    Raises:
        InputProblem: it is not of 4 to 12 digits, or among the first that anybody tries.
    """
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise InputProblem("operators.pin_digits", shortest=SHORTEST, longest=LONGEST)
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {9}) or pin == pin[:2] * (len(pin) // 2):
        raise InputProblem("operators.pin_weak")


def digest(secret: str) -> str:
    """Takes tens of milliseconds by intent: never inside a transaction."""
    return _HASHER.hash(secret)


def matches(kept: str, secret: str) -> bool:
    """As slow as `digest`."""
    try:
        return _HASHER.verify(kept, secret)
    except VerificationError:
        return False


def new_code() -> str:
    """A recovery code of 48 random bits, in letters that are not mistaken for each other."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(_GROUPS * _GROUP))
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def bare_code(typed: str) -> str:
    """What a recovery code is compared by: case, blanks and hyphens do not count."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def left_to_wait(secret: Secret, now: datetime) -> timedelta:
    """How long nobody may try yet; bounded, so that a clock set back does not lock a desk for years."""
    if secret.wait_until is None:
        return timedelta(0)
    return max(timedelta(0), min(secret.wait_until - now, wait_after(secret.failures)))


def wait_after(failures: int) -> timedelta:
    return _WAITS[min(failures, len(_WAITS) - 1)]
