"""What every test stands on: no screen, no home, no network, and nothing left behind."""

from __future__ import annotations

import ipaddress
import logging
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt or keyring.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
for plugin_path in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR", "QT_PLUGIN_PATH"):
    os.environ.pop(plugin_path, None)

# Seeded and small for every day, many and random for the storm.
settings.register_profile("ci", max_examples=60, derandomize=True, deadline=None, database=None)
settings.register_profile("storm", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home, so that nothing of the person running the tests is read or written."""
    home = tmp_path_factory.mktemp("home")
    kinds = {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "run"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for variable, name in kinds.items():
            folder = home / name
            folder.mkdir(mode=0o700)
            patch.setenv(variable, str(folder))
        yield home


def _is_loopback(host: str) -> bool:
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _stay_at_home(name: str, arguments: tuple[object, ...]) -> None:
    """Refuse every connection that would leave this machine."""
    if name == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not _is_loopback(str(address[0])):
            raise PermissionError(f"a test tried to reach {address[0]}")


sys.addaudithook(_stay_at_home)


class _Watch(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _log_watch() -> Iterator[_Watch]:
    """A log record of WARNING or above fails the test, unless `expect_log` announced it."""
    watch = _Watch()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)
    if watch.records:
        pytest.fail("unexpected log: " + "; ".join(f"{r.name}: {r.getMessage()}" for r in watch.records))


@pytest.fixture
def expect_log(_log_watch: _Watch) -> Iterator[Callable[[str], None]]:
    """`expect_log(pattern)`: a log record that matches has to come during this test, and is in order."""
    patterns: list[str] = []
    yield patterns.append
    for pattern in patterns:
        matching = [r for r in _log_watch.records if re.search(pattern, r.getMessage())]
        assert matching, f"nothing was logged that matches {pattern!r}"
        _log_watch.records = [r for r in _log_watch.records if r not in matching]


def _is_python_thread(thread: threading.Thread) -> bool:
    """Not one that Python only met: Qt's own threads never leave the list, and are Qt's to end."""
    return not isinstance(thread, threading._DummyThread)  # pyright: ignore[reportPrivateUsage]


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    """A thread that a test starts ends with it; a few seconds are granted to one that is ending."""
    before = set(threading.enumerate())
    yield
    started = [t for t in threading.enumerate() if t not in before and _is_python_thread(t)]
    for thread in started:
        thread.join(timeout=5)
    leaked = [t.name for t in started if t.is_alive()]
    if leaked:
        pytest.fail(f"left running: {', '.join(leaked)}")
