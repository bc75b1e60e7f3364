"""What a widget looks like, as a camera would see it."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage, QPixmap

from checkin.scanning.vision import Frame


def frame_of(picture: QPixmap) -> Frame:
    image = picture.toImage().convertToFormat(QImage.Format.Format_BGR888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return np.ascontiguousarray(rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3))
