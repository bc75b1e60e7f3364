"""One scan for each time a code is shown, checked against a plain count of the gaps."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.scanning.debounce import Debounce

FRAME = st.tuples(st.floats(0.01, 3, allow_nan=False), st.sets(st.sampled_from("ABC")))


def test_held_in_view_is_one_scan() -> None:
    debounce = Debounce(away=1.5)
    passed = [debounce.fresh(["A"], frame / 30) for frame in range(900)]
    assert passed[0] == ["A"] and not any(passed[1:])


def test_a_shaking_hand_is_no_second_scan_but_coming_back_is() -> None:
    debounce = Debounce(away=1.5)
    assert debounce.fresh(["A"], 0) == ["A"]
    assert debounce.fresh([], 1.0) == []
    assert debounce.fresh(["A"], 1.4) == []
    assert debounce.fresh(["A"], 2.9) == ["A"]


def test_two_codes_are_both_let_through_one_by_one() -> None:
    debounce = Debounce()
    assert debounce.fresh(["A", "B", "A"], 0) == ["A", "B"]
    assert debounce.fresh(["B", "C"], 0.1) == ["C"]


def test_cleared_counts_as_shown_again() -> None:
    debounce = Debounce()
    debounce.fresh(["A"], 0)
    debounce.clear()
    assert debounce.fresh(["A"], 0.1) == ["A"]


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(FRAME, max_size=60))
def test_a_code_passes_exactly_after_each_gap(frames: list[tuple[float, set[str]]]) -> None:
    debounce, at, last = Debounce(away=1.5), 0.0, dict[str, float]()
    for step, texts in frames:
        at += step
        expected = {text for text in texts if text not in last or at - last[text] >= 1.5}
        assert set(debounce.fresh(sorted(texts), at)) == expected
        last |= dict.fromkeys(texts, at)
