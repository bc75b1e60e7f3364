# ruff: noqa: INP001 - a script to run, no package
"""Make the sounds of the verdicts: short notes of a struck bar, told apart by shape and not by pitch alone.

Admitted rises, left falls, attention repeats one note three times, stop is low and rough, undone slides
back. Run `python resources/sounds/make_sounds.py` after a change.
"""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent
RATE = 44_100  # samples a second, one channel of 16 bits
LOUDNESS = 0.16  # root mean square of each sound; full scale is 1
PEAK = 0.89  # 1 dB below full scale, and none goes above

Sound = NDArray[np.float64]

SOFT = (1.0, 0.22, 0.08)  # strength of each harmonic
ROUGH = (1.0, 0.6, 0.75, 0.4, 0.45, 0.2, 0.25)


def note(start: float, end: float, seconds: float, harmonics: tuple[float, ...] = SOFT, fade: float = 6.0) -> Sound:
    """A note that glides from one pitch to another (Hz) and dies away; `fade` is how fast, per length."""
    time = np.arange(round(seconds * RATE)) / RATE
    pitch = np.linspace(start, end, time.size)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    tone = sum(strength * np.sin(phase * (1 + number)) for number, strength in enumerate(harmonics))
    attack = np.minimum(1, time / 0.004)
    release = np.minimum(1, (seconds - time) / 0.012)
    return tone * attack * release * np.exp(-fade * time / seconds)


def strike(*notes: tuple[float, Sound]) -> Sound:
    """Notes struck at moments (seconds), ringing into each other."""
    sound = np.zeros(max(round(at * RATE) + one.size for at, one in notes))
    for at, one in notes:
        first = round(at * RATE)
        sound[first : first + one.size] += one
    return sound


SOUNDS: dict[str, Sound] = {
    "admitted": strike((0.0, note(784, 784, 0.24)), (0.09, note(1175, 1175, 0.30))),
    "attention": strike(*((at, note(659, 659, 0.15, fade=3.5)) for at in (0.0, 0.14, 0.28))),
    "stop": strike(
        (0.0, note(208, 208, 0.20, ROUGH, fade=1.2)),
        (0.23, note(156, 147, 0.24, ROUGH, fade=1.6)),
    ),
    "left": strike((0.0, note(1175, 1175, 0.24)), (0.09, note(784, 784, 0.30))),
    "undone": strike((0.0, note(988, 494, 0.22, fade=1.5)), (0.20, note(494, 494, 0.14, fade=5.0))),
}


def levelled(sound: Sound) -> NDArray[np.int16]:
    """As loud as the others, within full scale."""
    gain = LOUDNESS / np.sqrt(np.mean(sound**2))
    gain = min(gain, PEAK / np.max(np.abs(sound)))
    return np.round(sound * gain * 32767).astype("<i2")


def main() -> None:
    for name, sound in SOUNDS.items():
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(levelled(sound).tobytes())


if __name__ == "__main__":
    main()
