"""Killed at any moment, a desk loses nothing that it acknowledged; an import is whole or was never there."""

from __future__ import annotations

from pathlib import Path

from tests.storm.desks import a_congress, storm_size
from tests.storm.kills import kill_imports, kill_scans

KILLS = 120


def test_scans(tmp_path: Path) -> None:
    kills = storm_size(KILLS)
    toll = kill_scans(a_congress(tmp_path / "desk"), kills, seed=1)
    print(toll)
    assert (toll.kills, toll.lost, toll.doubled, toll.unsound) == (kills, 0, 0, 0), toll
    assert len(toll.told) > kills


def test_imports(tmp_path: Path) -> None:
    kills = max(3, storm_size(KILLS) // 6)
    toll = kill_imports(tmp_path, 8_000, kills, seed=2)
    print(toll)
    assert toll.between == 0 and toll.nothing and toll.whole, toll
