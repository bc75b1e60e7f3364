"""The camera: real film files read to the end, hardware that dies and returns, files that are no films."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from checkin import qr
from checkin.errors import EnvironmentProblem, InputProblem
from checkin.model.ticket import new_code
from checkin.scanning.camera import Camera, CameraState, check_source
from checkin.scanning.debounce import Debounce
from checkin.scanning.decode import Decoder
from checkin.scanning.vision import Capture, FilmWriter, Frame
from checkin.scanning.watch import watch

SIZE = (320, 240)


def numbered(number: int) -> Frame:
    """A frame whose brightness tells its number."""
    return np.full((SIZE[1], SIZE[0], 3), 10 + number, np.uint8)


def write(path: Path, frames: list[Frame], fps: int = 30) -> Path:
    with FilmWriter(path, fps, SIZE) as film:
        for frame in frames:
            film.write(frame)
    return path


class States:
    """Collects states; `wait` returns once one was told so many times."""

    def __init__(self) -> None:
        self.told: list[CameraState] = []
        self._changed = threading.Condition()

    def __call__(self, state: CameraState) -> None:
        with self._changed:
            self.told.append(state)
            self._changed.notify_all()

    def wait(self, state: CameraState, times: int = 1) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.told.count(state) >= times, timeout=20)


class Hardware:
    """The webcam's hardware: each session gives so many frames and then nothing; None will not open."""

    def __init__(self, *sessions: int | None) -> None:
        self._sessions = iter(sessions)
        self.open = 0

    def __call__(self, source: str) -> Capture | None:
        length = next(self._sessions, None)
        if length is None:
            return None
        self.open += 1
        return _Session(length, self._closed)

    def _closed(self) -> None:
        self.open -= 1


class _Session:
    fps = 30.0

    def __init__(self, length: int, closed: Callable[[], None]) -> None:
        self._frames: Iterator[Frame] = iter([numbered(number % 200) for number in range(length)])
        self.close = closed

    def read(self) -> Frame | None:
        return next(self._frames, None)


def test_every_frame_of_a_film_comes_once_and_in_order(tmp_path: Path) -> None:
    path = write(tmp_path / "film.avi", [numbered(4 * number) for number in range(50)])
    states = States()
    with Camera(str(path), states, realtime=False) as camera:
        shots = list(camera.shots())
    assert [round((float(shot.frame.mean()) - 10) / 4) for shot in shots] == list(range(50))
    assert [shot.at for shot in shots] == pytest.approx([number / 30 for number in range(50)])
    assert states.told == [CameraState.OPENING, CameraState.LIVE, CameraState.ENDED]


def test_a_film_in_real_time_keeps_the_newest_frame(tmp_path: Path) -> None:
    path = write(tmp_path / "film.avi", [numbered(number) for number in range(40)], fps=200)
    states = States()
    with Camera(str(path), states) as camera:
        states.wait(CameraState.ENDED)
        (last,) = camera.shots()
    assert last.at == pytest.approx(39 / 200)


def test_a_camera_that_dies_and_returns_is_live_again() -> None:
    hardware = Hardware(None, None, 100, None, None, 7, None)
    states = States()
    with Camera("0", states, open_capture=hardware, pauses=(0.001, 0.002)) as camera:
        states.wait(CameraState.LOST, times=2)
        assert next(camera.shots()).frame.shape == (240, 320, 3)
    assert [str(state) for state in states.told] == ["opening", "unavailable", "live", "lost", "live", "lost", "ended"]
    assert hardware.open == 0


def test_an_absent_camera_is_told_once_and_stops_at_once() -> None:
    states = States()
    camera = Camera("7", states, open_capture=Hardware(), pauses=(3600,))
    camera.start()
    states.wait(CameraState.UNAVAILABLE)
    camera.stop()
    assert list(camera.shots()) == []
    assert not any(thread.name == "camera" for thread in threading.enumerate())


def test_stopping_frees_whoever_waits_for_a_frame() -> None:
    camera = Camera("0", lambda state: None, open_capture=Hardware(), pauses=(3600,))
    waiting = threading.Thread(target=lambda: list(camera.shots()))
    with camera:
        waiting.start()
    waiting.join(timeout=20)
    assert not waiting.is_alive()


def test_stopping_frees_a_film_nobody_takes(tmp_path: Path) -> None:
    path = write(tmp_path / "film.avi", [numbered(number) for number in range(20)])
    camera = Camera(str(path), lambda state: None, realtime=False)
    camera.start()
    next(camera.shots())
    camera.stop()
    camera.stop()


def test_a_camera_never_started_can_be_stopped() -> None:
    Camera("0", lambda state: None, open_capture=Hardware()).stop()


def test_the_hardware_that_is_not_there_is_told_in_words() -> None:
    with pytest.raises(EnvironmentProblem, match="no_picture"):
        check_source("0", Hardware())
    with pytest.raises(EnvironmentProblem, match="no_picture"):
        check_source("rtsp://127.0.0.1:9/none", Hardware(0))
    check_source("0", Hardware(1))


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 5000, b"a,b\n1,2\n" * 50, b"RIFF\xff\xff\x00\x00AVI LIST"],
    ids=["empty", "zeros", "text", "cut"],
)
def test_what_is_no_film_is_refused(tmp_path: Path, content: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "film.avi"
    path.write_bytes(content)
    with pytest.raises(InputProblem, match="no_film"):
        Camera(str(path), lambda state: None)
    assert capfd.readouterr() == ("", "")


def test_a_missing_film_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.avi", tmp_path):
        with pytest.raises(InputProblem, match="no_such_film"):
            Camera(str(path), lambda state: None)


def test_a_film_cut_in_half_gives_the_frames_it_has(tmp_path: Path) -> None:
    path = write(tmp_path / "film.avi", [numbered(number) for number in range(60)])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with Camera(str(path), lambda state: None, realtime=False) as camera:
        assert 10 < len(list(camera.shots())) < 60


def test_watching_scans_each_showing_once(tmp_path: Path) -> None:
    first, second = new_code("KS"), new_code("KS")
    frames = [_showing(*texts) for texts in [(), (first,), (first,), (first, second), (second,), (), (first,)]]
    path = write(tmp_path / "film.avi", [frame for frame in frames for _ in range(15)], fps=15)
    with Camera(str(path), lambda state: None, realtime=False) as camera:
        looks = list(watch(camera, Decoder(), Debounce(away=1.5)))
    assert [text for look in looks for text in look.fresh] == [first, second, first]
    assert max(len(look.found) for look in looks) == 2


def _showing(*texts: str) -> Frame:
    frame = np.full((SIZE[1], SIZE[0], 3), 120, np.uint8)
    for place, text in enumerate(texts):
        modules = np.kron(np.pad(np.array(qr.matrix(text)), qr.QUIET_ZONE), np.ones((5, 5)))
        left = 5 + 160 * place
        frame[40 : 40 + len(modules), left : left + len(modules)] = np.where(modules > 0, 0, 255)[..., None]
    return frame
