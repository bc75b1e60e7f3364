"""A phone as camera: a real stream over HTTP that dies, comes back, and may be hostile."""

from __future__ import annotations

import numpy as np

from checkin.scanning import vision
from checkin.scanning.camera import Camera, CameraState
from checkin.scanning.cameras import answering
from checkin.scanning.light import Light
from checkin.scanning.vision import Capture, Frame
from tests.scanning.streams import MOTION_JPEG, PLAYLIST, a_phone, motion_jpeg
from tests.scanning.test_camera import SIZE, Hardware, States, numbered


def test_a_phone_that_dies_at_frame_100_and_comes_back() -> None:
    stream = MOTION_JPEG, motion_jpeg(numbered(number) for number in range(100))
    states = States()
    with (
        a_phone(("", b""), stream, ("", b""), stream) as phone,
        Camera(phone.address, states, pauses=(0.01,)) as camera,
    ):
        states.wait(CameraState.LOST, times=2)
        newest = next(camera.shots())
    assert [str(state) for state in states.told] == [
        "opening", "unavailable", "live", "lost", "live", "lost", "ended",
    ]  # fmt: skip
    assert round(float(newest.frame.mean())) == 10 + 99


def test_a_page_is_no_camera() -> None:
    page = "text/html", b"<html>" + b"Kamera jest obok. " * 500
    with a_phone(page, page) as phone:
        assert vision.open_stream(phone.address) is None
    assert set(phone.asked) == {"/video"}


def test_a_playlist_is_not_followed() -> None:
    with a_phone() as other:
        listed = f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{other.address}.ts\n#EXT-X-ENDLIST\n".encode()
        with a_phone((PLAYLIST, listed), (PLAYLIST, listed)) as phone:
            assert vision.open_stream(phone.address) is None
    assert other.asked == []


def test_the_cameras_that_answer() -> None:
    def open_capture(source: str) -> Capture | None:
        return Hardware({"0": 3, "1": None, "2": 0, "3": 1}[source])(source)

    assert answering("", open_capture) == ("0", "3")
    assert answering("1", open_capture) == ("0", "1", "3")


def shade(brightness: int) -> Frame:
    return np.full((SIZE[1], SIZE[0], 3), brightness, np.uint8)


def test_darkness_is_told_when_it_stays() -> None:
    light = Light(seconds=2)
    told = [light.is_dark(shade(brightness), at) for at, brightness in enumerate((120, 20, 20, 20, 50, 50, 90, 20))]
    assert told == [False, False, False, True, True, True, False, False]
