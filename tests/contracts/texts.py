"""The catalogues and the code that speaks through them, held against each other.

`python -m tests.contracts.texts` prints what is wrong; the tests ask the same checks one by one.
"""

from __future__ import annotations

import ast
import gettext
import re
import string
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from checkin.texts import CATALOGUES, LANGUAGES
from tests.contracts.families import FAMILIES

ROOT = Path(__file__).parent.parent.parent

_CALLEES = re.compile(r"_?(t|text|texts)|\w*Problem")
_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
_FILE_NAME = re.compile(r".*\.(bin|csv|db|json|key|lock|log|mo|otf|pdf|png|po|svg|toml|ttf|txt|wav|xlsx|zip)")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_TAKES_WORDS = re.compile(
    r"Q(Label|PushButton|CheckBox|RadioButton|GroupBox|Action|ToolButton)|add(Action|Item|Row|Tab)|showMessage"
    r"|set(AccessibleDescription|AccessibleName|PlaceholderText|StatusTip|Text|Title|ToolTip|WhatsThis|WindowTitle)"
)


@dataclass(frozen=True)
class Use:
    """One place in the code that asks for words.

    Attributes:
        key: the key, with ``{}`` for each part that is known only when it runs.
        given: names of the parameters, or None where they are not all written there.
    """

    key: str
    given: frozenset[str] | None
    place: str


@cache
def catalogue(language: str) -> Catalog:
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> dict[str, Message]:
    """The messages of a language by key."""
    return {_key(message): message for message in catalogue(language) if message.id}


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def parameters(sentence: str) -> frozenset[str]:
    return frozenset(name.split(".")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name)


@cache
def _trees() -> dict[str, ast.Module]:
    files = [*ROOT.glob("checkin/**/*.py"), *ROOT.glob("ui/**/*.py"), *ROOT.glob("main.py")]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(files)}


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call of the code: its place, the call, the last name of what is called."""
    for path, tree in _trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                callee = node.func
                name = callee.attr if isinstance(callee, ast.Attribute) else getattr(callee, "id", "")
                yield f"{path}:{node.lineno}", node, name


@cache
def uses() -> tuple[Use, ...]:
    """Every call of a Texts or of an error with a key that is written there, whole or in parts."""
    found: list[Use] = []
    for place, call, name in _calls():
        if not _CALLEES.fullmatch(name) or not call.args:
            continue
        for shape in _shapes(call.args[0]):
            if _KEY.fullmatch(shape.replace("{}", "x")):
                names = [keyword.arg for keyword in call.keywords]
                given = None if None in names else frozenset(name for name in names if name)
                found.append(Use(shape, given, place))
    known = {use.key for use in found}
    found.extend(use for use in _composed() if use.key not in known)
    return tuple(found)


def _composed() -> Iterator[Use]:
    """Every f-string that has the shape of a key, wherever it stands."""
    areas = {key.split(".")[0] for key in messages("pl")}
    for path, tree in _trees().items():
        for node in ast.walk(tree):
            shape = next(_shapes(node)) if isinstance(node, ast.JoinedStr) else ""
            if (
                _KEY.fullmatch(shape.replace("{}", "x"))
                and shape.split(".")[0] in areas
                and not _FILE_NAME.fullmatch(shape)
            ):
                yield Use(shape, None, f"{path}:{node.lineno}")


def _shapes(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in parts)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _shapes(body)
            yield from _shapes(orelse)
        case _:
            return


def _literals() -> Iterator[tuple[str, str]]:
    """Every whole string of the code that has the shape of a key, with its place."""
    for path, tree in _trees().items():
        pieces = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or id(node) in pieces:
                continue
            if isinstance(node.value, str) and _KEY.fullmatch(node.value):
                yield f"{path}:{node.lineno}", node.value


def _expand(shape: str) -> Iterable[str]:
    """The keys that a shape stands for; a shape with a part in braces is in `FAMILIES`."""
    return (shape.replace("{}", value, 1) for value in FAMILIES.get(shape, ())) if "{}" in shape else (shape,)


def asked_keys_exist() -> Iterator[str]:
    known = messages("pl")
    areas = {key.split(".")[0] for key in known}
    for use in uses():
        if "{}" in use.key and use.key not in FAMILIES:
            yield f"{use.place}: tests/contracts/families.py has no line for {use.key!r}"
        for key in _expand(use.key):
            if key not in known:
                yield f"{use.place}: no entry {key!r}"
    asked = {use.key for use in uses()}
    for place, literal in _literals():
        if literal in known or literal in asked or _FILE_NAME.fullmatch(literal):
            continue
        if literal.split(".")[0] in areas:
            yield f"{place}: no entry {literal!r}"


def asked_parameters_are_given() -> Iterator[str]:
    known = messages("pl")
    for use in uses():
        if use.given is None:
            continue
        for key in _expand(use.key):
            if key not in known:
                continue
            message = known[key]
            wanted = frozenset().union(*map(parameters, forms(message))) | ({"n"} if message.pluralizable else set())
            if not wanted <= use.given:
                yield f"{use.place}: {key!r} also needs {sorted(wanted - use.given)}"
            if "n" in use.given and not message.pluralizable:
                yield f"{use.place}: {key!r} has no plural forms, n would choose among none"


def nothing_is_unused() -> Iterator[str]:
    asked = {literal for _, literal in _literals()} | {key for shape in FAMILIES for key in _expand(shape)}
    yield from (f"{key!r} is asked for nowhere" for key in messages("pl") if key not in asked)


def families_are_asked() -> Iterator[str]:
    shapes = {use.key for use in uses()}
    yield from (
        f"tests/contracts/families.py: {shape!r} is asked for nowhere" for shape in FAMILIES if shape not in shapes
    )


def languages_agree() -> Iterator[str]:
    pl = messages("pl")
    for language in LANGUAGES:
        others = messages(language)
        yield from (f"{language}.po: {key!r} is not in both languages" for key in pl.keys() ^ others.keys())
        for key in pl.keys() & others.keys():
            if pl[key].pluralizable != others[key].pluralizable:
                yield f"{language}.po: {key!r} has plural forms in one language only"
            here, there = (frozenset().union(*map(parameters, forms(m))) for m in (pl[key], others[key]))
            if here != there:
                yield f"{language}.po: {key!r} names other parameters: {sorted(here ^ there)}"


def every_form_is_filled() -> Iterator[str]:
    for language in LANGUAGES:
        for key, message in messages(language).items():
            written = forms(message)
            if len(written) != (catalogue(language).num_plurals if message.pluralizable else 1) or not all(written):
                yield f"{language}.po: {key!r} has an empty or missing form"
            if message.fuzzy:
                yield f"{language}.po: {key!r} is fuzzy"
            if message.pluralizable and message.id[0] != message.id[1]:
                yield f"{language}.po: {key!r} has another msgid_plural"


def no_key_comes_twice() -> Iterator[str]:
    for language in LANGUAGES:
        keys = re.findall(r'^msgid "(.+)"$', (CATALOGUES / f"{language}.po").read_text(encoding="utf-8"), re.MULTILINE)
        yield from (f"{language}.po: {key!r} comes twice" for key in sorted({k for k in keys if keys.count(k) > 1}))


def words_are_chosen_well() -> Iterator[str]:
    """No shouting; a desk is a punkt, a stanowisko is a job title."""
    for language in LANGUAGES:
        for key, message in messages(language).items():
            for form in forms(message):
                if "!" in form:
                    yield f"{language}.po: {key!r} shouts"
                if "stanowisk" in form.lower() and "position" not in key:
                    yield f"{language}.po: {key!r} calls something a stanowisko"


def compiled_is_current() -> Iterator[str]:
    for language in LANGUAGES:
        with (CATALOGUES / f"{language}.mo").open("rb") as file:
            compiled = gettext.GNUTranslations(file)
        known = messages(language)
        older = [key for key, message in known.items() if _compiled_forms(compiled, message, key) != forms(message)]
        if older:
            yield f"{language}.mo is older than its .po ({', '.join(older[:3])} ...): make texts"


def _compiled_forms(compiled: gettext.GNUTranslations, message: Message, key: str) -> tuple[str, ...]:
    known: dict[object, str] = compiled._catalog
    if not message.pluralizable:
        return (known.get(key, ""),)
    return tuple(known.get((key, form), "") for form in range(len(forms(message))))


def no_words_in_the_window_code() -> Iterator[str]:
    for place, call, name in _calls():
        if not place.startswith("ui/") or not _TAKES_WORDS.fullmatch(name):
            continue
        for argument in call.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and _WORDS.search(argument.value):
                yield f"{place}: words in the code, not in the catalogue: {argument.value!r}"


CHECKS: tuple[Callable[[], Iterator[str]], ...] = (
    asked_keys_exist,
    asked_parameters_are_given,
    nothing_is_unused,
    families_are_asked,
    languages_agree,
    every_form_is_filled,
    no_key_comes_twice,
    words_are_chosen_well,
    compiled_is_current,
    no_words_in_the_window_code,
)


def main() -> int:
    complaints = [complaint for check in CHECKS for complaint in check()]
    for complaint in complaints:
        print(complaint)
    print(f"Texts: {len(messages('pl'))} entries in {len(LANGUAGES)} languages, {len(complaints)} complaints.")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
