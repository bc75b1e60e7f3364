"""Small builders of events, registrations and entries: a test names only what it is about.

The event is a small congress of two days in Warsaw, with everything that a rule may ask about: an entrance a day,
three parallel sessions (one with a capacity, one that takes bookings), a session after them, and a lunch.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from checkin.clock import Clock
from checkin.model.entry import Entry, EntryKind
from checkin.model.event import (
    Category,
    Checkpoint,
    CheckpointKind,
    DoorMode,
    EntranceRule,
    Event,
    Firmness,
    HelpPoint,
    Policy,
    Reentry,
)
from checkin.model.operator import Operator, Role
from checkin.model.registration import Registration
from checkin.model.ticket import ALPHABET, check_letter

WARSAW = ZoneInfo("Europe/Warsaw")
TAG = "KS"

FREE = Policy(opens=timedelta(hours=2), reentry=Reentry.FREE)


def at(hour: int, minute: int = 0, *, day: int = 19, second: int = 0) -> datetime:
    """A moment of the congress, 19 or 20 May 2026, by the clock on the wall in Warsaw; aware UTC."""
    return datetime(2026, 5, day, hour, minute, second, tzinfo=WARSAW).astimezone(UTC)


def a_checkpoint(key: str = "wejscie-1", **changes: Any) -> Checkpoint:
    """The entrance of the first day, unless the changes say otherwise."""
    plain = Checkpoint(
        key=key,
        kind=CheckpointKind.ENTRANCE,
        title=key.replace("-", " ").capitalize(),
        title_en=key,
        room="Hol",
        starts=at(9),
        ends=at(18),
        capacity=None,
        policy=FREE,
    )
    return replace(plain, **changes)


def a_session(key: str, hour: int = 11, *, policy: Policy | None = None, **changes: Any) -> Checkpoint:
    """A session of ninety minutes on the first day."""
    return a_checkpoint(
        key,
        **{
            "kind": CheckpointKind.SESSION,
            "room": "Sala " + key[-1].upper(),
            "starts": at(hour),
            "ends": at(hour) + timedelta(minutes=90),
            "policy": policy or Policy(entrance=EntranceRule.ADMIT_BOTH),
            **changes,
        },
    )


CATEGORIES = (
    Category("sekretarz", "Sekretarz JST", "Local government secretary", "#1F4E9E", "S"),
    Category("prelegent", "Prelegent", "Speaker", "#8A2C6B", "P"),
    Category("partner", "Partner", "Partner", "#6B5B00", "F"),
)

CHECKPOINTS = (
    a_checkpoint("wejscie-1"),
    a_checkpoint("wejscie-2", starts=at(9, day=20), ends=at(16, day=20)),
    a_session("sesja-a"),
    a_session("sesja-b", capacity=2),
    a_session("sesja-c", policy=Policy(door=DoorMode.REGISTERED)),
    a_session("sesja-d", 14),
    a_checkpoint(
        "obiad-1",
        kind=CheckpointKind.MEAL,
        starts=at(13),
        ends=at(14),
        policy=Policy(entitled=frozenset({"sekretarz", "prelegent"}), reentry=Reentry.ONCE),
    ),
)


def an_event(**changes: Any) -> Event:
    """The small congress."""
    plain = Event(
        key="kongres",
        tag=TAG,
        title="X Krajowy Kongres Sekretarzy",
        motto="Kompetencje. Odpowiedzialność.",
        city="Warszawa",
        organiser="Fundacja Rozwoju Demokracji Lokalnej",
        co_organiser="Krajowa Rada Forów Sekretarzy",
        timezone=WARSAW,
        starts=date(2026, 5, 19),
        ends=date(2026, 5, 20),
        help_point=HelpPoint("Recepcja, hol główny", "22 555 01 00"),
        unpaid=Firmness.REFUSE,
        categories=CATEGORIES,
        checkpoints=CHECKPOINTS,
    )
    return replace(plain, **changes)


def a_clock(hour: int = 9, minute: int = 0, *, day: int = 19) -> Clock:
    """A clock that starts at this moment of the congress and ticks on."""
    return Clock(at(hour, minute, day=day))


def a_code(number: int, tag: str = TAG) -> str:
    """Our own code of a number: valid, and the same each time."""
    letters = random.Random(number).choices(ALPHABET, k=17)
    body = tag + "".join(letters)
    return body + check_letter(body)


def an_id(number: int, kind: int = 1) -> UUID:
    """A UUIDv7 of a number, the same each time; `kind` keeps those of desks and entries apart."""
    return UUID(int=(1_779_000_000_000 + number) << 80 | 7 << 76 | 0b10 << 62 | kind << 48 | number)


def an_operator(**changes: Any) -> Operator:
    """A coordinator, who may do everything."""
    return replace(Operator(an_id(1, kind=4), "Ewa Próbna", Role.COORDINATOR), **changes)


def a_registration(number: int = 1, **changes: Any) -> Registration:
    """Person number so and so, a confirmed secretary with a ticket of our own."""
    plain = Registration(
        id=an_id(number),
        ticket=a_code(number),
        first_name="Anna",
        last_name=f"Testowa-{number}",
        position="Sekretarz",
        organisation="Urząd Gminy Przykładowo",
        powiat="przykładowski",
        voivodeship="mazowieckie",
        category="sekretarz",
        email=f"osoba{number}@example.org",
        source_id=f"Z-{number}",
    )
    return replace(plain, **changes)


_FIRST = ("Anna", "Łukasz", "Małgorzata", "Paweł", "Żaneta", "Grzegorz", "Oksana", "Józef", "Katarzyna", "Andrzej")
_LAST = (
    "Kowalska", "Nowak", "Wiśniewski", "Żółć", "Dąbrowska", "Kozłowski", "Kamińska", "Lewandowski",
    "Zielińska", "Szymański", "Woźniak", "Kozak", "Korczak-Mleczko", "Brzęczyszczykiewicz", "Anczyc", "Koc",
)  # fmt: skip
_OFFICES = ("Urząd Gminy Osiek", "Urząd Miasta Kolno", "Starostwo Powiatowe", "Urząd Gminy Góra Świętej Małgorzaty")


def crowd(size: int, *, first: int = 1) -> Iterator[Registration]:
    """Many different people, the same each time: numbers `first` to `first + size - 1`."""
    for number in range(first, first + size):
        yield a_registration(
            number,
            first_name=_FIRST[number % 10],
            last_name=f"{_LAST[number * 7 % 16]}{'-' + _LAST[number * 11 % 16] if number % 9 == 0 else ''}",
            organisation=f"{_OFFICES[number % 4]} {number % 2477}",
        )


def an_entry(number: int = 1, kind: EntryKind = EntryKind.ADMITTED, **changes: Any) -> Entry:
    """Entry number so and so of desk 1 at the entrance, a second after the one before; born without an offset."""
    plain = Entry(
        id=an_id(number, kind=3),
        kind=kind,
        at=at(9) + timedelta(seconds=number),
        offset=timedelta(0),
        desk=an_id(1, kind=2),
        sequence=number,
        registration=an_id(1),
        checkpoint="wejscie-1",
        reason="ok",
    )
    return replace(plain, **changes)


def a_desk(folder: Path, *people: Registration, event: Event | None = None, clock: Clock | None = None) -> Any:
    """An open desk of the congress with these people in its replica, their tickets issued. Close its replica."""
    from checkin.desk.desk import assemble
    from checkin.store.key import replica_key
    from checkin.store.replica import Replica

    replica = Replica.open(folder, replica_key(folder, headless=True))
    with replica.writing() as writing:
        for person in people:
            writing.add_registration(person)
    return assemble(folder, replica, clock or a_clock(), event or an_event(), name="Punkt 1")
