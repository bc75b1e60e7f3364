"""The locks: complete, by hash, from anywhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pins(lock: str) -> dict[str, str]:
    """Each requirement of a lock by name, with everything that belongs to it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    requirements = text.replace("\\\n", " ").splitlines()
    return {_normal(re.split(r"[=\[ ]", line)[0]): line for line in requirements if line and not line.startswith("#")}


def _declared(group: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    dependencies = project["project"]["dependencies"] if group == "run" else project["dependency-groups"][group]
    return {_normal(re.split(r"[\[<>=; ]", dependency)[0]) for dependency in dependencies}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_one_version_and_hashes(lock: str) -> None:
    for name, line in _pins(lock).items():
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+ ", line), name
        assert "--hash=sha256:" in line, name


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place(lock: str) -> None:
    assert not re.search(r"https?:|--index|--extra|--find-links|file:|@ ", (ROOT / lock).read_text(encoding="utf-8"))


def test_the_locks_cover_the_project() -> None:
    assert _declared("run") <= _pins("requirements.lock").keys()
    assert _declared("dev") <= _pins("requirements-dev.lock").keys()


def test_the_development_lock_contains_the_other() -> None:
    """One .venv serves both, so what runs and what is tested are the same."""
    run, dev = map(_pins, LOCKS)
    assert run.items() <= dev.items()
