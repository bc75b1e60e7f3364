"""Whose code a person gave."""

from __future__ import annotations

from checkin.desk.desk import Desk
from checkin.errors import InputProblem
from checkin.model.event import Event
from checkin.model.registration import Registration
from checkin.model.ticket import parse


def holder(given: str, desk: Desk, event: Event) -> Registration:
    """The registration of a code, as it was typed or in its normal form; blocked or not.

    Raises:
        InputProblem: the code is nobody's.
    """
    code = given.encode(errors="replace").decode()  # an argument may be bytes that are no letters
    found = desk.queries.registration_by_code(code) or desk.queries.registration_by_code(parse(code, event.tag).text)
    if found is None:
        raise InputProblem("cli.unknown_code", code=code[:64])
    return found
