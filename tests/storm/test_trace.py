"""No answer leaves a desk before the log it stands in is on the disk."""

from __future__ import annotations

from pathlib import Path

from tests.storm.desks import a_congress, codes_of_the_congress
from tests.storm.traces import traced_scan, unsynced_answers


def test_every_answer_comes_after_its_sync(tmp_path: Path) -> None:
    codes = codes_of_the_congress() * 4  # enough for the log to be moved into the file meanwhile
    answers, trace = traced_scan(a_congress(tmp_path / "desk"), codes)
    assert answers == len(codes)
    assert unsynced_answers(trace) == (0, answers)
