"""Where the agenda would have a desk stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.desk.agenda import offer
from checkin.model.event import Event
from tests.builders import CHECKPOINTS, a_session, an_event, at

MORNING = a_session("rano", 9, room="Sala A")  # 9:00 to 10:30
NOON = a_session("poludnie", 11, room="Sala A")  # 11:00 to 12:30
EVENT = an_event(checkpoints=(*CHECKPOINTS[:2], MORNING, NOON, a_session("obok", 11, room="Sala B")))


def offered(event: Event, here: str, now: datetime, lead: int = 15) -> str | None:
    found = offer(event, event.checkpoint_by_key[here], now, timedelta(minutes=lead))
    return found.key if found else None


@pytest.mark.parametrize(
    ("here", "now", "expected"),
    [
        ("rano", at(9, 30), None),  # it is on
        ("rano", at(10, 40), None),  # a break, the next one is far
        ("rano", at(10, 45), "poludnie"),  # the next one within the lead time
        ("rano", at(12), "poludnie"),  # nobody confirmed: what is on
        ("poludnie", at(10, 50), None),  # the desk has moved already
        ("poludnie", at(9, 30), "rano"),  # too far ahead while another one is on
        ("poludnie", at(13), None),  # nothing more in this room
        ("obok", at(10, 50), None),
        ("wejscie-1", at(10, 50), None),  # an entrance stays one
        ("wejscie-1", at(8, day=20), "wejscie-2"),  # until the day changes
        ("wejscie-2", at(8, day=20), None),
        ("wejscie-2", at(8, day=21), None),
    ],
)
def test_the_agenda_offers_what_is_on_or_next_in_the_same_room(here: str, now: datetime, expected: str | None) -> None:
    assert offered(EVENT, here, now) == expected


def test_the_lead_time_is_settable() -> None:
    assert offered(EVENT, "rano", at(10, 31), lead=29) == "poludnie"
    assert offered(EVENT, "rano", at(10, 31), lead=0) is None


def test_the_next_one_is_offered_beside_one_that_still_runs() -> None:
    early = replace(NOON, starts=at(10, 35))
    event = replace(EVENT, checkpoints=(MORNING, early))
    assert offered(event, "rano", at(10, 25)) == "poludnie"


@given(minute=st.integers(0, 24 * 60 - 1), lead=st.integers(0, 120))
def test_following_the_agenda_comes_to_rest(minute: int, lead: int) -> None:
    now = at(0) + timedelta(minutes=minute)
    here = "rano"
    for _ in EVENT.checkpoints:
        here = offered(EVENT, here, now, lead) or here
    assert offered(EVENT, here, now, lead) is None
