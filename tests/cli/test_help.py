"""What a person who asks, or slips, is told: in the language of the call, every word of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checkin import settings
from checkin.cli.run import VERBS
from checkin.settings import Settings
from tests.cli.calls import EVENT, Caller, call, is_plain

NAMES = [tuple(verb.name.split()) for verb in VERBS]
ENGLISH = re.compile(
    r"\b(usage|options|positional|arguments|show this|expected|required|invalid|choose|the)\b", re.IGNORECASE
)
POLISH = re.compile(r"[ąćęłńóśźż]|\b(opcje|polecenia|argumenty|użycie)\b", re.IGNORECASE)


@pytest.mark.parametrize("verb", [(), ("event",), *NAMES], ids=" ".join)
def test_help_is_in_one_language(new_desk: Caller, verb: tuple[str, ...]) -> None:
    polish = new_desk.plain("--lang", "pl", *verb, "--help")
    english = new_desk.plain("--lang", "en", *verb, "--help")
    assert polish.code == english.code == 0 and not polish.err + english.err
    assert polish.out.startswith("użycie: main.py") and english.out.startswith("usage: main.py")
    assert not ENGLISH.search(polish.out), polish.out
    assert not POLISH.search(english.out), english.out
    assert "cli." not in polish.out + english.out


def test_help_names_every_verb(new_desk: Caller) -> None:
    told = new_desk.plain("--help").out
    assert all(re.search(rf"^    {name[0]}\b", told, re.MULTILINE) for name in NAMES)


def test_help_leaves_no_folder_behind(new_desk: Caller) -> None:
    new_desk("--help")
    assert not new_desk.folder.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("frob",),
        ("event",),
        ("event", "load"),
        ("event", "unload"),
        ("scan",),
        ("scan", "--direction", "up", "X"),
        ("scan", "--at"),
        ("scan", "X", "--frob"),
        ("find", "A", "--limit", "many"),
        ("find", "A", "B"),
        ("badge", "X", "--all", "--out", "b.pdf"),
        ("badge", "--all", "--category", "partner", "--out", "b.pdf"),
        ("badge",),
        ("export", "journal"),
        ("--now", "wczoraj", "headcount"),
        ("--now", "2026-05-19T09:00", "headcount"),
        ("--log-level", "loud", "headcount"),
        ("undo",),
    ],
    ids=" ".join,
)
def test_a_slip_is_told_in_the_language_of_the_call(new_desk: Caller, arguments: tuple[str, ...]) -> None:
    polish = new_desk.plain("--data", new_desk.folder, "--lang", "pl", *arguments)
    english = new_desk.plain("--data", new_desk.folder, "--lang", "en", *arguments)
    assert polish.is_problem(2) and english.is_problem(2)
    assert not ENGLISH.search(polish.err), polish.err
    assert not POLISH.search(english.err), english.err
    assert not new_desk.folder.exists()


@pytest.mark.parametrize("arguments", [("--lang", "fr", "headcount"), ("--lang",), ("--data",)], ids=" ".join)
def test_a_slip_in_the_language_itself(new_desk: Caller, arguments: tuple[str, ...]) -> None:
    assert new_desk.plain(*arguments).is_problem(2, "--lang" if "--lang" in arguments else "--data")


def test_a_long_slip_is_cut(new_desk: Caller) -> None:
    assert new_desk("scan", "X", "--" + "x" * 10_000).is_problem(2)
    assert new_desk("x" * 10_000).is_problem(2)
    assert new_desk("find", "A", "--limit", "9" * 10_000).is_problem(2)


def test_a_desk_speaks_the_language_it_remembers(new_desk: Caller) -> None:
    settings.save(new_desk.folder, Settings(language="en"))
    assert new_desk.plain("--data", new_desk.folder, "--help").out.startswith("usage")
    assert new_desk.plain("--data", new_desk.folder, "--lang", "pl", "--help").out.startswith("użycie")
    assert new_desk.plain(f"--data={new_desk.folder}", "--lang=en", "--help").out.startswith("usage")


@pytest.mark.parametrize("language", ["pl", "en"])
def test_results_are_in_the_language_of_the_call(folder: Path, language: str) -> None:
    def told(*verb: str | Path) -> str:
        answer = call(folder, "--lang", language, *verb)
        assert answer.code == 0
        return answer.out + answer.err

    spoken = [
        told("event", "load", EVENT),
        told("scan", "KS", "KSJKRPPRLJRCBVTTHRSJ"),
        told("headcount", "--at", "otwarcie"),
        told("find", "Nieistniejąca"),
        told("doctor"),
    ]
    assert all(map(is_plain, spoken[:4]))
    titles = re.compile(r"X Krajowy Kongres Sekretarzy|foyer, po lewej|Urząd \w+|Punkt 1")
    for words in spoken:
        if language == "en":
            assert not POLISH.search(titles.sub("", words)), words
        else:
            assert not ENGLISH.search(words), words
