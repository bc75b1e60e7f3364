"""Loading and replacing the event of a desk."""

from __future__ import annotations

from pathlib import Path

from checkin.desk.desk import Desk
from checkin.desk.door import follow_doors
from checkin.errors import InputProblem
from checkin.importing import event_file
from checkin.model.event import Event


def load_event(desk: Desk, path: Path) -> Event:
    """Create the event of a desk from an event file, or update it: all or nothing.

    Raises:
        InputProblem: the file cannot be read, has a fault, or takes away what is in use already: another event's
            key, the tag of issued tickets, a checkpoint with entries, a category of registered people.
    """
    event = event_file.parse(_read(path))
    _check_against_use(desk, event)
    with desk.replica.writing() as writing:
        writing.put_event(event.key, event.document, desk.clock.now())
    desk.event = event
    return follow_doors(desk)


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.read(event_file.LARGEST + 1)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise InputProblem("event.unreadable", file=path.name) from error


def _check_against_use(desk: Desk, event: Event) -> None:
    """Refuse a file that would orphan what the replica holds."""
    if desk.event is not None and desk.event.key != event.key:
        raise InputProblem("event.other_here", here=desk.event.title, file=event.title)
    used = desk.queries.categories_in_use()
    if desk.event is not None and used and desk.event.tag != event.tag:
        raise InputProblem("event.tag_in_use", old=desk.event.tag, new=event.tag)
    for category in sorted(used - event.category_by_key.keys()):
        raise InputProblem("event.category_in_use", category=category)
    for checkpoint in sorted(desk.queries.tallies().keys() - event.checkpoint_by_key.keys()):
        raise InputProblem("event.checkpoint_in_use", checkpoint=checkpoint)
