"""What a desk remembers about itself between two starts: one small JSON file in its folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

_FILE = "settings.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """Remembered settings.

    Attributes:
        language: "pl" or "en".
        look: "system", "light" or "dark".
        text_scale: 100 to 200, percent.
        camera: index ("0"), stream address or film file of the camera; "" for none.
        checkpoint: key of the checkpoint last chosen; "" lets the agenda choose.
        sound: whether verdicts are heard.
        desk_name: how this desk is called, "" for "Punkt 1".
    """

    language: str = "pl"
    look: str = "system"
    text_scale: int = 100
    camera: str = "0"
    checkpoint: str = ""
    sound: bool = True
    desk_name: str = ""


def load(folder: Path) -> Settings:
    """The settings in a desk's folder; whatever is missing or not of its type is the default."""
    try:
        raw = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(raw, dict):
        return Settings()
    settings = Settings()
    for known in fields(Settings):
        value: object = raw.get(known.name)  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        if type(value) is type(getattr(settings, known.name)):
            settings = replace(settings, **{known.name: value})
    return settings


def save(folder: Path, settings: Settings) -> None:
    """Write aside, then rename, so that a cut never leaves half a file."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / (_FILE + ".new")
    aside.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
    aside.replace(folder / _FILE)
