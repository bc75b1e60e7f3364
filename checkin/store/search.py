"""The search box: folded words, any order, prefixes, exact names first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy import text as sql

from checkin.model.presence import NEVER, Presence
from checkin.model.registration import Registration
from checkin.store import tables
from checkin.store.folding import fold_name
from checkin.store.replica import Replica
from checkin.store.rows import PRESENCE, REGISTRATION, registration_of

_WORDS = 8  # of a query that are looked at
_LETTERS = 40  # of a word that are looked at


@dataclass(frozen=True, slots=True)
class Found:
    """A registration that matches, and where it is at the checkpoint that was asked about."""

    registration: Registration
    presence: Presence = NEVER


class Search:
    """Search as the desk's box does; safe to use from any thread."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def find(self, text: str, limit: int = 20, checkpoint: str = "") -> list[Found]:
        """The best matches, best first. Any text is a fair query; one without letters or digits finds nobody."""
        words = [word[:_LETTERS] for word in fold_name(text[:400]).split()[:_WORDS]]
        if not words:
            return []
        query = " AND ".join(f'"{word}"*' for word in words)
        with self._replica.reading() as connection:
            rows = connection.execute(_FIND, {"query": query, "first": words[0], "limit": limit}).all()
            presences = {
                row[0]: Presence(*row[1:])
                for row in connection.execute(_PRESENCES, {"checkpoint": checkpoint, "ids": [row[0] for row in rows]})
            }
        return [Found(registration_of(row), presences.get(row[0], NEVER)) for row in rows]


_FIND = sql(
    "SELECT " + ", ".join(f"registration.{c.name}" for c in REGISTRATION) + " FROM search JOIN registration "
    "ON registration.number = search.rowid WHERE search MATCH :query ORDER BY "
    "CASE WHEN registration.folded_last = :first THEN 0 WHEN registration.folded_first = :first THEN 1 "
    "WHEN registration.folded_last LIKE :first || '%' OR registration.folded_first LIKE :first || '%' THEN 2 "
    "ELSE 3 END, registration.folded_last, registration.folded_first, registration.number LIMIT :limit"
).columns(*REGISTRATION)
_PRESENCES = select(tables.presence.c.registration, *PRESENCE).where(
    tables.presence.c.checkpoint == bindparam("checkpoint"),
    tables.presence.c.registration.in_(bindparam("ids", expanding=True)),
)
