"""From keys and parameters to words: one gettext catalogue for window and command line.

The catalogues are `resources/i18n/<language>.po`, with our keys as msgid; `make texts` compiles them
to the .mo files beside them. A new language is one more .po file and one line in `LANGUAGES`.
"""

from __future__ import annotations

import gettext
import re
import unicodedata
from pathlib import Path

from checkin.errors import CheckinError

LANGUAGES = ("pl", "en")
CATALOGUES = Path(__file__).parent.parent / "resources" / "i18n"

_LONGEST_WORD = 200  # letters; whatever is longer is not read, and fills the screen


class Texts:
    """The words of one language.

    Args:
        language: one of `LANGUAGES`.
    """

    def __init__(self, language: str = "pl") -> None:
        self.language = language
        with (CATALOGUES / f"{language}.mo").open("rb") as file:
            self._catalogue = gettext.GNUTranslations(file)

    def __call__(self, key: str, /, **params: object) -> str:
        """The sentence of a key, its ``{name}`` places filled. `n` chooses among plural forms."""
        n = params.get("n")
        template = self._catalogue.ngettext(key, key, n) if isinstance(n, int) else self._catalogue.gettext(key)
        return template.format(**params)

    def error(self, error: CheckinError) -> str:
        """The sentence of an error. What it repeats from outside is cut, and cannot steer a terminal."""
        return self(error.key, **{name: _tamed(value) for name, value in error.params.items()})


def _tamed(value: object) -> object:
    if not isinstance(value, str):
        return value
    shown = "".join("?" if unicodedata.category(letter) in ("Cc", "Cf") else letter for letter in value)
    return re.sub(rf"\S{{{_LONGEST_WORD},}}", lambda word: word[0][:_LONGEST_WORD] + "…", shown)
