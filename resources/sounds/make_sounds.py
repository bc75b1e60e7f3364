# ruff: noqa: INP001 - a script to run, no package
"""Make the sounds of the verdicts: short notes of a struck bar, told apart by shape and not by pitch alone.

Admitted rises, left falls, attention repeats one note three times, undone slides back. Every refusal begins with one
low rough stroke, and what comes after it says which: a code that is nobody's beats on low, a ticket that will not do
falls, the wrong place or hour climbs, a ticket in use goes to and fro. What is to be cleared up at the help point is
two soft notes: nobody in the queue need hear that something is the matter.
Run `python resources/sounds/make_sounds.py` after a change.
"""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent
RATE = 22_050  # samples a second, one channel of 16 bits
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


def refusal(*motif: tuple[float, float, float]) -> Sound:
    """The stroke that says stop, then a motif of (from Hz, to Hz, seconds), one after another."""
    notes = [(0.0, note(208, 208, 0.18, ROUGH, fade=1.2))]
    at = 0.22
    for start, end, seconds in motif:
        notes.append((at, note(start, end, seconds, ROUGH, fade=1.6)))
        at += seconds + 0.03
    return strike(*notes)


SOUNDS: dict[str, Sound] = {
    "admitted": strike((0.0, note(784, 784, 0.24)), (0.09, note(1175, 1175, 0.30))),
    "attention": strike(*((at, note(659, 659, 0.15, fade=3.5)) for at in (0.0, 0.14, 0.28))),
    "left": strike((0.0, note(1175, 1175, 0.24)), (0.09, note(784, 784, 0.30))),
    "undone": strike((0.0, note(988, 494, 0.22, fade=1.5)), (0.20, note(494, 494, 0.14, fade=5.0))),
    "unknown_ticket": refusal((147, 147, 0.24)),
    "other_event": refusal((147, 147, 0.13), (147, 147, 0.13)),
    "malformed": refusal((147, 147, 0.07), (147, 147, 0.07), (147, 147, 0.07)),
    "cancelled": refusal((208, 104, 0.30)),
    "blocked": refusal((233, 233, 0.12), (175, 175, 0.20)),
    "not_valid_yet": refusal((277, 277, 0.10), (233, 233, 0.10), (185, 185, 0.16)),
    "expired": refusal((311, 311, 0.07), (262, 262, 0.07), (220, 220, 0.07), (175, 175, 0.14)),
    "not_entitled": refusal((175, 175, 0.12), (262, 262, 0.20)),
    "too_early": refusal((175, 349, 0.30)),
    "too_late": refusal((196, 392, 0.14), (392, 196, 0.18)),
    "full": refusal((330, 330, 0.09), (330, 330, 0.09), (330, 330, 0.09)),
    "not_checked_in": refusal((165, 165, 0.10), (220, 220, 0.10), (294, 294, 0.16)),
    "already_inside": refusal((294, 294, 0.09), (196, 196, 0.09), (294, 294, 0.09), (196, 196, 0.09)),
    "already_admitted": refusal((392, 392, 0.14), (196, 196, 0.10), (392, 392, 0.14)),
    "not_inside": refusal((185, 185, 0.14), (370, 370, 0.08), (185, 185, 0.14)),
    "unpaid": strike((0.0, note(587, 587, 0.20)), (0.20, note(494, 494, 0.26))),
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
