"""A button whose words go on in the next line where there is no room for them in one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.theme import M, S


class WrappingButton(QPushButton):
    """As wide as its words in one line, and as narrow as its longest word."""

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.label = QLabel(self)
        self.label.setProperty("role", "button")
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(M, S, M, S)
        self.row.setSpacing(S)
        self.row.addWidget(self.label, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, words: str, key: str = "") -> None:
        """The words, and the key that does the same."""
        self.label.setText(f"{words}  {key}".rstrip())
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({key})" if key else words)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.row.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        self.label.ensurePolished()
        width = self.label.fontMetrics().horizontalAdvance(self.label.text()) + 2 * M + S
        width += sum(part.sizeHint().width() + S for part in self.findChildren(QWidget) if part is not self.label)
        return QSize(width, self.row.totalHeightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.row.totalMinimumSize()
