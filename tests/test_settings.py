"""What a desk remembers, whatever happened to the file meanwhile."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.errors import EnvironmentProblem
from checkin.settings import Settings, load, save
from checkin.texts import LANGUAGES

CHANGED = Settings(
    language="en",
    look="dark",
    text_scale=150,
    camera="rtsp://kamera",
    mirror=True,
    checkpoint="obiad-1",
    sound=False,
    lock_minutes=20,
    desk_name="Hol",
    follow_agenda=False,
    lead_minutes=20,
    undo_minutes=5,
    force_acknowledge=True,
    kiosk=True,
    kiosk_printer="pdf",
    kiosk_seconds=10,
)


def test_nothing_kept_is_the_default(tmp_path: Path) -> None:
    assert load(tmp_path / "missing") == Settings()


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    save(tmp_path / "new" / "folder", CHANGED)
    assert load(tmp_path / "new" / "folder") == CHANGED
    assert not [name for name in fields(Settings) if getattr(CHANGED, name.name) == getattr(Settings(), name.name)]


def test_half_a_file_is_the_default_and_no_harm(tmp_path: Path) -> None:
    save(tmp_path, CHANGED)
    file = tmp_path / "settings.json"
    whole = file.read_bytes()
    for cut in range(len(whole)):
        file.write_bytes(whole[:cut])
        assert load(tmp_path) in (Settings(), CHANGED)


@pytest.mark.parametrize("content", ["", "null", "[]", "3", '"pl"', "{", "\x00", "[" * 100_000, '{"language": NaN}'])
def test_other_content_is_the_default(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content, encoding="utf-8")
    assert load(tmp_path) == Settings()


def test_a_folder_of_that_name_is_the_default(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    assert load(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("language", value) for value in ("xx", None, ["pl"])),
        *(("look", value) for value in ("pink", 3)),
        *(("text_scale", value) for value in (99, 201, True, "150", 1.5)),
        *(("sound", value) for value in (1, "no")),
        ("camera", 0),
        ("desk_name", {}),
    ],
)
def test_a_value_that_cannot_be_is_the_default_and_the_others_stay(tmp_path: Path, name: str, value: object) -> None:
    (tmp_path / "settings.json").write_text(json.dumps(asdict(CHANGED) | {name: value, "unknown": 1}), encoding="utf-8")
    assert load(tmp_path) == replace(CHANGED, **{name: getattr(Settings(), name)})


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3), max_leaves=5)
NAMES = st.sampled_from([known.name for known in fields(Settings)])


@given(st.dictionaries(NAMES, JSON))
def test_whatever_the_file_says_the_settings_can_be_used(
    tmp_path_factory: pytest.TempPathFactory, raw: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "settings.json").write_text(json.dumps(raw), encoding="utf-8")
    settings = load(folder)
    assert settings.language in LANGUAGES
    assert 100 <= settings.text_scale <= 200
    assert settings.look in ("system", "light", "dark", "contrast")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentProblem):
        save(tmp_path / "file" / "desk", CHANGED)
