"""The camera on its own thread, its pictures and codes on the window's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.icons import Icon
from ui.language import Language
from ui.widgets.camera_view import CameraView
from ui.widgets.status import State


class LiveCamera(QObject):
    """`code_read` once for each code held up; `state_changed` in words."""

    code_read = Signal(str)
    state_changed = Signal(object, bool)

    def __init__(self, view: CameraView, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._t = view, language

    def start(self, source: str) -> None:
        self.stop()
        self.state_changed.emit(State(Icon.CAMERA_OFF, self._t("desk.camera.none")), True)

    def stop(self) -> None:
        pass
