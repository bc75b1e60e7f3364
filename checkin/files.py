"""Files that are there whole or not at all, and cells of them that no spreadsheet takes for a formula."""

from __future__ import annotations

import errno
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from checkin.errors import EnvironmentProblem

_SENTENCES = {
    errno.ENOENT: "file.no_folder",
    errno.ENOTDIR: "file.no_folder",
    errno.EACCES: "file.not_permitted",
    errno.EPERM: "file.not_permitted",
    errno.EROFS: "file.not_permitted",
    errno.ENOSPC: "file.disk_full",
    errno.EDQUOT: "file.disk_full",
    errno.EFBIG: "file.disk_full",
    errno.EISDIR: "file.is_folder",
}

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def replacing(path: Path) -> Generator[Path]:
    """Give a path beside `path` to write to; it takes the place of `path` when the block ends well.

    Whatever goes wrong, an earlier file of that name stays as it was and nothing is left beside it.

    Raises:
        EnvironmentProblem: the folder is missing or closed to us, the disk is full.
    """
    aside = path.with_name(path.name + ".new")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "", str(path))
        if not path.parent.is_dir():  # told now, not after the work is done
            raise FileNotFoundError(errno.ENOENT, "", str(path.parent))
        yield aside
        if aside.exists():  # a block that was cancelled wrote nothing
            aside.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        _forget(aside)


def unwritable(path: Path, error: OSError) -> EnvironmentProblem:
    """The sentence for what kept us from writing `path`."""
    key = _SENTENCES.get(error.errno or 0, "file.not_written")
    return EnvironmentProblem(key, file=path.name, folder=str(path.parent))


def defused(cell: str) -> str:
    """A cell of a CSV file that stays text in a spreadsheet: an apostrophe before what starts a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _forget(aside: Path) -> None:
    try:
        aside.unlink(missing_ok=True)
    except OSError:
        pass  # the folder itself is gone or closed to us, which the caller is being told
