"""A small storm for every day; the great one is `make storm`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.calls import is_plain
from tests.storm.desks import a_congress, codes_of_the_congress, ledger
from tests.storm.disks import scan_until_full, small_disk
from tests.storm.kills import kill_imports, kill_scans, sound
from tests.storm.traces import traced_scan, unsynced_answers


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of the Congress. Not to be written to."""
    return a_congress(tmp_path_factory.mktemp("ready") / "desk")


@pytest.fixture
def desk(ready: Path, tmp_path: Path) -> Path:
    return shutil.copytree(ready, tmp_path / "desk")


def test_kills_lose_nothing_that_was_acknowledged(desk: Path) -> None:
    toll = kill_scans(desk, 3, seed=3)
    assert (toll.kills, toll.lost, toll.doubled, toll.unsound) == (3, 0, 0, 0), toll


def test_killed_imports_are_whole_or_nothing(tmp_path: Path) -> None:
    toll = kill_imports(tmp_path, 1000, 2, seed=4)
    assert (toll.kills, toll.between) == (2, 0), toll


def test_answers_come_after_their_sync(desk: Path) -> None:
    codes = codes_of_the_congress()[:30]
    answers, trace = traced_scan(desk, codes)
    assert answers == len(codes)
    assert unsynced_answers(trace) == (0, answers)


def test_a_trace_without_a_sync_is_noticed() -> None:
    log, answer = "7 fdatasync(3</d/replica.db-wal>) = 0", '7 write(1<pipe:[1]>, "{\\"target\\"", 9) = 9'
    assert unsynced_answers([log, answer, answer]) == (1, 2)
    assert unsynced_answers([log, "7 pwrite64(3</d/replica.db-wal>, 24, 1) = 24", answer]) == (1, 1)
    halves = ["7 fdatasync(3</d/replica.db-wal> <unfinished ...>", "7 <... fdatasync resumed>) = 0"]
    assert unsynced_answers([halves[0], answer, halves[1]]) == (1, 1)
    assert unsynced_answers([*halves, answer]) == (0, 1)


def test_a_full_disk_takes_nothing_along(ready: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 3) as disk:
        desk = shutil.copytree(ready, disk.folder / "desk")
        code, said, told = scan_until_full(disk, desk)
        assert code == 3 and is_plain(said) and told, said
        disk.make_room()
        assert sound(ledger(desk), told)
