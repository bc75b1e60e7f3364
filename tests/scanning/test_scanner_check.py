"""A known code as it comes out of a scanner under each keyboard layout, and what is said of it."""

from __future__ import annotations

import pytest

from checkin.model.ticket import CodeKind, parse
from checkin.scanning.scanner_check import TEST_CODE, Fault, Key, examine, is_test_code

# What the keys of the code give under each layout; Caps Lock turns the letters round.
LAYOUTS = {
    "us": ("OBECNI TEST QWYZ-129", ()),
    "pl qwertz": ("OBECNI TEST QWZY+129", (Fault.QWERTZ,)),
    "de": ("OBECNI TEST QWZYß129", (Fault.QWERTZ,)),
    "cz": ("OBECNI TEST QWZY=+ěí", (Fault.QWERTZ, Fault.DIGITS)),
    "fr": ("OBECNI TEST AZYW)&éç", (Fault.AZERTY, Fault.DIGITS)),
    "lt": ("OBECNI TEST QWYZ-ąčų", (Fault.DIGITS,)),
    "es": ("OBECNI TEST QWYZ'129", (Fault.SIGNS,)),
    "ua": ("ЩИУСТШ ЕУІЕ ЙЦНЯ-129", (Fault.CYRILLIC,)),
    "ru": ("ЩИУСТШ ЕУЫЕ ЙЦНЯ-129", (Fault.CYRILLIC,)),
}


def keys(text: str, milliseconds: float = 4) -> list[Key]:
    return [Key(letter, number * milliseconds / 1000) for number, letter in enumerate(text)]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("caps_lock", [False, True])
def test_each_layout_is_told_by_what_came(layout: str, caps_lock: bool) -> None:
    came, faults = LAYOUTS[layout]
    if caps_lock:
        came = came[:16].swapcase() + came[16:]
        faults = (*(fault for fault in faults if fault is not Fault.SIGNS), Fault.CAPS_LOCK)
    check = examine(keys(came + "\r"))
    assert check is not None
    assert check.came == came
    assert set(check.faults) == set(faults)
    assert is_test_code(came)


@pytest.mark.parametrize(
    ("before", "after", "prefix", "suffix"),
    [
        ("", "", "", ""),
        ("", "\r", "", "Enter"),
        ("\x02", "\x03", "STX", "ETX"),
        ("\x02", "\x03\r", "STX", "ETX Enter"),
        ("]Q1", "\t", "] Q 1", "Tab"),
    ],
)
def test_prefix_and_suffix_are_named(before: str, after: str, prefix: str, suffix: str) -> None:
    check = examine(keys(before + TEST_CODE + after))
    assert check is not None
    assert (check.faults, check.prefix, check.suffix) == ((), prefix, suffix)


def test_the_pace_is_told() -> None:
    check = examine(keys(TEST_CODE, 12.5))
    assert check is not None
    assert check.milliseconds == pytest.approx(12.5)


@pytest.mark.parametrize("lost", [1, 5, 19])
def test_a_letter_that_went_astray_is_told(lost: int) -> None:
    check = examine(keys(TEST_CODE[:lost] + TEST_CODE[lost + 1 :] + "\r"))
    assert check is not None
    assert check.faults == (Fault.LOST,)
    assert check.suffix == "Enter"


@pytest.mark.parametrize("text", ["", "\r", "kowalska", "KSBCDFGHJKLNPRSTVXBC", "PX52345678", "x" * 600])
def test_anything_else_is_something_else(text: str) -> None:
    assert examine(keys(text)) is None
    assert not is_test_code(text)


def test_the_code_is_no_ticket_of_any_event() -> None:
    assert parse(TEST_CODE, "KS").kind is CodeKind.FOREIGN
