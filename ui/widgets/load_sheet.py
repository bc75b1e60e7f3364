"""What an import would do, before it does it; then how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QProgressBar, QPushButton, QWidget

from ui.theme import M, Theme
from ui.widgets.overlay import Overlay

_STEPS = 1000


class LoadSheet(Overlay):
    """`accepted` starts the import, `rejects_asked` saves the rows at fault, `cancelled` stops what runs."""

    accepted = Signal()
    rejects_asked = Signal()
    cancelled = Signal()

    gives_way = False  # a list that is being looked at stays

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, widest=720)
        self._words = QLabel(self)
        self._words.setProperty("role", "body")
        self._words.setWordWrap(True)
        self._faults = QListWidget(self)
        self._faults.setWordWrap(True)
        self._faults.setMinimumHeight(160)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._accept = QPushButton(self)
        self._accept.setProperty("kind", "primary")
        self._save = QPushButton(self)
        self._cancel = QPushButton(self)
        buttons = QHBoxLayout()
        buttons.setSpacing(M)
        buttons.addWidget(self._save)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._accept)
        self.body.addWidget(self._words)
        self.body.addWidget(self._faults)
        self.body.addWidget(self._bar)
        self.body.addLayout(buttons)
        self._accept.clicked.connect(self.accepted)
        self._save.clicked.connect(self.rejects_asked)
        self._cancel.clicked.connect(self._stop)

    def show_words(self, title: str, faults: str, progress: str, accept: str, save: str, cancel: str) -> None:
        self.title(title)
        self._faults.setAccessibleName(faults)
        self._bar.setAccessibleName(progress)
        self._accept.setText(accept)
        self._save.setText(save)
        self._cancel.setText(cancel)

    def show_plan(self, words: str, faults: Sequence[str], *, acceptable: bool) -> None:
        """Something to decide about: a summary, and the rows at fault."""
        self._words.setText(words)
        self._faults.clear()
        self._faults.addItems(list(faults))
        self._faults.setVisible(bool(faults))
        self._save.setVisible(bool(faults))
        self._accept.setVisible(acceptable)
        self._bar.hide()
        self.open(self._accept if acceptable else self._cancel)

    def show_progress(self, words: str, share: float) -> None:
        """Something that runs; `share` from 0 to 1."""
        self._words.setText(words)
        self._faults.hide()
        self._save.hide()
        self._accept.hide()
        self._bar.show()
        self._bar.setValue(round(share * _STEPS))
        if not self.isVisible():
            self.open(self._cancel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._stop()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the sheet does not throw an import away."""

    def _stop(self) -> None:
        self.dismiss()
        self.cancelled.emit()
