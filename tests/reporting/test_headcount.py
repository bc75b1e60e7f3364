from __future__ import annotations

from typing import Any

from checkin.reporting.headcount import Headcount, headcount
from tests.builders import at


def _figures(desk: Any, hour: int, minute: int = 0) -> dict[str, Headcount]:
    return {each.checkpoint: each for each in headcount(desk.queries, desk.event, at(hour, minute))}


def test_every_checkpoint_is_counted_in_the_order_of_the_event(desk: Any) -> None:
    figures = headcount(desk.queries, desk.event, at(11, 30))
    assert [each.checkpoint for each in figures] == [each.key for each in desk.event.checkpoints]
    assert figures[0] == Headcount("wejscie-1", "Wejscie 1", 3, 3, 4, None, 1, 0)


def test_a_session_counts_who_stayed(desk: Any) -> None:
    session = _figures(desk, 11, 30)["sesja-a"]
    assert (session.inside, session.admitted, session.refused) == (1, 2, 0)
    assert _figures(desk, 11, 30)["sesja-b"].capacity == 2


def test_presence_ends_with_the_session_and_not_at_the_entrance(desk: Any) -> None:
    assert _figures(desk, 12, 29)["sesja-a"].inside == 1
    over = _figures(desk, 12, 30)
    assert (over["sesja-a"].inside, over["sesja-a"].admitted) == (0, 2)
    assert _figures(desk, 23)["wejscie-1"].inside == 3


def test_what_is_expected_depends_on_bookings_and_entitlement(desk: Any) -> None:
    figures = _figures(desk, 11)
    assert figures["sesja-c"].expected == 0 and figures["obiad-1"].expected == 4
    assert figures["sesja-c"].refused == 1
