"""Operators, the digests of their PINs, and the one of the recovery code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, insert, select, update

from checkin.model.operator import Operator
from checkin.store import tables
from checkin.store.replica import Replica
from checkin.store.writing import Writing

_RECOVERY = 1  # there is one code


@dataclass(frozen=True, slots=True)
class Secret:
    """A digest, how often in a row it was missed, and until when nobody may try again."""

    digest: str
    failures: int = 0
    wait_until: datetime | None = None


def all_operators(replica: Replica) -> list[Operator]:
    """Everybody who was ever at this desk, by name."""
    with replica.reading() as connection:
        return [_operator(row) for row in connection.execute(_OPERATORS)]


# Inside one transaction of the writer


def operators(writing: Writing) -> list[Operator]:
    return [_operator(row) for row in writing.connection.execute(_OPERATORS)]


def add_operator(writing: Writing, operator: Operator, digest: str) -> None:
    row = {"id": operator.id, "name": operator.name, "role": operator.role, "active": operator.active}
    writing.connection.execute(insert(tables.operator), {**row, "pin": digest, "failures": 0})


def put_operator(writing: Writing, operator: Operator) -> None:
    """Replace name, role and whether somebody is active."""
    changed = update(tables.operator).where(tables.operator.c.id == operator.id)
    writing.connection.execute(changed.values(name=operator.name, role=operator.role, active=operator.active))


def pin(writing: Writing, identity: UUID) -> Secret | None:
    found = tables.operator.c
    row = writing.connection.execute(
        select(found.pin, found.failures, found.wait_until).where(found.id == identity)
    ).first()
    return Secret(*row) if row else None


def put_pin(writing: Writing, identity: UUID, secret: Secret) -> None:
    changed = update(tables.operator).where(tables.operator.c.id == identity)
    writing.connection.execute(
        changed.values(pin=secret.digest, failures=secret.failures, wait_until=secret.wait_until)
    )


def recovery(writing: Writing) -> Secret | None:
    found = tables.recovery.c
    row = writing.connection.execute(select(found.code, found.failures, found.wait_until)).first()
    return Secret(*row) if row else None


def put_recovery(writing: Writing, secret: Secret) -> None:
    """The one code that counts from now on."""
    writing.connection.execute(delete(tables.recovery))
    row = {"number": _RECOVERY, "code": secret.digest, "failures": secret.failures, "wait_until": secret.wait_until}
    writing.connection.execute(insert(tables.recovery), row)


def _operator(row: Row[Any, Any, Any, Any]) -> Operator:
    return Operator(*row)


_columns = tables.operator.c
_OPERATORS = select(_columns.id, _columns.name, _columns.role, _columns.active).order_by(_columns.name, _columns.id)
