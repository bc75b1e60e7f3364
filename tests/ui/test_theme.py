"""The colours keep their promises in every look."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

import ui
from checkin.desk.words import Band
from checkin.model.decision import Reason
from ui import icons, theme
from ui.icons import Icon
from ui.theme import CONTRAST, DARK, LIGHT, Colours, Theme, contrast

LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
TEXT, CONTROL = 4.5, 3.0


@LOOKS
def test_text_can_be_read(look: Colours) -> None:
    pairs = [
        (ink, ground)
        for ink in (look.text, look.muted, look.accent)
        for ground in (look.background, look.surface, look.hover)
    ]
    pairs += [(look.rail_text, look.rail), (look.rail_text_here, look.rail_here), (look.on_accent, look.accent)]
    pairs += [(look.text, look.mark), (look.muted, look.mark), (look.background, look.text)]
    for band in Band:
        tone = look.tone(band)
        pairs += [(look.on_band, tone.band), (tone.ink, tone.tint), (tone.ink, look.surface)]
        pairs += [(look.text, tone.tint), (look.muted, tone.tint), (tone.ink, look.background)]
    faint = [(ink, ground, round(contrast(ink, ground), 2)) for ink, ground in pairs if contrast(ink, ground) < TEXT]
    assert not faint


@LOOKS
def test_controls_and_bands_stand_out(look: Colours) -> None:
    pairs = [(line, ground) for line in (look.control, look.focus) for ground in (look.background, look.surface)]
    pairs += [(look.tone(band).edge, look.background) for band in Band]
    faint = [(one, other, round(contrast(one, other), 2)) for one, other in pairs if contrast(one, other) < CONTROL]
    assert not faint


def test_bands_differ_by_more_than_colour() -> None:
    from ui.widgets import band_strip, recent, verdict

    assert len(set(band_strip._BAND_ICONS.values())) == len(Band)
    assert set(recent._ICONS) == set(verdict._ADVICE_ICONS) == set(Band)


def test_every_refusal_has_an_icon_of_its_own() -> None:
    from ui.widgets.band_strip import REASON_ICONS

    assert REASON_ICONS.keys() == set(Reason) - {Reason.OK}
    assert len(set(REASON_ICONS.values())) == len(REASON_ICONS)


def test_contrast_is_the_ratio_of_the_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_colour_is_a_colour() -> None:
    for look in (LIGHT, DARK, CONTRAST):
        for field in fields(look):
            value = getattr(look, field.name)
            colours = [value] if isinstance(value, str) else [getattr(value, f.name) for f in fields(value)]
            assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in colours), field.name


@pytest.mark.parametrize("weight", [400, 700, 800, 900])
def test_the_shipped_type_is_used(qapp: QApplication, weight: int) -> None:
    theme = Theme("light")
    font = theme.font(20, weight)
    assert QFontInfo(font).family() == "Lato"
    assert QFontInfo(font).weight() == weight


def test_text_grows_and_large_text_grows_less(qapp: QApplication) -> None:
    plain, large = Theme("light", 100), Theme("light", 200)
    assert large.size(14) == 28
    assert plain.size(76) == 76 < large.size(76) < 2 * 76
    sizes = [large.size(pixels) for pixels in (12, 16, 20, 24, 28, 46, 76)]
    assert sizes == sorted(sizes)


def test_the_style_sheet_has_no_holes(qapp: QApplication) -> None:
    assert "$" not in Theme("dark").style_sheet()


def test_a_look_is_changed_while_the_window_is_open(qapp: QApplication) -> None:
    theme = Theme("light")
    heard: list[str] = []
    theme.changed.connect(lambda: heard.append(theme.colours.background))
    theme.choose("dark", 100)
    theme.choose("contrast", 100)
    assert heard == [DARK.background, CONTRAST.background]


def test_icons_are_letters_of_the_font_with_their_own_names(qapp: QApplication) -> None:
    import json

    charmaps = Path(icons.find_spec("qtawesome").origin).parent.glob("fonts/materialdesignicons6*.json")
    names = json.loads(next(iter(charmaps)).read_text())
    for icon in Icon:
        assert int(names[icon.name.lower().replace("_", "-")], 16) == ord(icon), icon.name
    assert not icons._outline(Icon.CHECK_CIRCLE).isEmpty()


def test_every_icon_is_used() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(ui.__file__).parent.rglob("*.py"))
    assert [icon.name for icon in Icon if f"Icon.{icon.name}" not in source] == []


def test_calls_into_qt_do_not_use_up_none(qapp: QApplication) -> None:
    """See `ui._keep_singletons`: more calls than None has references when Python starts."""
    timer = theme.QObject()
    for _ in range(20_000):
        timer.setObjectName("")
