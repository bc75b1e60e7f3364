"""Every benchmark beside this file, one line a figure: `python -m tests.bench [NAME ...]`.

A benchmark is a module with `run() -> list[tuple[name, figure, what was compared]]`. Figures are ratios
within one run wherever they can be: machines differ, ratios hold.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Sequence
from typing import cast

import tests.bench

Figure = tuple[str, float, str]


def main(names: Sequence[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    there = sorted(module.name for module in pkgutil.iter_modules(tests.bench.__path__) if module.name[0] != "_")
    if unknown := set(names) - set(there):
        print(f"No benchmark is called {', '.join(sorted(unknown))}; there are: {', '.join(there)}.", file=sys.stderr)
        return 2
    for name in names or there:
        run = getattr(importlib.import_module(f"tests.bench.{name}"), "run", None)
        if run is None:
            continue  # a part that benchmarks share
        print(name, flush=True)
        for what, figure, compared in cast(Callable[[], Sequence[Figure]], run)():
            print(f"  {what:44} {figure:10.3f}  {compared}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
