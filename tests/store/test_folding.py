"""Names fold to what people type."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.store.folding import fold_name
from checkin.store.index import NUMBER_BITS, index_words, name_key


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Żółć", "zolc"),
        ("ŁUKASZ", "lukasz"),
        ("Brzęczyszczykiewicz-Śliż", "brzeczyszczykiewicz sliz"),
        ("Góra Świętej  Małgorzaty", "gora swietej malgorzaty"),
        ("O'Neill", "o neill"),
        ("Straße", "strasse"),
        ("Øystein Đurić", "oystein duric"),
        ("Ірина Гай-Їжак", "ірина гай їжак"),
        ("ﬁn\u00a0Ⅳ", "fin iv"),
        ("\u202e\x00--", ""),
        ("", ""),
    ],
)
def test_names_of_the_congress(name: str, folded: str) -> None:
    assert fold_name(name) == folded
    assert fold_name(unicodedata.normalize("NFD", name)) == folded


@given(st.text())
def test_folding_is_final_and_leaves_words_only(text: str) -> None:
    folded = fold_name(text)
    assert fold_name(folded) == folded
    assert all(word.isalnum() for word in folded.split())
    assert folded == " ".join(folded.split())


@given(st.lists(st.tuples(st.text("abkoz ", max_size=7), st.text("abkoz", max_size=4)), max_size=20))
def test_search_keys_sort_as_the_beginnings_of_names_do(names: list[tuple[str, str]]) -> None:
    folded = [(fold_name(last), fold_name(first)) for last, first in names]
    by_key = sorted(folded, key=lambda name: name_key(*name))
    assert [(last[:5], first[:3]) for last, first in by_key] == sorted((last[:5], first[:3]) for last, first in folded)


@given(st.text(), st.text())
def test_a_search_key_fits_the_row_number_of_the_index(last: str, first: str) -> None:
    assert 0 <= name_key(last, first) << NUMBER_BITS < 1 << 62


def test_every_word_tells_what_it_is_of() -> None:
    words = index_words("nowak", "anna maria", "Urząd Gminy Żółć", "FRDL-2026")
    assert words.split() == ["lnowak", "fanna", "fmaria", "ourzad", "ogminy", "ozolc", "tfrdl", "t2026"]
    assert index_words("nowak kozak", "", "", "").split() == ["pnowak", "pkozak"]
