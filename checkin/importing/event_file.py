"""The event file: TOML text -> `Event`, checked field by field.

`resources/demo/kongres.toml` shows every field. Times without an offset are local to the event's
timezone. A fault names the place (``checkpoint "otwarcie" · capacity``) and what is expected there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from checkin.errors import InputProblem
from checkin.model.event import (
    Category,
    Checkpoint,
    CheckpointKind,
    Coordinator,
    DoorMode,
    EntranceRule,
    Event,
    Firmness,
    HelpPoint,
    Policy,
    Reentry,
)
from checkin.model.ticket import ALPHABET, is_tag

LARGEST = 1_000_000  # letters of an event file
_LONGEST_TEXT = 300
_LONGEST_CLAUSE = 6000
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_REQUIRED = object()
_Choice = TypeVar("_Choice", bound=StrEnum)


def parse(text: str) -> Event:
    """The event that an event file describes.

    Raises:
        InputProblem: the text is no TOML, or a field is missing, unknown or out of its range.
    """
    if len(text) > LARGEST:
        raise InputProblem("event.too_large")
    try:
        root = _Table("", tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputProblem("event.not_toml", detail=str(error)[:200]) from error
    about = root.table("event")
    timezone = about.timezone("timezone")
    categories = tuple(_category(table) for table in root.tables("category"))
    policies = _policies_by_kind(root, {category.key for category in categories})
    checkpoints = tuple(
        _checkpoint(table, timezone, policies, {category.key for category in categories})
        for table in root.tables("checkpoint")
    )
    help_point = root.table("help_point")
    privacy = root.table("privacy", {})
    coordinator = root.table("coordinator") if root.has("coordinator") else None
    clause = privacy.paragraphs("clause")
    event = Event(
        key=about.key("key"),
        tag=_tag(about),
        title=about.text("title"),
        motto=about.text("motto", ""),
        city=about.text("city", ""),
        organiser=about.text("organiser", ""),
        co_organiser=about.text("co_organiser", ""),
        timezone=timezone,
        starts=about.day("starts"),
        ends=about.day("ends"),
        help_point=HelpPoint(help_point.text("place"), help_point.text("phone")),
        unpaid=about.choice("unpaid", Firmness, Firmness.REFUSE),
        categories=categories,
        checkpoints=checkpoints,
        document=text,
        clause=clause,
        clause_en=privacy.paragraphs("clause_en") or clause,
        coordinator=_coordinator(coordinator) if coordinator else None,
    )
    for table in (about, help_point, privacy, root):
        table.finish()
    _check_whole(event)
    return event


class _Table:
    """A TOML table that is taken apart field by field and knows where it stands in the file."""

    def __init__(self, place: str, values: Mapping[str, Any]) -> None:
        self._place = place
        self._left = dict(values)

    def _path(self, field: str) -> str:
        return f"{self._place} · {field}" if self._place else field

    def problem(self, field: str, expected: str, **params: object) -> InputProblem:
        return InputProblem(f"event.{expected}", place=self._path(field), **params)

    def finish(self) -> None:
        """What is left over is a field nobody knows: a slip of the pen, not to be passed over."""
        if self._left:
            raise self.problem(next(iter(self._left)), "unknown_field")

    def has(self, field: str) -> bool:
        return field in self._left

    def _take(self, field: str, kind: type | tuple[type, ...], expected: str, default: Any = _REQUIRED) -> Any:
        value = self._left.pop(field, default)
        if value is _REQUIRED:
            raise self.problem(field, "missing")
        if value is not default and (not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)):
            raise self.problem(field, expected)
        return value

    def text(self, field: str, default: Any = _REQUIRED) -> str:
        value = self._take(field, str, "expected_text", default)
        if not value.isprintable() or len(value) > _LONGEST_TEXT or (default is _REQUIRED and not value.strip()):
            raise self.problem(field, "expected_text")
        return value

    def paragraphs(self, field: str) -> str:
        """A long text, "" where there is none; blank lines part its paragraphs, a line's end is a blank."""
        value: str = self._take(field, str, "expected_paragraphs", "")
        parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", value)]
        if not all(part.isprintable() for part in parts) or len(value) > _LONGEST_CLAUSE:
            raise self.problem(field, "expected_paragraphs")
        return "\n\n".join(part for part in parts if part)

    def key(self, field: str) -> str:
        value = self.text(field)
        if not _KEY.fullmatch(value):
            raise self.problem(field, "expected_key")
        return value

    def whole(self, field: str, default: int | None, largest: int = 1_000_000) -> int | None:
        value = self._take(field, int, "expected_number", default)
        if value is not None and not 0 <= value <= largest:
            raise self.problem(field, "expected_number")
        return value

    def minutes(self, field: str, default: timedelta) -> timedelta:
        value = self.whole(field, None, largest=7 * 24 * 60)
        return default if value is None else timedelta(minutes=value)

    def minutes_or_never(self, field: str, default: timedelta | None) -> timedelta | None:
        """`false` is never."""
        if self._left.get(field) is False:
            return self._left.pop(field) or None
        value = self.whole(field, None, largest=7 * 24 * 60)
        return default if value is None else timedelta(minutes=value)

    def flag(self, field: str, default: bool) -> bool:
        return self._take(field, bool, "expected_flag", default)

    def day(self, field: str) -> date:
        value = self._take(field, date, "expected_day")
        if isinstance(value, datetime):
            raise self.problem(field, "expected_day")
        return value

    def moment(self, field: str, timezone: ZoneInfo) -> datetime:
        value: datetime = self._take(field, datetime, "expected_moment")
        if not 1970 < value.year < 3000:  # far from where calendars end, so that hours can be added and taken away
            raise self.problem(field, "expected_moment")
        return (value if value.tzinfo else value.replace(tzinfo=timezone)).astimezone(UTC)

    def timezone(self, field: str) -> ZoneInfo:
        name = self.text(field)
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise self.problem(field, "expected_timezone") from error

    def choice(self, field: str, kind: type[_Choice], default: _Choice) -> _Choice:
        value = self._take(field, str, "expected_text", default)
        try:
            return kind(value)
        except ValueError as error:
            raise self.problem(field, "expected_choice", choices=", ".join(kind)) from error

    def listing(self, field: str) -> list[object]:
        return self._take(field, list, "expected_table")

    def table(self, field: str, default: Any = _REQUIRED) -> _Table:
        return _Table(self._path(field), self._take(field, dict, "expected_table", default))

    def tables(self, field: str) -> Iterator[_Table]:
        for number, value in enumerate(self.listing(field), start=1):
            if not isinstance(value, dict):
                raise self.problem(field, "expected_table")
            fields = cast("dict[str, Any]", value)
            named = fields.get("key")
            yield _Table(f'{field} "{named}"' if isinstance(named, str) else f"{field} {number}", fields)


def _coordinator(table: _Table) -> Coordinator:
    coordinator = Coordinator(table.text("name", ""), table.text("phone"))
    table.finish()
    return coordinator


def _tag(about: _Table) -> str:
    tag = about.text("tag")
    if not is_tag(tag):
        raise about.problem("tag", "expected_tag", alphabet=ALPHABET)
    return tag


def _category(table: _Table) -> Category:
    colour = table.text("colour")
    if not _COLOUR.fullmatch(colour):
        raise table.problem("colour", "expected_colour")
    name = table.text("name")
    category = Category(
        key=table.key("key"),
        name=name,
        name_en=table.text("name_en", name),
        colour=colour,
        letter=table.text("letter", name[0].upper())[:1],
    )
    table.finish()
    return category


_DEFAULTS: dict[CheckpointKind, Policy] = {
    CheckpointKind.ENTRANCE: Policy(opens=timedelta(0), reentry=Reentry.FREE),
    CheckpointKind.SESSION: Policy(),
    CheckpointKind.MEAL: Policy(reentry=Reentry.ONCE),
}


def _policies_by_kind(root: _Table, categories: set[str]) -> dict[CheckpointKind, Policy]:
    shared = root.table("policy", {})
    policies = {kind: _policy(shared.table(kind, {}), default, categories) for kind, default in _DEFAULTS.items()}
    shared.finish()
    return policies


def _policy(table: _Table, default: Policy, categories: set[str]) -> Policy:
    policy = Policy(
        entitled=_entitled(table, default.entitled, categories),
        door=table.choice("door", DoorMode, default.door),
        opens=table.minutes("opens", default.opens),
        closes=table.minutes("closes", default.closes),
        staff_early=table.flag("staff_early", default.staff_early),
        when_full=table.choice("when_full", Firmness, default.when_full),
        reentry=table.choice("reentry", Reentry, default.reentry),
        entrance=table.choice("entrance", EntranceRule, default.entrance),
        double_within=table.minutes("double_within", default.double_within),
        release=table.minutes_or_never("release", default.release),
    )
    table.finish()
    return policy


def _entitled(table: _Table, default: frozenset[str] | None, categories: set[str]) -> frozenset[str] | None:
    if not table.has("entitled"):
        return default
    keys = table.listing("entitled")
    for key in keys:
        if key not in categories:
            raise table.problem("entitled", "unknown_category", category=str(key)[:64])
    return frozenset(str(key) for key in keys)


def _checkpoint(
    table: _Table, timezone: ZoneInfo, policies: dict[CheckpointKind, Policy], categories: set[str]
) -> Checkpoint:
    kind = table.choice("kind", CheckpointKind, CheckpointKind.SESSION)
    title = table.text("title")
    checkpoint = Checkpoint(
        key=table.key("key"),
        kind=kind,
        title=title,
        room=table.text("room", ""),
        starts=table.moment("starts", timezone),
        ends=table.moment("ends", timezone),
        capacity=table.whole("capacity", None),
        policy=_policy(table.table("policy", {}), policies[kind], categories),
        title_en=table.text("title_en", title),
    )
    if checkpoint.ends <= checkpoint.starts:
        raise table.problem("ends", "ends_before_start")
    table.finish()
    return checkpoint


def _check_whole(event: Event) -> None:
    if event.ends < event.starts:
        raise InputProblem("event.ends_before_start", place="event · ends")
    for place, keys in (
        ("category", [category.key for category in event.categories]),
        ("checkpoint", [checkpoint.key for checkpoint in event.checkpoints]),
    ):
        if not keys:
            raise InputProblem("event.missing", place=place)
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise InputProblem("event.twice", place=place, key_value=twice)
