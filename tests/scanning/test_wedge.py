"""Typing and scans come apart, whatever the scanner puts around a code and whoever types before and after."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.model.ticket import new_code, parse
from checkin.scanning.wedge import WedgeFilter
from tests.builders import a_code

Keys = list[tuple[str, float]]  # a key and the time since the one before, seconds
UKRAINIAN = str.maketrans(string.ascii_uppercase, "ФИСВУАПРШОЛДЬТЩЗЙКІЕГМЦЧНЯ")


class Box:
    """A search box behind the filter, as the window wires it, with its timer for silence."""

    def __init__(self) -> None:
        self.filter = WedgeFilter()
        self.text = ""
        self.codes: list[str] = []
        self._now = 0.0

    def play(self, keys: Keys) -> Box:
        for key, gap in keys:
            self._wait(self._now + gap)
            stroke = self.filter.feed(key, self._now)
            self._obey(stroke.take_back, stroke.code)
            if not stroke.swallow:
                self.text += key
        self._wait(self._now + 5)
        return self

    def _wait(self, until: float) -> None:
        due = self.filter.due
        if due is not None and due + 0.001 < until:
            stroke = self.filter.idle(due + 0.001)
            self._obey(stroke.take_back, stroke.code)
        self._now = until

    def _obey(self, take_back: int, code: str) -> None:
        assert take_back <= len(self.text)
        self.text = self.text[: len(self.text) - take_back]
        self.codes += [code] if code else []


def scan(code: str, *, prefix: str = "", suffix: str = "\r", gap: float = 0.004, before: float = 0.3) -> Keys:
    keys = [(key, gap) for key in prefix + code + suffix]
    return [(keys[0][0], before), *keys[1:]]


def typed(text: str, gap: float = 0.12) -> Keys:
    return [(letter, gap) for letter in text]


FRAMES = [("", "\r"), ("", "\t"), ("", "\r\n"), ("", ""), ("\x02", "\x03"), ("\x02", "\x03\r"), ("\x02", "")]


@pytest.mark.parametrize(("prefix", "suffix"), FRAMES)
@pytest.mark.parametrize("code", [new_code("KS"), "FR-2026/0041", "https://tickets.example.org/a?b=7"])
def test_scans_with_any_frame_leave_the_box_as_it_was(prefix: str, suffix: str, code: str) -> None:
    box = Box().play(typed("kowal") + scan(code, prefix=prefix, suffix=suffix) + typed("ska"))
    assert (box.text, box.codes) == ("kowalska", [code])


@pytest.mark.parametrize("layout", [str.upper, str.swapcase, lambda code: code.translate(UKRAINIAN)])
def test_our_codes_are_known_under_other_layouts(layout: Callable[[str], str]) -> None:
    code = new_code("KS")
    box = Box().play(scan(layout(code), suffix=""))
    assert [parse(read, "KS").text for read in box.codes] == [code] and box.text == ""


def test_a_slow_scanner_is_known_by_the_check_letter_of_our_codes() -> None:
    code = a_code(1)  # one of sixteen fits its check letter already with the "b" before it
    box = Box().play(typed("b", 0.09) + scan(code, gap=0.08, before=0.09) + typed("x", 0.2))
    assert (box.text, box.codes) == ("bx", [code])


def test_our_code_is_told_with_its_last_letter() -> None:
    code, wedge = new_code("KS"), WedgeFilter()
    strokes = [wedge.feed(letter, number * 0.005) for number, letter in enumerate(code)]
    assert [stroke.code for stroke in strokes] == [""] * 19 + [code]
    assert strokes[-1].take_back == 19 and strokes[-1].swallow


def test_two_scans_one_right_after_the_other() -> None:
    first, second = new_code("KS"), new_code("KS")
    assert Box().play(scan(first) + scan(second, before=0.004)).codes == [first, second]


def test_enter_after_typing_is_for_the_box() -> None:
    assert Box().play(typed("nowak\r")).text == "nowak\r"


def test_a_key_held_down_is_no_scan() -> None:
    box = Box().play(typed("a" * 40, 0.03) + typed("\r"))
    assert (box.text, box.codes) == ("a" * 40 + "\r", [])


def test_typing_a_code_by_hand_stays_in_the_box() -> None:
    code = new_code("KS")
    assert Box().play(typed(code, 0.15)).text == code


def test_a_hostile_burst_is_one_code() -> None:
    burst = "".join(random.Random(1).choices(string.ascii_letters, k=10_000))
    assert Box().play(scan(burst)).codes == [burst]


@st.composite
def hands(draw: st.DrawFn) -> tuple[str, Keys]:
    """Typing: 60 to 400 ms between letters, with bigrams rolled off in 15 to 60 ms."""
    text = draw(st.text("abcdefghijklmnoprstuwyząćęłńóśźż -", min_size=1, max_size=15))
    keys: Keys = []
    rolled = True
    for letter in text:
        rolled = not rolled and draw(st.integers(0, 3)) == 0
        keys.append((letter, draw(st.floats(0.015, 0.06) if rolled else st.floats(0.061, 0.4))))
    return text, keys


@st.composite
def scans(draw: st.DrawFn) -> tuple[str, Keys]:
    """A scan of an own or foreign code, 1 to 20 ms a letter with jitter, in any frame."""
    own = st.integers(1, 10**6).map(a_code)
    foreign = st.text(string.ascii_letters + "0123456789-/", min_size=8, max_size=24)
    code = draw(own | foreign)
    prefix, suffix = draw(st.sampled_from(FRAMES[:-1]))
    gap = draw(st.floats(0.001, 0.02))
    jitter = draw(st.lists(st.floats(0, 0.012), min_size=1, max_size=8))
    keys = [(key, gap + jitter[place % len(jitter)]) for place, key in enumerate(prefix + code + suffix)]
    return code, [(keys[0][0], draw(st.floats(0.061, 0.5))), *keys[1:]]


@settings(max_examples=500, derandomize=True, deadline=None)
@given(st.lists(st.one_of(hands().map(lambda h: ("", *h)), scans().map(lambda s: (s[0], "", s[1]))), max_size=6))
def test_any_mix_comes_apart(parts: list[tuple[str, str, Keys]]) -> None:
    parts = [part for part in parts if not part[0] or len(set(part[0])) > 2]
    box = Box().play([key for *_, keys in parts for key in keys])
    assert box.text == "".join(text for _, text, _ in parts)
    assert box.codes == [code for code, *_ in parts if code]
