"""Opening: what cannot be opened is told in words and left as it is; several processes share one file."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

import pytest

from checkin.errors import EnvironmentProblem
from checkin.store.engine import FILE
from checkin.store.queries import Queries
from checkin.store.replica import Replica
from tests.builders import an_entry, an_id, crowd
from tests.store.conftest import KEY

NOBODY = 65534
FORK = multiprocessing.get_context("fork")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a replica with some hundred people, closed."""
    with Replica.open(tmp_path / "desk", KEY) as replica, replica.writing() as writing:
        for person in crowd(300):
            writing.add_registration(person)
    return tmp_path / "desk"


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _cut_inside_a_page(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2 + 1000)


def _fill(file: Path) -> None:
    file.write_bytes(os.urandom(50_000))


def _cut_to_a_stub(file: Path) -> None:
    os.truncate(file, 500)


@pytest.mark.parametrize("damage", [_cut, _cut_inside_a_page, _fill, _cut_to_a_stub])
def test_a_damaged_file_is_told_and_left_alone(folder: Path, damage: Callable[[Path], None]) -> None:
    file = folder / FILE
    damage(file)
    was = file.read_bytes()
    with pytest.raises(EnvironmentProblem, match=r"store\.(damaged|wrong_key)"), Replica.open(folder, KEY) as replica:
        list(Queries(replica).registrations())
    assert file.read_bytes() == was


def test_another_key_opens_nothing(folder: Path) -> None:
    was = (folder / FILE).read_bytes()
    with pytest.raises(EnvironmentProblem, match=r"store\.wrong_key"):
        Replica.open(folder, bytes(32))
    assert (folder / FILE).read_bytes() == was
    with Replica.open(folder, KEY) as replica:
        assert Queries(replica).registration_count() == 300


def test_nothing_of_a_person_can_be_read_from_the_file(folder: Path) -> None:
    with Replica.open(folder, KEY) as replica, replica.writing() as writing:
        writing.append(an_entry(1, operator="tajemnica"))
        raw = b"".join(file.read_bytes() for file in folder.iterdir())
    assert len(raw) > 100_000
    assert not any(word in raw for word in (b"example.org", b"Kowalska", b"tajemnica", b"SQLite format"))


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that any user may enter."""
    with tempfile.TemporaryDirectory(prefix="obecni-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _open_as_somebody_else(folder: Path, said: Connection) -> None:
    """In a process of its own: root may do everything, so root becomes nobody."""
    if os.getuid() == 0:
        os.setuid(NOBODY)
    try:
        Replica.open(folder, KEY).close()
    except EnvironmentProblem as problem:
        said.send(problem.key)
    else:
        said.send("opened")


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # no other thread holds anything here
def test_a_folder_without_permission(open_to_all: Path) -> None:
    closed = open_to_all / "desk"
    closed.mkdir(mode=0o500)
    hears, says = FORK.Pipe(duplex=False)
    child = FORK.Process(target=_open_as_somebody_else, args=(closed, says))
    child.start()
    assert hears.poll(30) and hears.recv() == "store.no_permission"
    child.join()
    assert not list(closed.iterdir())


def test_a_new_replica_is_its_owners(tmp_path: Path) -> None:
    with Replica.open(tmp_path / "desk", KEY) as replica, replica.writing() as writing:
        writing.append(an_entry(1))
        assert {file.stat().st_mode & 0o077 for file in (tmp_path / "desk").glob(f"{FILE}*")} == {0}


def _append(folder: Path, desk: int, size: int, said: Connection) -> None:
    """Add entries of one desk, each acknowledged as it is on disk."""
    with Replica.open(folder, KEY) as replica:
        for number in range(1, size + 1):
            entry = an_entry(desk * 1000 + number, desk=an_id(desk, kind=2), sequence=number)
            with replica.writing() as writing:
                writing.append(entry)
            said.send(entry.id)
        said.close()


def _heard(hears: Connection) -> Iterator[object]:
    while True:
        try:
            yield hears.recv()
        except EOFError:
            return


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_two_processes_write_at_once(tmp_path: Path) -> None:
    pipes = [FORK.Pipe(duplex=False) for _ in range(2)]
    children = [
        FORK.Process(target=_append, args=(tmp_path, number, 100, says)) for number, (_, says) in enumerate(pipes, 1)
    ]
    for child, (_, says) in zip(children, pipes, strict=True):
        child.start()
        says.close()
    told = {entry for hears, _ in pipes for entry in _heard(hears)}
    for child in children:
        child.join()
    with Replica.open(tmp_path, KEY) as replica:
        kept = list(Queries(replica).entries())
    assert len(kept) == 200 and {entry.id for entry in kept} == told


def test_a_writer_waits_for_its_turn(tmp_path: Path) -> None:
    with Replica.open(tmp_path, KEY) as one, Replica.open(tmp_path, KEY) as other:
        order: list[str] = []

        def wait() -> None:
            with other.writing() as writing:
                order.append("second")
                writing.append(an_entry(2))

        with one.writing() as writing:
            second = Thread(target=wait)
            second.start()
            second.join(0.05)
            assert second.is_alive()
            writing.append(an_entry(1))
            order.append("first")
        second.join()
        assert order == ["first", "second"]
        assert len(list(Queries(one).entries())) == 2


def test_data_version_tells_of_every_writer(tmp_path: Path) -> None:
    with Replica.open(tmp_path, KEY) as one, Replica.open(tmp_path, KEY) as other:
        before = one.data_version()
        assert one.data_version() == before
        for number, replica in enumerate((one, other), 1):
            with replica.writing() as writing:
                writing.append(an_entry(number))
            assert one.data_version() != before
            before = one.data_version()
