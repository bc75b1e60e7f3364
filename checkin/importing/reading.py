"""From the cells of one row to what they say of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from checkin.importing import cells as cleaning
from checkin.importing import moments, names, words
from checkin.importing.fields import Field
from checkin.importing.mapping import Columns
from checkin.model.event import Event
from checkin.model.registration import Status
from checkin.model.ticket import LONGEST, CodeKind, parse
from checkin.store.folding import fold_name


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
    values: dict[str, Any]


# Letters that fit the badge, the screen and the lists; whatever is longer has slipped into the wrong column.
_LONGEST: dict[Field, int] = {
    Field.TICKET: LONGEST,
    Field.TITLE: 80,
    Field.FIRST_NAME: 120,
    Field.LAST_NAME: 120,
    Field.SOURCE_ID: 120,
    Field.NOTE: 2_000,
    Field.BOOKINGS: 2_000,
}
_LONGEST_OTHERS = 250

# What a dash leaves of what the desk knows; in any other column it says as little as a blank cell.
_CLEARED: dict[Field, Any] = {
    Field.TITLE: "",
    Field.POSITION: "",
    Field.ORGANISATION: "",
    Field.POWIAT: "",
    Field.VOIVODESHIP: "",
    Field.EMAIL: "",
    Field.PHONE: "",
    Field.DIET: "",
    Field.NOTE: "",
    Field.ADDRESS: "",
    Field.VIP: False,
    Field.VALID_FROM: None,
    Field.VALID_UNTIL: None,
    Field.BOOKINGS: (),
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
        self._width = len(columns.headings)
        self._categories = {
            fold_name(word): category.key
            for category in event.categories
            for word in (category.name_en, category.name, category.key)
        }
        self._checkpoints = _names_of_checkpoints(event)
        readers: dict[Field, Callable[[str], Any]] = {
            Field.TICKET: self._ticket,
            Field.EMAIL: str.lower,
            Field.PHONE: cleaning.phone,
            Field.CATEGORY: lru_cache(_CACHED)(self._category),
            Field.STATUS: lru_cache(_CACHED)(partial(_status, Field.STATUS)),
            Field.PAYMENT: lru_cache(_CACHED)(partial(_status, Field.PAYMENT)),
            Field.VIP: lru_cache(_CACHED)(words.is_yes),
            Field.ADDRESS: lru_cache(_CACHED)(words.address_of),
            Field.BOOKINGS: lru_cache(_CACHED)(self._bookings),
            Field.VALID_FROM: lru_cache(_CACHED)(partial(self._moment, Field.VALID_FROM, moments.beginning)),
            Field.VALID_UNTIL: lru_cache(_CACHED)(partial(self._moment, Field.VALID_UNTIL, moments.end)),
        }
        self._columns = [
            (position, field.value, _LONGEST.get(field, _LONGEST_OTHERS), readers.get(field))
            for field, position in columns.positions.items()
        ]

    def read(self, cells: list[str]) -> Draft:
        """What a row says.

        Raises:
            Fault: the row cannot be used.
        """
        said = self._said(self._cleaned(cells))
        ticket: str = said.pop("ticket", "")
        bookings: tuple[str, ...] | None = said.pop("bookings", None)
        gmina: str = said.pop("gmina", "")
        if gmina and "organisation" not in said:
            said["organisation"] = _office(gmina)
        if "payment" in said:
            said["status"] = _worse(said.pop("payment"), said.get("status"))
        self._read_name(said)
        if "valid_from" in said and "valid_until" in said:
            _check_order(said["valid_from"], said["valid_until"])
        return Draft(ticket, said.get("source_id", ""), bookings, said)

    def _cleaned(self, cells: list[str]) -> list[str]:
        """As many cells as there are headings, without what nobody sees."""
        if cleaning.are_plain(cells):
            cells = [cell.strip() for cell in cells]
        else:
            cells = [cleaning.clean(cell) for cell in cells]
            self._refuse_damaged(cells)
        if len(cells) < self._width:
            cells.extend([""] * (self._width - len(cells)))
        elif any(cells[self._width :]):
            raise Fault(RejectReason.EXTRA_CELLS, None, expected=self._width)
        return cells

    def _said(self, cells: list[str]) -> dict[str, Any]:
        """What the cells that are not blank say, by field."""
        said: dict[str, Any] = {}
        for position, field, longest, read in self._columns:
            cell = cells[position]
            length = len(cell)
            if 1 < length <= longest:  # nearly every cell
                said[field] = read(cell) if read else cell
            elif length > longest:
                raise Fault(RejectReason.TOO_LONG, Field(field), limit=longest, length=length)
            elif cell in words.DASHES:
                if (known := Field(field)) in _CLEARED:
                    said[field] = _CLEARED[known]
            elif cell:
                said[field] = read(cell) if read else cell
        return said

    def _refuse_damaged(self, cells: list[str]) -> None:
        for position, field, _, _ in self._columns:
            if position < len(cells) and cleaning.DAMAGED in cells[position]:
                raise Fault(RejectReason.UNREADABLE, Field(field), value=cleaning.shortened(cells[position]))

    def _read_name(self, said: dict[str, Any]) -> None:
        """Put first and last name in their places, with titles and forms of address that stood beside them."""
        first: str = said.get("first_name", "")
        last: str = said.get("last_name", "")
        whole: str = said.pop("name", "")
        if whole and not first and not last:
            _put_name(said, names.split(whole, self._order))
        elif " " in first or "." in first:
            _put_name(said, replace(names.strip_title(first), last=last))
        last = said.get("last_name", "")
        if not last.isalpha() and not fold_name(last):
            raise Fault(RejectReason.NO_NAME, Field.NAME if whole else Field.LAST_NAME)

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

    def _bookings(self, text: str) -> tuple[str, ...]:
        """Keys or titles separated by semicolons or commas; a title may have commas of its own."""
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

    def _moment(self, field: Field, read: Callable[[str, ZoneInfo], datetime], text: str) -> datetime:
        try:
            return read(text, self._event.timezone)
        except ValueError:
            raise Fault(RejectReason.BAD_DATE, field, value=cleaning.shortened(text)) from None


def _put_name(said: dict[str, Any], name: names.Name) -> None:
    said["last_name"] = name.last
    if name.first:
        said["first_name"] = name.first
    if name.title:
        said.setdefault("title", name.title)
    if name.address:
        said["address"] = name.address


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


def _check_order(start: datetime | None, end: datetime | None) -> None:
    if start and end and start >= end:
        raise Fault(RejectReason.DATES_REVERSED, Field.VALID_UNTIL)


def _status(field: Field, text: str) -> Status:
    status = words.status_of(text)
    if status is None:
        raise Fault(RejectReason.UNKNOWN_STATUS, field, value=cleaning.shortened(text))
    return status


def _worse(payment: Status, status: Status | None) -> Status:
    """Of two columns: whoever has cancelled owes nothing, whoever has not paid is not confirmed."""
    if status is None or status is Status.CONFIRMED:
        return payment
    return Status.CANCELLED if payment is Status.CANCELLED else status


def _office(gmina: str) -> str:
    """An organisation, where the file tells the gmina only."""
    return gmina if fold_name(gmina).partition(" ")[0] in _LOCAL_GOVERNMENT else f"Gmina {gmina}"
