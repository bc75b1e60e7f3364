"""From a frame to the codes in it: one quick pass, and a cascade of retries for what is hard to read.

A pass costs about a millisecond and reads what people normally hold up. Only a miss pays for more:

- a symbol that was seen but not read is laid flat, to a few sizes, and read again;
- the whole frame is looked at in other ways (`_VIEWS`), which also finds symbols to lay flat.

How much a miss may pay is a balance: every frame earns a share of what its pass took, every retry is paid from
it. So an empty view costs at most a fixed multiple of the pass on any machine, while a hard frame among good
ones, or the first one ever, gets every retry there is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from checkin.model.ticket import LONGEST
from checkin.scanning import vision
from checkin.scanning.vision import Corners, Frame, Grey, Sighting


@dataclass(frozen=True, slots=True)
class Found:
    """A code that was read, and its four corners in pixels of the frame (see `vision.Corners`).

    `text` is cut one letter past the longest that a ticket may have, so that it is still told as too long.
    """

    text: str
    corners: Corners


@dataclass(frozen=True, slots=True)
class _View:
    """Another way to look at a whole frame; `scale` is the size of its result against the frame."""

    scale: float
    of: Callable[[Grey], Grey]


# Chosen on one seed of the hard frames, each for what it reads that those before it do not.
_VIEWS = (
    _View(1, lambda grey: vision.band_passed(grey, 3, 13, 7)),
    _View(1, lambda grey: vision.band_passed(grey, 7, 25, 2)),
    _View(0.5, vision.halved),
    _View(2, lambda grey: vision.doubled(vision.band_passed(grey, 3, 17, 4))),
)
_VIEWS_OF_STILLS = (*_VIEWS, _View(2, lambda grey: vision.doubled(vision.equalised(grey))))

_FLATTENINGS: tuple[Callable[[Grey, Corners], Grey], ...] = (
    lambda grey, corners: vision.flattened(grey, corners, 480, 0.2),
    lambda grey, corners: vision.band_passed(vision.flattened(grey, corners, 240, 0.2), 5, 9, 4),
    lambda grey, corners: vision.flattened(grey, corners, 160, 0.3),
    lambda grey, corners: vision.smoothed(vision.flattened(grey, corners, 240, 0.2), 3),
)

_SHARE = 1.4  # of a pass's time that retries earn
_FOR_A_SYMBOL = 0.015  # seconds that a frame earns in which something unread was seen
_AT_START, _AT_MOST = 0.012, 0.030  # seconds
_SYMBOLS = 3  # unread symbols that are laid flat per look; a patterned wall can name dozens
_SMALLEST = 21  # pixels of a side: one for each module of the smallest symbol
_SCALES = (4096, 1600, 800)  # longest sides at which a still picture is read


class Decoder:
    """Reads the frames of one camera.

    Args:
        timer: seconds, rising; measures what passes and retries take.
    """

    def __init__(self, timer: Callable[[], float] = time.perf_counter) -> None:
        self._timer = timer
        self._balance = _AT_START
        self._next_view = 0

    def decode(self, frame: Frame) -> list[Found]:
        """The different codes in a frame (8 bits, BGR or grey), an empty list where none can be read."""
        if min(frame.shape[:2]) < _SMALLEST:
            return []
        started = self._timer()
        grey = vision.to_grey(frame)
        converted = self._timer()
        sightings = vision.read(grey)
        passed = self._timer()
        earned = _SHARE * (passed - converted) - (converted - started)
        self._balance = min(self._balance + earned, _AT_MOST)
        found = _found(sightings)
        if found:
            return found
        if sightings:
            self._balance += _FOR_A_SYMBOL
        found = self._retry(grey, sightings, passed)
        self._balance -= self._timer() - passed
        return found

    def _retry(self, grey: Grey, sightings: list[Sighting], started: float) -> list[Found]:
        """Retries one by one until something is read or the balance is used up."""
        deadline = started + self._balance
        for found in self._attempts(grey, sightings):
            if found or self._timer() >= deadline:
                return found
        return []

    def _attempts(self, grey: Grey, sightings: list[Sighting]) -> Iterator[list[Found]]:
        yield []
        yield from _lay_flat(grey, sightings)
        for _ in _VIEWS:
            view = _VIEWS[self._next_view]
            self._next_view = (self._next_view + 1) % len(_VIEWS)
            sightings = _look(grey, view)
            yield _found(sightings)
            yield from _lay_flat(grey, sightings)


def decode_still(frame: Frame) -> list[Found]:
    """All the codes of a picture that is not going to get better, with every retry and at several sizes."""
    if min(frame.shape[:2]) < _SMALLEST:
        return []
    grey = vision.fitted(vision.to_grey(frame), _SCALES[0])
    found: list[Found] = []
    for longest in _SCALES:
        part = vision.fitted(grey, longest)
        if longest != _SCALES[0] and part.shape == grey.shape:
            continue
        scale = max(part.shape) / max(frame.shape[:2])
        found += _scaled(_thorough(part, views=not found), scale)
    return _different(found)


def _thorough(grey: Grey, *, views: bool) -> list[Found]:
    sightings = vision.read(grey, thorough=True)
    found = _found(sightings)
    for more in _lay_flat(grey, sightings):
        found += more
    if found or not views or max(grey.shape) > _SCALES[1]:
        return found
    for view in _VIEWS_OF_STILLS:
        sightings = _look(grey, view)
        found += _found(sightings)
        for more in _lay_flat(grey, sightings):
            found += more
    return found


def _look(grey: Grey, view: _View) -> list[Sighting]:
    """What is seen in a view, with corners in pixels of the frame."""
    return [Sighting(sighting.text, _divided(sighting.corners, view.scale)) for sighting in vision.read(view.of(grey))]


def _lay_flat(grey: Grey, sightings: Iterable[Sighting]) -> Iterator[list[Found]]:
    """Reads the symbols that were seen but not read again, flattened; one attempt for each item."""
    unread = [sighting.corners for sighting in sightings if sighting.text is None][:_SYMBOLS]
    for flatten in _FLATTENINGS:
        for corners in list(unread):
            texts = [sighting.text for sighting in vision.read(flatten(grey, corners)) if sighting.text]
            if texts:
                unread.remove(corners)
            yield [Found(text[: LONGEST + 1], corners) for text in texts[:1]]


def _found(sightings: Iterable[Sighting]) -> list[Found]:
    return _different(Found(seen.text[: LONGEST + 1], seen.corners) for seen in sightings if seen.text)


def _different(found: Iterable[Found]) -> list[Found]:
    """One for each text: two phones that show the same ticket are one code."""
    return list({one.text: one for one in reversed(list(found))}.values())[::-1]


def _scaled(found: Iterable[Found], scale: float) -> list[Found]:
    return [Found(one.text, _divided(one.corners, scale)) for one in found]


def _divided(corners: Corners, scale: float) -> Corners:
    a, b, c, d = ((x / scale, y / scale) for x, y in corners)
    return (a, b, c, d)
