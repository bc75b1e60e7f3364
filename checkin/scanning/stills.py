"""Picture files, whatever they claim to be, as grey pixels."""

from __future__ import annotations

import struct
import warnings
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from checkin.errors import InputProblem
from checkin.scanning.vision import Grey

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "PPM")  # none that runs another program
_ENOUGH = 2048  # pixels that a shorter side must keep for a large JPEG to be read at a half, a quarter or an eighth
_MOST = 60_000_000  # pixels that are unpacked; a small file can claim billions
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, struct.error, zlib.error)


def load_still(path: Path) -> Grey | None:
    """The first picture of a file, on white where it is transparent; None where the file is no picture.

    Raises:
        InputProblem: the picture is damaged or too large to look at.
        OSError: the file cannot be read.
    """
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # `_MOST` is our own, stricter limit
        try:
            image = Image.open(file, formats=_FORMATS)
        except UnidentifiedImageError:
            return None
        except Image.DecompressionBombError:
            raise InputProblem("scan.too_large", file=path.name) from None
        except _DAMAGED:
            raise InputProblem("scan.damaged", file=path.name) from None
        image.draft("L", (_ENOUGH, _ENOUGH))
        if image.width * image.height > _MOST:
            raise InputProblem("scan.too_large", file=path.name)
        try:
            return _grey(image)
        except _DAMAGED:
            raise InputProblem("scan.damaged", file=path.name) from None


def _grey(image: Image.Image) -> Grey:
    if image.mode[0] in "IF":  # 16 and 32 bits, from document scanners
        values = np.asarray(image, np.float32)
        low, high = float(values.min()), float(values.max())
        return np.asarray((values - low) * (255 / max(high - low, 1)), np.uint8)
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    return np.asarray(image.convert("L"), np.uint8)
