"""A progress bar on stderr for whatever takes more than a second; Ctrl+C ends it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from tqdm import tqdm

from checkin.cli.verb import Context


class _Bar(tqdm):  # pyright: ignore[reportMissingTypeArgument] - generic in its stub alone
    """A bar that moves when it is told to, without a thread that watches it."""

    monitor_interval = 0


@contextmanager
def progress_bar(context: Context, title: str) -> Generator[Callable[[int, int], None]]:
    """Give a function to call with the number done and the number of all."""
    with _Bar(desc=title, file=context.stderr, delay=1, leave=False, disable=None) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show
