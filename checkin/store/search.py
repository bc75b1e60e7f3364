"""The search box: folded words in any order, each the beginning of something, exact names first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from checkin.model.presence import NEVER, Presence
from checkin.model.registration import Registration
from checkin.model.ticket import own_letters
from checkin.store import tables
from checkin.store.folding import fold_name
from checkin.store.index import EVERYWHERE, FIRST, LAST, LONGEST_WORD, NAMES, ORGANISATION, PART, number_of
from checkin.store.replica import Replica
from checkin.store.rows import PRESENCE, REGISTRATION, registration_of

_LONGEST_TEXT = 400  # letters of a query that are looked at
_WORDS = 8  # of a query


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
        """The best matches, best first: exact last names, exact first names, names, organisations, tickets.

        Equals are in the order of their names, namesakes in that of the list. Any text is a fair query; one without
        letters or digits finds nobody.
        """
        words = _words(text)
        if not words or limit < 1:
            return []
        with self._replica.reading() as connection:
            numbers = [number_of(key) for key in _best(connection, words, limit)]
            rows = connection.execute(_REGISTRATIONS, {"numbers": numbers}).all()
            rows = sorted(rows, key=lambda row: (_rank(row, words), row.folded_last, row.folded_first, row.number))
            found = [registration_of(row) for row in rows[:limit]]
            presences = _presences(connection, found, checkpoint) if checkpoint else {}
        return [Found(registration, presences.get(registration.id, NEVER)) for registration in found]


def _words(text: str) -> list[str]:
    code = own_letters(text[:LONGEST_WORD])
    if code is not None:
        return [code.lower()]
    return [word[:LONGEST_WORD] for word in fold_name(text[:_LONGEST_TEXT]).split()[:_WORDS]]


def _best(connection: Connection, words: list[str], limit: int) -> Sequence[int]:
    """Search keys of the best matches: all of them where they are few, else rank by rank until there are enough."""
    few = 2 * limit
    keys = _match(connection, _all_begin(words, EVERYWHERE), few)
    if len(keys) < few:
        return keys
    named = [word for word in words if _match(connection, _begins(word, NAMES), 1)]
    best: dict[int, None] = {}
    for query in _ranks(words, named):
        best.update(dict.fromkeys(_match(connection, query, limit + len(best))))
        if len(best) >= limit:
            break
    return list(best)


def _ranks(words: list[str], named: list[str]) -> list[str]:
    """One query a rank, the best first; `_rank` says the same of a row. `named` are the words that begin any name."""
    matching = _all_begin(words, EVERYWHERE)
    ranks: list[str] = []
    if named:
        last, part, first = (_any_is(named, mark) for mark in NAMES)
        exact = (f"({last} OR {part}) AND {first}", last, part, first)
        ranks += [query if words == named[:1] else f"{query} AND {matching}" for query in exact]
        if words == named:
            ranks.append(_all_begin(words, NAMES))
        if len(words) > 1:
            ranks.append(f"{_any_begins(named)} AND {matching}")
    return [*ranks, _all_begin(words, (*NAMES, ORGANISATION)), matching]


def _any_is(words: list[str], mark: str) -> str:
    return "(" + " OR ".join(f'"{mark}{word}"' for word in words) + ")"


def _any_begins(words: list[str]) -> str:
    return "(" + " OR ".join(_begins(word, NAMES) for word in words) + ")"


def _all_begin(words: list[str], marks: tuple[str, ...]) -> str:
    return " AND ".join(_begins(word, marks) for word in words)


def _begins(word: str, marks: tuple[str, ...]) -> str:
    return "(" + " OR ".join(f'"{mark}{word}" *' for mark in marks) + ")"


def _rank(row: Any, words: list[str]) -> int:
    marked = row.words.split()
    here = {word[1:] for word in marked if word[0] in (LAST, PART)}
    last_is = any(word in here for word in words)
    first_is = any(FIRST + word in marked for word in words)
    if last_is and first_is:
        return 0
    if last_is:
        return 1 if any(LAST + word in marked for word in words) else 2
    return 3 if first_is else 4 + _rank_of_beginnings(marked, words)


def _rank_of_beginnings(marked: list[str], words: list[str]) -> int:
    in_names = [_begin_one_of(marked, word, NAMES) for word in words]
    if all(in_names):
        return 0
    if any(in_names):
        return 1
    return 2 if all(_begin_one_of(marked, word, (*NAMES, ORGANISATION)) for word in words) else 3


def _begin_one_of(marked: list[str], word: str, marks: tuple[str, ...]) -> bool:
    return any(other[0] in marks and other.startswith(word, 1) for other in marked)


def _match(connection: Connection, query: str, limit: int) -> Sequence[int]:
    rows = connection.exec_driver_sql(
        "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT ?", (query, limit)
    )
    return rows.scalars().all()


def _presences(connection: Connection, people: list[Registration], checkpoint: str) -> dict[Any, Presence]:
    ids = [registration.id for registration in people]
    return {
        row[0]: Presence(*row[1:]) for row in connection.execute(_PRESENCES, {"checkpoint": checkpoint, "ids": ids})
    }


_REGISTRATIONS = select(
    *REGISTRATION,
    tables.registration.c.number,
    tables.registration.c.folded_last,
    tables.registration.c.folded_first,
    tables.registration.c.words,
).where(tables.registration.c.number.in_(bindparam("numbers", expanding=True)))
_PRESENCES = select(tables.presence.c.registration, *PRESENCE).where(
    tables.presence.c.checkpoint == bindparam("checkpoint"),
    tables.presence.c.registration.in_(bindparam("ids", expanding=True)),
)
