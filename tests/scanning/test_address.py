"""Addresses of cameras as people type them, and as nobody should."""

from __future__ import annotations

import pytest

from checkin.errors import InputProblem
from checkin.scanning.address import check_address, is_address


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.1.20:8080/video",
        "HTTPS://kamera.example.org/live?id=7",
        "rtsp://door:secret@192.168.1.30:554/stream1",
        "http://[fe80::1]:8080/video",
    ],
)
def test_an_address_of_a_camera(address: str) -> None:
    assert is_address(address)
    check_address(address)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("file:///etc/passwd", "camera.address_scheme"),
        ("concat:http://a.example.org|file:///etc/passwd", "camera.address_scheme"),
        ("rtmp://example.org/live", "camera.address_scheme"),
        ("http://", "camera.address"),
        ("http://:8080/video", "camera.address"),
        ("http://kamera.example.org:99999/", "camera.address"),
        ("http://kamera.example.org:0/", "camera.address"),
        ("http://[kamera/", "camera.address"),
        ("http://kamera.example.org/a b", "camera.address"),
        ("http://kamera.example.org/\nrtsp://a", "camera.address"),
        ("http://kamera.example.org/" + "a" * 600, "camera.address"),
    ],
)
def test_what_is_none(address: str, key: str) -> None:
    assert is_address(address)
    with pytest.raises(InputProblem) as told:
        check_address(address)
    assert told.value.key == key


def test_a_file_is_no_address() -> None:
    assert not is_address(r"C:\filmy\wejscie.avi")
    assert not is_address("/filmy/wejście.avi")
