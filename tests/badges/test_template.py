from __future__ import annotations

import pytest

from checkin.badges.template import DEFAULT, TEMPLATES, Box, Source, load, names, parse
from checkin.errors import InputProblem

TEXT = (TEMPLATES / f"{DEFAULT}.toml").read_text(encoding="utf-8")


def _fault(text: str) -> InputProblem:
    with pytest.raises(InputProblem) as caught:
        parse("karta", text)
    assert caught.value.params["name"] == "karta"
    return caught.value


@pytest.mark.parametrize("name", names())
def test_every_template_we_ship_can_be_loaded(name: str) -> None:
    template = load(name)
    sources = {part.source for block in template.blocks for part in block.parts}
    assert {Source.FIRST_NAME, Source.LAST_NAME, Source.ORGANISATION, Source.CATEGORY, Source.EVENT} <= sources


def test_the_default_is_a_card_of_86_by_54_mm_with_a_code_of_18_mm_or_more() -> None:
    template = load()
    assert (template.card.width, template.card.height) == (86, 54)
    assert template.qr.width >= 18


def test_an_unknown_template_is_told_with_those_there_are() -> None:
    with pytest.raises(InputProblem) as caught:
        load("../../etc/passwd")
    assert caught.value.key == "badge.template_unknown"
    assert DEFAULT in str(caught.value.params["known"])


@pytest.mark.parametrize(
    ("good", "bad", "key"),
    [
        ("width = 86\nheight = 54", 'width = "86"\nheight = 54', "width"),
        ("width = 86\nheight = 54", "width = nan\nheight = 54", "width"),
        ("width = 86\nheight = 54", "width = true\nheight = 54", "width"),
        ("[letter]", "[letters]", "letter"),
        ("size = 18.5", "size = 12", "qr.size"),
        ('colour = "#55616E"\n\n# The', 'colour = "red"\n\n# The', "stripe.colour"),
        ('stand = "top"', 'stand = "left"', "block.3.stand"),
        ('source = "position"', 'source = "password"', "block.3.part.1.source"),
        ("weight = 900", "weight = 901", "block.2.part.2.weight"),
        ("size = [18, 10]", "size = [10, 18]", "block.2.part.3.size"),
        ("size = [18, 10]", "size = 18", "block.2.part.3.size"),
        ("gap = 1.2", "gap = -1", "block.3.part.2.gap"),
        ("upper = true", "upper = 1", "block.1.part.1.upper"),
        ('colour = "on stripe"', 'colour = "on paper"', "block.1.part.1.colour"),
        ("height = 17.5", "height = 4", "block.2.height"),
        ("[[block]]", "[[blocks]]", "block"),
    ],
)
def test_a_fault_names_its_key(good: str, bad: str, key: str) -> None:
    assert good in TEXT
    fault = _fault(TEXT.replace(good, bad))
    assert (fault.key, fault.params["key"]) == ("badge.template_value", key)


@pytest.mark.parametrize(
    ("good", "bad", "sentence", "key"),
    [
        ("x = 63.5", "x = 66", "badge.template_quiet_zone", "qr"),
        ("width = 54.5\nheight = 14.4", "width = 60\nheight = 14.4", "badge.template_quiet_zone", "block.3"),
        ("width = 76", "width = 82", "badge.template_outside", "block.2"),
    ],
)
def test_nothing_leaves_the_card_or_comes_too_near_the_code(good: str, bad: str, sentence: str, key: str) -> None:
    assert good in TEXT
    fault = _fault(TEXT.replace(good, bad, 1))
    assert (fault.key, fault.params["key"]) == (sentence, key)


def test_a_file_that_is_no_toml_is_told() -> None:
    assert _fault("width = = 3").key == "badge.template_no_toml"


def test_boxes_that_only_touch_do_not_meet() -> None:
    left = Box(0, 0, 10, 10)
    assert not left.meets(Box(10, 0, 5, 5)) and left.meets(Box(9, 9, 5, 5))
    assert left.holds(Box(0, 0, 10, 10)) and not left.holds(Box(1, 1, 10, 1))
