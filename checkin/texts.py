"""From keys and parameters to words: one gettext catalogue for window and command line.

The catalogues are `resources/i18n/<language>.po`, with our keys as msgid; `make texts` compiles them
to the .mo files beside them. A new language is one more .po file and one line in `LANGUAGES`.
"""

from __future__ import annotations

import gettext
from pathlib import Path

from checkin.errors import CheckinError

LANGUAGES = ("pl", "en")
CATALOGUES = Path(__file__).parent.parent / "resources" / "i18n"


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
        return self(error.key, **error.params)
