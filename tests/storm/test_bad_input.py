"""Thousands of files damaged at random, given to the verbs that read files: each is read or refused in a sentence."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from checkin.qr import matrix
from checkin.tickets.images import png
from tests.cli.calls import DEMO, EVENT, PEOPLE, Caller, call, is_plain

TIMES = 300


@pytest.fixture(scope="module")
def congress(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("congress") / "desk"
    assert call(folder, "event", "load", EVENT).code == 0
    assert call(folder, "import", PEOPLE).code == 0
    return folder


@pytest.fixture
def desk(congress: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Caller:
    return Caller(shutil.copytree(congress, tmp_path / "desk"), capsys)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with bytes changed, pieces lost, doubled or moved, or its end cut off."""
    worked = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(max(1, len(worked)))
        piece = bytes(worked[at : at + chance.randrange(1, 200)])
        match chance.randrange(5):
            case 0:
                worked[at : at + 1] = chance.randbytes(1)
            case 1:
                del worked[at : at + len(piece)]
            case 2:
                worked[at:at] = piece
            case 3:
                worked[at : at + len(piece)] = chance.randbytes(len(piece))
            case _:
                del worked[chance.randrange(len(worked) + 1) :]
    return bytes(worked)


def _film(path: Path) -> bytes:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 15, (320, 240))
    picture = cv2.imdecode(np.frombuffer(png(matrix("KSBRHHRKTVKBTDDKCKVB")), np.uint8), cv2.IMREAD_COLOR)
    for _ in range(6):
        writer.write(cv2.resize(picture, (320, 240)))
    writer.release()
    return path.read_bytes()


def _jpeg(_: Path) -> bytes:
    picture = cv2.imdecode(np.frombuffer(png(matrix("KSBRHHRKTVKBTDDKCKVB")), np.uint8), cv2.IMREAD_COLOR)
    return cv2.imencode(".jpg", picture)[1].tobytes()


KINDS: dict[str, tuple[tuple[str, ...], str, Callable[[Path], bytes]]] = {
    "list": (("import", "--dry-run"), ".csv", lambda _: PEOPLE.read_bytes()[:20_000]),
    "old-list": (("import", "--dry-run"), ".csv", lambda _: (DEMO / "registrations-excel.csv").read_bytes()[:20_000]),
    "workbook": (("import", "--dry-run"), ".xlsx", lambda _: (DEMO / "registrations.xlsx").read_bytes()),
    "event": (("event", "load"), ".toml", lambda _: EVENT.read_bytes()),
    "picture": (("scan",), ".png", lambda _: png(matrix("KSBRHHRKTVKBTDDKCKVB"))),
    "photo": (("scan",), ".jpg", _jpeg),
    "film": (("scan",), ".avi", _film),
}


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_at_random(desk: Caller, tmp_path: Path, kind: str) -> None:
    verb, ending, make = KINDS[kind]
    content = make(tmp_path / f"sound{ending}")
    for seed in range(TIMES):
        file = tmp_path / f"damaged{ending}"
        file.write_bytes(_damaged(content, random.Random(seed)))
        answer = desk(*verb, file)
        assert answer.code == 0 or (answer.code == 2 and is_plain(answer.err)), (seed, answer)
        assert "Traceback" not in answer.out + answer.err, (seed, answer)
    assert desk("headcount").code == 0
