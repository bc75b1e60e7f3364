"""Who may see and do what."""

from __future__ import annotations

from checkin.access import RIGHTS, Right, may
from checkin.model.operator import Role


def test_every_role_is_in_the_table() -> None:
    assert set(RIGHTS) == set(Role)


def test_a_volunteer_sees_no_contact_data_and_overrides_nothing() -> None:
    assert not any(may(Role.VOLUNTEER, right) for right in Right)


def test_rights_grow_with_the_role() -> None:
    assert RIGHTS[Role.VOLUNTEER] <= RIGHTS[Role.STAFF] <= RIGHTS[Role.COORDINATOR]
    assert all(may(Role.COORDINATOR, right) for right in Right)
