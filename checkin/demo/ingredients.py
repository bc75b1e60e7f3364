"""What the invented people are made of, as it lies in resources/demo.

`people.toml` holds names, titles, positions and notes; `offices.csv` is a choice of 450 local
governments from the public register (state of 2020), each with the name of its office.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path

RESOURCES = Path(__file__).parents[2] / "resources" / "demo"

PANI = "pani"
PAN = "pan"


@dataclass(frozen=True, slots=True)
class Office:
    """A local government: `kind` as in the register, `name` in the nominative, `title` of its office."""

    name: str
    kind: str
    powiat: str
    voivodeship: str
    title: str

    @property
    def gmina(self) -> str:
        return "" if self.kind in ("powiat", "województwo") else self.name


@dataclass(frozen=True, slots=True)
class Name:
    first: str
    last: str
    address: str


@dataclass(frozen=True, slots=True)
class Role:
    """Positions and organisations of a category other than the secretaries'."""

    positions: tuple[str, ...]
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ingredients:
    """Everything to draw from; given names and surnames by form of address.

    Attributes:
        titles, speaker_titles: how many in a hundred bear each.
        notes, diets: how many in a hand of people have each.
        cast: people who are always among the first, with the office each comes from.
    """

    given: dict[str, tuple[str, ...]]
    surnames: dict[str, tuple[str, ...]]
    rare: tuple[Name, ...]
    cast: tuple[tuple[Name, Office], ...]
    offices: tuple[Office, ...]
    positions: dict[str, tuple[str, ...]]
    roles: dict[str, Role]
    titles: dict[str, int]
    speaker_titles: dict[str, int]
    notes: dict[str, int]
    diets: dict[str, int]


def load_ingredients(folder: Path = RESOURCES) -> Ingredients:
    """Read `people.toml` and `offices.csv` of a folder."""
    with (folder / "people.toml").open("rb") as file:
        said = tomllib.load(file)
    offices = _offices(folder / "offices.csv")
    by_place = {(office.name, office.powiat): office for office in offices}
    surnames = [pair.split() for pair in said["surnames"]]
    return Ingredients(
        given={PANI: tuple(said["women"]), PAN: tuple(said["men"])},
        surnames={PANI: tuple(forms[0] for forms in surnames), PAN: tuple(forms[-1] for forms in surnames)},
        rare=tuple(Name(*parts) for parts in said["rare"]),
        cast=tuple(
            (Name(who["first_name"], who["last_name"], who["address"]), by_place[who["office"], who["powiat"]])
            for who in said["cast"]
        ),
        offices=offices,
        positions={kind: tuple(positions) for kind, positions in said["offices"].items()},
        roles={
            key: Role(tuple(role["positions"]), tuple(role["organisations"])) for key, role in said["others"].items()
        },
        titles=said["titles"],
        speaker_titles=said["speaker_titles"],
        notes=said["notes"],
        diets=said["diets"],
    )


def _offices(path: Path) -> tuple[Office, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        next(rows)
        return tuple(Office(*row) for row in rows)
