"""Text files with separators: CSV, TSV, "CSV (średnik)" and Excel's "Unicode text"."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice

from checkin.errors import InputProblem
from checkin.importing.importer import Row, Table, looks_tabular

_SEPARATORS = ";,\t|"
_SAMPLE_ROWS = 60
_SAMPLE_LETTERS = 100_000
_ROWS_ALIKE = 3
_END = "end of the file"  # a row of our own: if it is not read as one, a quotation mark was left open

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

# The six letters that the two Polish one-byte encodings place differently: Ą Ś Ź ą ś ź.
_CP1250 = b"\xa5\x8c\x8f\xb9\x9c\x9f"
_LATIN2 = b"\xa1\xa6\xac\xb1\xb6\xbc"

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.02  # of all letters; a stray one is cleaned away later
_STRAY = 20
_DIRECTIVE = re.compile(r"sep=(.)\r?\n")


class Delimited:
    """Any text is recognised; whether it is a table of people is for the mapping to say."""

    def recognises(self, content: bytes) -> bool:
        text, _ = decode(content[:8192])
        return not _is_binary(text)

    def read(self, content: bytes) -> Table:
        text, encoding = decode(content)
        if _is_binary(text):
            raise InputProblem("import.binary")
        directive = _DIRECTIVE.match(text)
        separator = directive[1] if directive else _separator(text)

        def rows() -> Iterator[Row]:
            return _rows(text, separator, skip=bool(directive))

        return Table(rows, "csv", encoding=encoding, separator=separator)


def _is_binary(text: str) -> bool:
    return "\0" in text or len(_CONTROL.findall(text)) > max(_STRAY, len(text) * _CONTROL_SHARE)


def decode(content: bytes) -> tuple[str, str]:
    """The text, and the encoding that made sense of it.

    A byte that is wrong in a file which is UTF-8 otherwise becomes U+FFFD, so that its row can be named.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), encoding
    for encoding, zeros in (("utf-16-le", content[1:512:2]), ("utf-16-be", content[0:512:2])):
        if len(zeros) > 1 and zeros.count(0) > len(zeros) * 0.6:
            return content.decode(encoding, "replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_damaged_or_older(content)


def _decode_damaged_or_older(content: bytes) -> tuple[str, str]:
    text = content.decode("utf-8", "replace")
    beyond_ascii = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    if beyond_ascii >= text.count("\ufffd"):
        return text, "utf-8"
    latin2 = sum(map(content.count, _LATIN2)) > sum(map(content.count, _CP1250))
    encoding = "iso8859-2" if latin2 else "cp1250"
    return content.decode(encoding, "replace"), encoding


def _separator(text: str) -> str:
    """The one under which the first rows look most like a table; a comma where none does."""
    sample = text[:_SAMPLE_LETTERS]

    def fitness(separator: str) -> int:
        try:
            reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
            return looks_tabular(list(islice(reader, _SAMPLE_ROWS)))
        except csv.Error:
            return -1

    return max(_SEPARATORS, key=lambda separator: (fitness(separator), separator == ","))


def _breaks_off(widths: Sequence[int]) -> bool:
    """Whether the last row is narrower than some rows before it, which are all alike: half a download."""
    *before, last = widths or [0]
    return len(before) == _ROWS_ALIKE and len(set(before)) == 1 and last < before[0]


def _rows(text: str, separator: str, *, skip: bool) -> Iterator[Row]:
    number, ended = 0, False
    widths: deque[int] = deque(maxlen=_ROWS_ALIKE + 1)
    open_end = not text.endswith(("\n", "\r"))

    def lines() -> Iterator[str]:
        nonlocal ended
        yield from io.StringIO(text, newline="")
        yield "\n"
        ended = True
        yield _END

    try:
        for number, cells in enumerate(csv.reader(lines(), delimiter=separator), 1):
            if ended and cells == [_END]:
                if open_end and _breaks_off(widths):
                    raise InputProblem("import.cut", row=number - 2)
                return
            if cells:
                widths.append(len(cells))
            if not (skip and number == 1):
                yield number, cells
    except csv.Error as error:  # a cell of more than csv.field_size_limit() letters
        raise InputProblem("import.open_quote", row=number + 1) from error
    raise InputProblem("import.open_quote", row=number)
