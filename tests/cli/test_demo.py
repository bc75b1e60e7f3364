"""The demo without a display: what a newcomer's one command shows, and leaves behind."""

from __future__ import annotations

import signal
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from tests.cli.calls import Caller, call, start

KEYS = ["registrations", "admitted", "refused", "reasons", "badges", "out"]
TOLD = {"already_admitted", "already_inside", "cancelled", "unpaid", "unknown_ticket", "malformed", "other_event"}


@pytest.mark.timeout(500)
def test_the_congress_is_checked_in(tmp_path: Path) -> None:
    out = tmp_path / "out"
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    verb = ("demo", "--json", "--headless", "--out", out)
    answer = call(tmp_path / "unused", *verb, env={"TMPDIR": str(scratch)}, timeout=450)
    assert answer.code == 0 and answer.err
    record = answer.record
    assert list(record) == KEYS and record["out"] == str(out)
    assert record["registrations"] == 420 and record["admitted"] >= 200
    assert record["reasons"].keys() >= TOLD
    assert record["refused"] == sum(count for reason, count in record["reasons"].items() if reason != "ok")
    with pypdfium2.PdfDocument(out / "badges.pdf") as badges:
        assert len(badges) == record["badges"] > 0
    assert load_workbook(out / "attendance.xlsx").worksheets[0].max_row > record["admitted"]
    assert len(list(out.glob("*.png"))) >= 2
    assert not list(scratch.iterdir())  # the desk and the film of the demo are gone
    assert not (tmp_path / "unused").exists()


def test_the_demo_is_interrupted(tmp_path: Path) -> None:
    process = start(tmp_path / "unused", "demo", "--headless", "--out", tmp_path / "out", TMPDIR=str(tmp_path))
    with process:
        assert process.stderr and process.stdout
        assert process.stderr.readline().startswith("Pokaz")
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 3
        told = process.stderr.read()
        assert not process.stdout.read()
    assert told.strip().endswith("jest zapisane.") and "Traceback" not in told
    assert not list(tmp_path.glob("obecni-*")) and not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize("people", ["0", "-1", "49", "100001", "wielu", "1" * 5000])
def test_too_many_or_too_few(new_desk: Caller, tmp_path: Path, people: str) -> None:
    assert new_desk("demo", "--headless", f"--people={people}", "--out", tmp_path / "out").is_problem(2)
    assert not (tmp_path / "out").exists()


def test_an_out_that_is_a_file(new_desk: Caller, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert new_desk("demo", "--headless", "--out", tmp_path / "file").is_problem(3, "file")
    assert new_desk("demo", "--headless", "--out", tmp_path / "file" / "out").is_problem(3)
    assert (tmp_path / "file").read_text() == "mine"
