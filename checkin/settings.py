"""What a desk remembers about itself between two starts: one small JSON file in its folder."""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from checkin.files import replacing, unwritable

_FILE = "settings.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """Remembered settings.

    Attributes:
        language: "pl" or "en".
        look: "system", "light", "dark" or "contrast" (high).
        text_scale: 100 to 200, percent.
        camera: index ("0"), stream address or film file of the camera; "" for none.
        mirror: whether the camera's picture is shown as a mirror shows it; what is read is not turned.
        checkpoint: key of the checkpoint last chosen; "" lets the agenda choose.
        sound: whether verdicts are heard.
        lock_minutes: after how long without anybody the desk locks itself; 0 is never.
        kiosk: whether the desk is a kiosk: it comes back as one after a restart.
        kiosk_printer: where a kiosk's badges go: a printer of the system, "pdf" for the desk's folder, "" for nowhere.
        kiosk_seconds: 3 to 30, how long a kiosk's answer stays.
        follow_agenda: whether the desk offers to move on with the agenda.
        lead_minutes: how long before its start a session is offered.
        undo_minutes: how long everybody may take back their own last scan; staff may at any time.
        force_acknowledge: whether a STOP keeps scans waiting until Enter.
        desk_name: how this desk is called, "" for "Punkt 1".
    """

    language: str = "pl"
    look: str = "system"
    text_scale: int = 100
    camera: str = "0"
    mirror: bool = False
    checkpoint: str = ""
    sound: bool = True
    lock_minutes: int = 10
    follow_agenda: bool = True
    lead_minutes: int = 15
    undo_minutes: int = 10
    force_acknowledge: bool = False
    desk_name: str = ""
    kiosk: bool = False
    kiosk_printer: str = ""
    kiosk_seconds: int = 6


# A hand may have been at the file: what is not among these counts as missing.
_CHOICES: dict[str, Container[object]] = {
    "language": ("pl", "en"),
    "look": ("system", "light", "dark", "contrast"),
    "text_scale": range(100, 201),
    "kiosk_seconds": range(3, 31),
    "lock_minutes": range(241),
    "lead_minutes": range(1, 241),
    "undo_minutes": range(241),
}


def load(folder: Path) -> Settings:
    """The settings in a desk's folder; whatever is missing or cannot be is the default."""
    try:
        raw: Any = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        kept: dict[str, Any] = dict(raw.items())
    except (OSError, ValueError, AttributeError, RecursionError):
        return Settings()
    settings = Settings()
    for known in fields(Settings):
        value = kept.get(known.name)
        if type(value) is type(getattr(settings, known.name)) and value in _CHOICES.get(known.name, (value,)):
            settings = replace(settings, **{known.name: value})
    return settings


def save(folder: Path, settings: Settings) -> None:
    """Keep the settings in a desk's folder, whole or not at all.

    Raises:
        EnvironmentProblem: the folder is closed to us or the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise unwritable(folder / _FILE, error) from error
    with replacing(folder / _FILE) as aside:
        aside.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
