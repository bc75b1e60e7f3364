"""A film through the real camera and decoder, into the view and out as codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from checkin.scanning.film import make_film
from tests.builders import a_code
from ui.language import Language
from ui.live_camera import LiveCamera
from ui.theme import Theme
from ui.widgets.camera_view import CameraView
from ui.widgets.status import State

CODES = [a_code(number) for number in range(4)]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("film") / "film.avi"
    make_film(path, CODES, seed=3)
    return path


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> CameraView:
    view = CameraView(theme)
    qtbot.addWidget(view)
    view.resize(400, 240)
    view.show()
    return view


@pytest.fixture
def camera(view: CameraView, language: Language) -> Iterator[LiveCamera]:
    camera = LiveCamera(view, language, pace=200)
    yield camera
    camera.stop()


def test_a_film_gives_its_codes_in_order(qtbot: QtBot, camera: LiveCamera, view: CameraView, film: Path) -> None:
    codes: list[str] = []
    camera.code_read.connect(lambda code, _: codes.append(code))
    with qtbot.waitSignal(camera.ended, timeout=20_000):
        camera.start(str(film))
    assert codes == CODES
    assert view._frame is not None
    assert view._frame.width() == 800


def test_each_state_is_told_in_words(qtbot: QtBot, camera: LiveCamera, film: Path) -> None:
    said: list[State] = []
    camera.state_changed.connect(said.append)
    with qtbot.waitSignal(camera.ended, timeout=20_000):
        camera.start(str(film))
    camera.start("")
    words = [state.words for state in said]
    assert words == ["Uruchamiam kamerę…", "Uruchamiam kamerę…", "Kamera działa", "Film się skończył", words[-1]]
    assert said[-1].act


@pytest.mark.parametrize("content", [b"", b"no film at all"])
def test_a_file_that_is_no_film_is_told(qtbot: QtBot, camera: LiveCamera, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "film.avi"
    path.write_bytes(content)
    with qtbot.waitSignal(
        camera.state_changed, timeout=20_000, check_params_cb=lambda state: state.act and "film" in state.words
    ):
        camera.start(str(path))


def test_a_camera_that_is_left_says_nothing_more(qtbot: QtBot, camera: LiveCamera, film: Path) -> None:
    codes: list[str] = []
    camera.code_read.connect(lambda code, _: codes.append(code))
    camera.start(str(film))
    camera.start("")
    camera.stop()
    qtbot.wait(50)
    assert codes == []
