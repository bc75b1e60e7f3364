"""Badges to the system's printers: exact millimetres, never fitted to the page."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from checkin.errors import EnvironmentProblem

_POINTS_PER_MM = 72 / 25.4
_DOTS_PER_INCH = 300


def printers() -> list[str]:
    """The system's printers."""
    return QPrinterInfo.availablePrinterNames()


def ask_and_print(pdf: bytes, window: QWidget, title: str) -> bool:
    """Let a person choose a printer and print; False where they thought better of it.

    Raises:
        EnvironmentProblem: the printer does not take the job.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(title)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    print_pdf(pdf, printer)
    return True


def print_pdf(pdf: bytes, printer: QPrinter) -> int:
    """Print a PDF page by page at its own size; returns the pages printed.

    Raises:
        EnvironmentProblem: the printer does not take the job.
    """
    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    printer.setFullPage(True)
    painter = QPainter()
    for page in range(document.pageCount()):
        points = document.pagePointSize(page)
        _set_page(printer, points)
        if page == 0:
            if not painter.begin(printer):
                raise EnvironmentProblem("desk.badge.printer_refused")
        else:
            printer.newPage()
        dots = QSizeF(points.width(), points.height()) / 72 * _DOTS_PER_INCH
        image = document.render(page, dots.toSize())
        scale = printer.resolution() / 72
        painter.drawImage(QRectF(0, 0, points.width() * scale, points.height() * scale), image)
    painter.end()
    pages = document.pageCount()
    document.close()
    return pages


def _set_page(printer: QPrinter, points: QSizeF) -> None:
    """The page is the badge; a printer that lacks the size gets the badge at its top left corner."""
    size = QPageSize(points / _POINTS_PER_MM, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    wide = points.width() > points.height()
    portrait = QPageSize(
        QSizeF(min(points.width(), points.height()), max(points.width(), points.height())) / _POINTS_PER_MM,
        QPageSize.Unit.Millimeter,
        "",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(portrait if wide else size, turn, QMarginsF(0, 0, 0, 0)))
