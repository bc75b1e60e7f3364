"""The camera on threads of its own; its pictures, codes and state on the window's."""

from __future__ import annotations

import threading
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from checkin.errors import CheckinError
from checkin.scanning.address import is_address
from ui.icons import Icon
from ui.language import Language
from ui.widgets.camera_view import CameraView, Corners
from ui.widgets.status import State

if TYPE_CHECKING:
    from checkin.scanning.camera import Camera
    from checkin.scanning.vision import Frame
    from checkin.scanning.watch import Look

_SHOWN_WIDTH = 800  # pixels of a frame that are painted: what the view needs on a screen of double density
_WORDLESS = ("live", "ended")  # states in which the picture itself speaks


class LiveCamera(QObject):
    """One source at a time.

    `code_read` carries a code once for each time it is held up, and the seconds of its frame; `state_changed` is for
    the status line; `ended` comes when a film is over.

    Args:
        pace: frames a second of a film, None for the film's own.
    """

    code_read = Signal(str, float)
    state_changed = Signal(object)
    ended = Signal()
    _told = Signal(object, object)
    _looked = Signal(object, object, object, object)

    def __init__(
        self, view: CameraView, language: Language, parent: QObject | None = None, *, pace: float | None = None
    ) -> None:
        super().__init__(parent)
        self._views, self._t, self._pace = [view], language, pace
        self._watching: _Watching | None = None
        self._retired: list[threading.Thread] = []
        self._key, self._off = "desk.camera.none", True
        self._problem: CheckinError | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._told.connect(self._tell, queued)
        self._looked.connect(self._show, queued)
        language.changed.connect(self._speak)

    def add_view(self, view: CameraView) -> None:
        """Another place where the picture is shown."""
        self._views.append(view)
        self._speak()

    def start(self, source: str) -> None:
        """Look at another source; "" is none."""
        self._retire()
        if source:
            self._watching = _Watching(self, source, self._pace)
            self._say("desk.camera.opening", off=False)
            self._watching.thread.start()
        else:
            self._say("desk.camera.none", off=True)

    def stop(self) -> None:
        """Close the camera and wait until its threads have ended."""
        self._retire()
        for thread in self._retired:
            thread.join()

    def show_live(self) -> None:
        """Say that there is a picture."""
        self._say("desk.camera.live", off=False)

    def _retire(self) -> None:
        """Leave the source; a stream that does not answer may take its time over it, but not ours."""
        if self._watching is not None:
            thread = threading.Thread(target=self._watching.stop, name="camera-closing")
            thread.start()
            self._retired = [one for one in self._retired if one.is_alive()] + [thread]
            self._watching = None

    def _tell(self, watching: _Watching, state: str | CheckinError) -> None:
        if watching is not self._watching:
            return
        if state == "ended":
            self.ended.emit()
        if isinstance(state, CheckinError):
            self._say("", off=True, problem=state)
        elif state == "unavailable" and is_address(watching.source):
            self._say("desk.camera.no_answer", off=True)
        else:
            self._say(f"desk.camera.{state}", off=state in ("lost", "unavailable"))

    def _say(self, key: str, *, off: bool, problem: CheckinError | None = None) -> None:
        self._key, self._off, self._problem = key, off, problem
        self._speak()

    def _speak(self) -> None:
        """In the status line; and in the picture's place, where there is none."""
        words = self._t.error(self._problem) if self._problem else self._t(self._key)
        if not self._key.endswith(_WORDLESS):
            for view in self._views:
                view.show_words(words, off=self._off)
        self.state_changed.emit(State(Icon.CAMERA_OFF if self._off else Icon.CAMERA, words, self._off))

    def _show(self, watching: _Watching, look: Look, picture: QImage, outlines: tuple[Corners, ...]) -> None:
        watching.shown.set()
        if watching is not self._watching:
            return
        for view in self._views:
            if view.isVisible():
                view.show_frame(picture, outlines)
                view.show_hint(self._t("desk.camera.dark") if look.dark else "")
        for code in look.fresh:
            self.code_read.emit(code, look.at)

    def told(self, watching: _Watching, state: str | CheckinError) -> None:
        self._told.emit(watching, state)

    def looked(self, watching: _Watching, look: Look, picture: QImage, outlines: tuple[Corners, ...]) -> None:
        self._looked.emit(watching, look, picture, outlines)


class _Watching:
    """Reads and decodes one source until it is stopped; runs on its own thread."""

    def __init__(self, owner: LiveCamera, source: str, pace: float | None) -> None:
        self._owner, self.source, self._pace = owner, source, pace
        self._camera: Camera | None = None
        self._stopped = threading.Event()
        self.shown = threading.Event()  # the window has painted what it was given last
        self.shown.set()
        self.thread = threading.Thread(target=self._run, name="camera-watch")

    def stop(self) -> None:
        self._stopped.set()
        self.shown.set()
        if self._camera is not None:
            self._camera.stop()
        self.thread.join()

    def _run(self) -> None:
        # Here rather than at the head of the file: OpenCV takes longer to import than the window to open.
        from checkin.scanning.camera import Camera
        from checkin.scanning.debounce import Debounce
        from checkin.scanning.decode import Decoder
        from checkin.scanning.watch import watch

        try:
            camera = Camera(self.source, lambda state: self._owner.told(self, state.value), realtime=self._pace is None)
        except CheckinError as problem:
            self._owner.told(self, problem)
            return
        self._camera = camera
        if self._stopped.is_set():
            return
        with camera:
            for look in watch(camera, Decoder(), Debounce()):
                started = monotonic()
                self._hand_over(look)
                if self._pace:
                    self._stopped.wait(max(0.0, 1 / self._pace - (monotonic() - started)))

    def _hand_over(self, look: Look) -> None:
        """A picture that comes while the window still paints is left out, unless it holds a new code."""
        if not look.fresh and not self.shown.is_set():
            return
        self.shown.clear()
        picture, scale = picture_of(look.frame)
        outlines = tuple(tuple((x * scale, y * scale) for x, y in found.corners) for found in look.found)
        self._owner.looked(self, look, picture, outlines)


def picture_of(frame: Frame) -> tuple[QImage, float]:
    """A frame as large as it is painted, and its size against the frame."""
    height, width = frame.shape[:2]
    colours = QImage.Format.Format_BGR888 if frame.ndim == 3 else QImage.Format.Format_Grayscale8
    picture = QImage(frame.data, width, height, frame.strides[0], colours)
    if width <= _SHOWN_WIDTH:
        return picture.copy(), 1.0  # the frame's memory is the camera's
    return picture.scaledToWidth(_SHOWN_WIDTH, Qt.TransformationMode.SmoothTransformation), _SHOWN_WIDTH / width
