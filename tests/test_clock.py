"""The desk's time, and identifiers born with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from checkin.clock import Clock
from tests.builders import at

MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_time_is_aware_utc() -> None:
    assert Clock().now().tzinfo is UTC
    warsaw = datetime(2026, 5, 19, 8, 52, tzinfo=ZoneInfo("Europe/Warsaw"))
    assert Clock(warsaw).now().tzinfo is UTC
    assert Clock(warsaw).now().hour == 6


def test_a_started_clock_ticks_on() -> None:
    clock = Clock(at(9))
    first = clock.now()
    assert first >= at(9)
    moved = False
    while not moved:
        moved = clock.now() > first
    assert clock.now() < at(9) + timedelta(minutes=5)


@given(MOMENTS)
def test_an_identifier_is_a_uuid_of_version_7_and_of_its_time(moment: datetime) -> None:
    identity = Clock(moment).new_id()
    assert (identity.version, identity.variant) == (7, "specified in RFC 4122")
    milliseconds = identity.int >> 80
    assert 0 <= milliseconds - int(moment.timestamp() * 1000) < 60_000


def test_identifiers_differ_and_sort_by_time() -> None:
    clock = Clock(at(9))
    assert len({clock.new_id() for _ in range(10_000)}) == 10_000
    assert Clock(at(9)).new_id() < Clock(at(9, 1)).new_id()
