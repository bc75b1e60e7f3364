"""A badge on paper is as large as the badge, whatever the paper."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from checkin.badges.render import badge_pdf_bytes
from checkin.errors import EnvironmentProblem
from tests.builders import a_registration, an_event
from ui.system_printer import print_pdf

MM = 25.4 / 72


def test_a_badge_is_printed_in_its_own_millimetres(qapp: QApplication, tmp_path: Path) -> None:
    out = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    assert print_pdf(badge_pdf_bytes(a_registration(), an_event()), printer) == 1
    page = pypdfium2.PdfDocument(out)[0]
    width, height = page.get_size()
    assert width * MM == pytest.approx(86, abs=0.3)
    assert height * MM == pytest.approx(54, abs=0.3)
    darkest = min(page.render(scale=2).to_pil().convert("L").tobytes())
    assert darkest < 60


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_takes_nothing_is_told(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gone" / "printed.pdf"))
    with pytest.raises(EnvironmentProblem, match="printer_refused"):
        print_pdf(badge_pdf_bytes(a_registration(), an_event()), printer)
