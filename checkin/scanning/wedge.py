"""Tells a scanner that types (a keyboard wedge) from a person who types.

Letters go to the search box at once, for nobody knows yet whose they are. As soon as a scan is recognised, the
box is told how many letters to take back, and the code goes its own way. What gives a scan away, surest first:

- it is framed by STX and ETX, which no keyboard has;
- its last 20 letters are a code of ours with the right check letter: told with the last letter, no wait;
- it came faster than hands are, and then came Enter, Tab or silence.

A scanner too slow for that, with a foreign code, is typing like any other: the search box looks the text up.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from checkin.model.ticket import LENGTH, CodeKind, parse

_STX, _ETX = "\x02", "\x03"
_ENDS = frozenset({"\r", "\n", "\t", _ETX})


@dataclass(frozen=True, slots=True)
class Keystroke:
    """What to do with a key, in this order.

    Attributes:
        take_back: letters to remove from the box, those before the cursor.
        code: what was scanned, "" for nothing.
        swallow: whether the key itself stays away from the box.
    """

    take_back: int = 0
    code: str = ""
    swallow: bool = False


_TYPED = Keystroke()
_SWALLOWED = Keystroke(swallow=True)


class WedgeFilter:
    """Sorts keystrokes into typing and scans. Give every key that has a text, but no auto-repeats.

    Times are seconds, of the key events and not of their handling: a busy window would make a burst of typing.

    Args:
        silence: a scan is over when nothing came for this long.
        fast: the longest time between two letters that only a scanner keeps up.
        pause: the longest that a scan, once it is known as one, may falter.
        shortest: letters at scanner speed that make a scan.
    """

    def __init__(self, *, silence: float = 0.1, fast: float = 0.035, pause: float = 0.06, shortest: int = 6) -> None:
        self._silence, self._fast, self._pause, self._shortest = silence, fast, pause, shortest
        self._last = float("-inf")
        self._chain: deque[str] = deque(maxlen=LENGTH)  # letters without silence between them
        self._run: list[str] = []  # letters at scanner speed
        self._framed = False  # the run began with STX
        self._scanned = False  # a scan is just over, its suffix may still come

    @property
    def due(self) -> float | None:
        """When to ask `idle`, if no key comes before; None where nothing waits."""
        return self._last + self._silence if self._is_scan() or self._framed else None

    def feed(self, key: str, at: float) -> Keystroke:
        """A key was pressed.

        Args:
            key: the text of the key event: a letter, or a control character such as carriage return.
            at: seconds, never running back.
        """
        over = self._breaks(at - self._last)
        self._last = at
        now = self._sort(key)
        return Keystroke(over.take_back + now.take_back, over.code or now.code, now.swallow)

    def idle(self, at: float) -> Keystroke:
        """No key came until `at`: a scan without a suffix is over."""
        return self._breaks(at - self._last)

    def reset(self) -> None:
        """Forget what was typed: the box was cleared or left."""
        self._chain.clear()
        self._run.clear()
        self._framed = self._scanned = False

    def _breaks(self, gap: float) -> Keystroke:
        """What a gap in time ends: a scan, or only what might have become one."""
        limit = self._silence if self._framed else self._pause if self._is_scan() else self._fast
        over = _TYPED
        if gap > limit:
            over = self._end() if self._is_scan() else _TYPED
            self._run.clear()
            self._framed = False
        if gap > self._silence:
            self.reset()
        return over

    def _sort(self, key: str) -> Keystroke:
        if key == _STX:
            self.reset()
            self._framed = True
            return _SWALLOWED
        if key in _ENDS:
            return self._suffix(key)
        if len(key) != 1 or not key.isprintable():
            self.reset()
            return _TYPED
        return self._letter(key)

    def _letter(self, letter: str) -> Keystroke:
        self._scanned = False
        self._run.append(letter)
        self._chain.append(letter)
        # Within a burst only its own letters count: one typed just before it may happen to fit the check as well.
        code = "".join(self._run[-LENGTH:] if self._is_scan() else self._chain)
        if len(code) < LENGTH or parse(code, "").kind is not CodeKind.OWN:
            return _TYPED
        return self._scan(code, take_back=LENGTH - 1)

    def _suffix(self, key: str) -> Keystroke:
        if self._is_scan():
            over = self._end()
            return Keystroke(over.take_back, over.code, swallow=True)
        if self._scanned or key == _ETX:
            return _SWALLOWED
        self.reset()
        return _TYPED

    def _is_scan(self) -> bool:
        if self._framed:
            return bool(self._run)
        return len(self._run) >= self._shortest and len(set(self._run[:LENGTH])) > 2

    def _end(self) -> Keystroke:
        return self._scan("".join(self._run), take_back=len(self._run))

    def _scan(self, code: str, take_back: int) -> Keystroke:
        self.reset()
        self._scanned = True
        return Keystroke(take_back, code, swallow=True)
