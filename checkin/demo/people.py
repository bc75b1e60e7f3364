"""Invented people of the Congress, as many as asked for, the same ones each time.

Traits are drawn from decks: shuffled cards, dealt without putting back and shuffled anew when all are
out. So the shares of a trait hold exactly in every hand of `HAND` people, and 100,000 of them stream
as easily as 420. Telephones are of the invented range 555 0xx xxx, e-mails are at example.org.
"""

from __future__ import annotations

import itertools
import random
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from checkin.demo.ingredients import PAN, PANI, Ingredients, Name, Office, load_ingredients
from checkin.model.event import Checkpoint, DoorMode, Event
from checkin.model.registration import Registration, Status
from checkin.model.ticket import ALPHABET, LENGTH, check_letter

SEED = 2026
HAND = 420  # people of the Congress; the decks below count cards in it

SECRETARY = "sekretarz"
_CATEGORIES = {SECRETARY: 360, "prelegent": 22, "rzad": 14, "partner": 14, "organizator": 10}
_STATUSES = {Status.CANCELLED: 12, Status.UNPAID: 14}  # among the secretaries; nobody else pays
_FOREIGN_CODES = {"numbered": 4, "hexadecimal": 4, "short": 4}
_VALIDITIES = {"first day": 5, "last day": 5}
_VIPS = 16
_DELEGATIONS = {1: 42, 2: 5, 3: 2, 4: 1}  # people an office sends
_CAST_EVERY = 20  # offices between two members of the cast

LOST_PHONE = "555000000"  # all that is left of a number a spreadsheet has shown as 5,55E+08
_PHONES = {"": 12, LOST_PHONE: 6, "555{:03d}{:03d}": 50, "+48 555 {:03d} {:03d}": 32}
_MAILS = {"": 8, "own": 62, "office": 30}

_LETTERS_OF_SHORT_CODES = "abcdefghjkmnpqrstuvwxyz23456789"
_TO_ALPHABET = str.maketrans("0123456789abcdef", ALPHABET)
_WITHOUT_MARKS = str.maketrans({"ł": "l", "ß": "ss", "'": "", "„": "", "”": ""})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Person:
    """A registration, and what a registration list says beside it.

    Attributes:
        gmina: where the office is a gmina's, else "".
        bookings: keys of the checkpoints booked, in the order of the programme.
    """

    registration: Registration
    gmina: str
    bookings: tuple[str, ...]


def invent(event: Event, count: int = HAND, seed: int = SEED) -> Iterator[Person]:
    """People with distinct tickets and ids; the same arguments give the same people.

    Args:
        event: gives the tag of the tickets, the days and what can be booked. The categories drawn are the Congress's.
        count: how many people.
    """
    crowd = _Crowd(event, count, seed, load_ingredients())
    return (crowd.person(number) for number in range(1, count + 1))


class _Deck(Generic[T]):
    """Cards drawn one by one, shuffled anew when all are out."""

    def __init__(self, dealer: random.Random, cards: Iterable[T]) -> None:
        self._dealer = dealer
        self._cards = list(cards)
        self._left: list[T] = []

    def draw(self) -> T:
        if not self._left:
            self._left = self._cards.copy()
            self._dealer.shuffle(self._left)
        return self._left.pop()


def _cards(counts: Mapping[T, int], rest: T, size: int) -> list[T]:
    """So many cards of each value, filled up to `size` with the rest."""
    special = [value for value, count in counts.items() for _ in range(count)]
    return special + [rest] * (size - len(special))


@dataclass(frozen=True, slots=True)
class _Seat:
    """A place in the delegation of an organisation, and who takes it if that is settled."""

    organisation: str
    position: str
    office: Office | None = None
    shared_mail: bool = False
    name: Name | None = None


class _Crowd:
    """The decks, and a person from one card of each."""

    def __init__(self, event: Event, count: int, seed: int, ingredients: Ingredients) -> None:
        self._event = event
        self._ingredients = ingredients
        self._random = dealer = random.Random(seed)
        self._categories = _Deck(dealer, _cards(_CATEGORIES, SECRETARY, HAND))
        self._statuses = _Deck(dealer, _cards(_STATUSES, Status.CONFIRMED, _CATEGORIES[SECRETARY]))
        self._codes = _Deck(dealer, _cards(_FOREIGN_CODES, "own", HAND))
        self._validities = _Deck(dealer, _cards(_VALIDITIES, "", HAND))
        self._vips = _Deck(dealer, _cards({True: _VIPS}, False, HAND))
        self._notes = _Deck(dealer, _cards(ingredients.notes, "", HAND))
        self._diets = _Deck(dealer, _cards(ingredients.diets, "", HAND))
        self._titles = _Deck(dealer, _cards(ingredients.titles, "", 100))
        self._speaker_titles = _Deck(dealer, _cards(ingredients.speaker_titles, "", 100))
        self._rare: _Deck[Name | None] = _Deck(dealer, [*ingredients.rare, *[None] * (HAND - len(ingredients.rare))])
        self._phones = _Deck(dealer, _cards(_PHONES, "", 100))
        self._mails = _Deck(dealer, _cards(_MAILS, "", 100))
        self._bookable = tuple((place, self._places(place, count)) for place in _bookable(event))
        self._secretaries = self._delegations()

    def person(self, number: int) -> Person:
        category = self._categories.draw()
        seat = next(self._secretaries) if category == SECRETARY else self._seat(category)
        name = seat.name or self._rare.draw() or self._name()
        office = seat.office
        valid_from, valid_until = self._validity()
        registration = Registration(
            id=self._id(number),
            ticket=self._ticket(number),
            first_name=name.first,
            last_name=name.last,
            title=(self._speaker_titles if category == "prelegent" else self._titles).draw(),
            position=seat.position,
            organisation=seat.organisation,
            powiat=office.powiat if office else "",
            voivodeship=office.voivodeship if office else "",
            category=category,
            status=self._statuses.draw() if category == SECRETARY else Status.CONFIRMED,
            address=name.address if self._random.random() < 0.6 else "",
            email=self._email(name, seat),
            phone=self._phones.draw().format(*divmod(number % 1_000_000, 1000)),
            diet=self._diets.draw(),
            note=self._notes.draw(),
            vip=self._vips.draw(),
            source_id=f"ZG-{number:04d}",
            valid_from=valid_from,
            valid_until=valid_until,
        )
        return Person(registration, office.gmina if office else "", self._bookings(registration))

    def _delegations(self) -> Iterator[_Seat]:
        """Secretaries and who comes with them, office by office, the cast strewn among the first."""
        cast = list(self._ingredients.cast)
        taken = {office for _, office in cast}
        offices = _Deck(self._random, (office for office in self._ingredients.offices if office not in taken))
        sizes = _Deck(self._random, _cards(_DELEGATIONS, 1, sum(_DELEGATIONS.values())))
        shared = _Deck(self._random, (True, True, False))
        for visit in itertools.count(1):
            name = None
            if cast and visit % _CAST_EVERY == 0:
                name, office = cast.pop()
            else:
                office = offices.draw()
            size = sizes.draw()
            shared_mail = size > 1 and shared.draw()
            for position in self._ingredients.positions[office.kind][:size]:
                yield _Seat(office.title, position, office, shared_mail, name)
                name = None

    def _seat(self, category: str) -> _Seat:
        role = self._ingredients.roles[category]
        return _Seat(self._random.choice(role.organisations), self._random.choice(role.positions))

    def _name(self) -> Name:
        chance = self._random.random
        address = PANI if chance() < 0.58 else PAN
        first = self._random.choice(self._ingredients.given[address])
        if chance() < 0.05:
            first = f"{first} {self._random.choice(self._ingredients.given[address])}"
        surnames = self._ingredients.surnames[address]
        last = self._random.choice(surnames)
        if chance() < (0.12 if address == PANI else 0.02):
            last = f"{last}-{self._random.choice(surnames)}"
        return Name(first, last, address)

    def _validity(self) -> tuple[datetime | None, datetime | None]:
        """Bounds of a ticket for one day only; mostly none."""
        days = self._validities.draw()
        if days == "first day":
            return None, self._midnight(1)
        if days == "last day":
            return self._midnight((self._event.ends - self._event.starts).days), None
        return None, None

    def _midnight(self, day: int) -> datetime:
        """The beginning of a day of the event, counted from 0."""
        return datetime.combine(self._event.starts + timedelta(days=day), time(), self._event.timezone)

    def _id(self, number: int) -> UUID:
        """A UUIDv7 as of a registration in the month before the event, one every second."""
        moment = self._midnight(-30) + timedelta(seconds=number)
        random_bits = self._random.getrandbits(74)
        high, low = random_bits >> 62, random_bits & (1 << 62) - 1
        return UUID(int=int(moment.timestamp() * 1000) << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)

    def _ticket(self, number: int) -> str:
        """One of our codes, or now and then one that another system has issued."""
        match self._codes.draw():
            case "numbered":
                return f"FRDL-{self._event.starts.year}-{number:05d}"
            case "hexadecimal":
                return f"{self._random.getrandbits(128):032x}"
            case "short":
                return "".join(self._random.choices(_LETTERS_OF_SHORT_CODES, k=16))
            case _:
                drawn = f"{self._random.getrandbits(68):0{LENGTH - 3}x}"
                body = self._event.tag + drawn.translate(_TO_ALPHABET)
                return body + check_letter(body)

    def _email(self, name: Name, seat: _Seat) -> str:
        kind = self._mails.draw()
        office = seat.office
        place = " ".join(dict.fromkeys((office.name, office.powiat))) if office else seat.organisation
        if kind == "office" or seat.shared_mail:
            return f"biuro.{_slug(place)}@example.org"
        return f"{_slug(name.first.split()[0])}.{_slug(name.last)}@example.org" if kind else ""

    def _places(self, checkpoint: Checkpoint, count: int) -> _Deck[bool]:
        """Who books this checkpoint: most people, or as many as it nearly holds."""
        share = 0.9
        if checkpoint.capacity is not None:
            share = min(share, 0.95 * checkpoint.capacity / max(count, HAND))
        return _Deck(self._random, _cards({True: round(share * HAND)}, False, HAND))

    def _bookings(self, registration: Registration) -> tuple[str, ...]:
        """The checkpoints the person has a place in; a cancelled registration has given them back."""
        chosen: list[Checkpoint] = []
        for checkpoint, places in self._bookable:
            if not places.draw() or registration.status is Status.CANCELLED:
                continue
            if _may_book(registration, checkpoint) and not any(checkpoint.overlaps(other) for other in chosen):
                chosen.append(checkpoint)
        return tuple(checkpoint.key for checkpoint in chosen)


def _bookable(event: Event) -> list[Checkpoint]:
    places = (checkpoint for checkpoint in event.checkpoints if checkpoint.policy.door is DoorMode.REGISTERED)
    return sorted(places, key=lambda checkpoint: checkpoint.starts)


def _may_book(registration: Registration, checkpoint: Checkpoint) -> bool:
    entitled = checkpoint.policy.entitled
    return (
        (entitled is None or registration.category in entitled)
        and (registration.valid_from is None or registration.valid_from <= checkpoint.starts)
        and (registration.valid_until is None or checkpoint.starts < registration.valid_until)
    )


def _slug(text: str) -> str:
    """Latin letters without marks, words joined by a point: the part of an e-mail before the @."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_WITHOUT_MARKS))
    words = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return ".".join(words.split())
