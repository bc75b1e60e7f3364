"""Try a scanner: a code that is known, and what the scanner makes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from checkin.desk.desk import Desk
from checkin.scanning.scanner_check import TEST_CODE
from ui.icons import Icon
from ui.language import Language
from ui.presenters import scanner
from ui.presenters.scanner import Finding
from ui.theme import XL, L, M, S, Theme
from ui.widgets.area import ResizingArea
from ui.widgets.header import Header, PillButton, screen_margins
from ui.widgets.key_catcher import KeyCatcher
from ui.widgets.picture import Picture
from ui.widgets.qr_view import QrView

_BESIDE_FROM = 860  # pixels of the screen, at the designed size of text
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class ScannerScreen(QWidget):
    """`left` leads back, `print_asked` puts the code on paper. Nothing that is scanned here is counted."""

    left = Signal()
    print_asked = Signal()

    def __init__(self, desk: Desk, theme: Theme, language: Language) -> None:
        super().__init__()
        self.setObjectName("screen")
        self._desk, self._theme, self._t = desk, theme, language
        self._header = Header(theme, self)
        self._print = PillButton(theme, Icon.PRINTER, parent=self)
        self._back = PillButton(theme, Icon.ARROW_LEFT, parent=self)
        self._header.add_button(self._print)
        self._header.add_button(self._back)
        self._code = QrView(self)
        self._catcher = KeyCatcher(self)
        self._catcher.setProperty("kind", "catcher")
        self._result = _Result(theme, self._catcher)
        self._lay_out()
        self._back.clicked.connect(self.left)
        self._print.clicked.connect(self.print_asked)
        self._catcher.caught.connect(self._caught)
        language.changed.connect(self._retranslate)
        theme.changed.connect(self._reflow)
        self._retranslate()

    def heard(self, code: str) -> None:
        """A code came by the camera, or while a button had the keyboard."""
        self._say(scanner.finding_of_text(code, self._tag, self._t.texts))

    def tick(self) -> None:
        """Nothing here depends on the time."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wait()
        self._catcher.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reflow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()

    def _caught(self, keys: list[tuple[str, float]]) -> None:
        self._say(scanner.finding(keys, self._tag, self._t.texts))

    @property
    def _tag(self) -> str:
        return self._desk.event.tag if self._desk.event else ""

    def _say(self, finding: Finding | None) -> None:
        if finding is not None:
            self._result.show_finding(finding)

    def _wait(self) -> None:
        t = self._t
        self._say(Finding("left", Icon.BARCODE_SCAN, t("scanner.waiting"), (t("scanner.waiting_hint"),)))

    def _retranslate(self) -> None:
        t = self._t
        self._header.show_words(t("scanner.title"), t("scanner.subtitle"))
        self._print.show_words(t("scanner.print"))
        self._back.show_words(t("scanner.back"), "Esc")
        self._code.show_code(TEST_CODE, t("scanner.code"))
        self._catcher.setAccessibleName(t("scanner.result"))
        self._wait()

    def _reflow(self) -> None:
        beside = self.width() >= _BESIDE_FROM * self._theme.scale
        self._middle.setDirection(_ACROSS if beside else _DOWN)

    def _lay_out(self) -> None:
        whole = QWidget()
        whole.setObjectName("column")
        inside = QVBoxLayout(self._catcher)
        inside.setContentsMargins(XL, XL, XL, XL)
        inside.addWidget(self._result)
        inside.addStretch(1)
        self._middle = QBoxLayout(_ACROSS, whole)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(L + 4)
        self._middle.addWidget(self._code, 1)
        self._middle.addWidget(self._catcher, 1)
        area = ResizingArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(whole)
        page = QVBoxLayout(self)
        screen_margins(page)
        page.addWidget(self._header)
        page.addWidget(area, 1)


class _Result(QFrame):
    """A word with an icon, sentences below it, and what was seen as pairs."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._finding: Finding | None = None
        self._icon = Picture(theme, 46, self)
        self._word = QLabel(self)
        self._word.setProperty("role", "clock")
        self._sentences = QLabel(self)
        self._sentences.setProperty("role", "body")
        for label in (self._word, self._sentences):
            label.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(L)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._word, 1)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(L)
        self._facts.setVerticalSpacing(S)
        self._facts.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addLayout(head)
        column.addWidget(self._sentences)
        column.addSpacing(S)
        column.addLayout(self._facts)
        theme.changed.connect(self._restyle)

    def show_finding(self, finding: Finding) -> None:
        self._finding = finding
        self._word.setText(finding.word)
        self._sentences.setText("\n\n".join(finding.sentences))
        while self._facts.count():
            item = self._facts.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for row, (name, value) in enumerate(finding.facts):
            for column, (words, role) in enumerate(((name, "muted"), (value, "strong"))):
                label = QLabel(words, self)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setProperty("role", role)
                label.setWordWrap(True)
                self._facts.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(". ".join((finding.word, *finding.sentences)))
        self._restyle()

    def _restyle(self) -> None:
        if self._finding is not None:
            self._icon.show_icon(self._finding.icon, QColor(self._theme.colours.tone(self._finding.tone).ink))
