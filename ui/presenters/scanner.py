"""What was found of a scanner, in words: works or not, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.model.ticket import CodeKind, parse
from checkin.scanning.scanner_check import TEST_CODE, Check, Fault, Key, examine
from checkin.texts import Texts
from ui.icons import Icon

_FEWEST = 6  # keys that are more than somebody leaning on the keyboard


@dataclass(frozen=True, slots=True)
class Finding:
    """A word with its icon, then sentences, then pairs of a name and a value. `tone` is a band of the theme."""

    tone: str
    icon: Icon
    word: str
    sentences: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def finding(keys: Sequence[tuple[str, float]], tag: str, texts: Texts) -> Finding | None:
    """What keys in a burst tell of the scanner; None where a person pressed a key or two.

    Args:
        tag: of the event, "" before one is loaded.
    """
    check = examine([Key(*key) for key in keys])
    if check is not None:
        return _checked(check, texts)
    code = "".join(text for text, _ in keys)
    if parse(code, tag).kind in (CodeKind.OWN, CodeKind.OTHER_EVENT):
        return Finding("admitted", Icon.CHECK_CIRCLE, texts("scanner.works"), (texts("scanner.ticket"),))
    if len(code.strip()) < _FEWEST:
        return None
    return Finding("attention", Icon.ALERT_CIRCLE, texts("scanner.other"), (texts("scanner.other_code"),))


def finding_of_text(code: str, tag: str, texts: Texts) -> Finding | None:
    """The same of a code that came as a whole, by the camera: nothing is known of keys."""
    if code.strip() == TEST_CODE:
        return Finding("admitted", Icon.CHECK_CIRCLE, texts("scanner.works"), (texts("scanner.read"),))
    return finding([(letter, 0.0) for letter in code], tag, texts)


def _checked(check: Check, texts: Texts) -> Finding:
    none = texts("scanner.nothing")
    facts = (
        (texts("scanner.prefix"), check.prefix or none),
        (texts("scanner.suffix"), check.suffix or none),
        (texts("scanner.pace"), texts("scanner.milliseconds", number=round(check.milliseconds))),
    )
    if not check.faults:
        return Finding("admitted", Icon.CHECK_CIRCLE, texts("scanner.works"), (texts("scanner.agrees"),), facts)
    sentences = [texts(f"scanner.fault.{fault}") for fault in check.faults]
    if Fault.LOST not in check.faults:
        sentences.append(texts("scanner.all_the_same"))
        facts = ((texts("scanner.came"), check.came), *facts)
    return Finding("attention", Icon.ALERT_CIRCLE, texts("scanner.differs"), tuple(sentences), facts)
