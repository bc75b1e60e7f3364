"""The replica's key: in the system's keyring, else in a file that only its owner may read."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

from filelock import FileLock, Timeout

from checkin.errors import EnvironmentProblem
from checkin.store.engine import BUSY_SECONDS, FILE

KEY_FILE = "replica.key"
NAME_FILE = "replica.id"  # under which name the keyring has the key; no secret
SERVICE = "obecni"
LENGTH = 32  # bytes


def replica_key(folder: Path, *, headless: bool) -> bytes:
    """The raw key of the replica in a folder, made when there is no replica yet.

    Args:
        headless: the desk has no keyring to ask (a demo, a script): a new key goes into a file.

    Returns:
        32 bytes.

    Raises:
        EnvironmentProblem: the key of an existing replica is missing, others may read it, or it can be kept nowhere.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(folder / "replica.lock", timeout=BUSY_SECONDS):
            return _from_file(folder) or _from_keyring(folder) or _new(folder, headless)
    except Timeout as failure:
        raise EnvironmentProblem("store.busy", folder=str(folder)) from failure
    except OSError as failure:
        raise EnvironmentProblem("store.no_permission", folder=str(folder)) from failure


def _from_file(folder: Path) -> bytes | None:
    file = folder / KEY_FILE
    if not file.exists():
        return None
    if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise EnvironmentProblem("store.key_readable_by_others", file=str(file))
    key = file.read_bytes()
    if len(key) != LENGTH:
        raise EnvironmentProblem("store.key_damaged", file=str(file))
    return key


def _from_keyring(folder: Path) -> bytes | None:
    name = _name(folder)
    if name is None:
        return None
    import keyring
    from keyring.errors import KeyringError

    try:
        kept = keyring.get_password(SERVICE, name)
    except KeyringError as failure:
        raise EnvironmentProblem("store.no_keyring") from failure
    return bytes.fromhex(kept) if kept else None


def _new(folder: Path, headless: bool) -> bytes:
    if (folder / FILE).exists() and (folder / FILE).stat().st_size:
        raise EnvironmentProblem("store.key_lost", folder=str(folder))
    key = secrets.token_bytes(LENGTH)
    if headless:
        _write(folder / KEY_FILE, key)
    else:
        _to_keyring(folder, key)
    return key


def _to_keyring(folder: Path, key: bytes) -> None:
    import keyring
    from keyring.errors import KeyringError

    name = str(uuid4())
    try:
        keyring.set_password(SERVICE, name, key.hex())
        if keyring.get_password(SERVICE, name) != key.hex():
            raise EnvironmentProblem("store.no_keyring")
    except KeyringError as failure:
        raise EnvironmentProblem("store.no_keyring") from failure
    _write(folder / NAME_FILE, name.encode())


def _name(folder: Path) -> str | None:
    with suppress(OSError, ValueError):
        return str(UUID((folder / NAME_FILE).read_text(encoding="ascii")))
    return None


def _write(file: Path, content: bytes) -> None:
    """Write aside and put in place, on disk before it is used; never over a file that is there."""
    aside = file.with_suffix(".new")
    aside.unlink(missing_ok=True)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    aside.rename(file)
