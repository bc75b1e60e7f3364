"""From keys and parameters to words."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from checkin import texts as module
from checkin.errors import CheckinError, EnvironmentProblem, InputProblem
from checkin.texts import LANGUAGES, Texts
from tests.contracts.texts import forms, messages, parameters


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_can_be_said(language: str) -> None:
    texts = Texts(language)
    for key, message in messages(language).items():
        given = {name: f"<{name}>" for form in forms(message) for name in parameters(form)}
        for n in (0, 1, 2, 5, 22):
            said = texts(key, **(given | {"n": n} if message.pluralizable else given))
            assert said
            assert said != key


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Texts:
    """Three entries of our own, so that these tests are about the mechanism alone."""
    source = tmp_path / "pl.po"
    source.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=3; plural='
        '(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"\n\n'
        'msgid "people"\nmsgid_plural "people"\nmsgstr[0] "{n} osoba"\nmsgstr[1] "{n} osoby"\nmsgstr[2] "{n} osób"\n\n'
        'msgid "hello"\nmsgstr "Dzień dobry, {name}."\n\nmsgid "no_file"\nmsgstr "Nie ma pliku {key}."\n',
        encoding="utf-8",
    )
    with source.open("rb") as file, (tmp_path / "pl.mo").open("wb") as compiled:
        write_mo(compiled, read_po(file, locale="pl"))
    monkeypatch.setattr(module, "CATALOGUES", tmp_path)
    return Texts("pl")


@pytest.mark.parametrize(
    ("n", "said"),
    [(0, "osób"), (1, "osoba"), (2, "osoby"), (4, "osoby"), (5, "osób"), (12, "osób"), (22, "osoby"), (112, "osób")],
)
def test_polish_numbers_decline(small: Texts, n: int, said: str) -> None:
    assert small("people", n=n) == f"{n} {said}"


def test_a_parameter_is_said_as_it_is(small: Texts) -> None:
    assert small("hello", name="{name} %s \\ „Żółć”") == "Dzień dobry, {name} %s \\ „Żółć”."


def test_a_parameter_may_have_any_name(small: Texts) -> None:
    assert small("no_file", key="a.csv") == "Nie ma pliku a.csv."
    assert small.error(InputProblem("no_file", key="a.csv")) == "Nie ma pliku a.csv."


def test_an_error_carries_its_key_and_exit_code() -> None:
    problem = InputProblem("import.no_file", file="a.csv")
    assert (problem.key, problem.params, str(problem)) == ("import.no_file", {"file": "a.csv"}, "import.no_file")
    assert (InputProblem.exit_code, EnvironmentProblem.exit_code) == (2, 3)
    assert issubclass(InputProblem, CheckinError)
    assert issubclass(EnvironmentProblem, CheckinError)
