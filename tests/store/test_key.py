"""The replica's key: only its owner may read it, and it is never made anew for a replica that has one."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from checkin.errors import EnvironmentProblem
from checkin.store.key import KEY_FILE, LENGTH, NAME_FILE, replica_key
from checkin.store.replica import Replica


class MemoryKeyring(KeyringBackend):
    """A keyring that forgets everything with the test."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class LockedKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


class ForgetfulKeyring(MemoryKeyring):
    """Takes a key and does not have it, as some that are not set up do."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    """The system's keyring, for as long as a test."""
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def test_a_key_file_is_its_owners(tmp_path: Path) -> None:
    key = replica_key(tmp_path / "desk", headless=True)
    file = tmp_path / "desk" / KEY_FILE
    assert len(key) == LENGTH and file.read_bytes() == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert replica_key(tmp_path / "desk", headless=True) == replica_key(tmp_path / "desk", headless=False) == key
    assert replica_key(tmp_path / "other", headless=True) != key


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    replica_key(tmp_path, headless=True)
    (tmp_path / KEY_FILE).chmod(mode)
    with pytest.raises(EnvironmentProblem, match=r"store\.key_readable_by_others"):
        replica_key(tmp_path, headless=True)


@pytest.mark.parametrize("content", [b"", b"short", bytes(LENGTH + 1)])
def test_a_damaged_key_is_refused(tmp_path: Path, content: bytes) -> None:
    replica_key(tmp_path, headless=True)
    (tmp_path / KEY_FILE).write_bytes(content)
    with pytest.raises(EnvironmentProblem, match=r"store\.key_damaged"):
        replica_key(tmp_path, headless=True)


@pytest.mark.parametrize("headless", [True, False])
def test_a_lost_key_is_not_made_anew(tmp_path: Path, headless: bool) -> None:
    Replica.open(tmp_path, replica_key(tmp_path, headless=True)).close()
    (tmp_path / KEY_FILE).unlink()
    with pytest.raises(EnvironmentProblem, match=r"store\.key_lost"):
        replica_key(tmp_path, headless=headless)
    assert not (tmp_path / KEY_FILE).exists()


def test_a_keyring_keeps_the_key_and_the_folder_does_not(tmp_path: Path, memory: MemoryKeyring) -> None:
    key = replica_key(tmp_path, headless=False)
    assert list(memory.kept.values()) == [key.hex()]
    raw = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert key not in raw and key.hex().encode() not in raw
    assert (tmp_path / NAME_FILE).exists() and not (tmp_path / KEY_FILE).exists()
    assert replica_key(tmp_path, headless=False) == replica_key(tmp_path, headless=True) == key


def test_two_folders_have_two_keys_in_one_keyring(tmp_path: Path, memory: MemoryKeyring) -> None:
    assert replica_key(tmp_path / "a", headless=False) != replica_key(tmp_path / "b", headless=False)
    assert len(memory.kept) == 2


def test_a_key_that_the_keyring_lost(tmp_path: Path, memory: MemoryKeyring) -> None:
    Replica.open(tmp_path, replica_key(tmp_path, headless=False)).close()
    memory.kept.clear()
    with pytest.raises(EnvironmentProblem, match=r"store\.key_lost"):
        replica_key(tmp_path, headless=False)


@pytest.mark.parametrize("backend", [LockedKeyring, ForgetfulKeyring])
@pytest.mark.usefixtures("memory")
def test_a_keyring_that_keeps_nothing(tmp_path: Path, backend: type[MemoryKeyring]) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(EnvironmentProblem, match=r"store\.no_keyring"):
        replica_key(tmp_path, headless=False)
    assert not (tmp_path / NAME_FILE).exists()


def test_no_keyring_at_all(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match=r"store\.no_keyring"):
        replica_key(tmp_path, headless=False)


def test_a_keyring_that_is_locked_now_is_not_a_lost_key(tmp_path: Path, memory: MemoryKeyring) -> None:
    key = replica_key(tmp_path, headless=False)
    keyring.set_keyring(LockedKeyring())
    with pytest.raises(EnvironmentProblem, match=r"store\.no_keyring"):
        replica_key(tmp_path, headless=False)
    keyring.set_keyring(memory)
    assert replica_key(tmp_path, headless=False) == key


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("")
    with pytest.raises(EnvironmentProblem, match=r"store\.no_permission"):
        replica_key(tmp_path / "desk", headless=True)


def test_what_a_crash_left_while_a_key_was_written_is_no_key(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).with_suffix(".new").write_bytes(b"half")
    assert replica_key(tmp_path, headless=True) == (tmp_path / KEY_FILE).read_bytes()
