"""One person's right to attend. Personal data lives here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Status(StrEnum):
    CONFIRMED = "confirmed"
    UNPAID = "unpaid"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Registration:
    """A registration as the replica holds it.

    Attributes:
        id: UUIDv7.
        ticket: the code that is valid now; "" before one is issued.
        title: academic or professional title ("dr", "prof."), printed before the name.
        address: how the person is addressed, if known: "pani", "pan" or "".
        note: for the desk ("odbiera pakiet VIP"); shown with every verdict.
        source_id: the identifier in the system the list came from, "" where it had none.
        valid_from, valid_until: aware bounds of the right to attend; None is unbounded.
        version: counts corrections, so that a stale one is found out.
        companions: people who come along without a registration of their own.
        photos: whether the person agrees to be photographed; None where nobody asked.
        unfinished: let in with a name and a category only; somebody completes it later.
        in_place_of: whose substitute this person is.
    """

    id: UUID
    ticket: str
    first_name: str
    last_name: str
    title: str = ""
    position: str = ""
    organisation: str = ""
    powiat: str = ""
    voivodeship: str = ""
    category: str = ""
    status: Status = Status.CONFIRMED
    address: str = ""
    email: str = ""
    phone: str = ""
    diet: str = ""
    note: str = ""
    vip: bool = False
    source_id: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    version: int = 1
    companions: int = 0
    photos: bool | None = None
    unfinished: bool = False
    in_place_of: UUID | None = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
