from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.badges.colours import contrast, readable_on
from checkin.badges.fonts import DESCENT, lato, printable
from checkin.badges.layout import Designer, Layout
from checkin.badges.template import FLOOR, POINT, Source, load
from checkin.badges.words import days, missing_letters, words
from checkin.model.registration import Registration
from tests.builders import a_registration, an_event

EVENT = an_event()
NAME = 1  # the second block of the card: title, first and last name
ABOUT = 2

SLACK = 1e-6  # of sums of decimals, mm

hard_text = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="AŻĆĘWMqjgy -", max_size=300),
    st.sampled_from(["", "W" * 300, "Żółć " * 60, "Kowalska-" * 30, "李小龙 😀", "محمد", "i w z " * 40]),
)


def _layout(**changes: str) -> Layout:
    return Designer(EVENT, load()).layout(a_registration(1, **changes))


def _said(layout: Layout, block: int) -> list[str]:
    box = load().blocks[block].box
    return [line.text for line in layout.lines if box.y <= line.baseline <= box.bottom]


@given(hard_text, hard_text, hard_text, hard_text, hard_text)
def test_nothing_ever_leaves_its_box(title: str, first: str, last: str, position: str, organisation: str) -> None:
    layout = _layout(title=title, first_name=first, last_name=last, position=position, organisation=organisation)
    for line in layout.lines:
        em = line.size * POINT
        top, bottom = line.baseline - lato(line.weight).rise(line.text) * em, line.baseline + DESCENT * em
        homes = [
            block.box for block in load().blocks if block.box.y <= top + SLACK and bottom <= block.box.bottom + SLACK
        ]
        assert any(line.x >= box.x and line.x + line.width <= box.right + SLACK for box in homes), line
        assert line.size >= FLOOR


@given(hard_text, hard_text)
def test_every_word_is_on_the_badge_unless_it_says_otherwise(first: str, last: str) -> None:
    layout = _layout(title="", first_name=first, last_name=last)
    said = "".join(_said(layout, NAME))
    if not layout.shortened:
        assert "".join(said.split()) == "".join((printable(first) + printable(last)).split())


def test_an_ordinary_name_is_two_lines_the_first_name_the_largest() -> None:
    layout = _layout(first_name="Małgorzata", last_name="Kowalska-Wiśniewska")
    assert _said(layout, NAME) == ["Małgorzata", "Kowalska-Wiśniewska"]
    first, last = (line for line in layout.lines if line.text in _said(layout, NAME))
    assert first.size > 25 and first.size > 1.5 * last.size
    assert first.size == max(line.size for line in layout.lines)


def test_three_hundred_letters_stay_whole() -> None:
    layout = _layout(first_name="Anna " * 60, last_name="Kowalska-" * 33)
    assert not layout.shortened
    assert "".join(_said(layout, NAME)).count("Anna") == 60


def test_what_fits_nowhere_is_shortened_and_told() -> None:
    layout = _layout(organisation="Ośrodek " * 400)
    assert layout.shortened
    assert _said(layout, ABOUT)[-1].endswith("…")


def test_a_badge_without_a_name_still_says_where_from() -> None:
    layout = _layout(first_name="", last_name="", position="")
    assert _said(layout, NAME) == []
    assert _said(layout, ABOUT) == ["Urząd Gminy Przykładowo"]


def test_the_category_is_a_colour_a_word_and_a_letter() -> None:
    layout = _layout(category="prelegent")
    assert (layout.stripe, layout.letter) == ("#8A2C6B", "P")
    assert layout.lines[0].text == "PRELEGENT" and layout.lines[0].colour == layout.ink


def test_without_a_known_category_the_stripe_is_plain() -> None:
    layout = _layout(category="nieznana")
    assert (layout.stripe, layout.letter) == (load().stripe_colour, "")


@given(st.integers(0, 0xFFFFFF))
def test_letters_on_any_stripe_can_be_read(colour: int) -> None:
    assert contrast(readable_on(f"#{colour:06X}"), f"#{colour:06X}") >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#FFFFFF", "#000000") == 21
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_badges_of_one_event_share_what_is_the_same() -> None:
    designer = Designer(EVENT, load())
    once, again = designer.layout(a_registration(1)), designer.layout(a_registration(1))
    assert once == again
    assert designer.layout(a_registration(2, category="partner")).lines[0].text == "PARTNER"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 5, 19), date(2026, 5, 20), "19–20.05.2026"),
        (date(2026, 5, 19), date(2026, 5, 19), "19.05.2026"),
        (date(2026, 5, 30), date(2026, 6, 1), "30.05–01.06.2026"),
        (date(2026, 12, 31), date(2027, 1, 1), "31.12.2026–01.01.2027"),
    ],
)
def test_days_say_once_what_they_share(first: date, last: date, said: str) -> None:
    assert days(first, last) == said


def test_names_are_composed() -> None:
    person = a_registration(1, first_name="Zofia", last_name="Z\u0307o\u0301łc\u0301")
    assert words(person, EVENT)[Source.LAST_NAME] == "Żółć"


def test_missing_letters_are_told_by_person() -> None:
    people: list[Registration] = [
        a_registration(1, first_name="Оксана", last_name="Ґудзь"),
        a_registration(2, first_name="李", last_name="小龙", organisation="😀 李"),
    ]
    people.append(replace(people[0], id=a_registration(3).id, last_name="Nowak\u200b"))
    assert missing_letters(people) == {people[1].id: "李小龙😀"}
