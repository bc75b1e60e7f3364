"""Operators from the command line: the PIN comes on stdin."""

from __future__ import annotations

import io

import pytest

from tests.cli.calls import Caller


@pytest.fixture
def pin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("2580\n1470\n"))


def test_the_first_is_a_coordinator_and_gets_the_recovery_code(new_desk: Caller, pin: None) -> None:
    first = new_desk("operator", "add", "Ewa Próbna", "--role", "coordinator", "--json").record
    assert first["role"] == "coordinator" and len(first["recovery_code"]) == 14
    second = new_desk("operator", "add", "Jan Testowy", "--json").record
    assert (second["role"], second["recovery_code"]) == ("volunteer", "")
    listed = new_desk("operator", "list", "--json").records
    assert [(one["name"], one["role"]) for one in listed] == [
        ("Ewa Próbna", "coordinator"),
        ("Jan Testowy", "volunteer"),
    ]


def test_a_weak_pin_and_a_first_volunteer_are_refused_in_words(
    new_desk: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1234\n2580\n"))
    assert new_desk("operator", "add", "Ewa Próbna", "--role", "coordinator").is_problem(2, "PIN")
    assert new_desk("operator", "add", "Jan Testowy").is_problem(2, "koordynacji")
