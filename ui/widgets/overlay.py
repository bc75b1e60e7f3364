"""A sheet over the window: the rest grows dim, Escape closes it, the keyboard returns where it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import XL, XXL, L, Theme

_DIM = QColor(8, 14, 18, 150)


class Overlay(QWidget):
    """Fill `body`; `widest` bounds the sheet, in pixels, and grows with the text."""

    gives_way = True  # to a scan
    covers_all = False  # nothing else shows while it is open, and nothing opens over it

    def __init__(self, theme: Theme, window: QWidget, *, widest: int) -> None:
        super().__init__(window)
        self._theme, self._window, self._widest = theme, window, widest
        self._before: QWidget | None = None
        self._sheet = QFrame(self)
        self._sheet.setProperty("kind", "sheet")
        self._title = QLabel(self._sheet)
        self._title.setProperty("role", "title")
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.body = QVBoxLayout(self._sheet)
        self.body.setContentsMargins(XXL, XL, XXL, XL)
        self.body.setSpacing(L)
        self.body.addWidget(self._title)
        grid = QGridLayout(self)
        grid.setContentsMargins(XL, XL, XL, XL)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1000)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(2, 1)
        grid.addWidget(self._sheet, 1, 1)
        window.installEventFilter(self)
        self.hide()

    def title(self, words: str) -> None:
        self._title.setText(words)
        self.setAccessibleName(words)

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet; `focus` gets the keyboard."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._sheet.setMaximumWidth(round(self._widest * self._theme.scale))
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        above = [sheet for sheet in self._window.findChildren(Overlay) if sheet.covers_all and sheet.isVisible()]
        if self.covers_all or not above:
            (focus or self).setFocus(Qt.FocusReason.PopupFocusReason)
            return
        for sheet in above:
            sheet.raise_()

    def dismiss(self) -> None:
        """Hide the sheet and give the keyboard back."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round inside the sheet."""
        stops = [
            widget
            for widget in self._sheet.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if stops:
            here = QApplication.focusWidget()
            now = stops.index(here) if here in stops else -1
            stops[(now + (1 if next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), _DIM)
