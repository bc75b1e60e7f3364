"""A code held in view is one scan, however many frames show it."""

from __future__ import annotations

from collections.abc import Sequence


class Debounce:
    """Lets a code pass once, and again only after it was out of view for a while.

    Has no clock of its own: times are given, in seconds that never run back.

    Args:
        away: how long a code must be out of view before it counts as shown again. A frame that could
            not be read is no absence, so this is longer than a hand shakes.
    """

    def __init__(self, away: float = 1.5) -> None:
        self._away = away
        self._seen: dict[str, float] = {}

    def fresh(self, texts: Sequence[str], at: float) -> list[str]:
        """Of the codes in a frame, those that are newly shown, each once, in the frame's order."""
        self._seen = {text: seen for text, seen in self._seen.items() if at - seen < self._away}
        fresh = [text for text in dict.fromkeys(texts) if text not in self._seen]
        self._seen.update(dict.fromkeys(texts, at))
        return fresh

    def clear(self) -> None:
        """Forget what is in view, so that it counts as shown again: another checkpoint was chosen."""
        self._seen.clear()
