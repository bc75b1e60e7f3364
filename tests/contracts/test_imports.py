"""The layers of the house, asked of the code itself on every run."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parent.parent.parent


def _contracts() -> list[dict[str, object]]:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return configuration["tool"]["importlinter"]["contracts"]


def test_every_module_keeps_its_layer(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


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
