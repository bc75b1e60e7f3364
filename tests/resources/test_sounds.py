"""The sounds of the verdicts are what their script makes, short, and told apart."""

from __future__ import annotations

import runpy
import wave
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

FOLDER = Path(__file__).parents[2] / "resources" / "sounds"
SCRIPT = runpy.run_path(str(FOLDER / "make_sounds.py"))
NAMES = ("admitted", "attention", "left", "stop", "undone")


def samples(name: str) -> NDArray[np.float64]:
    with wave.open(str(FOLDER / f"{name}.wav"), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44_100)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)


def test_there_is_one_for_each_verdict() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.wav")) == sorted(SCRIPT["SOUNDS"]) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_is_short_clean_and_as_loud_as_the_others(name: str) -> None:
    sound = samples(name)
    assert sound.size < 0.5 * 44_100
    assert np.max(np.abs(sound)) < 0.95 * 32_767
    assert abs(sound[0]) < 50 and abs(sound[-1]) < 50, "a click at an end"
    assert np.sqrt(np.mean(sound**2)) == pytest.approx(0.16 * 32_767, rel=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_sound_is_the_one_made(name: str) -> None:
    made = SCRIPT["levelled"](SCRIPT["SOUNDS"][name])
    assert np.max(np.abs(samples(name) - made)) <= 2  # sines may differ in the last digit


def test_no_two_have_the_same_tune() -> None:
    for one, other in combinations(NAMES, 2):
        assert tune(one) != pytest.approx(tune(other), rel=0.1), f"{one} and {other}"


def tune(name: str) -> tuple[float, float]:
    """The strongest pitch (Hz) of the first and of the middle third."""
    first, middle, _ = np.array_split(samples(name), 3)
    return pitch(first), pitch(middle)


def pitch(sound: NDArray[np.float64]) -> float:
    spectrum = np.abs(np.fft.rfft(sound, 44_100))  # padded to one second, so that a bin is a hertz
    return float(np.argmax(spectrum))
