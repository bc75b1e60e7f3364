"""A plan in words, and the rows that were not imported as a file to put right and import again."""

from __future__ import annotations

import csv
from pathlib import Path

from checkin.files import defused, replacing
from checkin.importing.plan import Plan, Rejected
from checkin.model.event import Event
from checkin.texts import Texts


def remarks(plan: Plan, event: Event, texts: Texts) -> list[str]:
    """What a person should know of a plan beside its counts, a sentence each."""
    if not plan.without_category or not event.categories:
        return []
    return [texts("import.without_category", n=plan.without_category, category=event.categories[0].name)]


def describe(rejected: Rejected, texts: Texts) -> str:
    """Why a row was not imported, and what to do."""
    return texts(f"import.reject.{rejected.reason}", **rejected.params)


def save_rejects(path: Path, plan: Plan, texts: Texts) -> None:
    """Row number, reason and the original cells, as a CSV that a Polish spreadsheet opens by itself.

    Raises:
        EnvironmentProblem: the file cannot be written.
    """
    width = max((len(rejected.cells) for rejected in plan.rejected), default=0)
    headings = [*plan.columns.headings, *[""] * (width - len(plan.columns.headings))]
    with replacing(path) as aside, aside.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
        rows.writerow(map(defused, (texts("import.column_row"), texts("import.column_reason"), *headings)))
        for rejected in plan.rejected:
            rows.writerow(map(defused, (str(rejected.row), describe(rejected, texts), *rejected.cells)))
