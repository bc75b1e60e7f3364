"""Colours, sizes and type as data, and the style sheet and palette made of them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

_RESOURCES = Path(__file__).parent.parent / "resources"
_STYLE_SHEET = Path(__file__).parent / "style.qss"

LOOKS = ("system", "light", "dark", "contrast")

# Space, radius: the only distances there are.
XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
RADIUS_S, RADIUS, RADIUS_L = 8, 12, 18

FAMILY = "Lato"

# Text up to this size grows by the whole scale; what is larger is legible already and grows by a part.
_FULLY_SCALED = 24
_LARGE_TEXT_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of one answer: `ink` on `tint`, white on `band`, and an `edge` that stands out from the window."""

    ink: str
    tint: str
    band: str
    edge: str


@dataclass(frozen=True, slots=True)
class Colours:
    """One look, every colour as ``#RRGGBB``.

    Attributes:
        line: between surfaces only; too faint for the border of a control.
        control, focus: borders of controls and of the one that has the keyboard, >= 3:1 on both sides.
        mark: behind the letters that a search matched.
        track: the part of a bar that is not filled.
    """

    background: str
    surface: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    hover: str
    control: str
    focus: str
    mark: str
    track: str
    rail: str
    rail_here: str
    rail_text: str
    rail_text_here: str
    on_band: str
    admitted: Tone
    attention: Tone
    stop: Tone
    clarify: Tone
    left: Tone
    undone: Tone

    def tone(self, band: str) -> Tone:
        """The tone of a `checkin.desk.words.Band`."""
        return getattr(self, band)


LIGHT = Colours(
    background="#F4F6F8",
    surface="#FFFFFF",
    line="#D5DBE1",
    text="#16202A",
    muted="#55616E",
    accent="#17557A",
    on_accent="#FFFFFF",
    hover="#E8F0F5",
    control="#75838F",
    focus="#17557A",
    mark="#FFE39A",
    track="#D5DBE1",
    rail="#12303F",
    rail_here="#1F5068",
    rail_text="#C9D8E0",
    rail_text_here="#FFFFFF",
    on_band="#FFFFFF",
    admitted=Tone("#14653B", "#E3F3E9", "#14653B", "#14653B"),
    attention=Tone("#7A4B00", "#FFF1CC", "#8A5600", "#8A5600"),
    stop=Tone("#A3201A", "#FCE5E3", "#A3201A", "#A3201A"),
    clarify=Tone("#3B4854", "#E7ECF0", "#46535F", "#46535F"),
    left=Tone("#1B4B86", "#E2ECF8", "#1B4B86", "#1B4B86"),
    undone=Tone("#563C7E", "#EDE7F6", "#563C7E", "#563C7E"),
)

DARK = Colours(
    background="#10161B",
    surface="#19222A",
    line="#2C3843",
    text="#EAF0F4",
    muted="#9FB0BD",
    accent="#6CB8E0",
    on_accent="#0B1A22",
    hover="#22303A",
    control="#73838F",
    focus="#6CB8E0",
    mark="#4A3A00",
    track="#2C3843",
    rail="#0B1115",
    rail_here="#1C2932",
    rail_text="#9FB0BD",
    rail_text_here="#FFFFFF",
    on_band="#FFFFFF",
    admitted=Tone("#6FDD9C", "#12351F", "#14653B", "#2E9C61"),
    attention=Tone("#FFC85C", "#3A2B0A", "#8A5600", "#B97A14"),
    stop=Tone("#FF9B93", "#451613", "#A3201A", "#DC5148"),
    clarify=Tone("#C6D3DC", "#222C34", "#46535F", "#7B8B98"),
    left=Tone("#9CC6FF", "#13253C", "#1B4B86", "#4A84CC"),
    undone=Tone("#D0B8F5", "#281C3C", "#563C7E", "#9575C9"),
)

CONTRAST = Colours(
    background="#000000",
    surface="#000000",
    line="#FFFFFF",
    text="#FFFFFF",
    muted="#FFFFFF",
    accent="#FFE14D",
    on_accent="#000000",
    hover="#333300",
    control="#FFFFFF",
    focus="#FFE14D",
    mark="#5C4A00",
    track="#4A4A4A",
    rail="#000000",
    rail_here="#333300",
    rail_text="#FFFFFF",
    rail_text_here="#FFE14D",
    on_band="#FFFFFF",
    admitted=Tone("#7CFFB2", "#000000", "#0B5A30", "#7CFFB2"),
    attention=Tone("#FFD060", "#000000", "#6E4400", "#FFD060"),
    stop=Tone("#FFB0A9", "#000000", "#8E1812", "#FFB0A9"),
    clarify=Tone("#FFFFFF", "#000000", "#3A4650", "#FFFFFF"),
    left=Tone("#B5D6FF", "#000000", "#12407A", "#B5D6FF"),
    undone=Tone("#E2CFFF", "#000000", "#4A3072", "#E2CFFF"),
)

_BY_LOOK = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Theme(QObject):
    """The look in force; whoever paints by hand listens to `changed`.

    Args:
        look: one of `LOOKS`; "system" follows the system and its changes.
        text_scale: 100 to 200, percent.
    """

    changed = Signal()

    def __init__(self, look: str = "system", text_scale: int = 100, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._scale = text_scale / 100
        self.colours = self._resolve()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def choose(self, look: str, text_scale: int) -> None:
        """Change the look or the size of text while the window is open."""
        self._look, self._scale = look, text_scale / 100
        self._restyle()

    def size(self, pixels: int) -> int:
        """The size, in pixels, at which text of a nominal size is drawn."""
        if pixels <= _FULLY_SCALED:
            return round(pixels * self._scale)
        large = (pixels - _FULLY_SCALED) * (1 + (self._scale - 1) * _LARGE_TEXT_SHARE)
        return round(_FULLY_SCALED * self._scale + large)

    @property
    def scale(self) -> float:
        """How much larger than designed body text is: 1 to 2."""
        return self._scale

    def font(self, pixels: int, weight: int = 400) -> QFont:
        """The type of a nominal size; weights 400, 700, 800 and 900 are shipped."""
        font = QFont(FAMILY)
        font.setPixelSize(self.size(pixels))
        font.setWeight(QFont.Weight(weight))
        return font

    def colour(self, token: str) -> QColor:
        return QColor(getattr(self.colours, token))

    def apply(self) -> None:
        """Put the look on the whole application."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setPalette(self._palette())
        application.setFont(self.font(14))
        application.setStyleSheet(self.style_sheet())

    def style_sheet(self) -> str:
        tokens = {field.name: getattr(self.colours, field.name) for field in fields(Colours)}
        tokens["attention_ink"] = self.colours.attention.ink
        tokens |= {f"h{pixels}": f"{self.size(pixels)}px" for pixels in (20, 24)}
        sizes = {f"t{pixels}": f"{self.size(pixels)}px" for pixels in (12, 13, 14, 15, 16, 20, 24, 28, 46)}
        return Template(_STYLE_SHEET.read_text(encoding="utf-8")).substitute(tokens, **sizes)

    def _resolve(self) -> Colours:
        if self._look in _BY_LOOK:
            return _BY_LOOK[self._look]
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def _system_changed(self) -> None:
        if self._look == "system":
            self._restyle()

    def _restyle(self) -> None:
        self.colours = self._resolve()
        self.apply()
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for roles, token in (
            ((role.Window,), "background"),
            ((role.Base, role.Button, role.AlternateBase), "surface"),
            ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), "text"),
            ((role.ToolTipBase,), "surface"),
            ((role.Highlight, role.Link), "accent"),
            ((role.HighlightedText,), "on_accent"),
            ((role.PlaceholderText,), "muted"),
        ):
            for one in roles:
                palette.setColor(one, self.colour(token))
        return palette


def load_fonts() -> None:
    """Make the shipped type known to Qt; the system's own is the fallback where a file is gone."""
    for file in sorted((_RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
