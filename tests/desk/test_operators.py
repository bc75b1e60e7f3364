"""Signing in by PIN, and who may decide who does."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type

from checkin.clock import Clock
from checkin.desk import operators, pins
from checkin.desk.desk import Desk
from checkin.errors import InputProblem
from checkin.model.entry import EntryKind
from checkin.model.operator import Operator, Role
from checkin.store import operators as store
from tests.builders import a_desk, an_id, at

PIN = "2580"
BOSS = {"by": "boss", "by_role": Role.COORDINATOR}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path, 0) as desk:
        yield desk


def opened(folder: Path, seconds: float) -> Desk:
    """The desk of a folder, so long after the doors opened."""
    desk: Desk = a_desk(folder / "desk", clock=Clock(at(9) + timedelta(seconds=seconds)))
    return desk


def refused(desk: Desk, operator: Operator, pin: str) -> InputProblem:
    with pytest.raises(InputProblem) as caught:
        operators.sign_in(desk, operator.id, pin)
    return caught.value


def kinds(desk: Desk) -> list[tuple[EntryKind, str]]:
    return [(entry.kind, entry.operator) for entry in desk.queries.entries()]


def test_a_pin_is_kept_as_argon2id_with_the_parameters_of_rfc_9106(desk: Desk) -> None:
    ewa, code = operators.begin(desk, "Ewa Próbna", PIN)
    with desk.replica.writing() as writing:
        kept = [store.pin(writing, ewa.id), store.recovery(writing)]
    for secret in kept:
        assert secret is not None
        told = extract_parameters(secret.digest)
        assert (told.type, told.time_cost, told.memory_cost, told.parallelism) == (Type.ID, 3, 65536, 4)
        assert (told.salt_len, told.hash_len) == (16, 32)
        assert PIN not in secret.digest and code not in secret.digest


def test_the_right_pin_signs_in_and_is_an_entry(desk: Desk) -> None:
    ewa, _ = operators.begin(desk, "  Ewa   Próbna ", PIN)
    assert operators.sign_in(desk, ewa.id, PIN) == Operator(ewa.id, "Ewa Próbna", Role.COORDINATOR)
    assert kinds(desk) == [(EntryKind.OPERATOR_SET, str(ewa.id)), (EntryKind.SIGNED_IN, str(ewa.id))]


def test_wrong_pins_slow_down_and_a_restart_does_not_help(tmp_path: Path) -> None:
    with opened(tmp_path, 0) as desk:
        ewa, _ = operators.begin(desk, "Ewa Próbna", PIN)
        told = [refused(desk, ewa, "9999").params["seconds"] for _ in range(3)]
        assert told == [0, 0, 5]
        assert refused(desk, ewa, PIN).key == "operators.wait"
    with opened(tmp_path, 3) as desk:
        assert refused(desk, ewa, PIN).key == "operators.wait"
    for seconds, wait in ((10, 15), (30, 60), (100, 300), (500, 300)):
        with opened(tmp_path, seconds) as desk:
            problem = refused(desk, ewa, "9999")
            assert (problem.key, problem.params["seconds"]) == ("operators.wrong_pin", wait)
    with opened(tmp_path, 900) as desk:
        operators.sign_in(desk, ewa.id, PIN)
        assert refused(desk, ewa, "9999").params["seconds"] == 0
        assert [kind for kind, _ in kinds(desk)].count(EntryKind.PIN_REFUSED) == 8


def test_a_clock_set_back_does_not_lock_for_longer_than_the_wait(tmp_path: Path) -> None:
    with opened(tmp_path, 86_400) as desk:
        ewa, _ = operators.begin(desk, "Ewa Próbna", PIN)
        for _ in range(3):
            refused(desk, ewa, "9999")
    with opened(tmp_path, 0) as desk:
        assert refused(desk, ewa, PIN).params["seconds"] == 5


@pytest.mark.parametrize("pin", ["1234", "4321", "7890", "0000", "777777", "1212", "121212", "123456789012"])
def test_a_pin_that_anybody_tries_first_is_refused(pin: str) -> None:
    with pytest.raises(InputProblem) as caught:
        pins.check(pin)
    assert caught.value.key == "operators.pin_weak"


@pytest.mark.parametrize("pin", ["", "258", "2580258025802", "25 80", "25a0", "٢٥٨٠"])
def test_a_pin_has_four_to_twelve_digits(pin: str) -> None:
    with pytest.raises(InputProblem) as caught:
        pins.check(pin)
    assert caught.value.key == "operators.pin_digits"


def test_only_coordinators_decide_who_signs_in(desk: Desk) -> None:
    ewa, _ = operators.begin(desk, "Ewa Próbna", PIN)
    for role in (Role.VOLUNTEER, Role.STAFF):
        for attempt in (
            lambda role=role: operators.create(desk, "Jan Testowy", Role.STAFF, PIN, by_role=role),
            lambda role=role: operators.change_pin(desk, ewa.id, "1470", by_role=role),
            lambda role=role: operators.change_role(desk, ewa.id, Role.STAFF, by_role=role),
            lambda role=role: operators.deactivate(desk, ewa.id, by_role=role),
        ):
            with pytest.raises(InputProblem) as caught:
                attempt()
            assert caught.value.key == "operators.not_allowed"


def test_one_coordinator_always_stays(desk: Desk) -> None:
    ewa, _ = operators.begin(desk, "Ewa Próbna", PIN)
    jan = operators.create(desk, "Jan Testowy", Role.STAFF, "1470", **BOSS)
    for attempt in (
        lambda: operators.deactivate(desk, ewa.id, **BOSS),
        lambda: operators.change_role(desk, ewa.id, Role.STAFF, **BOSS),
    ):
        with pytest.raises(InputProblem) as caught:
            attempt()
        assert caught.value.key == "operators.last_coordinator"
    operators.change_role(desk, jan.id, Role.COORDINATOR, **BOSS)
    operators.deactivate(desk, ewa.id, **BOSS)
    assert operators.known(desk) == [Operator(jan.id, "Jan Testowy", Role.COORDINATOR)]
    assert refused(desk, ewa, PIN).key == "operators.unknown"


def test_who_works_here_is_begun_once_and_each_name_is_one_person(desk: Desk) -> None:
    with pytest.raises(InputProblem) as caught:
        operators.create(desk, "Jan Testowy", Role.VOLUNTEER, PIN, **BOSS)
    assert caught.value.key == "operators.last_coordinator"
    operators.begin(desk, "Ewa Próbna", PIN)
    with pytest.raises(InputProblem) as caught:
        operators.begin(desk, "Jan Testowy", PIN)
    assert caught.value.key == "operators.begun"
    with pytest.raises(InputProblem) as caught:
        operators.create(desk, "EWA próbna", Role.STAFF, PIN, **BOSS)
    assert caught.value.key == "operators.name_taken"
    for name in ("", "   ", "x" * 61, "Ewa\x07"):
        with pytest.raises(InputProblem) as caught:
            operators.create(desk, name, Role.STAFF, PIN, **BOSS)
        assert caught.value.key == "operators.name_missing"


def test_the_recovery_code_sets_a_new_pin_once(desk: Desk) -> None:
    ewa, code = operators.begin(desk, "Ewa Próbna", PIN)
    signed_in, new = operators.recover(desk, ewa.id, code.lower().replace("-", " "), "1470")
    assert signed_in == ewa
    assert operators.sign_in(desk, ewa.id, "1470") == ewa
    with pytest.raises(InputProblem) as caught:
        operators.recover(desk, ewa.id, code, "3690")
    assert caught.value.key == "operators.wrong_code"
    assert operators.recover(desk, ewa.id, new, "3690")[0] == ewa


def test_the_recovery_code_slows_down_too_and_is_for_coordinators(desk: Desk) -> None:
    ewa, code = operators.begin(desk, "Ewa Próbna", PIN)
    jan = operators.create(desk, "Jan Testowy", Role.STAFF, "1470", **BOSS)
    with pytest.raises(InputProblem) as caught:
        operators.recover(desk, jan.id, code, "3690")
    assert caught.value.key == "operators.no_recovery"
    for _ in range(3):
        with pytest.raises(InputProblem):
            operators.recover(desk, ewa.id, "BCDF-BCDF-BCDF", "3690")
    with pytest.raises(InputProblem) as caught:
        operators.recover(desk, ewa.id, code, "3690")
    assert caught.value.key == "operators.wait"


def test_a_new_pin_forgets_the_old_one_and_its_wrong_tries(desk: Desk) -> None:
    ewa, _ = operators.begin(desk, "Ewa Próbna", PIN)
    for _ in range(3):
        refused(desk, ewa, "9999")
    operators.change_pin(desk, ewa.id, "1470", **BOSS)
    assert refused(desk, ewa, PIN).params["seconds"] == 0
    assert operators.sign_in(desk, ewa.id, "1470") == ewa


def test_neither_a_name_nor_a_pin_is_logged_or_in_the_journal(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ewa, code = operators.begin(desk, "Ewa Próbna", "258013")
    problem = refused(desk, ewa, "999913")
    operators.sign_in(desk, ewa.id, "258013")
    said = caplog.text + repr(problem.params) + repr(list(desk.queries.entries()))
    for secret in ("Próbna", "258013", "999913", code):
        assert secret not in said


def test_nobody_of_an_unknown_id_signs_in(desk: Desk) -> None:
    with pytest.raises(InputProblem) as caught:
        operators.sign_in(desk, an_id(5), PIN)
    assert caught.value.key == "operators.unknown"
