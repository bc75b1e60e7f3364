"""Ticket codes: what is forgiven, and what is always found out."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checkin.model.ticket import (
    ALPHABET,
    LENGTH,
    LONGEST,
    Code,
    CodeKind,
    check_letter,
    fold_foreign,
    foreign_candidates,
    is_tag,
    new_code,
    own_letters,
    parse,
)

TAG = "KS"
BODIES = st.text(ALPHABET, min_size=17, max_size=17).map(lambda letters: TAG + letters)
CODES = BODIES.map(lambda body: body + check_letter(body))

# The rows of real keyboards, written down here once more, independently of the code under test.
LATIN_KEYS = "qwertyuiopasdfghjklzxcvbnm"
CYRILLIC = {
    "Ukrainian": "йцукенгшщзфівапролдячсмить",
    "Russian": "йцукенгшщзфывапролдячсмить",
    "Belarusian": "йцукенгшўзфывапролдячсміть",
    "Bulgarian": ",уеишщксдзьяаожгтнвюйъэфхп",
    "Bulgarian by sound": "явертъуиопасдфгхйклзьцжбнм",
    "Serbian": "љњертзуиопасдфгхјклѕџцвбнм",
    "Macedonian": "љњертѕуиопасдфгхјклзџцвбнм",
}
DIGIT_ROWS = {
    "Czech": "+ěščřžýáíé",
    "Slovak": "+ľščťžýáíé",
    "French": "&é\"'(-è_çà",
    "Belgian": "&é\"'(§è!çà",
    "Lithuanian": "ąčęėįšųū90",
    "US with Shift": "!@#$%^&*()",
}


def typed(text: str, row: str) -> str:
    """What comes out when a scanner presses the US keys of a text under another layout."""
    keys = dict(zip(LATIN_KEYS, row, strict=True))
    return "".join(_in_case(letter, keys.get(letter.lower(), letter)) for letter in text)


def _in_case(model: str, letter: str) -> str:
    return letter.upper() if model.isupper() else letter


@given(CODES)
def test_every_single_wrong_letter_is_found_out(code: str) -> None:
    for position in range(LENGTH):
        for letter in ALPHABET:
            if letter != code[position]:
                wrong = code[:position] + letter + code[position + 1 :]
                assert parse(wrong, TAG).kind is CodeKind.MALFORMED


@given(CODES)
def test_every_swap_of_neighbours_is_found_out(code: str) -> None:
    for position in range(LENGTH - 1):
        first, second = code[position : position + 2]
        if first != second:
            swapped = code[:position] + second + first + code[position + 2 :]
            assert parse(swapped, TAG).kind is CodeKind.MALFORMED


@given(CODES, st.integers(0, LENGTH - 1))
def test_a_letter_lost_or_doubled_is_found_out(code: str, position: int) -> None:
    assert parse(code[:position] + code[position + 1 :], TAG).kind is CodeKind.MALFORMED
    assert parse(code[:position] + code[position] + code[position:], TAG).kind is CodeKind.MALFORMED


@given(CODES, st.sampled_from([str.lower, str.upper, str.swapcase, str.title]), st.sampled_from([2, 4, 5]))
def test_case_blanks_and_hyphens_are_forgiven(code: str, in_case: type[str], step: int) -> None:
    groups = [code[i : i + step] for i in range(0, LENGTH, step)]
    for separator in (" ", "-", "–", "\u2011", "\xa0", " - ", "."):
        assert parse(f"  {in_case(separator.join(groups))}\t", TAG) == Code(CodeKind.OWN, code)


@given(CODES, st.sampled_from(["\x02{}\x03", "\x02{}\r\n\x03", "{}\r", "\ufeff{}", "{}\x1d", "\n\x02 {} \x03\n"]))
def test_what_a_scanner_puts_around_a_code_is_taken_off(code: str, wrapping: str) -> None:
    assert parse(wrapping.format(code), TAG) == Code(CodeKind.OWN, code)


@pytest.mark.parametrize("row", CYRILLIC.values(), ids=CYRILLIC)
@pytest.mark.parametrize("in_case", [str.lower, str.upper])
def test_our_codes_survive_cyrillic_layouts_and_caps_lock(row: str, in_case: type[str]) -> None:
    for _ in range(200):
        code = new_code(TAG)
        assert parse(typed(in_case(code), row), TAG) == Code(CodeKind.OWN, code)


@given(CODES, st.text(ALPHABET, min_size=2, max_size=2))
def test_another_event_s_code_is_told_by_its_tag(code: str, tag: str) -> None:
    assume(tag != TAG)
    assert parse(code, tag).kind is CodeKind.OTHER_EVENT


def test_a_new_code_is_sound_and_new() -> None:
    codes = {new_code(TAG) for _ in range(2000)}
    assert len(codes) == 2000
    assert all(parse(code, TAG) == Code(CodeKind.OWN, code) for code in codes)


def test_every_letter_comes_up() -> None:
    """All 17 random letters use the whole alphabet: 4 bits each, so that no code can be guessed."""
    for column in zip(*(new_code(TAG)[2:19] for _ in range(2000)), strict=True):
        assert set(column) == set(ALPHABET)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\x02\x03", "A" * (LONGEST + 1), "x" * 10_000])
def test_what_no_ticket_can_be_is_malformed(text: str) -> None:
    assert parse(text, TAG).kind is CodeKind.MALFORMED
    assert len(parse(text, TAG).text) <= LONGEST


@pytest.mark.parametrize("inside", ["\x00", "\x07", "\x1b[31m", "\u202e", "\u200b", "\ud800"])
def test_control_characters_inside_are_malformed(inside: str) -> None:
    assert parse(f"ABC{inside}DEF", TAG).kind is CodeKind.MALFORMED


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/t/42",
        "12345",
        "ABCDEFGHJKLMNPQRSTUV",
        "Zażółć gęślą jaźń",
        "'; DROP TABLE ticket; --",
        "KSBCD",
    ],
)
def test_what_is_not_ours_is_kept_as_it_is(text: str) -> None:
    assert parse(f" {text}\n", TAG) == Code(CodeKind.FOREIGN, text)


@given(st.text(max_size=600))
def test_any_text_has_an_answer(text: str) -> None:
    code = parse(text, TAG)
    assert len(code.text) <= LONGEST
    assert parse(code.text, TAG).kind is code.kind
    fold_foreign(text)
    assert all(foreign_candidates(text))


FOREIGN = st.text(string.ascii_letters + string.digits, min_size=4, max_size=32)


@given(FOREIGN, st.sampled_from(sorted(CYRILLIC)))
def test_a_foreign_code_is_found_under_a_cyrillic_layout(code: str, layout: str) -> None:
    assume("," not in typed(code, CYRILLIC[layout]))  # a key that types punctuation there is lost
    assert fold_foreign(code) in foreign_candidates(typed(code, CYRILLIC[layout]))


@given(FOREIGN, st.sampled_from(sorted(DIGIT_ROWS)))
def test_a_foreign_code_is_found_under_a_shifted_digit_row(code: str, layout: str) -> None:
    row = dict(zip("1234567890", DIGIT_ROWS[layout], strict=True))
    assert fold_foreign(code) in foreign_candidates("".join(row.get(c, c) for c in code))


@given(FOREIGN)
def test_a_foreign_code_is_found_with_y_and_z_swapped_caps_reversed_and_punctuation_lost(code: str) -> None:
    swapped = code.translate(str.maketrans("yzYZ", "zyZY"))
    for read in (swapped, code.swapcase(), f"{code[:2]}-{code[2:]}", f"{code[:3]}/{code[3:]}."):
        assert fold_foreign(code) in foreign_candidates(read)


def test_own_letters_reads_nothing_else() -> None:
    assert own_letters(new_code(TAG)) is not None
    assert own_letters("ABCDEFGHIJKLMNOPQRST") is None
    assert own_letters("BCDF") is None


@pytest.mark.parametrize(("tag", "fits"), [("KS", True), ("K", False), ("KSB", False), ("ks", False), ("AB", False)])
def test_a_tag_is_two_of_our_letters(tag: str, *, fits: bool) -> None:
    assert is_tag(tag) is fits
