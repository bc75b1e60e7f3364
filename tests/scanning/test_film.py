"""The film of the demo: every code that is held up can be read, in its place."""

from __future__ import annotations

from pathlib import Path

import cv2
import pytest

from checkin.errors import EnvironmentProblem
from checkin.scanning.decode import Decoder
from checkin.scanning.film import FRAMES, HEIGHT, WIDTH, make_film
from tests.builders import a_code


def _texts_by_frame(film: Path) -> list[set[str]]:
    capture, decoder, seen = cv2.VideoCapture(str(film)), Decoder(), []
    while True:
        there, frame = capture.read()
        if not there:
            capture.release()
            return seen
        assert frame.shape == (HEIGHT, WIDTH, 3)
        seen.append({found.text for found in decoder.decode(frame)})


def test_every_code_is_read_while_it_is_held_up(tmp_path: Path) -> None:
    codes = [a_code(number) for number in range(25)]
    told: list[tuple[int, int]] = []
    begins = make_film(tmp_path / "film.avi", codes, seed=7, progress=lambda done, of: told.append((done, of)))
    seen = _texts_by_frame(tmp_path / "film.avi")
    assert len(seen) == len(codes) * FRAMES
    for code, begin in zip(codes, begins, strict=True):
        assert any(code in texts for texts in seen[begin : begin + FRAMES]), code
    assert told[-1] == (25, 25)


def test_the_same_seed_gives_the_same_film(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        make_film(tmp_path / f"{name}.avi", [a_code(1)], seed=seed)
    a, b, c = ((tmp_path / f"{name}.avi").read_bytes() for name in "abc")
    assert a == b != c


def test_a_film_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem):
        make_film(tmp_path / "no" / "folder.avi", [a_code(1)], seed=1)
