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

    @property
    def short_name(self) -> str:
        """First name and the letter of the last one, for where there is little room."""
        first, *rest = self.name.split()
        return f"{first} {rest[-1][0]}." if rest else first
