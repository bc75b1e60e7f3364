"""Files to scan: a picture, a film, or a folder of them, as readings one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checkin.errors import CheckinError, EnvironmentProblem, InputProblem
from checkin.scanning import vision
from checkin.scanning.debounce import Debounce
from checkin.scanning.decode import Decoder, decode_still
from checkin.scanning.stills import load_still
from checkin.scanning.vision import Capture

_PICTURES = frozenset({".jpg", ".jpeg", ".jfif", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".ppm", ".pgm"})
_FILMS = frozenset({".avi", ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".mpg", ".mpeg", ".ts", ".mts", ".wmv"})
_USUAL_FPS = 30.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file gave: a code, nothing, or the reason why it could not be looked at.

    Attributes:
        target: the file, as it was named or found.
        code: the text that was read; None where there was none.
        problem: what is wrong with the file; None where it could be looked at.
    """

    target: str
    code: str | None = None
    problem: CheckinError | None = None


def read_targets(path: Path) -> Iterator[Reading]:
    """The readings of a picture, of a film as it plays, or of a folder's pictures and films by name.

    A file at fault is a reading too, so that the others of its folder are still read. Other files in a
    folder, such as the list beside ticket images, are passed over. A code that a film holds in view is one
    reading; a picture of several codes gives several.
    """
    if not path.is_dir():
        yield from _read_file(path)
        return
    try:
        files = sorted(file for file in path.iterdir() if _is_wanted(file))
    except OSError:
        yield Reading(str(path), problem=EnvironmentProblem("scan.closed", file=path.name))
        return
    if not files:
        yield Reading(str(path), problem=InputProblem("scan.empty_folder", folder=path.name))
    for file in files:
        yield from _read_file(file)


def _is_wanted(file: Path) -> bool:
    return not file.name.startswith(".") and file.suffix.lower() in _PICTURES | _FILMS


def _read_file(path: Path) -> Iterator[Reading]:
    target, nothing = str(path), True
    try:
        for code in _codes(path):
            nothing = False
            yield Reading(target, code)
    except CheckinError as problem:
        yield Reading(target, problem=problem)
    else:
        if nothing:
            yield Reading(target)


def _codes(path: Path) -> Iterator[str]:
    if not path.is_file():
        raise InputProblem("scan.no_file", file=path.name)
    try:
        still = load_still(path)
    except OSError:
        raise EnvironmentProblem("scan.closed", file=path.name) from None
    if still is not None:
        yield from (found.text for found in decode_still(still))
        return
    film = vision.open_film(path)
    if film is None:
        raise InputProblem("scan.no_picture", file=path.name)
    try:
        yield from _codes_of_film(film)
    finally:
        film.close()


def _codes_of_film(film: Capture) -> Iterator[str]:
    decoder, debounce, count = Decoder(), Debounce(), 0
    while (frame := film.read()) is not None:
        texts = [found.text for found in decoder.decode(frame)]
        yield from debounce.fresh(texts, count / (film.fps or _USUAL_FPS))
        count += 1
