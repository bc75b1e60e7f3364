"""Each list of the Congress brings the same people to a desk: the ones invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checkin.clock import Clock
from checkin.demo.ingredients import RESOURCES
from checkin.demo.lists import PLAIN, SPREADSHEET, WORKBOOK
from checkin.demo.people import invent
from checkin.desk.desk import open_desk
from checkin.desk.programme import load_event
from checkin.importing.apply import apply
from checkin.importing.plan import plan
from checkin.importing.table import read_table


@pytest.mark.parametrize("name", [PLAIN, SPREADSHEET, WORKBOOK])
def test_a_list_brings_the_people_invented(name: str, tmp_path: Path) -> None:
    with open_desk(tmp_path / "desk", Clock(datetime(2026, 5, 18, 12, tzinfo=UTC)), headless=True) as desk:
        event = load_event(desk, RESOURCES / "kongres.toml")
        planned = plan(read_table(RESOURCES / name), desk.queries, event, desk.clock)
        assert not planned.rejected
        apply(desk.replica, planned, desk.clock, desk.id)
        arrived = {registration.ticket: registration for registration in desk.queries.registrations()}
        booked = desk.queries.bookings()
        for person in invent(event):
            registration = arrived.pop(person.registration.ticket)
            assert replace(registration, id=person.registration.id) == person.registration
            assert set(booked.get(registration.id, ())) == set(person.bookings)
        assert not arrived
