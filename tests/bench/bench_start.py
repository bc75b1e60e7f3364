"""How soon the window is usable, against an empty window of the same imports; each start is a process of its own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
STARTS = 7
TARGET = 1.5

_COMMON = """
import sys, time
began = time.perf_counter()
sys.path.insert(0, {root!r})
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from checkin.clock import Clock
from checkin.desk.desk import open_desk
from checkin.model.operator import Operator, Role
from checkin.settings import Settings
from ui.assembly import Assembly, application
"""

_EMPTY = """
app = application()
window = QMainWindow()
field = QLineEdit(window)
window.setCentralWidget(field)
window.resize(1280, 800)
window.show()
field.setFocus()
app.processEvents()
window.grab()
print(time.perf_counter() - began)
"""

_OURS = """
app = application()
desk = open_desk(Path({folder!r}), Clock(), headless=True)
operator = Operator(desk.clock.new_id(), "Pomiar", Role.COORDINATOR)
assembly = Assembly(desk, Settings(camera="", sound=False), operator=operator, remember=False)
assembly.show()
app.processEvents()
assembly.window.grab()
print(time.perf_counter() - began)
assembly.close()
desk.close()
"""


def run() -> list[tuple[str, float, str]]:
    """Medians of starts that take turns, so that both see the same machine."""
    with tempfile.TemporaryDirectory() as folder:
        _congress(Path(folder))
        empty: list[float] = []
        ours: list[float] = []
        for _ in range(STARTS + 1):
            empty.append(_seconds(_COMMON + _EMPTY, folder))
            ours.append(_seconds(_COMMON + _OURS, folder))
    plain, full = statistics.median(empty[1:]), statistics.median(ours[1:])  # the first start warms the disk's cache
    return [
        (
            "window usable / empty window, same imports",
            full / plain,
            (
                f"target <= {TARGET}; {full * 1000:.0f} ms against {plain * 1000:.0f} ms, median of {STARTS} starts "
                "each, offscreen, a desk of the Congress with 420 people"
            ),
        )
    ]


def _congress(folder: Path) -> None:
    from checkin.demo.run import build

    built = build(folder)
    built[0].close()


def _seconds(program: str, folder: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", program.format(root=str(ROOT), folder=folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)
