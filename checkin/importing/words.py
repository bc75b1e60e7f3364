"""The words that people fill columns with: statuses, yes and no, forms of address."""

from __future__ import annotations

from checkin.model.registration import Status
from checkin.store.folding import fold_name

DASHES = frozenset({"-", "–", "—"})
"""A dash alone says that there is nothing, where a blank cell says nothing."""


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(_joined, words.split()))


def _joined(text: str) -> str:
    """Folded and without blanks: "Nie opłacone" and "nieopłacone" are one word."""
    return fold_name(text).replace(" ", "")


_STATUSES = (
    (
        Status.CONFIRMED,
        _folded(
            "potwierdzone potwierdzony potwierdzona opłacone opłacony opłacona opłacono zapłacone zapłacono zapłacony "
            "zapłacona zaksięgowano zaksięgowana zaksięgowane zwolniony zwolniona zwolnione bezpłatne bezpłatny "
            "bezpłatna gratis nieodpłatnie przyjęte zaakceptowane aktywne aktywny aktywna zrealizowane zakończone "
            "tak confirmed paid yes ok active approved free completed"
        ),
    ),
    (
        Status.UNPAID,
        _folded(
            "nieopłacone nieopłacony nieopłacona nieopłacono niezapłacone niezapłacono niezapłacony niezapłacona "
            "oczekuje oczekujące oczekujący oczekująca oczekujenapłatność oczekujenawpłatę oczekiwanienapłatność "
            "brakwpłaty brakpłatności dozapłaty nierozliczone nie unpaid notpaid pending no awaitingpayment"
        ),
    ),
    (
        Status.CANCELLED,
        _folded(
            "anulowane anulowany anulowana anulowano rezygnacja zrezygnował zrezygnowała rezygnuje odwołane odwołany "
            "odwołana wycofane wycofany wycofana skreślony skreślona skreślone zwrot zwrócone cancelled canceled "
            "withdrawn refunded"
        ),
    ),
)
_STATUS_OF = {word: status for status, words in _STATUSES for word in words}

_NO = _folded("nie no n 0 false fałsz brak niedotyczy")

_FORMS = {
    form: address
    for address, forms in (
        ("pani", "pani k f kobieta female mrs ms miss"),
        ("pan", "pan m mężczyzna male mr"),
    )
    for form in _folded(forms)
}


def status_of(text: str) -> Status | None:
    """What a word says of a registration or its payment; None for a word we do not know."""
    return _STATUS_OF.get(_joined(text))


def is_yes(text: str) -> bool:
    """Whatever is not a no: people also tick with "x", "1" or "VIP"."""
    return _joined(text) not in _NO


def address_of(text: str) -> str:
    """The form itself, pani or pan, or "" for anything else."""
    return _FORMS.get(_joined(text), "")
