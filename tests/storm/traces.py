"""What the system is asked for while a desk answers: the log is synced before the answer is written."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.cli.calls import command, environment
from tests.storm.desks import SCAN

_CALL = re.compile(r"^(?P<thread>\d+) +(?P<name>\w+)\((?P<rest>.*)$")
_RESUMED = re.compile(r"^(?P<thread>\d+) +<\.\.\. (?P<name>\w+) resumed>.*= 0$")
_LOG = "replica.db-wal>"
_OPTIONS = ("-f", "-y", "-s", "80", "-e", "trace=fdatasync,fsync,write,pwrite64", "-o")
_SYNCS = ("fdatasync", "fsync")


def traced_scan(folder: Path, codes: list[str]) -> tuple[int, list[str]]:
    """Scan under strace. Returns the number of answers and the trace's lines."""
    strace = shutil.which("strace")
    assert strace, "strace is not installed; this test reads the system calls of a desk with it (apt install strace)"
    trace = folder.parent / "trace"
    done = subprocess.run(
        [strace, *_OPTIONS, trace, *command(folder, *SCAN)],
        input="".join(f"{code}\n" for code in codes),
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return len(done.stdout.splitlines()), trace.read_text(encoding="utf-8", errors="replace").splitlines()


def unsynced_answers(trace: Iterable[str]) -> tuple[int, int]:
    """Answers written while something of the log was not yet synced, or nothing was since the last; and all answers."""
    unsynced = answers = 0
    pending: set[str] = set()  # threads inside a sync of the log
    is_safe = False
    for line in trace:
        if (resumed := _RESUMED.match(line)) and resumed["name"] in _SYNCS and resumed["thread"] in pending:
            pending.discard(resumed["thread"])
            is_safe = True
        if not (called := _CALL.match(line)):
            continue
        name, rest = called["name"], called["rest"]
        if name in _SYNCS and _LOG in rest:
            if rest.endswith("<unfinished ...>"):
                pending.add(called["thread"])
            else:
                is_safe = rest.endswith("= 0")
        elif name == "pwrite64" and _LOG in rest:
            is_safe = False
        elif name == "write" and rest.startswith("1<") and '"{' in rest:
            answers += 1
            unsynced += not is_safe
            is_safe = False
    return unsynced, answers
