"""An open replica with nobody in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checkin.store.replica import Replica

KEY = bytes(range(32))


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    with Replica.open(tmp_path / "desk", KEY) as opened:
        yield opened
