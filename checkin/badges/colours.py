"""Colours as ``#RRGGBB``: their channels, and what can be read on them."""

from __future__ import annotations

_INKS = ("#FFFFFF", "#000000")


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, 0 to 1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def readable_on(colour: str) -> str:
    """White or black, whichever stands out more from the colour: at least 4.5:1 on every one."""
    return max(_INKS, key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
