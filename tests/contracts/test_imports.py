"""The layers of the house, asked of the code itself on every run."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def _contracts() -> list[dict[str, object]]:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return configuration["tool"]["importlinter"]["contracts"]


def test_every_module_keeps_its_layer() -> None:
    """In a process of its own: the linter sets up logging anew, which silences every logger there is."""
    linter = Path(sys.executable).with_name("lint-imports")
    call = subprocess.run(
        [linter, "--no-cache"],
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
    )
    assert call.returncode == 0, call.stdout


def test_every_module_has_a_layer() -> None:
    """A module that no layer names would be free to import anything."""
    layers = next(contract["layers"] for contract in _contracts() if contract["id"] == "layers")
    assert isinstance(layers, list)
    named = {name.strip(" ()") for layer in layers for name in layer.split("|")}
    for package in ("checkin", "ui"):
        found = {f"{package}.{path.stem}" for path in (ROOT / package).iterdir() if _is_module(path)}
        assert found <= named, f"no layer in pyproject.toml for {sorted(found - named)}"


def _is_module(path: Path) -> bool:
    if path.suffix == ".py":
        return path.name != "__init__.py"
    return (path / "__init__.py").exists()
