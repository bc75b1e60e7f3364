"""Pictures, films and folders of them, and all that only looks like one."""

from __future__ import annotations

import io
import random
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from checkin import qr
from checkin.errors import EnvironmentProblem, InputProblem
from checkin.model.ticket import new_code
from checkin.scanning.sources import Reading, read_targets
from checkin.scanning.vision import FilmWriter

CODE = new_code("KS")


def symbol(text: str, module: int = 6) -> Image.Image:
    dark = np.kron(np.pad(np.array(qr.matrix(text)), qr.QUIET_ZONE), np.ones((module, module))) > 0
    return Image.fromarray(np.where(dark, 0, 255).astype(np.uint8))


def packed(kind: str, image: Image.Image | None = None) -> bytes:
    file = io.BytesIO()
    (image or symbol(CODE)).save(file, kind)
    return file.getvalue()


def codes(path: Path) -> list[str | None]:
    return [reading.code for reading in read_targets(path)]


def key_of(path: Path) -> str:
    (reading,) = read_targets(path)
    assert reading.code is None and reading.problem is not None
    return reading.problem.key


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "PPM"])
def test_a_picture_gives_its_code_whatever_its_name(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "bilet zażółć.bin"
    path.write_bytes(packed(kind))
    assert list(read_targets(path)) == [Reading(str(path), CODE)]


def test_several_codes_in_one_picture_are_several_readings(tmp_path: Path) -> None:
    other = new_code("KS")
    both = np.hstack([np.asarray(symbol(CODE)), np.asarray(symbol(other))])
    Image.fromarray(both).save(tmp_path / "two.png")
    assert sorted(filter(None, codes(tmp_path / "two.png"))) == sorted([CODE, other])


def test_ink_on_a_transparent_ground_is_read(tmp_path: Path) -> None:
    ink = Image.new("LA", symbol(CODE).size, (0, 0))
    ink.putalpha(symbol(CODE).point(lambda value: 255 - value))
    ink.save(tmp_path / "clear.png")
    assert codes(tmp_path / "clear.png") == [CODE]


def test_sixteen_bits_are_read(tmp_path: Path) -> None:
    Image.fromarray(np.asarray(symbol(CODE)).astype(np.uint16) * 200).save(tmp_path / "deep.png")
    assert codes(tmp_path / "deep.png") == [CODE]


def test_a_small_code_in_a_huge_photo_is_read(tmp_path: Path) -> None:
    photo = Image.new("RGB", (9000, 7000), (120, 110, 100))
    photo.paste(symbol(CODE, 30), (5000, 3000))
    photo.save(tmp_path / "photo.jpg")
    assert codes(tmp_path / "photo.jpg") == [CODE]


def test_a_picture_without_a_code_says_so(tmp_path: Path) -> None:
    Image.new("RGB", (300, 200), "red").save(tmp_path / "red.png")
    assert list(read_targets(tmp_path / "red.png")) == [Reading(str(tmp_path / "red.png"))]


def test_a_film_gives_each_showing_once(tmp_path: Path) -> None:
    frame = np.asarray(symbol(CODE, 8).convert("RGB"))
    away = np.full_like(frame, 90)
    with FilmWriter(tmp_path / "film.avi", 10, (frame.shape[1], frame.shape[0])) as film:
        for shown in [frame] * 12 + [away] * 20 + [frame] * 5:
            film.write(shown)
    assert codes(tmp_path / "film.avi") == [CODE, CODE]


def test_a_folder_is_read_by_name_and_goes_on_after_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(packed("PNG"))
    (tmp_path / "b.png").write_text("no picture at all")
    (tmp_path / "c.jpg").write_bytes(packed("JPEG"))
    (tmp_path / "bilety.csv").write_text("ticket;name")
    (tmp_path / ".DS_Store").write_bytes(b"\x00")
    readings = list(read_targets(tmp_path))
    assert [Path(reading.target).name for reading in readings] == ["a.png", "b.png", "c.jpg"]
    assert [reading.code for reading in readings] == [CODE, None, CODE]
    assert isinstance(readings[1].problem, InputProblem)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 4000,
        b"ticket;name\n1;2\n",
        b"%PDF-1.7\n",
        b"#EXTM3U\n#EXTINF:1,\n/etc/hosts\n",
        b"%!PS-Adobe-3.0 EPSF",
    ],
    ids=["empty", "zeros", "text", "pdf", "playlist", "postscript"],
)
@pytest.mark.parametrize("name", ["x.png", "x.mp4", "x.txt"])
def test_what_is_no_picture_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert key_of(tmp_path / name) == "scan.no_picture"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "WEBP"])
def test_a_picture_cut_short_is_damaged(tmp_path: Path, kind: str) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 300), np.uint8)
    whole = packed(kind, Image.fromarray(noise))
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    assert key_of(tmp_path / "cut") in ("scan.damaged", "scan.no_picture")


def test_random_damage_is_told_or_survived(tmp_path: Path) -> None:
    chance = random.Random(7)
    for kind in ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"]:
        for _ in range(25):
            data = bytearray(packed(kind))
            for _ in range(8):
                data[chance.randrange(len(data))] = chance.randrange(256)
            (tmp_path / "hurt").write_bytes(data)
            for reading in read_targets(tmp_path / "hurt"):
                assert reading.problem is None or isinstance(reading.problem, InputProblem)


def test_a_picture_that_claims_billions_of_pixels_is_not_unpacked(tmp_path: Path) -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")

    for number, side in enumerate([9_000, 50_000]):
        header = side.to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
        data = zlib.compress(b"\x00" * 10_000_000, 9)
        bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
        (tmp_path / f"{number}.png").write_bytes(bomb)
        assert key_of(tmp_path / f"{number}.png") == "scan.too_large"


def test_two_hundred_megabytes_of_nothing_are_told_at_once(tmp_path: Path) -> None:
    with (tmp_path / "large.jpg").open("wb") as file:
        file.truncate(200_000_000)
    assert key_of(tmp_path / "large.jpg") == "scan.no_picture"


def test_a_missing_file_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    assert key_of(tmp_path / "none.png") == "scan.no_file"
    assert key_of(tmp_path) == "scan.empty_folder"


def test_a_file_that_may_not_be_read_is_the_surroundings_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read anything, so the refusal itself is played."""
    (tmp_path / "a.png").write_bytes(packed("PNG"))

    def closed(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", closed)
    (reading,) = read_targets(tmp_path / "a.png")
    assert isinstance(reading.problem, EnvironmentProblem) and reading.problem.key == "scan.closed"
