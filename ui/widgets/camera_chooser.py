"""Which camera looks at the door: a list of those that answer, an address, and what it sees right now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import Icon
from ui.theme import M, S, Theme
from ui.widgets.camera_view import CameraView
from ui.widgets.header import PillButton
from ui.widgets.picture import Choice, Switch

_NONE = ""


class CameraChooser(QWidget):
    """`chosen` is a camera's number, an address, a film's path or ""; `searched` asks which cameras answer."""

    chosen = Signal(str)
    mirrored = Signal(bool)
    searched = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._camera = _NONE
        self._cameras: tuple[str, ...] = ()
        self._names: dict[str, str] = {}
        self.view = CameraView(theme, self)
        self.list = Choice(theme, self)
        self.list.setEditable(True)
        self.list.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._search = PillButton(theme, Icon.REFRESH, "button", self)
        self._mirror = Switch(theme, self)
        self._problem = QLabel(self)
        self._problem.setProperty("role", "warning")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._lay_out()
        self.list.activated.connect(lambda number: self._choose(self._camera_of(number)))
        line = self.list.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._typed)
        self._mirror.toggled.connect(self.mirrored)
        self._search.clicked.connect(self.searched)

    def show_words(self, name: str, search: str, mirror: str, names: dict[str, str]) -> None:
        """`names` says what each number, and "", is called."""
        self.list.setAccessibleName(name)
        self.view.setAccessibleName(name)
        self._search.show_words(search)
        self._mirror.setText(mirror)
        self._mirror.setAccessibleName(mirror)
        self._names = names
        self._fill()

    def show_cameras(self, cameras: Sequence[str]) -> None:
        """The numbers of the cameras that answer."""
        self._cameras = tuple(cameras)
        self._fill()

    def show_choice(self, camera: str, mirror: bool) -> None:
        self._camera = camera
        self.view.mirror(mirror)
        self._mirror.blockSignals(True)
        self._mirror.setChecked(mirror)
        self._mirror.blockSignals(False)
        self.show_problem("")
        self._fill()

    def show_problem(self, words: str) -> None:
        """What is wrong with what was typed; "" for nothing."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _offered(self) -> list[str]:
        chosen = (self._camera,) if self._camera.isdecimal() else ()
        return [_NONE, *sorted({*self._cameras, *chosen}, key=int)]

    def _fill(self) -> None:
        offered = self._offered()
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([self._names.get(camera, camera) for camera in offered])
        if self._camera in offered:
            self.list.setCurrentIndex(offered.index(self._camera))
        else:
            self.list.setEditText(self._camera)
        self.list.blockSignals(False)

    def _camera_of(self, number: int) -> str:
        return self._offered()[number]

    def _typed(self) -> None:
        """An address or a file, typed; the names of the list mean what they stand for."""
        number = self.list.findText(self.list.currentText())
        self._choose(self._camera_of(number) if number >= 0 else self.list.currentText().strip())

    def _choose(self, camera: str) -> None:
        if camera != self._camera:
            self.chosen.emit(camera)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.list, 1)
        row.addWidget(self._search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addLayout(row)
        column.addWidget(self._problem)
        column.addWidget(self.view)
        column.addWidget(self._mirror)
