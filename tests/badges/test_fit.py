from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.badges.fit import filled, settings, shortened
from checkin.badges.fonts import lato, printable

width = lato(400).width
words = st.text(alphabet="abł źŻ-–/ W1.", max_size=60).map(printable).filter(bool)


def test_lines_are_as_even_as_breaks_allow() -> None:
    (_, two, three) = settings("Urząd Gminy Góra Świętej Małgorzaty", width, 3)
    assert two.lines == ("Urząd Gminy Góra", "Świętej Małgorzaty")
    assert three.lines == ("Urząd Gminy", "Góra Świętej", "Małgorzaty")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Kowalska-Wiśniewska", ("Kowalska-", "Wiśniewska")),
        ("Sekretarz i pełnomocnik", ("Sekretarz", "i pełnomocnik")),
        ("Urząd Gminy w Łasku", ("Urząd Gminy", "w Łasku")),
    ],
)
def test_names_break_after_hyphens_and_lines_do_not_end_in_a_lone_letter(text: str, lines: tuple[str, ...]) -> None:
    assert settings(text, width, 2)[-1].lines == lines


def test_one_word_has_one_setting() -> None:
    assert [setting.lines for setting in settings("Brzęczyszczykiewicz", width, 3)] == [("Brzęczyszczykiewicz",)]


@given(words, st.integers(1, 4))
def test_settings_say_all_the_words_in_ever_narrower_lines(text: str, most: int) -> None:
    found = settings(text, width, most)
    for setting in found:
        assert _joined(setting.lines) == text.replace(" ", "")
        assert setting.widest == max(map(width, setting.lines))
        assert len(setting.lines) <= most and all(setting.lines)
    widths = [setting.widest for setting in found]
    assert widths == sorted(set(widths), reverse=True)


@given(words, st.floats(1.2, 20))
def test_filled_lines_stay_within_the_limit(text: str, limit: float) -> None:
    lines = filled(text, width, limit)
    assert _joined(lines) == text.replace(" ", "")
    assert all(width(line) <= limit for line in lines)


def test_marks_stay_with_their_letter() -> None:
    assert filled("x̱x̱x̱", width, 0.1) == ("x̱", "x̱", "x̱")


@given(words, st.floats(2, 10))
def test_a_shortened_line_says_so_and_fits(line: str, limit: float) -> None:
    short = shortened(line, width, limit)
    assert short.endswith("…") and width(short) <= limit
    assert line.startswith(short.removesuffix("…"))


def _joined(lines: tuple[str, ...]) -> str:
    return "".join(lines).replace(" ", "")
