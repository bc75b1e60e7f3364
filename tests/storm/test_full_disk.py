"""A disk that fills up: a sentence, nothing told that is not kept, nothing half done, and on again with room."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checkin.demo.lists import the_congress, write_plain
from checkin.demo.people import invent
from tests.cli.calls import EVENT, call, is_plain
from tests.storm.desks import a_congress, ledger
from tests.storm.disks import scan_until_full, small_disk
from tests.storm.kills import sound


@pytest.mark.parametrize("megabytes", [3, 4, 12])
def test_scans(tmp_path: Path, megabytes: int) -> None:
    ready = a_congress(tmp_path / "ready")
    with small_disk(tmp_path / "disk", megabytes) as disk:
        desk = shutil.copytree(ready, disk.folder / "desk")
        code, said, told = scan_until_full(disk, desk)
        assert code == 3 and is_plain(said) and told, said
        for _ in range(3):
            code, said, more = scan_until_full(disk, desk)
            assert code == 3 and is_plain(said), said
            told += more
        disk.make_room()
        answer = call(desk, "scan", "--json", "-", text="OBCY-1\n" * 20)
        assert answer.code == 0 and len(answer.records) == 20
        assert sound(ledger(desk), told)


@pytest.mark.parametrize("megabytes", [1, 3, 5])
def test_an_import(tmp_path: Path, megabytes: int) -> None:
    event = the_congress()
    source = tmp_path / "registrations.csv"
    write_plain(source, invent(event, 20_000), event)
    with small_disk(tmp_path / "disk", megabytes) as disk:
        desk = disk.folder / "desk"
        assert call(desk, "event", "load", EVENT).code == 0
        assert call(desk, "import", source, preexec_fn=disk.limit).is_problem(3)
        disk.make_room()
        found = call(desk, "find", "urząd")
        assert (found.code, found.out) == (0, "")
        assert call(desk, "scan", "OBCY-1").code == 0
        journal = ledger(desk)
        assert journal.sound and journal.scans == 1 == journal.times.total()
