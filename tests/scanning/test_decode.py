"""The cascade: what it reads, where it says the code is, and what hostile symbols do to it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin import qr
from checkin.model.ticket import LONGEST, CodeKind, new_code, parse
from checkin.scanning import vision
from checkin.scanning.decode import Decoder, decode_still
from tests.scanning.hard_frames import clean_frame, empty_frame, hard_frames


def picture(matrix: qr.Matrix, module: int = 5) -> vision.Grey:
    dark = np.kron(np.pad(np.array(matrix), qr.QUIET_ZONE), np.ones((module, module))) > 0
    return np.where(dark, 0, 255).astype(np.uint8)


def test_a_clean_code_is_found_where_it_is() -> None:
    text = new_code("KS")
    frame = np.full((720, 1280, 3), 120, np.uint8)
    code = picture(qr.matrix(text), 6)
    frame[200 : 200 + len(code), 500 : 500 + len(code)] = code[..., None]
    (found,) = Decoder().decode(frame)
    assert found.text == text
    left, top, side = 500 + 4 * 6, 200 + 4 * 6, 21 * 6
    expected = [(left, top), (left + side, top), (left + side, top + side), (left, top + side)]
    assert np.abs(np.array(found.corners) - expected).max() <= 3


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("inverted", [False, True])
def test_upside_down_and_dark_mode_are_read(turn: int, inverted: bool) -> None:
    text = new_code("KS")
    code = np.rot90(picture(qr.matrix(text)), turn // 90)
    frame = np.pad(255 - code if inverted else code, 60, constant_values=90)
    assert [found.text for found in Decoder().decode(np.ascontiguousarray(frame))] == [text]


def test_two_codes_are_both_found_and_a_twin_once() -> None:
    first, second = picture(qr.matrix(new_code("KS"))), picture(qr.matrix(new_code("KS")))
    frame = np.hstack([first, second, first])
    assert len(Decoder().decode(frame)) == 2


def test_the_cascade_misses_at_most_half_of_what_one_pass_misses() -> None:
    frames = list(hard_frames(seed=2026, count=60))
    decoder = Decoder(timer=lambda: 0.0)  # time stands still, so the machine's speed decides nothing
    one_pass = sum(all(code.text != f.text for code in zxingcpp.read_barcodes(f.image)) for f in frames)
    cascade = sum(all(found.text != f.text for found in decoder.decode(f.image)) for f in frames)
    assert one_pass > 10
    assert cascade <= one_pass / 2


def test_retries_invent_no_codes() -> None:
    for frame in hard_frames(seed=5, count=12):
        assert {found.text for found in decode_still(frame.image)} <= {frame.text}
    for seed in range(2):
        assert decode_still(empty_frame(seed)) == []


def test_retries_end_when_the_balance_is_used_up() -> None:
    ticks = iter(range(10**6))
    decoder = Decoder(timer=lambda: float(next(ticks)))  # every look at the clock is a second later
    assert decoder.decode(empty_frame(1)) == []
    assert next(ticks) < 8


@pytest.mark.parametrize("seed", range(4))
def test_corners_of_a_retried_code_are_in_pixels_of_the_frame(seed: int) -> None:
    """Blurred until the first pass no longer reads it, the code is still found in its place."""
    image, text = clean_frame(seed)
    (sharp,) = Decoder().decode(image)
    blurred = image
    while any(sighting.text for sighting in vision.read(vision.to_grey(blurred))):
        blurred = np.asarray(cv2.GaussianBlur(blurred, (0, 0), 1), np.uint8)
    (found,) = decode_still(blurred)
    assert found.text == text
    assert np.abs(np.array(found.corners) - np.array(sharp.corners)).max() < 15


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_in_a_symbol_come_out_as_text(data: bytes) -> None:
    symbol = zxingcpp.create_barcode(data, zxingcpp.BarcodeFormat.QRCode).to_image(scale=5)
    for found in decode_still(np.asarray(symbol, np.uint8)):
        assert parse(found.text, "KS").kind in CodeKind
        found.text.encode("utf-8")


def test_a_text_too_long_for_a_ticket_is_cut_and_still_too_long() -> None:
    (found,) = decode_still(picture(qr.matrix("x" * 2300), 4))
    assert len(found.text) == LONGEST + 1
    assert parse(found.text, "KS").kind is CodeKind.MALFORMED


def test_other_symbologies_are_left_alone() -> None:
    symbol = zxingcpp.create_barcode("HELLO", zxingcpp.BarcodeFormat.Code128).to_image(scale=3)
    assert decode_still(np.asarray(symbol, np.uint8)) == []


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (3, 3), (30, 5000)])
def test_tiny_and_narrow_pictures_hold_no_code(shape: tuple[int, int]) -> None:
    assert Decoder().decode(np.zeros(shape, np.uint8)) == []
    assert decode_still(np.zeros(shape, np.uint8)) == []
