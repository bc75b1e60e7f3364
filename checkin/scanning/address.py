"""The address of a network camera: a phone that streams, an IP camera. Whatever was typed is doubted first."""

from __future__ import annotations

from urllib.parse import urlsplit

from checkin.errors import InputProblem

SCHEMES = ("http", "https", "rtsp", "rtsps")

_LONGEST = 500  # letters


def is_address(source: str) -> bool:
    """Whether a source is meant as an address at all: a film's path has no scheme."""
    return "://" in source


def check_address(address: str) -> None:
    """See whether an address can be asked for a picture; nothing is opened.

    Raises:
        InputProblem: another scheme than http, https and rtsp, no host, a port that cannot be, blanks inside.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise InputProblem("camera.address") from None
    if parts.scheme not in SCHEMES:
        raise InputProblem("camera.address_scheme")
    plain = address.isprintable() and not any(letter.isspace() for letter in address)
    if not host or port == 0 or not plain or len(address) > _LONGEST:
        raise InputProblem("camera.address")
