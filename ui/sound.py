"""The sounds of the verdicts, played by whatever the system has; silent where it has nothing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QProcess

from checkin.desk.words import Band
from checkin.model.decision import Reason

_SOUNDS = Path(__file__).parent.parent / "resources" / "sounds"
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


def file_of(band: Band, reason: Reason) -> Path:
    """What is heard of an answer: each refusal has a sound of its own, the rest sounds as its band does."""
    return _SOUNDS / f"{band if reason is Reason.OK else reason}.wav"


class Sound:
    """Plays without waiting; QtMultimedia is left out because it needs a sound server to load at all."""

    def __init__(self) -> None:
        self._player = next((player for player in _PLAYERS if shutil.which(player[0])), None)

    def play(self, file: Path) -> None:
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        elif self._player is not None:
            QProcess.startDetached(self._player[0], [*self._player[1:], str(file)])
