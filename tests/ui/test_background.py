"""Work goes elsewhere, answers come back here, and nothing is left running."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from checkin.desk.admission import admit
from checkin.desk.desk import Desk
from checkin.errors import CheckinError, InputProblem
from tests.ui.conftest import PEOPLE
from ui.background import Background


def never(error: CheckinError) -> None:
    pytest.fail(error.key)


def test_answers_come_back_on_the_thread_of_the_window(qtbot: QtBot, background: Background) -> None:
    threads: list[threading.Thread] = []
    for ask in (background.write, background.work):
        ask(threading.current_thread, lambda there: threads.extend((there, threading.current_thread())), never)
    background.read(
        "topic", threading.current_thread, lambda there: threads.extend((there, threading.current_thread())), never
    )
    qtbot.waitUntil(lambda: len(threads) == 6)
    here = threading.current_thread()
    assert all(there is not here for there in threads[::2])
    assert all(back is here for back in threads[1::2])


def test_the_writer_lane_keeps_its_order(qtbot: QtBot, background: Background) -> None:
    done: list[int] = []
    for number in range(50):
        background.write(lambda number=number: number, done.append, never)
    qtbot.waitUntil(lambda: len(done) == 50)
    assert done == list(range(50))


def test_of_one_topic_only_the_latest_question_is_answered(qtbot: QtBot, background: Background) -> None:
    gate = threading.Event()
    answers: list[str] = []

    def slow() -> str:
        gate.wait()
        return "old"

    background.read("find", slow, answers.append, never)
    background.read("find", lambda: "new", answers.append, never)
    qtbot.waitUntil(lambda: answers == ["new"])
    gate.set()
    background.settle(2000)
    assert answers == ["new"]


def test_a_problem_is_told_and_a_fault_of_ours_too(
    qtbot: QtBot, background: Background, expect_log: Callable[[str], None]
) -> None:
    told: list[str] = []

    def problem() -> None:
        raise InputProblem("desk.no_event")

    def fault() -> None:
        raise ZeroDivisionError

    expect_log("work in the background failed")
    for work in (problem, fault):
        background.write(work, lambda _: pytest.fail("it did not fail"), lambda error: told.append(error.key))
    qtbot.waitUntil(lambda: told == ["desk.no_event", "ui.own_fault"])


def test_what_anybody_writes_is_noticed(qtbot: QtBot, background: Background, desk: Desk) -> None:
    heard: list[bool] = []
    background.changed.connect(lambda: heard.append(True))

    def noticed() -> bool:
        admit(desk, PEOPLE[0].ticket, "wejscie-1")  # again and again: the first may come before the first look
        return bool(heard)

    qtbot.waitUntil(noticed)


def test_closing_finishes_what_the_writer_was_asked(qapp: QApplication, desk: Desk) -> None:
    background = Background(desk.replica.data_version)
    done = threading.Event()
    background.write(done.set, lambda _: None, never)
    background.close()
    assert done.is_set()
    background.call(lambda: pytest.fail("nobody is there any more"))
