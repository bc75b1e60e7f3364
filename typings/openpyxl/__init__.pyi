from typing import BinaryIO

from openpyxl.worksheet._read_only import ReadOnlyWorksheet

class _Workbook:
    worksheets: list[ReadOnlyWorksheet]
    def close(self) -> None: ...

def load_workbook(
    filename: BinaryIO, read_only: bool = ..., data_only: bool = ..., keep_links: bool = ...
) -> _Workbook: ...
