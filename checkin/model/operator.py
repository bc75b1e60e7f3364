"""Who stands at a desk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What an operator is trusted with; see `checkin.access`."""

    VOLUNTEER = "volunteer"
    STAFF = "staff"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Operator:
    """A person who signs in with a PIN. One who is no longer `active` stays known: the journal names them."""

    id: UUID
    name: str
    role: Role
    active: bool = True
