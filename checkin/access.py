"""Who may see and do what: one table."""

from __future__ import annotations

from enum import StrEnum

from checkin.model.operator import Role


class Right(StrEnum):
    """What not everybody may. Scanning, searching, and taking back one's own last scan are for all."""

    UNDO_OTHERS = "undo_others"
    OVERRIDE = "override"
    ADMIT_EARLY = "admit_early"
    WALK_IN = "walk_in"
    CORRECT = "correct"
    SUBSTITUTE = "substitute"
    REISSUE = "reissue"
    SEE_CONTACT = "see_contact"
    SEE_DIET = "see_diet"
    SEE_HISTORY = "see_history"
    LEAVE_KIOSK = "leave_kiosk"
    SET_DOOR = "set_door"
    MANAGE_OPERATORS = "manage_operators"
    LOAD = "load"


_STAFF = frozenset(
    {
        Right.UNDO_OTHERS,
        Right.OVERRIDE,
        Right.ADMIT_EARLY,
        Right.WALK_IN,
        Right.CORRECT,
        Right.SUBSTITUTE,
        Right.REISSUE,
        Right.SEE_CONTACT,
        Right.SEE_DIET,
        Right.SEE_HISTORY,
        Right.LEAVE_KIOSK,
    }
)

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.VOLUNTEER: frozenset(),
    Role.STAFF: _STAFF,
    Role.COORDINATOR: _STAFF | {Right.SET_DOOR, Right.MANAGE_OPERATORS, Right.LOAD},
}


def may(role: Role, right: Right) -> bool:
    return right in RIGHTS[role]
