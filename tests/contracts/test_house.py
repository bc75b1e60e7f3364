"""The house itself: that the tests find what they promise to find, and that set-up brings what Qt links to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

ROOT = Path(__file__).parent.parent.parent

# Each of these has to fail, except those that say they are in order.
_TESTS = """
import logging, socket, threading
import pytest
from PySide6.QtCore import qWarning

def test_a_log_record_that_nobody_expected():
    logging.getLogger("obecni").warning("surprise")

def test_in_order_an_expected_log_record(expect_log):
    expect_log("surprise")
    logging.getLogger("obecni").warning("surprise")

def test_an_expected_log_record_that_never_came(expect_log):
    expect_log("surprise")

def test_a_leaked_thread():
    threading.Thread(target=threading.Event().wait, daemon=True).start()

def test_in_order_a_thread_that_is_about_to_end():
    threading.Thread(target=lambda: None).start()

def test_a_connection_that_leaves_the_machine():
    socket.create_connection(("192.0.2.1", 80), timeout=1)

def test_in_order_a_connection_inside():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

def test_a_warning_of_qt():
    qWarning("surprise")

def test_a_warning_of_python():
    import warnings
    warnings.warn("surprise")

def test_in_order_a_home_of_its_own():
    from pathlib import Path
    assert Path.home().name.startswith("home") and not list(Path.home().glob(".*"))
"""


def test_a_test_fails_on_what_it_leaves_behind(pytester: pytest.Pytester) -> None:
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyprojecttoml((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tests = pytester.makepyfile(_TESTS)
    report = pytester.runpytest_subprocess("-q", "-rA", "--timeout=60", tests)
    outcomes = report.parseoutcomes()
    in_order = _TESTS.count("def test_in_order")
    as_they_leave = 3  # two log records and a thread: the test passes, what comes after it is an error
    assert outcomes["passed"] == in_order + as_they_leave, report.stdout.str()
    assert outcomes["failed"] == _TESTS.count("def test_") - in_order - as_they_leave
    assert outcomes["errors"] == as_they_leave


@pytest.mark.parametrize("library", ["QtWidgets.abi3.so", "QtPdf.abi3.so", "Qt/plugins/platforms/libqxcb.so"])
def test_set_up_brings_what_qt_links_to(library: str) -> None:
    linked = subprocess.run(["ldd", Path(PySide6.__path__[0]) / library], capture_output=True, text=True, check=True)
    assert "not found" not in linked.stdout, f".ci/system.sh lacks a library:\n{linked.stdout}"


@pytest.mark.parametrize("script", sorted((ROOT / ".ci").iterdir()), ids=lambda script: script.name)
def test_a_script_of_set_up_can_be_read_and_run(script: Path) -> None:
    subprocess.run(["bash", "-n", script], check=True)
    assert script.stat().st_mode & 0o111


def test_a_benchmark_that_is_not_there_is_told() -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "tests.bench", "nothing"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert asked.returncode == 2
    assert "nothing" in asked.stderr
