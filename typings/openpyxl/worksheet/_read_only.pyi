from collections.abc import Iterator

class ReadOnlyWorksheet:
    title: str
    sheet_state: str
    _worksheet_path: str
    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, values_only: bool) -> Iterator[tuple[object, ...]]: ...
