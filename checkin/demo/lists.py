"""The registration lists of the Congress, the same people in the three shapes such lists have.

`python -m checkin.demo.lists` writes them anew into resources/demo: a clean CSV, a CSV as a Polish
spreadsheet saves it, and a workbook with a title above its header.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import xlsxwriter

from checkin.demo.ingredients import RESOURCES
from checkin.demo.people import LOST_PHONE, Person, invent
from checkin.importing.event_file import parse
from checkin.model.event import Event
from checkin.model.registration import Status

PLAIN = "registrations.csv"
SPREADSHEET = "registrations-excel.csv"
WORKBOOK = "registrations.xlsx"

_STATUS = {Status.CONFIRMED: "opłacone", Status.UNPAID: "nieopłacone", Status.CANCELLED: "anulowane"}
_NBSP = "\N{NO-BREAK SPACE}"

_PLAIN_HEADINGS = (
    "Id zgłoszenia,Bilet,Tytuł,Imię,Nazwisko,Zwrot,Stanowisko,Jednostka,Gmina,Powiat,Województwo,Kategoria,"
    "Status płatności,E-mail,Telefon,Dieta,VIP,Uwagi,Sesje,Ważne od,Ważne do"
)
_SPREADSHEET_HEADINGS = (
    "Nr zgłoszenia;Kod biletu;Tytuł;Imię;Nazwisko;Zwrot;Funkcja;Urząd / Instytucja;Gmina;Powiat;Województwo;"
    "Rodzaj biletu;Status płatności;Adres e-mail;Tel. kom.;Dieta;VIP;Uwagi;Sesje;Ważne od;Ważne do"
)
_WORKBOOK_HEADINGS = (
    "Lp.;Nr zgłoszenia;Bilet;Nazwisko i imię;Zwrot;Stanowisko;Nazwa JST;Gmina;Powiat;Województwo;Kategoria;"
    "Status płatności;E-mail;Telefon;Dieta;VIP;Uwagi;Sesje;Ważne od;Ważne do"
)


def the_congress() -> Event:
    """The event that the lists belong to."""
    return parse((RESOURCES / "kongres.toml").read_text(encoding="utf-8"))


def write_lists(folder: Path) -> None:
    """Write the three lists of the Congress into an existing folder."""
    event = the_congress()
    people = list(invent(event))
    write_plain(folder / PLAIN, people, event)
    write_spreadsheet(folder / SPREADSHEET, people, event)
    write_workbook(folder / WORKBOOK, people, event)


def write_plain(path: Path, people: Iterable[Person], event: Event) -> None:
    """UTF-8, commas, a heading for each field."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(_PLAIN_HEADINGS.split(","))
        rows.writerows(_cells(person, event) for person in people)


def write_spreadsheet(path: Path, people: Iterable[Person], event: Event) -> None:
    """cp1250, semicolons, CRLF; blanks left behind, hard spaces, telephones shown as 5,55E+08."""
    with path.open("w", encoding="cp1250", newline="") as file:
        rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
        rows.writerow(_SPREADSHEET_HEADINGS.split(";"))
        for number, person in enumerate(people):
            rows.writerow(_as_typed(cell, number) for cell in _cells(person, event))


def write_workbook(path: Path, people: Iterable[Person], event: Event) -> None:
    """A merged title and a line of remarks above the header; one column of names; numbers and dates as such."""
    headings = _WORKBOOK_HEADINGS.split(";")
    with xlsxwriter.Workbook(path) as workbook:
        workbook.set_properties({"created": datetime.combine(event.starts, time())})  # the same file each time
        title = workbook.add_format({"bold": True, "font_size": 16})
        bold = workbook.add_format({"bold": True, "bottom": 1})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet("Zgłoszenia")
        sheet.merge_range(0, 0, 0, len(headings) - 1, f"{event.title} – lista zgłoszeń", title)
        sheet.write_string(1, 0, f"{event.city}, {event.starts}–{event.ends} · osoby wymyślone na potrzeby pokazu")
        sheet.write_row(3, 0, headings, bold)
        for number, person in enumerate(people, start=1):
            for column, value in enumerate(_workbook_cells(number, person, event)):
                sheet.write(3 + number, column, value, day if isinstance(value, date) else None)
        sheet.freeze_panes(4, 4)
        sheet.set_column(1, len(headings) - 1, 18)


def _cells(person: Person, event: Event) -> list[str]:
    """A row of the plain list."""
    registration = person.registration
    valid_from, valid_until = _days(person, event)
    return [
        registration.source_id,
        registration.ticket,
        registration.title,
        registration.first_name,
        registration.last_name,
        registration.address,
        registration.position,
        registration.organisation,
        person.gmina,
        registration.powiat,
        registration.voivodeship,
        event.category_by_key[registration.category].name,
        _STATUS[registration.status],
        registration.email,
        registration.phone,
        registration.diet,
        "tak" if registration.vip else "",
        registration.note,
        ", ".join(person.bookings),
        valid_from.isoformat() if valid_from else "",
        valid_until.isoformat() if valid_until else "",
    ]


def _workbook_cells(number: int, person: Person, event: Event) -> Iterator[str | int | date | None]:
    """A row of the workbook: titles stand before the surname, telephones are numbers where they can be."""
    source_id, ticket, title, first_name, last_name, *rest = _cells(person, event)
    name = f"{title} {last_name} {first_name}".strip()
    yield from (number, source_id, ticket, name)
    for cell in rest[:-2]:
        yield int(cell) if cell.isdecimal() else cell or None
    yield from _days(person, event)


def _days(person: Person, event: Event) -> Sequence[date | None]:
    """The first and the last day a ticket is good for, where it is bounded."""
    registration = person.registration
    last_moment = registration.valid_until and registration.valid_until - timedelta(microseconds=1)
    return [moment and event.day_of(moment) for moment in (registration.valid_from, last_moment)]


def _as_typed(cell: str, number: int) -> str:
    """A cell as people and spreadsheets leave it: what is seen is the same."""
    if cell == LOST_PHONE:
        return "5,55E+08"
    if number % 7 == 3 and " " in cell:
        return cell.replace(" ", _NBSP, 1)
    return cell + " " if number % 5 == 2 and cell else cell


if __name__ == "__main__":
    write_lists(RESOURCES)
