"""Who may see and do what: one table."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    VOLUNTEER = "volunteer"
    STAFF = "staff"
    COORDINATOR = "coordinator"


class Right(StrEnum):
    UNDO_OTHERS = "undo_others"
    OVERRIDE = "override"
    ADMIT_EARLY = "admit_early"


_STAFF = frozenset({Right.UNDO_OTHERS, Right.OVERRIDE, Right.ADMIT_EARLY})

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.VOLUNTEER: frozenset(),
    Role.STAFF: _STAFF,
    Role.COORDINATOR: _STAFF,
}


def may(role: Role, right: Right) -> bool:
    return right in RIGHTS[role]
