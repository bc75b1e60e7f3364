from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from checkin.badges.fonts import ASCENT, CAP_HEIGHT, DESCENT, FONTS, WEIGHTS, lato, printable

POLISH = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ"
SIGNS = "0123456789.,:;-–—„”’'\"()/&@+*#%№§°·…"
OTHERS = "áäčďéěëíľňóöőôřšťúůüýžčßâîșțåøæçñàèéêąčęėįšųūž"


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_weight_has_the_letters_of_the_people_who_come(weight: int) -> None:
    letters = POLISH + UKRAINIAN + SIGNS + OTHERS
    assert lato(weight).missing(letters + letters.upper()) == ""


@pytest.mark.parametrize("weight", WEIGHTS)
def test_no_letter_of_theirs_leaves_its_line(weight: int) -> None:
    font = ImageFont.truetype(FONTS / f"{WEIGHTS[weight]}.ttf", 1000)
    for letter in POLISH + POLISH.upper() + UKRAINIAN + UKRAINIAN.upper() + OTHERS + OTHERS.upper():
        _, top, _, bottom = font.getbbox(letter, anchor="ls")
        assert -top <= ASCENT * 1000, letter
        assert lato(weight).rise(letter) * 1000 == pytest.approx(max(-top, CAP_HEIGHT * 1000), abs=1.5), letter
        assert bottom <= (DESCENT + 0.06) * 1000, letter  # a comma below hangs a little lower than a tail


def test_the_licence_lies_beside_the_fonts() -> None:
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence and "OTHER DEALINGS IN THE FONT SOFTWARE." in licence


def test_kerning_pulls_letters_together() -> None:
    font = lato(900)
    assert font.width("To") < font.width("T") + font.width("o")
    assert font.width("") == 0


@given(st.text(max_size=40), st.sampled_from(sorted(WEIGHTS)))
def test_runs_say_the_text_and_add_up_to_its_width(text: str, weight: int) -> None:
    font = lato(weight)
    runs = list(font.runs(text))
    assert "".join(letters for letters, _ in runs) == text
    alone = sum(font.width(letter) for letter in text)
    kerned = sum(len(letters) * kern for letters, kern in runs)
    assert alone + kerned == pytest.approx(font.width(text), abs=1e-9)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Z\u0307o\u0301łc\u0301", "Żółć"),
        ("  Anna \t\n Maria ", "Anna Maria"),
        ("\u202eAnna\u200f\u2066", "Anna"),
        ("Ko\u00adwal\u200bska\x00", "Kowalska"),
        ("👩\u200d💼\ufe0f", "👩💼"),
        ("Z\u200d\u0307", "Ż"),
        ("Anna \u200b Maria", "Anna Maria"),
        ("ul.\u00a0Długa", "ul.\u00a0Długa"),
        ("\ud800", "\ufffd"),
    ],
)
def test_what_is_printed_of_a_text(text: str, printed: str) -> None:
    assert printable(text) == printed


@given(st.text())
def test_printing_twice_changes_nothing(text: str) -> None:
    assert printable(printable(text)) == printable(text)
