"""Families of catalogue keys: a key with a part that is known only when the code runs, and all values of that part."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.cli.run import VERBS
from checkin.demo.practice import Example
from checkin.desk.details import Details
from checkin.desk.words import Band
from checkin.doctor import CHECKS
from checkin.importing.reading import RejectReason
from checkin.model.decision import Direction, Notice, Reason
from checkin.model.entry import EntryKind
from checkin.model.event import CheckpointKind, DoorMode
from checkin.model.operator import Role
from checkin.model.registration import Status
from checkin.scanning.camera import CameraState
from checkin.scanning.scanner_check import Fault
from checkin.texts import LANGUAGES
from ui.overriding import WHY
from ui.walking_in import WORDS
from ui.widgets.person_card import Action

_REFUSALS = [reason for reason in Reason if reason is not Reason.OK]
_EXPECTED = (
    *("text", "key", "number", "flag", "day", "moment", "timezone", "choice", "table", "tag", "colour"),
    "paragraphs",
)

_VERBS = {verb.name.replace(" ", "_") for verb in VERBS} | {verb.name.split()[0] for verb in VERBS}

FAMILIES: dict[str, Iterable[str]] = {
    "verdict.{}": Band,
    "door.mode.{}": DoorMode,
    "desk.turn.{}": Direction,
    "desk.invite.{}": Direction,
    "reason.{}.word": _REFUSALS,
    "reason.{}.sentence": _REFUSALS,
    "reason.{}.next": _REFUSALS,
    "reason.ok.next_{}": [kind for kind in CheckpointKind if kind is not CheckpointKind.ENTRANCE],
    "notice.{}": Notice,
    "cli.usage.{}": ["missing", "unknown", "choice", "value", "empty", "together"],
    "cli.verb.{}": _VERBS,
    "doctor.{}": [check for check, _ in CHECKS],
    "import.reject.{}": RejectReason,
    "report.status.{}": Status,
    "report.kind.{}": EntryKind,
    "role.{}": Role,
    "settings.language.{}": LANGUAGES,
    "settings.look.{}": ("system", "light", "dark", "contrast"),
    "desk.camera.{}": CameraState,
    "scanner.fault.{}": Fault,
    "practice.show.{}": Example,
    "practice.ticket.{}": Example,
    "practice.note.{}": Example,
    "people.field.{}": Details.__annotations__,
    "card.act.{}": Action,
    "card.save.{}": ("correct", "substitute", "reissue"),
    "card.notice.{}": ("correct", "substitute", "reissue"),
    "card.status.{}": [status for status in Status if status is not Status.CONFIRMED],
    "walk_in.{}": WORDS,
    "override.why.{}": WHY,
    "event.{}": ["missing", "unknown_field", "unknown_category", *(f"expected_{what}" for what in _EXPECTED)],
}
