"""The one door to OpenCV and zxing-cpp: frames in, sightings out, and the ways to make a frame plainer."""

from __future__ import annotations

import os
from dataclasses import dataclass

# OpenCV and the ffmpeg inside it write to stderr on their own account; a lost camera is told in our words instead.
os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
os.environ.setdefault(
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0"
)  # else a webcam on Windows opens in half a minute

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

Frame = NDArray[np.uint8]
"""A picture as OpenCV gives it: rows x columns x 3, blue first; or rows x columns, grey."""

Grey = NDArray[np.uint8]
"""Rows x columns of brightness."""

Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""(x, y) in pixels of the symbol's top left, top right, bottom right and bottom left, as the symbol is turned."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A QR code that is in the picture; `text` is None where it is there but cannot be read."""

    text: str | None
    corners: Corners


def to_grey(frame: Frame) -> Grey:
    return frame if frame.ndim == 2 else _bytes(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY))


def read(grey: Grey, *, thorough: bool = False) -> list[Sighting]:
    """One pass of zxing-cpp for QR codes, dark on light and light on dark, upright or turned.

    Args:
        thorough: look at scaled-down versions too; for still pictures, where time is no matter.
    """
    barcodes = zxingcpp.read_barcodes(
        grey,
        formats=zxingcpp.BarcodeFormat.QRCode,
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


def _corners(position: zxingcpp.Position) -> Corners:
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    a, b, c, d = ((float(point.x), float(point.y)) for point in points)
    return (a, b, c, d)


def _bytes(image: cv2.typing.MatLike) -> NDArray[np.uint8]:
    return np.asarray(image, np.uint8)
