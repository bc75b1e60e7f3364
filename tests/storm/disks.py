"""A disk of a few megabytes that fills up, and on which room can be made."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any
from uuid import UUID

from tests.cli.calls import command, environment
from tests.storm.desks import SCAN, answered, codes_of_the_congress, feed, hang_up

MEGABYTE = 1 << 20


class SmallDisk:
    """A file system of its own where the test may mount one, else a limit on the size of each file.

    Attributes:
        folder: on the disk.
        limit: for the `preexec_fn` of those who write to it; None once there is room.
    """

    def __init__(self, folder: Path, limit: Callable[[], None] | None) -> None:
        self.folder = folder
        self.limit = limit

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"

    def load(self, size: int) -> None:
        """Take up `size` bytes that `make_room` gives back."""
        if self.limit is None:
            self._ballast.write_bytes(bytes(size))

    def make_room(self) -> None:
        self._ballast.unlink(missing_ok=True)
        self.limit = None


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """A disk with so much free, and three times as much ballast: to move a log and to clear it takes its size anew."""
    folder.mkdir()
    free = megabytes * MEGABYTE
    if not _mounted(folder, 4 * free):
        yield SmallDisk(folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (free, free)))
        return
    try:
        disk = SmallDisk(folder, None)
        disk.load(3 * free)
        yield disk
    finally:
        subprocess.run(["umount", folder], check=True)


def _mounted(folder: Path, size: int) -> bool:
    if os.geteuid() != 0:
        return False
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
    return subprocess.run(mount, check=False, capture_output=True).returncode == 0


def scan_until_full(disk: SmallDisk, desk: Path) -> tuple[int, str, list[UUID]]:
    """Scan without end. Returns the exit code, what was said, and the entries that were acknowledged."""
    streams: dict[str, Any] = {"stdin": PIPE, "stdout": PIPE, "stderr": PIPE, "preexec_fn": disk.limit}
    with Popen(command(desk, *SCAN), env=environment(), encoding="utf-8", **streams) as process:
        assert process.stdout and process.stderr
        feeder = feed(process, codes_of_the_congress())
        told = answered(process.stdout.readlines())
        said = process.stderr.read()
        hang_up(process, feeder)
    return process.returncode, said, told
