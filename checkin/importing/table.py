"""From a path to a table: the file's size and kind are looked at before anything is read."""

from __future__ import annotations

import stat
from pathlib import Path

from checkin.errors import EnvironmentProblem, InputProblem
from checkin.importing.delimited import Delimited
from checkin.importing.importer import Importer, Table
from checkin.importing.xlsx import Xlsx

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read; 100,000 registrations are about 25 MB."""

IMPORTERS: tuple[Importer, ...] = (
    Xlsx(),
    Delimited(),
)

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also how Excel keeps a workbook with a password
_PDF = b"%PDF"


def read_table(path: Path) -> Table:
    """The table in a file, told by its content whatever its name.

    Raises:
        InputProblem: there is no such file, it is a folder, empty, too large, damaged or no table.
        EnvironmentProblem: the file may not be read, or the disk fails.
    """
    try:
        content = _content(path)
    except PermissionError as error:
        raise EnvironmentProblem("import.not_allowed", file=path.name) from error
    except OSError as error:
        raise EnvironmentProblem("import.not_readable", file=path.name) from error
    except ValueError as error:  # a NUL inside the path
        raise InputProblem("import.no_file", file=path.name.replace("\0", "")) from error
    if content.startswith(_OLD_EXCEL):
        raise InputProblem("import.old_excel", file=path.name)
    if content.startswith(_PDF):
        raise InputProblem("import.pdf", file=path.name)
    for importer in IMPORTERS:
        if importer.recognises(content):
            return importer.read(content)
    raise InputProblem("import.not_a_table", file=path.name)


def _content(path: Path) -> bytes:
    try:
        facts = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputProblem("import.no_file", file=path.name) from error
    if stat.S_ISDIR(facts.st_mode):
        raise InputProblem("import.is_folder", file=path.name)
    if not stat.S_ISREG(facts.st_mode):
        raise InputProblem("import.not_a_table", file=path.name)
    with path.open("rb") as file:
        content = file.read(LARGEST + 1) if facts.st_size <= LARGEST else b""
    if facts.st_size > LARGEST or len(content) > LARGEST:
        raise InputProblem("import.too_large", file=path.name, limit=LARGEST // 2**20)
    if not content.strip(b"\0 \t\r\n"):
        raise InputProblem("import.empty", file=path.name)
    return content
