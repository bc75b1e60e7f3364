"""The command line: one file a family of verbs, one line here for each.

The words and shapes of `--json` are a contract with scripts: what is there keeps its shape.
"""

from __future__ import annotations

from checkin.cli.run import run
from checkin.cli.streams import drop_unsaid, speak_utf8
from checkin.cli.verb import Context, QtParts

__all__ = ["Context", "QtParts", "drop_unsaid", "run", "speak_utf8"]
