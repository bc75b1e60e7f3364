"""Dates and times as spreadsheets write them; a local one is the event's time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_FORMS = ("%d.%m.%Y", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d-%m-%Y", "%d/%m/%Y", "%d/%m/%Y %H:%M")


def beginning(text: str, zone: ZoneInfo) -> datetime:
    """The aware moment from which something holds; a day alone holds from its midnight.

    Raises:
        ValueError: this is no date.
    """
    return _aware(_read(text), timedelta(0), zone)


def end(text: str, zone: ZoneInfo) -> datetime:
    """The aware moment until which something holds; a day alone holds to its end.

    Raises:
        ValueError: this is no date.
    """
    return _aware(_read(text), timedelta(days=1), zone)


def _read(text: str) -> date:
    """A plain date where no time is told."""
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    for form in _FORMS:
        try:
            moment = datetime.strptime(text, form)  # noqa: DTZ007 - its zone is given to it below
        except ValueError:
            continue
        return moment if "H" in form else moment.date()
    raise ValueError(text)


def _aware(moment: date, whole_day: timedelta, zone: ZoneInfo) -> datetime:
    try:
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment + whole_day, time())
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(moment) from error
