"""Text that shrinks until it fits: names and the word on the band are never cut."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

_STEP = 2


class FitText(QWidget):
    """One text over at most `lines` lines, drawn as large as its box allows.

    Args:
        largest, smallest: nominal sizes in pixels; below the smallest the end is left out with an ellipsis.
    """

    def __init__(
        self, theme: Theme, *, largest: int, smallest: int, weight: int, lines: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._largest, self._smallest, self._weight, self._lines = largest, smallest, weight, lines
        self._text = ""
        self._colour: QColor | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.updateGeometry)

    def text(self) -> str:
        return self._text

    def show_text(self, text: str, colour: QColor | None = None) -> None:
        """Lines are parted with a line feed where the text wants them parted."""
        self._text, self._colour = text, colour
        self.setAccessibleName(text.replace("\n", " "))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(self._largest, self._weight))
        widest = max((metrics.horizontalAdvance(line) for line in self._text.split("\n")), default=0)
        return QSize(widest + 1, metrics.lineSpacing() * max(1, self._text.count("\n") + 1))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(self._smallest, self._weight))
        return QSize(0, metrics.lineSpacing() * min(self._lines, self._text.count("\n") + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        font = self._fit(self.width(), self.height())
        painter = QPainter(self)
        painter.setPen(self._colour or self._theme.colour("text"))
        metrics = QFontMetrics(font)
        laid = _lines_of(self._text, font, self.width())
        shown = laid[: self._lines_within(metrics)]
        if len(laid) > len(shown):
            shown[-1] = metrics.elidedText(f"{shown[-1]} {laid[len(shown)]}", Qt.TextElideMode.ElideRight, self.width())
        painter.setFont(font)
        top = 0 if self._lines > 1 else (self.height() - metrics.height()) // 2
        for number, line in enumerate(shown):
            box = QRect(0, top + number * metrics.lineSpacing(), self.width(), metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)

    def _lines_within(self, metrics: QFontMetrics) -> int:
        return max(1, min(self._lines, (self.height() + metrics.leading() + 1) // max(1, metrics.lineSpacing())))

    def _fit(self, width: int, height: int) -> QFont:
        """The largest type that fits into a box of pixels, else the smallest allowed."""
        size = self._largest
        while True:
            font = self._theme.font(size, self._weight)
            metrics = QFontMetrics(font)
            laid = _lines_of(self._text, font, width)
            fits = len(laid) <= self._lines and all(metrics.horizontalAdvance(line) <= width for line in laid)
            taken = metrics.lineSpacing() * min(len(laid), self._lines)
            if (fits and taken <= height) or size <= self._smallest:
                return font
            size -= _STEP


def _lines_of(text: str, font: QFont, width: int) -> list[str]:
    """The lines of a text at a width; words are parted only between words and after hyphens."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            lines.append(paragraph[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
    return lines or [""]
