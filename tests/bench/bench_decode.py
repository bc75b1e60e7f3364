"""The cascade against one pass of zxing-cpp: what it misses, and what it costs.

The frames are those of a seed on which nothing was tuned.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import cv2
import zxingcpp

from checkin.scanning import vision
from checkin.scanning.decode import Decoder, decode_still
from tests.scanning.hard_frames import Image, clean_frame, empty_frame, hard_frames

_SEED, _HARD, _PLAIN, _ROUNDS = 4711, 360, 40, 5


def run() -> list[tuple[str, float, str]]:
    return [*_misses(), _cost("clean", [clean_frame(seed)[0] for seed in range(_PLAIN)]), *_empty()]


def _misses() -> list[tuple[str, float, str]]:
    one_pass = fresh = stream = still = 0
    decoder = Decoder()
    for frame in hard_frames(_SEED, _HARD):
        one_pass += frame.text not in [code.text for code in zxingcpp.read_barcodes(frame.image)]
        stream += frame.text not in [found.text for found in decoder.decode(frame.image)]
        fresh += frame.text not in [found.text for found in Decoder().decode(frame.image)]
        still += frame.text not in [found.text for found in decode_still(frame.image)]
    of = f"of {_HARD} hard frames, one pass with default options misses {one_pass}"
    return [
        ("misses, frames of one camera", stream / one_pass, f"{stream} {of}"),
        ("misses, each the first of a camera", fresh / one_pass, f"{fresh} {of}"),
        ("misses, still pictures", still / one_pass, f"{still} {of}"),
    ]


def _empty() -> list[tuple[str, float, str]]:
    kinds = {"smooth": 0.0, "noisy": 5.0, "very noisy": 12.0}
    return [
        _cost(f"empty, {kind}", [empty_frame(seed, noise) for seed in range(_PLAIN)]) for kind, noise in kinds.items()
    ]


def _cost(kind: str, frames: Sequence[Image]) -> tuple[str, float, str]:
    """Mean time of the cascade against one pass with the same options on the grey frame, taken in turn."""
    decoder = Decoder()
    greys = [cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY) for frame in frames]
    cascade = one_pass = 0.0
    for _ in range(_ROUNDS):
        for frame, grey in zip(frames, greys, strict=True):
            one_pass += _seconds(lambda grey=grey: vision.read(grey))
            cascade += _seconds(lambda frame=frame: decoder.decode(frame))
    each = 1000 / len(frames) / _ROUNDS
    return (f"time, {kind} 720p", cascade / one_pass, f"{cascade * each:.1f} ms against {one_pass * each:.1f} ms")


def _seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started
