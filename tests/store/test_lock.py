"""One window to a desk; verbs beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.errors import EnvironmentProblem
from checkin.store.lock import window_lock
from checkin.store.replica import Replica
from tests.store.conftest import KEY


def test_a_second_window_is_told_of_the_first(tmp_path: Path) -> None:
    first = window_lock(tmp_path / "desk")
    with pytest.raises(EnvironmentProblem, match=r"desk\.already_open"):
        window_lock(tmp_path / "desk")
    window_lock(tmp_path / "another").release()
    Replica.open(tmp_path / "desk", KEY).close()
    first.release()
    window_lock(tmp_path / "desk").release()


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentProblem, match=r"store\.no_permission"):
        window_lock(tmp_path / "file" / "desk")
