"""Whether a window can open here, found out before Qt would end the process over it."""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from checkin.errors import EnvironmentProblem

_NEEDS_NO_DISPLAY = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def prepare() -> None:
    """Drop what another library's copy of Qt may have left in the environment."""
    for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        os.environ.pop(name, None)


def demand_libraries() -> None:
    """Find out before anything of the window is imported.

    Raises:
        EnvironmentProblem: the system lacks a library that Qt is linked to.
    """
    if not _qt_loads():
        raise EnvironmentProblem("ui.no_libraries")


def missing() -> str:
    """The key of the sentence that says what keeps a window from opening, "" where nothing does."""
    if not _qt_loads():
        return "ui.no_libraries"
    wanted = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if wanted and not _plugin_exists(wanted):
        return "ui.no_platform"
    if not sys.platform.startswith("linux") or wanted in _NEEDS_NO_DISPLAY:
        return ""
    if wanted != "xcb" and os.environ.get("WAYLAND_DISPLAY"):
        return ""
    if not _display_answers():
        return "ui.no_display"
    return "" if _loads("libxcb-cursor.so.0") else "ui.no_xcb_cursor"


def _qt_loads() -> bool:
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError:
        return False
    return True


def _plugin_exists(platform: str) -> bool:
    package = find_spec("PySide6")
    if package is None or package.origin is None:
        return False
    plugins = Path(package.origin).parent
    return any(plugins.glob(f"**/platforms/*q{platform}.*"))


def _display_answers() -> bool:
    """Ask the X server itself: a display that is named may be gone, or may turn us away."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(None, None)
    try:
        return xcb.xcb_connection_has_error(connection) == 0
    finally:
        xcb.xcb_disconnect(connection)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
