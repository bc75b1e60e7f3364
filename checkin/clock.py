"""The time of the desk, and the identifiers that are born with it."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID


class Clock:
    """Aware UTC time; started at a given moment, it ticks on from there.

    Args:
        start: aware datetime to start at (``--now``), or None for the machine's own clock.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start.astimezone(UTC) if start else None
        self._started = time.monotonic()

    def now(self) -> datetime:
        if self._start is None:
            return datetime.now(UTC)
        return self._start + timedelta(seconds=time.monotonic() - self._started)

    def new_id(self) -> UUID:
        """A UUIDv7 (RFC 9562) of this clock's time."""
        milliseconds = int(self.now().timestamp() * 1000)
        random = secrets.randbits(74)
        return UUID(int=milliseconds << 80 | 0x7 << 76 | random >> 62 << 64 | 0b10 << 62 | random & (1 << 62) - 1)
