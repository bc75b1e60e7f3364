"""The QR matrix: exact for our codes, readable by the scanner, hostile texts refused."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin import qr
from checkin.errors import InputProblem
from checkin.model.ticket import new_code


def read_back(matrix: qr.Matrix) -> bytes:
    dark = np.kron(np.pad(np.array(matrix), qr.QUIET_ZONE), np.ones((4, 4))) > 0
    (found,) = zxingcpp.read_barcodes(np.where(dark, 0, 255).astype(np.uint8), zxingcpp.BarcodeFormat.QRCode)
    return found.bytes


def test_our_codes_fill_the_smallest_version_exactly() -> None:
    for _ in range(50):
        code = new_code("KS")
        matrix = qr.matrix(code)
        assert len(matrix) == 21 and all(len(row) == 21 for row in matrix)
        assert read_back(matrix) == code.encode()


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_any_text_reads_back_as_its_bytes(text: str) -> None:
    assert read_back(qr.matrix(text)) == text.encode()


@pytest.mark.parametrize("text", ["x" * 2331, "ż" * 1165], ids=["ascii", "polish"])
def test_the_longest_texts_still_fit(text: str) -> None:
    assert read_back(qr.matrix(text)) == text.encode()


@pytest.mark.parametrize(
    "text", ["", "x" * 2332, "ż" * 1166, "\ud800"], ids=["empty", "long", "long in bytes", "no text"]
)
def test_what_no_code_can_hold_is_refused(text: str) -> None:
    with pytest.raises(InputProblem, match=r"qr\.does_not_fit"):
        qr.matrix(text)
