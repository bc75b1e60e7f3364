"""Nobody ever reads a bare key: see `tests.contracts.texts`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.contracts.texts import CHECKS


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_texts(check: Callable[[], Iterator[str]]) -> None:
    complaints = list(check())
    assert not complaints, "\n".join(complaints)
