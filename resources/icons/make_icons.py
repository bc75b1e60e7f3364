# ruff: noqa: INP001 - a script to run, no package
"""Draw the application's icon in every size from its two SVGs: PNGs and an .ico beside them.

Run `python resources/icons/make_icons.py` after a change of an SVG.
"""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parent
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
LARGEST_SMALL = 24  # up to here the drawing for small sizes is clearer
LARGEST_IN_ICO = 256


def draw(size: int) -> Path:
    """Draw the icon as a PNG of so many pixels each way."""
    drawing = "obecni-small.svg" if size <= LARGEST_SMALL else "obecni.svg"
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(FOLDER / drawing)).render(painter)
    painter.end()
    path = FOLDER / f"obecni-{size}.png"
    image.save(str(path))
    return path


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    pictures = [Image.open(draw(size)) for size in SIZES]
    within = [picture for picture in pictures if picture.width <= LARGEST_IN_ICO]
    sizes = [picture.size for picture in within]
    within[-1].save(FOLDER / "obecni.ico", sizes=sizes, append_images=within[:-1])
    application.quit()


if __name__ == "__main__":
    main()
