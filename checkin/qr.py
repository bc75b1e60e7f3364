"""The modules of a QR code: the same matrix for badges, ticket images and the demo's film."""

from __future__ import annotations

import re

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from checkin.errors import InputProblem

QUIET_ZONE = 4  # light modules that readers need on each side; not part of the matrix

Matrix = tuple[tuple[bool, ...], ...]

_SHORT = re.compile(r"[0-9A-Z $%*+\-./:]{1,20}")  # what version 1-M holds, and our own codes exactly fill
_SHORT_MASK = 2  # of the eight, the one with the fewest penalty points over our codes
_LONGEST = 2331  # bytes of version 40-M


def matrix(text: str) -> Matrix:
    """The rows of modules of a QR code with error correction M, True for a dark one, no quiet zone.

    Up to 20 letters of the QR alphabet, so every ticket code of ours, give version 1 (21 x 21): the
    largest modules a badge can carry. Longer or other texts give the smallest version that holds them.

    Raises:
        InputProblem: the text is empty, is no text or has more than 2331 bytes in UTF-8.
    """
    if _SHORT.fullmatch(text):
        code = qrcode.QRCode(version=1, error_correction=ERROR_CORRECT_M, mask_pattern=_SHORT_MASK)
        code.add_data(QRData(text, mode=MODE_ALPHA_NUM))
        code.make(fit=False)
    else:
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_M)
        code.add_data(QRData(_encoded(text), mode=MODE_8BIT_BYTE))
        code.make()
    return tuple(tuple(map(bool, row)) for row in code.modules)


def _encoded(text: str) -> bytes:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = b""
    if not 0 < len(data) <= _LONGEST:
        raise InputProblem("qr.does_not_fit", longest=_LONGEST)
    return data
