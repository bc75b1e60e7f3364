"""The application's icon is there in every size, from its drawings."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from PIL import Image

FOLDER = Path(__file__).parents[2] / "resources" / "icons"
SIZES: tuple[int, ...] = runpy.run_path(str(FOLDER / "make_icons.py"))["SIZES"]


@pytest.mark.parametrize("size", SIZES)
def test_a_png_has_its_size_clear_corners_and_a_full_middle(size: int) -> None:
    with Image.open(FOLDER / f"obecni-{size}.png") as picture:
        assert picture.size == (size, size)
        alpha = picture.convert("RGBA").getchannel("A")
        assert alpha.getpixel((0, 0)) == 0
        assert alpha.getpixel((size // 2, size // 2)) == 255


def test_the_ico_holds_every_size_windows_asks_for() -> None:
    with Image.open(FOLDER / "obecni.ico") as icon:
        assert {16, 24, 32, 48, 64, 128, 256} == {width for width, _ in icon.info["sizes"]}
