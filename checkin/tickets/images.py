"""A picture of the QR code for each registration, and the list that a mail merge reads."""

from __future__ import annotations

import csv
import hashlib
import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from checkin.files import defused, replacing, unwritable
from checkin.model.registration import Registration
from checkin.model.ticket import ALPHABET, LENGTH
from checkin.qr import QUIET_ZONE, Matrix, matrix

Progress = Callable[[int, int], None]

LIST_NAME = "tickets.csv"
COLUMNS = ("ticket", "name", "organisation", "email", "file")

_MODULE = 16  # pixels; 464 for a code of ours, sharp on a phone and 39 mm wide at 300 dpi
_OWN_LETTERS = frozenset(ALPHABET)


def write_tickets(registrations: Sequence[Registration], out: Path, progress: Progress | None = None) -> int:
    """Write a PNG for each registration with a ticket into the folder `out`, then `tickets.csv` (UTF-8).

    The list appears last, so a list that is there names only pictures that are there.

    Args:
        progress: called after each registration with the number done and the number of all.

    Returns:
        How many tickets were written.

    Raises:
        EnvironmentProblem: the folder cannot be made or written to.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(out, error) from error
    rows: list[tuple[str, ...]] = []
    for number, person in enumerate(registrations, 1):
        if person.ticket:
            name = file_name(person.ticket)
            with replacing(out / name) as aside:
                aside.write_bytes(png(matrix(person.ticket)))
            rows.append((person.ticket, person.name, person.organisation, person.email, name))
        if progress:
            progress(number, len(registrations))
    with replacing(out / LIST_NAME) as aside, aside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(tuple(map(defused, row)) for row in rows)
    return len(rows)


def file_name(ticket: str) -> str:
    """A name that every file system takes and that tells nothing of the person.

    A code of ours names its own file; a foreign one may hold any letters and gives a digest of them.
    """
    if len(ticket) == LENGTH and _OWN_LETTERS.issuperset(ticket):
        return f"{ticket}.png"
    return f"x-{hashlib.sha256(ticket.encode(errors='surrogatepass')).hexdigest()[:32]}.png"


def png(code: Matrix) -> bytes:
    """A black and white PNG of a code with its quiet zone, `_MODULE` pixels a module."""
    side = (len(code) + 2 * QUIET_ZONE) * _MODULE
    light = b"\x00" + b"\xff" * (side // 8)  # a row: no filter, then eight pixels a byte
    rows = [light * (QUIET_ZONE * _MODULE)]
    margin = b"\xff\xff" * QUIET_ZONE
    for modules in code:
        row = b"\x00" + margin + b"".join(b"\x00\x00" if dark else b"\xff\xff" for dark in modules) + margin
        rows.append(row * _MODULE)
    rows.append(light * (QUIET_ZONE * _MODULE))
    header = struct.pack(">2L5B", side, side, 1, 0, 0, 0, 0)  # one bit a pixel, grey, not interlaced
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
