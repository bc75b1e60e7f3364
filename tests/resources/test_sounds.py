"""The sounds of the verdicts are what their script makes, short, and told apart."""

from __future__ import annotations

import runpy
import wave
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from checkin.desk.words import Band
from checkin.model.decision import Reason
from ui.sound import file_of

FOLDER = Path(__file__).parents[2] / "resources" / "sounds"
SCRIPT = runpy.run_path(str(FOLDER / "make_sounds.py"))
RATE = 22_050
REFUSALS = [reason for reason in Reason if reason is not Reason.OK]
BANDS = (Band.ADMITTED, Band.ATTENTION, Band.LEFT, Band.UNDONE)
NAMES = tuple(sorted([*map(str, REFUSALS), *map(str, BANDS)]))


def samples(name: str) -> NDArray[np.float64]:
    with wave.open(str(FOLDER / f"{name}.wav"), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)


def test_there_is_one_for_each_answer() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.wav")) == sorted(SCRIPT["SOUNDS"]) == list(NAMES)
    heard = [file_of(Band.STOP, reason) for reason in REFUSALS] + [file_of(band, Reason.OK) for band in BANDS]
    assert sorted(file.stem for file in heard) == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_is_short_clean_and_as_loud_as_the_others(name: str) -> None:
    sound = samples(name)
    assert sound.size < 0.7 * RATE
    assert np.max(np.abs(sound)) < 0.95 * 32_767
    assert abs(sound[0]) < 50 and abs(sound[-1]) < 50, "a click at an end"
    assert np.sqrt(np.mean(sound**2)) == pytest.approx(0.16 * 32_767, rel=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_sound_is_the_one_made(name: str) -> None:
    made = SCRIPT["levelled"](SCRIPT["SOUNDS"][name])
    assert np.max(np.abs(samples(name) - made)) <= 2  # sines may differ in the last digit


@pytest.mark.parametrize(("one", "other"), list(combinations(NAMES, 2)))
def test_no_two_sound_alike(one: str, other: str) -> None:
    """At one moment in five, at the least, another pitch is heard, or one is still heard where the other is over."""
    first, second = tune(one), tune(other)
    longer = max(len(first), len(second))
    differs = sum(abs(a - b) > 0.08 * max(a, b) for a, b in zip(first, second, strict=False))
    assert differs + longer - min(len(first), len(second)) >= 0.2 * longer


def test_every_stop_begins_with_the_same_stroke() -> None:
    stops = [tune(reason)[:6] for reason in REFUSALS if reason is not Reason.UNPAID]
    assert all(one == pytest.approx(stops[0], rel=0.05) for one in stops)


def tune(name: str) -> list[float]:
    """The strongest pitch (Hz) of each thirtieth of a second; 0 where it is quiet."""
    sound = samples(name)
    parts = np.array_split(sound, max(1, round(30 * sound.size / RATE)))
    return [pitch(part) if np.max(np.abs(part)) > 1500 else 0.0 for part in parts]


def pitch(sound: NDArray[np.float64]) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(sound.size), RATE))  # padded to a second: a bin is a hertz
    return float(np.argmax(spectrum))
