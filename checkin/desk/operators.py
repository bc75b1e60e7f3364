"""Who may work at this desk: signing in by PIN, and what a coordinator does for the others.

A try is counted on disk before it is compared and taken off when it was right, so that neither a restart nor pulling
the plug gives a free one. Comparing takes tens of milliseconds by intent, and happens outside of any transaction.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import NoReturn
from uuid import UUID

from checkin.access import Right, may
from checkin.desk import pins
from checkin.desk.desk import Desk
from checkin.desk.record import append
from checkin.errors import InputProblem
from checkin.model.entry import EntryKind
from checkin.model.operator import Operator, Role
from checkin.store import operators as store
from checkin.store.operators import Secret
from checkin.store.writing import Writing

LONGEST_NAME = 60

_Reader = Callable[[Writing], Secret | None]
_Keeper = Callable[[Writing, Secret], None]


def known(desk: Desk) -> list[Operator]:
    """Those who may sign in, by name."""
    return [one for one in store.all_operators(desk.replica) if one.active]


def begin(desk: Desk, name: str, pin: str) -> tuple[Operator, str]:
    """The first coordinator of a desk, and its recovery code: it is told once, and only its digest is kept.

    Raises:
        InputProblem: the name or the PIN will not do, or there is a coordinator already.
    """
    name = _name(name)
    pins.check(pin)
    code = pins.new_code()
    pin_digest, code_digest = pins.digest(pin), pins.digest(pins.bare_code(code))
    with desk.replica.writing() as writing:
        if any(one.active for one in store.operators(writing)):
            raise InputProblem("operators.begun")
        operator = Operator(desk.clock.new_id(), name, Role.COORDINATOR)
        store.add_operator(writing, operator, pin_digest)
        store.put_recovery(writing, Secret(code_digest))
        append(desk, writing, EntryKind.OPERATOR_SET, why=_added(operator), operator=str(operator.id))
    return operator, code


def create(desk: Desk, name: str, role: Role, pin: str, *, by: str = "", by_role: Role = Role.VOLUNTEER) -> Operator:
    """Let somebody else sign in.

    Args:
        by, by_role: who does this, as entries and `access` know them.

    Raises:
        InputProblem: they may not, or the name or the PIN will not do.
    """
    _managing(by_role)
    name = _name(name)
    pins.check(pin)
    digest = pins.digest(pin)
    with desk.replica.writing() as writing:
        others = [one for one in store.operators(writing) if one.active]
        if not others and role is not Role.COORDINATOR:
            raise InputProblem("operators.last_coordinator")
        if any(one.name.casefold() == name.casefold() for one in others):
            raise InputProblem("operators.name_taken")
        operator = Operator(desk.clock.new_id(), name, role)
        store.add_operator(writing, operator, digest)
        append(desk, writing, EntryKind.OPERATOR_SET, why=_added(operator), operator=by)
    return operator


def sign_in(desk: Desk, identity: UUID, pin: str) -> Operator:
    """The operator whose PIN this is.

    Raises:
        InputProblem: it is not (`operators.wrong_pin`), it is too soon after wrong ones (`operators.wait`, `seconds`),
            or nobody of this id works here any more.
    """
    who = str(identity)
    secret = _count(desk, identity, lambda writing: store.pin(writing, identity), _keep_pin(identity))
    if not pins.matches(secret.digest, pin):
        _refuse(desk, secret, "operators.wrong_pin", who, why="pin")
    with desk.replica.writing() as writing:
        operator = _active(writing, identity)
        store.put_pin(writing, identity, Secret(secret.digest))
        append(desk, writing, EntryKind.SIGNED_IN, operator=who)
    return operator


def recover(desk: Desk, identity: UUID, code: str, pin: str) -> tuple[Operator, str]:
    """A coordinator who has forgotten the PIN sets a new one by the recovery code, and gets a new code.

    Raises:
        InputProblem: no coordinator, a wrong code, too soon after wrong ones, or the new PIN will not do.
    """
    pins.check(pin)
    who = str(identity)
    secret = _count(desk, identity, store.recovery, store.put_recovery, only=Role.COORDINATOR)
    if not pins.matches(secret.digest, pins.bare_code(code)):
        _refuse(desk, secret, "operators.wrong_code", who, why="recovery code")
    new = pins.new_code()
    pin_digest, code_digest = pins.digest(pin), pins.digest(pins.bare_code(new))
    with desk.replica.writing() as writing:
        operator = _active(writing, identity)
        store.put_pin(writing, identity, Secret(pin_digest))
        store.put_recovery(writing, Secret(code_digest))
        append(desk, writing, EntryKind.OPERATOR_SET, why=f"recovered {identity}", operator=who)
        append(desk, writing, EntryKind.SIGNED_IN, operator=who)
    return operator, new


def change_pin(desk: Desk, identity: UUID, pin: str, *, by: str = "", by_role: Role = Role.VOLUNTEER) -> None:
    """A new PIN for somebody; wrong tries so far are forgotten.

    Raises:
        InputProblem: whoever asks may not, the PIN will not do, or nobody of this id works here.
    """
    _managing(by_role)
    pins.check(pin)
    digest = pins.digest(pin)
    with desk.replica.writing() as writing:
        _active(writing, identity)
        store.put_pin(writing, identity, Secret(digest))
        append(desk, writing, EntryKind.OPERATOR_SET, why=f"pin {identity}", operator=by)


def change_role(desk: Desk, identity: UUID, role: Role, *, by: str = "", by_role: Role = Role.VOLUNTEER) -> Operator:
    """Trust somebody with more, or with less.

    Raises:
        InputProblem: whoever asks may not, or no coordinator would be left.
    """
    return _change(desk, identity, f"{role} {identity}", by, by_role, role=role)


def deactivate(desk: Desk, identity: UUID, *, by: str = "", by_role: Role = Role.VOLUNTEER) -> Operator:
    """Somebody no longer works here; the journal goes on naming them.

    Raises:
        InputProblem: whoever asks may not, or no coordinator would be left.
    """
    return _change(desk, identity, f"gone {identity}", by, by_role, active=False)


def _change(desk: Desk, identity: UUID, why: str, by: str, by_role: Role, **values: Role | bool) -> Operator:
    _managing(by_role)
    with desk.replica.writing() as writing:
        changed = replace(_active(writing, identity), **values)  # pyright: ignore[reportArgumentType]
        rest = [one for one in store.operators(writing) if one.id != identity] + [changed]
        if not any(one.active and one.role is Role.COORDINATOR for one in rest):
            raise InputProblem("operators.last_coordinator")
        store.put_operator(writing, changed)
        append(desk, writing, EntryKind.OPERATOR_SET, why=why, operator=by)
    return changed


def _count(desk: Desk, identity: UUID, read: _Reader, keep: _Keeper, only: Role | None = None) -> Secret:
    """Count a try before it is known how it ends; returns the secret with the try on it."""
    with desk.replica.writing() as writing:
        operator, secret, now = _active(writing, identity), read(writing), desk.clock.now()
        if secret is None or only not in (None, operator.role):
            raise InputProblem("operators.no_recovery")
        if left := pins.left_to_wait(secret, now):
            raise InputProblem("operators.wait", seconds=_seconds(left))
        failures = secret.failures + 1
        counted = Secret(secret.digest, failures, now + pins.wait_after(failures))
        keep(writing, counted)
    return counted


def _refuse(desk: Desk, secret: Secret, key: str, who: str, why: str) -> NoReturn:
    """Note a wrong try, and say how long to wait before the next."""
    with desk.replica.writing() as writing:
        append(desk, writing, EntryKind.PIN_REFUSED, why=why, operator=who)
    raise InputProblem(key, seconds=_seconds(pins.wait_after(secret.failures)))


def _keep_pin(identity: UUID) -> _Keeper:
    return lambda writing, secret: store.put_pin(writing, identity, secret)


def _active(writing: Writing, identity: UUID) -> Operator:
    for one in store.operators(writing):
        if one.id == identity and one.active:
            return one
    raise InputProblem("operators.unknown")


def _managing(role: Role) -> None:
    if not may(role, Right.MANAGE_OPERATORS):
        raise InputProblem("operators.not_allowed")


def _name(name: str) -> str:
    """A name as it is kept: one line, no blanks around, composed letters."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not 0 < len(name) <= LONGEST_NAME or any(unicodedata.category(letter)[0] == "C" for letter in name):
        raise InputProblem("operators.name_missing", longest=LONGEST_NAME)
    return name


def _added(operator: Operator) -> str:
    return f"added {operator.role} {operator.id}"


def _seconds(left: timedelta) -> int:
    return -(-left // timedelta(seconds=1))
