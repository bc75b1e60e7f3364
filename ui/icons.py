"""Icons of one family: Material Design Icons, drawn from the font that qtawesome ships."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QIcon, QPainter, QPainterPath, QPixmap

_DRAWN_AT = 96


class Icon(StrEnum):
    """The letters of the icon font that we use (their names are the family's own).

    qtawesome itself is not imported: reading its tables of all names costs 0.2 s of every start.
    """

    ACCOUNT_ARROW_RIGHT = "\U000f0b53"
    ACCOUNT_CHECK = "\U000f0008"
    ACCOUNT_GROUP = "\U000f0849"
    ACCOUNT_OFF = "\U000f0012"
    ACCOUNT_QUESTION = "\U000f0b59"
    ALERT_CIRCLE = "\U000f0028"
    ARROW_LEFT = "\U000f004d"
    ARROW_LEFT_CIRCLE = "\U000f0cdd"
    AUTORENEW = "\U000f006a"
    BACKSPACE_OUTLINE = "\U000f0b5c"
    BARCODE_SCAN = "\U000f0072"
    BELL_RING_OUTLINE = "\U000f009f"
    CALENDAR_ALERT = "\U000f0a31"
    CALENDAR_CLOCK = "\U000f00f0"
    CALENDAR_IMPORT = "\U000f0b25"
    CALENDAR_REMOVE = "\U000f00f4"
    CAMERA = "\U000f0100"
    CAMERA_OFF = "\U000f05df"
    CANCEL = "\U000f073a"
    CHART_TIMELINE_VARIANT = "\U000f0e93"
    CHECK = "\U000f012c"
    CHECK_CIRCLE = "\U000f05e0"
    CHEVRON_DOWN = "\U000f0140"
    CHEVRON_RIGHT = "\U000f0142"
    CIRCLE_OUTLINE = "\U000f0766"
    CLOCK_END = "\U000f0151"
    CLOCK_START = "\U000f0155"
    CLOSE_OCTAGON = "\U000f015c"
    COG = "\U000f0493"
    DATABASE = "\U000f01bc"
    DIRECTIONS_FORK = "\U000f0641"
    DOOR_CLOSED = "\U000f081b"
    FILE_IMPORT = "\U000f0220"
    GIFT_OUTLINE = "\U000f02a1"
    HELP_CIRCLE = "\U000f02d7"
    LAN_DISCONNECT = "\U000f0319"
    LOCK = "\U000f033e"
    LOGIN = "\U000f0342"
    LOGOUT = "\U000f0343"
    MAGNIFY = "\U000f0349"
    PHONE = "\U000f03f2"
    PLAY_CIRCLE = "\U000f040c"
    PRINTER = "\U000f042a"
    QRCODE_REMOVE = "\U000f118d"
    QRCODE_SCAN = "\U000f0433"
    REFRESH = "\U000f0450"
    SCHOOL = "\U000f0474"
    SEAT = "\U000f0cc3"
    SIGN_DIRECTION = "\U000f0781"
    SWAP_HORIZONTAL = "\U000f04e1"
    SWAP_VERTICAL = "\U000f04e2"
    TABLET = "\U000f04f6"
    TICKET = "\U000f0516"
    TICKET_CONFIRMATION = "\U000f0518"
    TIMER_SAND = "\U000f051f"
    UNDO_VARIANT = "\U000f054d"


def paint(painter: QPainter, icon: Icon, box: QRect, colour: QColor) -> None:
    """Draw an icon over the whole of a square box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.x(), box.y())
    painter.scale(box.width() / _DRAWN_AT, box.height() / _DRAWN_AT)
    painter.fillPath(_outline(icon), colour)
    painter.restore()


def pixmap(icon: Icon, pixels: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of `pixels` logical pixels at a screen's ratio."""
    picture = QPixmap(QSize(pixels, pixels) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, icon, QRect(0, 0, pixels, pixels), colour)
    painter.end()
    return picture


def qicon(icon: Icon, colour: QColor, pixels: int = 22) -> QIcon:
    """An icon for a button, sharp on screens of double density."""
    return QIcon(pixmap(icon, pixels, colour, 2.0))


@cache
def _outline(icon: Icon) -> QPainterPath:
    """An icon as a path in a square of `_DRAWN_AT`: sharper than letters of small type, and never hinted."""
    font = QFont(_family())
    font.setPixelSize(_DRAWN_AT)
    path = QPainterPath()
    path.addText(0, QFontMetricsF(font).ascent(), font, icon)
    return path


@cache
def _family() -> str:
    """The icon font's family; asked once, after the application exists."""
    package = find_spec("qtawesome")
    assert package is not None and package.origin is not None
    for file in sorted(Path(package.origin).parent.glob("fonts/materialdesignicons6*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families = QFontDatabase.applicationFontFamilies(number)
        if families:
            return families[0]
    return ""
