"""The one door to OpenCV and zxing-cpp: frames in, sightings out, and the ways to make a frame plainer."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

# OpenCV and the ffmpeg inside it write to stderr on their own account; a lost camera is told in our words instead.
os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
# Without this a webcam on Windows takes half a minute to open.
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")

# Films and streams of cameras, and nothing that names further files or addresses: a playlist could name ours.
os.environ.setdefault(
    "OPENCV_FFMPEG_CAPTURE_OPTIONS",
    "rtsp_transport;tcp|format_whitelist;avi,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpeg,mpegts,mpegvideo,asf,flv,ogg,"
    "mpjpeg,mjpeg,rtsp,rtp,sdp",
)

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # the environment is too late where it was loaded

Frame = NDArray[np.uint8]
"""A picture as OpenCV gives it: rows x columns x 3, blue first; or rows x columns, grey."""

Grey = NDArray[np.uint8]
"""Rows x columns of brightness."""

Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""(x, y) in pixels of the symbol's top left, top right, bottom right and bottom left, as the symbol is turned."""

_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)  # no Micro QR: no ticket is one

_CAMERA_SETTINGS = [
    *(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),  # raw 720p is too much for USB 2
    *(cv2.CAP_PROP_FRAME_WIDTH, 1280),
    *(cv2.CAP_PROP_FRAME_HEIGHT, 720),
]
_FILM_START = re.compile(
    rb"RIFF....AVI |....(ftyp|moov|mdat|wide|free|skip)|\x1aE\xdf\xa3|\x00\x00\x01[\xb3\xba]"  # AVI, MP4, MKV, MPEG
    rb"|0&\xb2u|FLV|OggS|G.{187}G",  # WMV, FLV, Ogg, MPEG-TS
    re.DOTALL,
)
_STREAM_SETTINGS = [
    *(cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, 5000),
    *(cv2.CAP_PROP_READ_TIMEOUT_MSEC, 5000),
]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A QR code that is in the picture; `text` is None where it is there but cannot be read."""

    text: str | None
    corners: Corners


class Capture(Protocol):
    """A camera or film that is open."""

    fps: float
    """Frames a second; 0 where it is not known."""

    def read(self) -> Frame | None:
        """The next frame, waiting for it; None where there is no more, or the camera is gone."""
        ...

    def close(self) -> None: ...


def open_camera(index: int) -> Capture | None:
    """A camera of this machine at 1280 x 720, or None where it cannot be had."""
    return _capture(cv2.VideoCapture(index, cv2.CAP_ANY, _CAMERA_SETTINGS))


def open_stream(address: str) -> Capture | None:
    """A network camera (rtsp, http), or None where it does not answer within 5 seconds."""
    return _capture(cv2.VideoCapture(address, cv2.CAP_FFMPEG, _STREAM_SETTINGS))


def open_film(path: Path) -> Capture | None:
    """A film file, or None where it holds no frame that can be read."""
    if not _is_film(path):
        return None
    film = _capture(cv2.VideoCapture(str(path), cv2.CAP_FFMPEG))
    if film is None or film.read() is None:
        return None
    film.close()
    return _capture(cv2.VideoCapture(str(path), cv2.CAP_FFMPEG))


class FilmWriter:
    """Writes frames to an AVI file of JPEG pictures, which OpenCV reads and writes on every system.

    Raises:
        OSError: the file cannot be written.
    """

    def __init__(self, path: Path, fps: int, size: tuple[int, int]) -> None:
        self._writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"MJPG"), fps, size)
        if not self._writer.isOpened():
            raise OSError(f"cannot write {path.name}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.release()

    def write(self, frame: Frame) -> None:
        self._writer.write(frame)


def to_grey(frame: Frame) -> Grey:
    return frame if frame.ndim == 2 else _bytes(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY))


def read(grey: Grey, *, thorough: bool = False) -> list[Sighting]:
    """One pass of zxing-cpp for QR codes, dark on light and light on dark, upright or turned.

    Args:
        thorough: look at scaled-down versions too; for still pictures, where time is no matter.
    """
    barcodes = zxingcpp.read_barcodes(
        grey,
        formats=_FORMATS,
        try_rotate=thorough,
        try_downscale=thorough,
        try_invert=True,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )
    return [Sighting(barcode.text if barcode.valid else None, _corners(barcode.position)) for barcode in barcodes]


def halved(grey: Grey) -> Grey:
    return _bytes(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))


def doubled(grey: Grey) -> Grey:
    return _bytes(cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR))


def fitted(grey: Grey, longest: int) -> Grey:
    """Shrunk so that its longer side has at most `longest` pixels."""
    scale = longest / max(grey.shape)
    return grey if scale >= 1 else _bytes(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def equalised(grey: Grey) -> Grey:
    """Local contrast brought to one level (CLAHE)."""
    return _bytes(cv2.createCLAHE(3, (8, 8)).apply(grey))


def smoothed(grey: Grey, size: int) -> Grey:
    """Averaged over a square of `size` pixels: takes away noise, raster and JPEG blocks."""
    return _bytes(cv2.blur(grey, (size, size)))


def band_passed(grey: Grey, fine: int, coarse: int, gain: float) -> Grey:
    """Keeps detail between `fine` and `coarse` pixels, made `gain` times stronger.

    Noise is finer than a module, shadow and glare are coarser, and a blurred edge gets its steepness back.
    """
    smooth = smoothed(grey, fine)
    return _bytes(cv2.addWeighted(smooth, 1 + gain, smoothed(smooth, coarse), -gain, 0))


def flattened(grey: Grey, corners: Corners, side: int, margin: float) -> Grey:
    """The symbol seen straight on: a square of `side` pixels with `margin` of its side left around the symbol."""
    low, high = margin * side, (1 - margin) * side
    target = np.array([[low, low], [high, low], [high, high], [low, high]], np.float32)
    fold = cv2.getPerspectiveTransform(np.array(corners, np.float32), target)
    return _bytes(cv2.warpPerspective(grey, fold, (side, side), borderMode=cv2.BORDER_REPLICATE))


class _OpenCapture:
    def __init__(self, capture: cv2.VideoCapture) -> None:
        self._capture = capture
        self.fps = float(capture.get(cv2.CAP_PROP_FPS))

    def read(self) -> Frame | None:
        try:
            there, frame = self._capture.read()
        except cv2.error:
            return None
        return _bytes(frame) if there else None

    def close(self) -> None:
        self._capture.release()


def _is_film(path: Path) -> bool:
    """Look before ffmpeg may, which also plays texts as pictures, and follows playlists."""
    try:
        with path.open("rb") as file:
            return _FILM_START.match(file.read(200)) is not None
    except OSError:
        return False


def _capture(capture: cv2.VideoCapture) -> Capture | None:
    return _OpenCapture(capture) if capture.isOpened() else None


def _corners(position: zxingcpp.Position) -> Corners:
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    a, b, c, d = ((float(point.x), float(point.y)) for point in points)
    return (a, b, c, d)


def _bytes(image: cv2.typing.MatLike) -> NDArray[np.uint8]:
    return np.asarray(image, np.uint8)
