"""Whom a door lets in, as the coordinator chooses it at a desk."""

from __future__ import annotations

from checkin.access import Right, require
from checkin.desk.desk import Desk, checkpoint_of, event_of
from checkin.desk.record import append
from checkin.model.entry import EntryKind
from checkin.model.event import DoorMode, Event
from checkin.model.operator import Role
from checkin.store.doors import door_modes, put_door_mode


def set_door(desk: Desk, checkpoint: str, mode: DoorMode, operator: str, role: Role) -> Event:
    """Choose whom a checkpoint lets in, for every process at this desk and after a restart.

    Returns:
        The event with its doors as they are now.

    Raises:
        InputProblem: the role may not, no event is loaded, or it has no such checkpoint.
    """
    require(role, Right.SET_DOOR)
    event = event_of(desk)
    door = checkpoint_of(event, checkpoint)
    with desk.replica.writing() as writing:
        if door.policy.door is not mode:
            put_door_mode(writing, checkpoint, mode)
            append(desk, writing, EntryKind.DOOR_SET, why=mode, operator=operator, checkpoint=checkpoint)
    return follow_doors(desk)


def follow_doors(desk: Desk) -> Event:
    """Take over what was chosen for the doors, here or in another process.

    Raises:
        InputProblem: no event is loaded.
    """
    desk.event = event_of(desk).with_doors(door_modes(desk.replica))
    return desk.event
