"""Carrying out a plan: all of its rows count from one moment on, and the journal says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

from checkin.clock import Clock
from checkin.errors import InputProblem
from checkin.importing.plan import Plan, collector_paused
from checkin.model.entry import Entry, EntryKind
from checkin.store.import_rows import ImportRow
from checkin.store.replica import Replica
from checkin.store.writing import Writing

_ROWS_BETWEEN_REPORTS = 500
_STAGED_SHARE = 0.4  # of the whole work, about

Progress = Callable[[float], None]
"""Told the share that is done, 0 to 1. Raising from it before `_STAGED_SHARE` stops the import, with nothing done."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Rows read, and what became of them."""

    read: int
    new: int
    updated: int
    unchanged: int
    rejected: int


def summary_of(plan: Plan) -> Summary:
    return Summary(plan.read, len(plan.new), len(plan.updated), plan.unchanged, len(plan.rejected))


def demand_all_good(plan: Plan) -> None:
    """For `--strict`.

    Raises:
        InputProblem: a row is at fault.
    """
    if plan.rejected:
        raise InputProblem("import.strict", n=len(plan.rejected), row=plan.rejected[0].row)


def apply(
    replica: Replica,
    plan: Plan,
    clock: Clock,
    desk: UUID,
    *,
    offset: timedelta = timedelta(0),
    operator: str = "",
    progress: Progress | None = None,
) -> Summary:
    """Write what the plan says. Attendance and tickets that were issued stay as they are.

    Args:
        desk, offset, operator: who imports, for the journal.

    Raises:
        EnvironmentProblem: another import is running, or the disk failed; see `Replica.importing`.
    """
    summary = summary_of(plan)
    report = progress or _ignore
    total = summary.new + summary.updated

    def note(writing: Writing) -> None:
        """The import as a fact; how many, never who."""
        counts = " ".join(f"{name}={count}" for name, count in asdict(summary).items())
        sequence, at = writing.next_of(desk, clock.now())
        entry = Entry(
            id=clock.new_id(),
            kind=EntryKind.IMPORTED,
            at=at,
            offset=offset,
            desk=desk,
            sequence=sequence,
            operator=operator,
            why=counts,
        )
        writing.append(entry)

    if total:
        rows = plan.new + plan.updated
        with replica.importing(clock.now()) as staging, collector_paused():
            if not staging.at_once(rows, note, report):
                staging.stage(_counted(rows, report))
                staging.accept(note)
                staging.apply(lambda share: report(_STAGED_SHARE + (1 - _STAGED_SHARE) * share))
    report(1.0)
    return summary


def _counted(rows: Sequence[ImportRow], report: Progress) -> Iterator[ImportRow]:
    for number, row in enumerate(rows):
        if number % _ROWS_BETWEEN_REPORTS == 0:
            report(_STAGED_SHARE * number / len(rows))
        yield row


def _ignore(_: float) -> None:
    """Nobody watches."""
