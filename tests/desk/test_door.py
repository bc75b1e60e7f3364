"""Whom a door lets in, as the coordinator sets it, and calling for help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checkin.desk.admission import admit
from checkin.desk.call import call
from checkin.desk.desk import Desk, assemble
from checkin.desk.door import follow_doors, set_door
from checkin.desk.programme import load_event
from checkin.errors import InputProblem
from checkin.model.decision import Reason
from checkin.model.entry import EntryKind
from checkin.model.event import DoorMode
from checkin.model.operator import Role
from checkin.store.key import replica_key
from checkin.store.replica import Replica
from tests.builders import a_clock, a_code, a_desk, a_registration

HALL = "sesja-c"
CONGRESS = Path("resources/demo/kongres.toml")


def open_again(desk: Desk) -> Desk:
    """The same desk, as another process opens it."""
    return assemble(desk.folder, Replica.open(desk.folder, replica_key(desk.folder, headless=True)), desk.clock, None)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk", a_registration(1), a_registration(2), clock=a_clock(11)) as desk:
        yield desk


def test_a_door_that_is_set_lets_others_in_at_once(desk: Desk) -> None:
    assert admit(desk, a_code(1), HALL).decision.reason is Reason.NOT_ENTITLED
    event = set_door(desk, HALL, DoorMode.ELIGIBLE, "maria", Role.COORDINATOR)
    assert event.checkpoint_by_key[HALL].policy.door is DoorMode.ELIGIBLE and desk.event == event
    assert admit(desk, a_code(1), HALL).decision.reason is Reason.OK
    (entry,) = desk.queries.entries(kinds=[EntryKind.DOOR_SET])
    assert (entry.checkpoint, entry.why, entry.operator) == (HALL, "eligible", "maria")
    set_door(desk, HALL, DoorMode.ELIGIBLE, "maria", Role.COORDINATOR)
    assert len(list(desk.queries.entries(kinds=[EntryKind.DOOR_SET]))) == 1


def test_another_process_at_the_desk_follows(desk: Desk) -> None:
    with open_again(desk) as other:
        other.event = desk.event
        set_door(other, HALL, DoorMode.EVERYBODY, "", Role.COORDINATOR)
    assert admit(desk, a_code(1), HALL).decision.reason is Reason.OK
    assert follow_doors(desk).checkpoint_by_key[HALL].policy.door is DoorMode.EVERYBODY


def test_a_door_stays_as_it_was_set_when_the_desk_and_its_event_are_opened_again(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk") as desk:
        desk.event = None
        load_event(desk, CONGRESS)
        set_door(desk, "obiad-1", DoorMode.EVERYBODY, "", Role.COORDINATOR)
        assert load_event(desk, CONGRESS).checkpoint_by_key["obiad-1"].policy.door is DoorMode.EVERYBODY
        assert desk.event is not None
        with open_again(desk) as again:
            assert again.event == desk.event


def test_only_the_coordinator_sets_a_door_and_only_one_that_is_there(desk: Desk) -> None:
    for role in (Role.VOLUNTEER, Role.STAFF):
        with pytest.raises(InputProblem, match="not_allowed"):
            set_door(desk, HALL, DoorMode.EVERYBODY, "", role)
    with pytest.raises(InputProblem, match="no_checkpoint"):
        set_door(desk, "piwnica", DoorMode.EVERYBODY, "", Role.COORDINATOR)


def test_a_call_is_noted_with_its_place(desk: Desk) -> None:
    called = call(desk, HALL, "ola")
    (entry,) = desk.queries.entries(kinds=[EntryKind.CALLED])
    assert entry == called and (entry.checkpoint, entry.operator) == (HALL, "ola")
