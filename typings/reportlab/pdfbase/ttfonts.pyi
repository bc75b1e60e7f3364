from pathlib import Path

class TTFontFace:
    charToGlyph: dict[int, int]
    charWidths: dict[int, float]
    defaultWidth: float

class TTFont:
    face: TTFontFace
    def __init__(self, name: str, filename: str | Path) -> None: ...
