"""A camera that may be unplugged: frames when there are some, a state when there are none."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from checkin.errors import EnvironmentProblem, InputProblem
from checkin.scanning import vision
from checkin.scanning.address import check_address, is_address
from checkin.scanning.vision import Capture, Frame

_PAUSES = (0.5, 1.0, 2.0, 5.0)  # seconds between attempts to open; the last one goes on
_USUAL_FPS = 30.0


class CameraState(StrEnum):
    """What is told of a camera. LOST was there before and is looked for, as is one that is UNAVAILABLE."""

    OPENING = "opening"
    LIVE = "live"
    LOST = "lost"
    UNAVAILABLE = "unavailable"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Shot:
    """A frame and when it was taken: rising seconds of the machine, or of the film where it is a film."""

    frame: Frame
    at: float


def is_film(source: str) -> bool:
    return not source.isdecimal() and not is_address(source)


def open_source(source: str) -> Capture | None:
    """Whatever a source names: a camera's number, a stream's address, else a film's path."""
    if source.isdecimal():
        return vision.open_camera(int(source))
    return vision.open_film(Path(source)) if is_film(source) else vision.open_stream(source)


def check_source(source: str, open_capture: Callable[[str], Capture | None] = open_source) -> None:
    """See whether a source gives a picture. Waits for the hardware, up to 5 seconds for a stream.

    Raises:
        InputProblem: the film does not exist or is no film, the address is none.
        EnvironmentProblem: the camera cannot be had or gives no picture, the film may not be read.
    """
    if is_film(source):
        _check_file(Path(source))
    elif is_address(source):
        check_address(source)
    capture = open_capture(source)
    frame = capture.read() if capture else None
    if capture:
        capture.close()
    if frame is None and is_film(source):
        raise InputProblem("camera.no_film", file=Path(source).name)
    if frame is None:
        raise EnvironmentProblem("camera.no_picture")


def _check_file(film: Path) -> None:
    try:
        if not film.is_file():
            raise InputProblem("camera.no_such_film", file=film.name)
        film.open("rb").close()
    except ValueError:  # a name that no file can have
        raise InputProblem("camera.no_such_film", file=film.name) from None
    except OSError:
        raise EnvironmentProblem("scan.closed", file=film.name) from None


class Camera:
    """One source of frames, read in a thread of its own.

    A camera that is lost is looked for until it is back, with growing pauses. Of a live camera only the newest
    frame is kept, so that whoever looks at it is never behind; so it is with a film in real time. A film that is
    not in real time waits until each of its frames was taken.

    Args:
        source: a number ("0"), an address (http, https, rtsp) or the path of a film.
        on_state: told every change of state, from the camera's thread.
        realtime: for films, whether to keep to the film's pace.
        open_capture: opens the hardware.
        pauses: seconds between attempts to open, the last one repeated.

    Raises:
        InputProblem: a film that does not exist or is no film, an address that is none.
        EnvironmentProblem: a film that may not be read.
    """

    def __init__(
        self,
        source: str,
        on_state: Callable[[CameraState], None],
        *,
        realtime: bool = True,
        open_capture: Callable[[str], Capture | None] = open_source,
        pauses: Sequence[float] = _PAUSES,
    ) -> None:
        self._film = is_film(source)
        if self._film:
            check_source(source, open_capture)
        elif is_address(source):
            check_address(source)
        self._source, self._on_state, self._open = source, on_state, open_capture
        self._realtime, self._pauses = realtime, pauses
        self._stopped = threading.Event()
        self._slot = _Slot()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Close the camera and wait for its thread, which ends with the read it may be in."""
        self._stopped.set()
        self._slot.close(drop=True)
        if self._thread.is_alive():
            self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def shots(self) -> Iterator[Shot]:
        """Frames as they come, waiting for each; ends when the film has ended or the camera was stopped."""
        while (shot := self._slot.take()) is not None:
            yield shot

    def _run(self) -> None:
        self._on_state(CameraState.OPENING)
        missing = CameraState.UNAVAILABLE
        attempts = 0
        while not self._stopped.is_set():
            capture = self._open(self._source)
            if capture is not None and self._read_all(capture):
                missing, attempts = CameraState.LOST, 0
            if self._film or self._stopped.is_set():
                break
            if attempts == 0:
                self._on_state(missing)
            self._stopped.wait(self._pauses[min(attempts, len(self._pauses) - 1)])
            attempts += 1
        self._slot.close()
        self._on_state(CameraState.ENDED)

    def _read_all(self, capture: Capture) -> bool:
        """Read until there is no more; whether there was anything at all."""
        started = time.monotonic()
        try:
            for count in itertools.count():
                frame = None if self._stopped.is_set() else capture.read()
                if frame is None:
                    return count > 0
                if count == 0:
                    self._on_state(CameraState.LIVE)
                self._hand_on(frame, count / (capture.fps or _USUAL_FPS), started)
        finally:
            capture.close()
        return True

    def _hand_on(self, frame: Frame, position: float, started: float) -> None:
        if not self._film:
            self._slot.put(Shot(frame, time.monotonic()))
            return
        if self._realtime:
            self._stopped.wait(max(0.0, started + position - time.monotonic()))
        self._slot.put(Shot(frame, position), keep=not self._realtime)


class _Slot:
    """Room for one shot between two threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._shot: Shot | None = None
        self._closed = False

    def put(self, shot: Shot, *, keep: bool = False) -> None:
        """Replace the shot that was not taken, or with `keep` wait until it was."""
        with self._changed:
            self._changed.wait_for(lambda: not keep or self._shot is None or self._closed)
            if not self._closed:
                self._shot = shot
                self._changed.notify_all()

    def take(self) -> Shot | None:
        """Wait for a shot; None once the slot is closed and empty."""
        with self._changed:
            self._changed.wait_for(lambda: self._shot is not None or self._closed)
            shot, self._shot = self._shot, None
            self._changed.notify_all()
            return shot

    def close(self, *, drop: bool = False) -> None:
        with self._changed:
            self._closed = True
            self._shot = None if drop else self._shot
            self._changed.notify_all()
