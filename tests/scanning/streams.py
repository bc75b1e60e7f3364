"""A phone that streams, as a real server on this machine: each time it is asked it gives what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import cv2

from checkin.scanning.vision import Frame

MOTION_JPEG = "multipart/x-mixed-replace; boundary=next"
PLAYLIST = "application/vnd.apple.mpegurl"


def motion_jpeg(frames: Iterable[Frame]) -> bytes:
    """Frames as phones send them: JPEG pictures, one after the other."""
    parts: list[bytes] = []
    for frame in frames:
        picture = cv2.imencode(".jpg", frame)[1].tobytes()
        head = b"--next\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(picture)
        parts.append(head + picture + b"\r\n")
    return b"".join(parts)


class Phone(ThreadingHTTPServer):
    """Attributes: `asked`, the paths in order."""

    def __init__(self, answers: Iterable[tuple[str, bytes]]) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.answers = iter(answers)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/video"


class _Answer(BaseHTTPRequestHandler):
    server: Phone

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        kind, content = next(self.server.answers, ("", b""))
        if not kind:
            self.send_error(503)
            return
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        with suppress(ConnectionError):  # whoever looked has seen enough
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the library
        pass


@contextmanager
def a_phone(*answers: tuple[str, bytes]) -> Iterator[Phone]:
    """A phone that answers so, then is busy."""
    with Phone(answers) as phone:
        serving = Thread(target=phone.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        yield phone
        phone.shutdown()
        serving.join()
