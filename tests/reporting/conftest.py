from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checkin.desk.admission import admit
from checkin.model.decision import Direction
from tests.builders import TAG, a_clock, a_code, a_desk, a_registration


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Any]:
    """A desk at 11:15: three people in, one of them in session A and out of it again, one refused, one unknown."""
    people = [
        a_registration(1, first_name="Łukasz", last_name="Żółć", phone="+48 600 100 200"),
        a_registration(2, first_name="Anna", last_name="Ćwik", category="prelegent", diet="wegetariańska"),
        a_registration(3, first_name="=cmd|'/c calc'!A1", last_name="@Nowak", organisation='-Urząd; "Osiek"\nGmina'),
        a_registration(4, first_name="Ewa", last_name="Nieobecna"),
    ]
    desk = a_desk(tmp_path / "desk", *people, clock=a_clock(11, 15))
    for person in people[:3]:
        admit(desk, person.ticket, "wejscie-1")
    admit(desk, people[0].ticket, "sesja-a")
    admit(desk, people[1].ticket, "sesja-a")
    admit(desk, people[1].ticket, "sesja-a", direction=Direction.OUT)
    admit(desk, people[3].ticket, "sesja-c")
    admit(desk, a_code(77, TAG), "wejscie-1")
    yield desk
    desk.replica.close()
