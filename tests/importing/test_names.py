"""Whole names taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.importing.names import Name, Order, order_of, split, strip_title

FIRST_LAST, LAST_FIRST = Order.FIRST_LAST, Order.LAST_FIRST


@pytest.mark.parametrize(
    ("text", "order", "name"),
    [
        ("Anna Nowak", FIRST_LAST, Name("", "Anna", "Nowak")),
        ("Nowak Anna", LAST_FIRST, Name("", "Anna", "Nowak")),
        ("Kowalska-Nowak Anna Maria", LAST_FIRST, Name("", "Anna Maria", "Kowalska-Nowak")),
        ("Anna Maria Kowalska - Nowak", FIRST_LAST, Name("", "Anna Maria", "Kowalska-Nowak")),
        ("Anna Kowalska Nowak", FIRST_LAST, Name("", "Anna", "Kowalska Nowak")),
        ("Kowalska Zielińska Anna", LAST_FIRST, Name("", "Anna", "Kowalska Zielińska")),
        ("Brzęczyszczykiewicz-Śliż Maksymiliana Aleksandra", LAST_FIRST,
         Name("", "Maksymiliana Aleksandra", "Brzęczyszczykiewicz-Śliż")),
        ("dr hab. Jan Nowak", FIRST_LAST, Name("dr hab.", "Jan", "Nowak")),
        ("prof. dr hab. n. med. Jan van der Berg", FIRST_LAST, Name("prof. dr hab. n. med.", "Jan", "van der Berg")),
        ("van der Berg Jan", LAST_FIRST, Name("", "Jan", "van der Berg")),
        ("mgr inż. Nowak Jan", LAST_FIRST, Name("mgr inż.", "Jan", "Nowak")),
        ("r. pr. Ewa Lis", FIRST_LAST, Name("r. pr.", "Ewa", "Lis")),
        ("Jan Nowak, MBA", FIRST_LAST, Name("MBA", "Jan", "Nowak")),
        ("Pani dr Ewa Lis", FIRST_LAST, Name("dr", "Ewa", "Lis", "pani")),
        ("Nowak, dr Anna", FIRST_LAST, Name("dr", "Anna", "Nowak")),
        ("NOWAK Anna", FIRST_LAST, Name("", "Anna", "NOWAK")),
        ("Anna NOWAK", LAST_FIRST, Name("", "Anna", "NOWAK")),
        ("Іван Петренко", FIRST_LAST, Name("", "Іван", "Петренко")),
        ("Solo", FIRST_LAST, Name("", "", "Solo")),
        ("", FIRST_LAST, Name("", "", "")),
    ],
)  # fmt: skip
def test_split(text: str, order: Order, name: Name) -> None:
    assert split(text, order) == name


@pytest.mark.parametrize(
    ("heading", "names", "order"),
    [
        ("Imię i nazwisko", [], FIRST_LAST),
        ("Nazwisko i imię", [], LAST_FIRST),
        ("Uczestnik", ["Nowak Anna", "Lis Jan", "Kot Ewa", "Qwx Zyx"], LAST_FIRST),
        ("Uczestnik", ["Anna Nowak", "dr Jan Lis", "Ewa Kot"], FIRST_LAST),
        ("Imię i nazwisko", ["Nowak Anna", "Lis Jan", "Kot Ewa"], LAST_FIRST),
        ("Nazwisko i imię", ["Nowak Anna", "Jan Lis"], LAST_FIRST),
        ("Uczestnik", ["Jan Marek", "Adam Karol"], FIRST_LAST),
    ],
)
def test_the_order_is_told_by_the_heading_unless_the_names_say_otherwise(
    heading: str, names: list[str], order: Order
) -> None:
    assert order_of(heading, names) is order


def test_a_title_before_a_first_name_is_taken_off() -> None:
    assert strip_title("dr hab. Anna") == Name("dr hab.", "Anna", "")
    assert strip_title("Anna Maria") == Name("", "Anna Maria", "")


@given(st.text(max_size=60), st.sampled_from(Order))
def test_nothing_but_titles_and_blanks_is_lost(text: str, order: Order) -> None:
    name = split(text, order)
    letters = sorted(c for c in " ".join((name.title, name.first, name.last)) if c.isalnum())
    if not name.address:
        assert letters == sorted(c for c in text if c.isalnum())
