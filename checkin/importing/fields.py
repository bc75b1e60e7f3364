"""What a column may hold, and how people head it."""

from __future__ import annotations

from enum import StrEnum

from checkin.store.folding import fold_name


class Field(StrEnum):
    """The words that `--map FIELD=HEADING` and the report of rejected rows use."""

    TICKET = "ticket"
    SOURCE_ID = "source_id"
    TITLE = "title"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    NAME = "name"
    POSITION = "position"
    ORGANISATION = "organisation"
    GMINA = "gmina"
    POWIAT = "powiat"
    VOIVODESHIP = "voivodeship"
    CATEGORY = "category"
    STATUS = "status"
    PAYMENT = "payment"
    EMAIL = "email"
    PHONE = "phone"
    DIET = "diet"
    NOTE = "note"
    VIP = "vip"
    ADDRESS = "address"
    BOOKINGS = "bookings"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"


# Headings by field, the surest first: where a file has both "Id zgłoszenia" and "ID", the former wins.
_ALIASES: dict[Field, tuple[str, ...]] = {
    Field.TICKET: (
        "bilet", "kod biletu", "numer biletu", "nr biletu", "kod qr", "kod", "ticket", "ticket code", "code", "barcode",
        "qr",
    ),
    Field.SOURCE_ID: (
        "id zgłoszenia", "numer zgłoszenia", "nr zgłoszenia", "id uczestnika", "identyfikator", "id rejestracji",
        "numer zamówienia", "source id", "registration id", "order", "id",
    ),
    Field.TITLE: (
        "tytuł naukowy", "tytuł zawodowy", "stopień naukowy", "tytuł", "stopień", "academic title", "title",
    ),
    Field.FIRST_NAME: ("imię", "imiona", "imię uczestnika", "first name", "given name", "forename"),
    Field.LAST_NAME: ("nazwisko", "nazwisko uczestnika", "last name", "surname", "family name"),
    Field.NAME: (
        "imię i nazwisko", "nazwisko i imię", "imię nazwisko", "nazwisko imię", "imię i nazwisko uczestnika",
        "nazwisko i imię uczestnika", "uczestnik", "uczestniczka", "uczestnik uczestniczka", "osoba", "name",
        "full name", "participant", "attendee",
    ),
    Field.POSITION: (
        "stanowisko", "funkcja", "stanowisko funkcja", "stanowisko służbowe", "pełniona funkcja", "position",
        "job title", "role",
    ),
    Field.ORGANISATION: (
        "jednostka", "urząd", "instytucja", "nazwa jst", "jst", "nazwa jednostki", "nazwa urzędu", "nazwa instytucji",
        "organizacja", "firma", "jednostka samorządu terytorialnego", "reprezentowana instytucja", "organisation",
        "organization", "company", "institution", "office",
    ),
    Field.GMINA: ("gmina", "nazwa gminy", "gmina miasto", "municipality"),
    Field.POWIAT: ("powiat", "nazwa powiatu", "county"),
    Field.VOIVODESHIP: ("województwo", "woj", "voivodeship", "region"),
    Field.CATEGORY: (
        "kategoria", "kategoria uczestnika", "rodzaj biletu", "typ biletu", "pakiet", "rodzaj uczestnictwa",
        "typ uczestnika", "category", "ticket type",
    ),
    Field.STATUS: ("status zgłoszenia", "status rejestracji", "status uczestnika", "status", "stan"),
    Field.PAYMENT: (
        "status płatności", "płatność", "opłata", "opłacone", "opłacono", "zapłacono", "payment status", "payment",
        "paid",
    ),
    Field.EMAIL: (
        "e mail", "email", "adres e mail", "adres email", "mail", "poczta elektroniczna", "e mail address",
        "email address",
    ),
    Field.PHONE: (
        "telefon", "tel", "tel kom", "telefon komórkowy", "nr telefonu", "numer telefonu", "komórka",
        "telefon kontaktowy", "phone", "phone number", "mobile",
    ),
    Field.DIET: ("dieta", "preferencje żywieniowe", "wyżywienie", "wymagania dietetyczne", "diet", "dietary"),
    Field.NOTE: (
        "uwagi", "uwaga", "notatka", "notatki", "komentarz", "informacje dodatkowe", "note", "notes", "remarks",
    ),
    Field.VIP: ("vip", "gość honorowy"),
    Field.ADDRESS: (
        "zwrot grzecznościowy", "forma grzecznościowa", "zwrot", "pan pani", "pani pan", "płeć", "salutation",
    ),
    Field.BOOKINGS: (
        "sesje", "sesja", "wybrane sesje", "warsztaty", "warsztat", "panele", "zapisy", "sessions", "bookings",
        "workshops",
    ),
    Field.VALID_FROM: ("ważny od", "ważne od", "ważność od", "valid from"),
    Field.VALID_UNTIL: ("ważny do", "ważne do", "ważność do", "valid until", "valid to"),
}  # fmt: skip

# Forms ask in whole sentences: "Telefon kontaktowy do uczestnika". Only where a wrong guess costs nothing.
_BEGINNINGS = (
    Field.NAME,
    Field.FIRST_NAME,
    Field.LAST_NAME,
    Field.POSITION,
    Field.ORGANISATION,
    Field.POWIAT,
    Field.VOIVODESHIP,
    Field.EMAIL,
    Field.PHONE,
    Field.DIET,
    Field.NOTE,
)

Rank = tuple[Field, int]
"""A field and how sure it is; the lower the surer."""

_EXACT: dict[str, Rank] = {
    fold_name(alias): (field, rank) for field, aliases in _ALIASES.items() for rank, alias in enumerate(aliases)
}
_BEGUN: tuple[tuple[str, Rank], ...] = tuple(
    sorted(
        ((f"{folded} ", (field, 1000 + rank)) for folded, (field, rank) in _EXACT.items() if field in _BEGINNINGS),
        key=lambda beginning: -len(beginning[0]),
    )
)


def recognise(heading: str) -> Rank | None:
    """The field that a heading means, by an alias or the beginning of one; None where it means nothing to us."""
    folded = fold_heading(heading)
    if folded in _EXACT:
        return _EXACT[folded]
    return next((rank for beginning, rank in _BEGUN if folded.startswith(beginning)), None)


def fold_heading(heading: str) -> str:
    """Without case, marks, punctuation and hints in brackets: "E-mail (służbowy) *" is "e mail"."""
    return fold_name(heading.partition("(")[0]) or fold_name(heading)
