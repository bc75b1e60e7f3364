"""The recovery code, shown once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.theme import M, Theme
from ui.widgets.curtain import Curtain


class RecoverySheet(Curtain):
    """`paper_asked` prints the code or saves it, `noted` goes on."""

    paper_asked = Signal()
    noted = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, widest=560)
        self._hint = self.line("body")
        self._code = self.line("code")
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._message = self.line("strong")
        self._paper = QPushButton(self)
        self._noted = QPushButton(self)
        self._noted.setProperty("kind", "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(M)
        buttons.addWidget(self._paper)
        buttons.addStretch(1)
        buttons.addWidget(self._noted)
        self.body.addLayout(buttons)
        self._paper.clicked.connect(self.paper_asked)
        self._noted.clicked.connect(self._go_on)

    def show_code(self, code: str, title: str, hint: str, paper: str, noted: str) -> None:
        self.title(title)
        self._hint.setText(hint)
        self._code.setText(code)
        self._code.setAccessibleName(code)
        self._paper.setText(paper)
        self._noted.setText(noted)
        self.say("")
        self.open(self._paper)

    def say(self, words: str) -> None:
        """Where the code has been printed or saved."""
        self._message.setText(words)
        self._message.setAccessibleName(words)
        self._message.setVisible(bool(words))

    def _go_on(self) -> None:
        self._code.clear()
        self.dismiss()
        self.noted.emit()
