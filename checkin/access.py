"""Who may see and do what: one table."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from checkin.errors import InputProblem
from checkin.model.operator import Role
from checkin.model.registration import Registration


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


def require(role: Role, right: Right) -> None:
    """Let go on who may.

    Raises:
        InputProblem: the role may not, and whom to ask instead.
    """
    if not may(role, right):
        raise InputProblem("access.not_allowed")


def visible(registration: Registration, role: Role, *, at_meal: bool) -> Registration:
    """A registration as a role may see it: what it may not is empty.

    Args:
        at_meal: the desk stands at a meal; nobody needs to know a diet anywhere else.
    """
    if not may(role, Right.SEE_CONTACT):
        registration = replace(registration, email="", phone="")
    if not (at_meal and may(role, Right.SEE_DIET)):
        registration = replace(registration, diet="")
    return registration
