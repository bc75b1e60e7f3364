"""Calling the coordinator to a desk."""

from __future__ import annotations

from checkin.desk.desk import Desk
from checkin.desk.record import append
from checkin.model.entry import Entry, EntryKind


def call(desk: Desk, checkpoint: str, operator: str = "") -> Entry:
    """Note that a desk asks for the coordinator; while it is alone it has to ring as well, see `words.whom_to_call`.

    Args:
        checkpoint: key of the checkpoint where the desk stands, "" for none.
    """
    with desk.replica.writing() as writing:
        return append(desk, writing, EntryKind.CALLED, operator=operator, checkpoint=checkpoint)
