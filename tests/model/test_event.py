"""The event's calendar: its days, doors and parallel sessions, also at midnight and when the hour changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from checkin.model.event import CheckpointKind, Policy
from tests.builders import WARSAW, a_checkpoint, a_session, an_event, at

SECOND = timedelta(seconds=1)


def test_a_day_is_the_event_s_own() -> None:
    event = an_event()
    assert event.day_of(datetime(2026, 5, 19, 21, 59, tzinfo=UTC)) == date(2026, 5, 19)
    assert event.day_of(datetime(2026, 5, 19, 22, 0, tzinfo=UTC)) == date(2026, 5, 20)
    tokyo = an_event(timezone=ZoneInfo("Asia/Tokyo"))
    assert tokyo.day_of(datetime(2026, 5, 19, 15, 0, tzinfo=UTC)) == date(2026, 5, 20)


def test_the_entrance_is_that_of_the_day() -> None:
    event = an_event()
    first, second = (event.checkpoint_by_key[key] for key in ("wejscie-1", "wejscie-2"))
    assert event.entrance_for(event.checkpoint_by_key["sesja-a"]) == first
    assert event.entrance_for(a_session("gala", starts=at(23, 30), ends=at(2, day=20))) == first
    assert event.entrance_for(a_session("rano", starts=at(0, 15, day=20), ends=at(1, day=20))) == second
    assert event.entrance_for(a_session("dzien-3", starts=at(9, day=21), ends=at(10, day=21))) is None


def test_parallel_sessions_are_those_that_share_a_moment() -> None:
    event = an_event()
    keys = {other.key for other in event.parallel_to(event.checkpoint_by_key["sesja-a"])}
    assert keys == {"sesja-b", "sesja-c"}
    assert event.parallel_to(event.checkpoint_by_key["wejscie-1"]) == ()


def test_a_session_that_begins_as_another_ends_is_not_parallel() -> None:
    first = a_session("sala-a", starts=at(10), ends=at(11))
    second = a_session("sala-b", starts=at(11), ends=at(12))
    third = a_session("sala-c", starts=at(10, 59), ends=at(11, 1))
    assert not first.overlaps(second)
    assert third.overlaps(first)
    assert third.overlaps(second)


MOMENTS = st.integers(0, 1440).map(lambda minutes: at(8) + timedelta(minutes=minutes))


@given(MOMENTS, MOMENTS, MOMENTS, MOMENTS)
def test_overlapping_is_mutual(one: datetime, two: datetime, three: datetime, four: datetime) -> None:
    first = a_session("a", starts=min(one, two), ends=max(one, two))
    second = a_session("b", starts=min(three, four), ends=max(three, four))
    assert first.overlaps(second) == second.overlaps(first)


def test_the_agenda_gives_the_open_entrance_else_the_first() -> None:
    event = an_event()
    first, second = (event.checkpoint_by_key[key] for key in ("wejscie-1", "wejscie-2"))
    assert event.checkpoint_at(first.opens_at) == first
    assert event.checkpoint_at(first.closes_at - SECOND) == first
    assert event.checkpoint_at(first.closes_at) == first
    assert event.checkpoint_at(second.opens_at) == second
    assert event.checkpoint_at(second.opens_at - SECOND) == first
    assert event.checkpoint_at(at(12, day=25)) == first


def test_the_agenda_gives_what_is_open_where_no_entrance_is() -> None:
    gala = a_checkpoint("gala", kind=CheckpointKind.MEAL, starts=at(20), ends=at(23))
    event = an_event(checkpoints=(*an_event().checkpoints, gala))
    assert event.checkpoint_at(at(21)) == gala
    entrance = event.entrance_on(event.day_of(at(21)))
    assert entrance is not None
    assert entrance.key == "wejscie-1"


def test_an_event_without_an_entrance_gives_its_first_checkpoint() -> None:
    lunch = a_checkpoint("obiad", kind=CheckpointKind.MEAL)
    assert an_event(checkpoints=(lunch,)).checkpoint_at(at(12)) == lunch


def test_a_door_opens_the_right_time_before_also_when_the_hour_changes() -> None:
    """On 29 March 2026 the clocks in Warsaw go from 02:00 to 03:00; a door is opened by time that passed."""
    night = a_session(
        "nocna",
        starts=datetime(2026, 3, 29, 3, 10, tzinfo=WARSAW).astimezone(UTC),
        ends=datetime(2026, 3, 29, 5, 0, tzinfo=WARSAW).astimezone(UTC),
        policy=Policy(opens=timedelta(minutes=30), closes=timedelta(minutes=15)),
    )
    assert night.opens_at.astimezone(WARSAW).strftime("%H:%M") == "01:40"
    assert night.closes_at - night.opens_at == timedelta(minutes=110 + 30 + 15)


def test_the_hour_that_comes_twice_keeps_its_order() -> None:
    """On 25 October 2026 the hour from two to three comes twice in Warsaw."""
    before = datetime(2026, 10, 25, 2, 30, tzinfo=WARSAW).astimezone(UTC)
    after = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=WARSAW).astimezone(UTC)
    assert after - before == timedelta(hours=1)
    assert a_session("a", starts=before, ends=after).overlaps(a_session("b", starts=before, ends=after + SECOND))


def test_everything_is_found_by_its_key() -> None:
    event = an_event()
    assert all(event.checkpoint_by_key[checkpoint.key] is checkpoint for checkpoint in event.checkpoints)
    assert all(event.category_by_key[category.key] is category for category in event.categories)
