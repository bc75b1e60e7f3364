"""From the cells of one row to what they say of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from checkin.importing import cells as cleaning
from checkin.importing import moments, names, words
from checkin.importing.fields import Field
from checkin.importing.mapping import Columns
from checkin.model.event import Event
from checkin.model.registration import Status
from checkin.model.ticket import LONGEST, CodeKind, parse
from checkin.store.folding import fold_name

Value = str | bool | Status | datetime | None


class RejectReason(StrEnum):
    """Why a row is not imported; stable words of the command line."""

    NO_NAME = "no_name"
    EXTRA_CELLS = "extra_cells"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_STATUS = "unknown_status"
    UNKNOWN_SESSION = "unknown_session"
    BAD_DATE = "bad_date"
    DATES_REVERSED = "dates_reversed"
    TICKET_MALFORMED = "ticket_malformed"
    TICKET_OTHER_EVENT = "ticket_other_event"
    TICKET_DIFFERS = "ticket_differs"
    DUPLICATE_TICKET = "duplicate_ticket"
    DUPLICATE_SOURCE_ID = "duplicate_source_id"
    DUPLICATE_PERSON = "duplicate_person"
    KEYS_DISAGREE = "keys_disagree"
    AMBIGUOUS = "ambiguous"


class Fault(Exception):
    """What keeps a row out. It never leaves the planner, which makes a `Rejected` of it."""

    def __init__(self, reason: RejectReason, field: Field | None, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.params = params


@dataclass(slots=True)
class Draft:
    """What one row says. A blank cell says nothing, so it never erases what the desk knows.

    Attributes:
        ticket, source_id: "" where the row has none.
        bookings: checkpoint keys; None where the row says nothing of them.
        values: by attribute of `Registration`, those the row says something about.
    """

    ticket: str
    source_id: str
    bookings: tuple[str, ...] | None
    values: dict[str, Value]


# Letters that fit the badge, the screen and the lists; whatever is longer has slipped into the wrong column.
_LONGEST: dict[str, int] = {
    Field.TICKET.value: LONGEST,
    Field.SOURCE_ID.value: 120,
    Field.TITLE.value: 80,
    Field.FIRST_NAME.value: 120,
    Field.LAST_NAME.value: 120,
    Field.NAME.value: 240,
    Field.POSITION.value: 250,
    Field.ORGANISATION.value: 300,
    Field.EMAIL.value: 254,
    Field.NOTE.value: 2_000,
    Field.BOOKINGS.value: 2_000,
}
_LONGEST_OTHERS = 250

_PLAIN = frozenset(
    field.value
    for field in (
        Field.TITLE,
        Field.POSITION,
        Field.ORGANISATION,
        Field.POWIAT,
        Field.VOIVODESHIP,
        Field.DIET,
        Field.NOTE,
    )
)
# A dash takes these away; of anything else it says as little as a blank cell.
_CLEARABLE = _PLAIN | {
    field.value
    for field in (
        Field.EMAIL,
        Field.PHONE,
        Field.VIP,
        Field.ADDRESS,
        Field.BOOKINGS,
        Field.VALID_FROM,
        Field.VALID_UNTIL,
    )
}
_LOCAL_GOVERNMENT = ("gmina", "miasto", "urzad", "um", "ug", "umig")
_CACHED = 8192


class RowReader:
    """Reads the rows of one table for one event.

    Args:
        order: of whole names, where the table has them in one column.
    """

    def __init__(self, event: Event, columns: Columns, order: names.Order) -> None:
        self._event = event
        self._order = order
        self._positions = [(field.value, position) for field, position in columns.positions.items()]
        self._width = len(columns.headings)
        self._categories = {
            fold_name(word): category.key
            for category in event.categories
            for word in (category.name_en, category.name, category.key)
        }
        self._checkpoints = _names_of_checkpoints(event)
        self._special: tuple[tuple[str, str, Callable[[str], Value]], ...] = (
            ("category", "category", lru_cache(_CACHED)(self._category)),
            ("email", "email", _email),
            ("phone", "phone", _phone),
            ("vip", "vip", lru_cache(_CACHED)(words.is_yes)),
            ("address", "address", lru_cache(_CACHED)(words.address_of)),
            ("valid_from", "valid_from", lru_cache(_CACHED)(self._valid_from)),
            ("valid_until", "valid_until", lru_cache(_CACHED)(self._valid_until)),
        )
        self._status = lru_cache(_CACHED)(_status)
        self._bookings = lru_cache(_CACHED)(self._read_bookings)

    def read(self, cells: list[str]) -> Draft:
        """What a row says.

        Raises:
            Fault: the row cannot be used.
        """
        said = self._said(cells)
        values: dict[str, Value] = {
            field: "" if cell in words.CLEARED else cell for field, cell in said.items() if field in _PLAIN
        }
        self._read_name(said, values)
        for field, attribute, read in self._special:
            if field in said:
                values[attribute] = read(said[field])
        if "status" in said or "payment" in said:
            values["status"] = self._status(said.get("status"), said.get("payment"))
        if "organisation" not in said and "gmina" in said:
            values["organisation"] = _office(said["gmina"])
        source_id = said.get("source_id", "")
        if source_id:
            values["source_id"] = source_id
        _check_dates(values)
        ticket = self._ticket(said["ticket"]) if "ticket" in said else ""
        bookings = self._bookings(said["bookings"]) if "bookings" in said else None
        return Draft(ticket, source_id, bookings, values)

    def _said(self, cells: list[str]) -> dict[str, str]:
        """The cells that are not blank, cleaned, by field."""
        cells = cleaning.clean(cells)
        if len(cells) < self._width:
            cells.extend([""] * (self._width - len(cells)))
        elif any(cells[self._width :]):
            raise Fault(RejectReason.EXTRA_CELLS, None, expected=self._width)
        said = {
            field: cell
            for field, position in self._positions
            if (cell := cells[position]) and (len(cell) > 1 or cell not in words.CLEARED or field in _CLEARABLE)
        }
        for field, cell in said.items():
            if len(cell) > 80 and len(cell) > (limit := _LONGEST.get(field, _LONGEST_OTHERS)):
                raise Fault(RejectReason.TOO_LONG, Field(field), limit=limit, length=len(cell))
            if cleaning.DAMAGED in cell:
                raise Fault(RejectReason.UNREADABLE, Field(field), value=cleaning.shortened(cell))
        return said

    def _read_name(self, said: Mapping[str, str], values: dict[str, Value]) -> None:
        first, last = said.get("first_name", ""), said.get("last_name", "")
        if last:
            name = names.strip_title(first) if " " in first or "." in first else names.Name("", first, "")
            name = names.Name(name.title, name.first, last, name.address)
        else:
            whole = said.get("name", "")
            name = names.split(whole, self._order) if whole and not first else names.Name("", first, "")
        if not fold_name(name.last):
            raise Fault(RejectReason.NO_NAME, Field.LAST_NAME if "name" not in said else Field.NAME)
        values["first_name"], values["last_name"] = name.first, name.last
        if name.title and "title" not in said:
            values["title"] = name.title
        if name.address:
            values["address"] = name.address

    def _category(self, text: str) -> str:
        try:
            return self._categories[fold_name(text)]
        except KeyError:
            known = ", ".join(category.name for category in self._event.categories)
            raise Fault(
                RejectReason.UNKNOWN_CATEGORY, Field.CATEGORY, value=cleaning.shortened(text), known=known
            ) from None

    def _ticket(self, text: str) -> str:
        code = parse(text, self._event.tag)
        if code.kind is CodeKind.MALFORMED:
            raise Fault(RejectReason.TICKET_MALFORMED, Field.TICKET, value=cleaning.shortened(text))
        if code.kind is CodeKind.OTHER_EVENT:
            raise Fault(RejectReason.TICKET_OTHER_EVENT, Field.TICKET, value=cleaning.shortened(text))
        return code.text

    def _read_bookings(self, text: str) -> tuple[str, ...]:
        """Keys or titles separated by semicolons or commas; a title may have commas of its own."""
        if text in words.CLEARED:
            return ()
        found: list[str] = []
        for part in text.replace("|", ";").split(";"):
            found.extend(self._checkpoints_in(part.split(",")))
        return tuple(dict.fromkeys(found))

    def _checkpoints_in(self, pieces: list[str]) -> list[str]:
        found: list[str] = []
        start = 0
        while start < len(pieces):
            if not pieces[start].strip():
                start += 1
                continue
            for stop in range(len(pieces), start, -1):
                key = self._checkpoints.get(fold_name(",".join(pieces[start:stop])))
                if key:
                    found.append(key)
                    start = stop
                    break
            else:
                value = cleaning.shortened(pieces[start].strip())
                raise Fault(RejectReason.UNKNOWN_SESSION, Field.BOOKINGS, value=value)
        return found

    def _valid_from(self, text: str) -> datetime | None:
        return self._moment(text, Field.VALID_FROM, moments.beginning)

    def _valid_until(self, text: str) -> datetime | None:
        return self._moment(text, Field.VALID_UNTIL, moments.end)

    def _moment(self, text: str, field: Field, read: Callable[[str, ZoneInfo], datetime]) -> datetime | None:
        try:
            return None if text in words.CLEARED else read(text, self._event.timezone)
        except ValueError:
            raise Fault(RejectReason.BAD_DATE, field, value=cleaning.shortened(text)) from None


def _names_of_checkpoints(event: Event) -> dict[str, str]:
    """Folded keys and titles to keys; a title that two checkpoints share ("Obiad") means neither."""
    titles = [
        (folded, checkpoint.key)
        for checkpoint in event.checkpoints
        for folded in {fold_name(checkpoint.title), fold_name(checkpoint.title_en)}
        if folded
    ]
    shared = Counter(folded for folded, _ in titles)
    named = {folded: key for folded, key in titles if shared[folded] == 1}
    return named | {fold_name(checkpoint.key): checkpoint.key for checkpoint in event.checkpoints}


def _check_dates(values: Mapping[str, Value]) -> None:
    start, end = values.get("valid_from"), values.get("valid_until")
    if isinstance(start, datetime) and isinstance(end, datetime) and start >= end:
        raise Fault(RejectReason.DATES_REVERSED, Field.VALID_UNTIL)


def _status(status: str | None, payment: str | None) -> Status:
    """Of both columns the worse: whoever has cancelled owes nothing, whoever has not paid is not confirmed."""
    columns = ((Field.STATUS, status), (Field.PAYMENT, payment))
    told = {_known_status(field, text) for field, text in columns if text}
    return next((each for each in (Status.CANCELLED, Status.UNPAID) if each in told), Status.CONFIRMED)


def _known_status(field: Field, text: str) -> Status:
    status = words.status_of(text)
    if status is None:
        raise Fault(RejectReason.UNKNOWN_STATUS, field, value=cleaning.shortened(text))
    return status


def _office(gmina: str) -> str:
    """An organisation, where the file tells the gmina only."""
    return gmina if fold_name(gmina).partition(" ")[0] in _LOCAL_GOVERNMENT else f"Gmina {gmina}"


def _email(text: str) -> str:
    return "" if text in words.CLEARED else text.lower()


def _phone(text: str) -> str:
    return "" if text in words.CLEARED else cleaning.phone(text)
