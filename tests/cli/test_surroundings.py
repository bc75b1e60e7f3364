"""Disks, keys, rights and streams that fail: a sentence, exit code 3, nothing half done, nothing told but not kept."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from checkin.store.key import KEY_FILE
from checkin.store.lock import window_lock
from tests.cli.calls import EVENT, PEOPLE, ROOT, Answer, Caller, call, command, csv_of, environment, start

NOBODY = 65534
REPLICA = "replica.db"
Capture = pytest.CaptureFixture[str]


def _other_key(folder: Path) -> None:
    (folder / KEY_FILE).write_bytes(bytes(range(32)))


def _short_key(folder: Path) -> None:
    (folder / KEY_FILE).write_bytes(b"short")


def _no_key(folder: Path) -> None:
    (folder / KEY_FILE).unlink()


def _open_key(folder: Path) -> None:
    (folder / KEY_FILE).chmod(0o644)


def _half_replica(folder: Path) -> None:
    os.truncate(folder / REPLICA, (folder / REPLICA).stat().st_size // 2 + 100)


def _stub_replica(folder: Path) -> None:
    os.truncate(folder / REPLICA, 1000)


def _garbage(folder: Path) -> None:
    (folder / REPLICA).write_bytes(os.urandom(100_000))


def _plain_sqlite(folder: Path) -> None:
    (folder / REPLICA).write_bytes(b"SQLite format 3\0" + bytes(4080))


def _folder_instead(folder: Path) -> None:
    (folder / REPLICA).unlink()
    (folder / REPLICA).mkdir()


DAMAGES: tuple[Callable[[Path], None], ...] = (
    _other_key,
    _short_key,
    _no_key,
    _open_key,
    _half_replica,
    _stub_replica,
    _garbage,
    _plain_sqlite,
    _folder_instead,
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_replica_that_cannot_be_read_is_left_as_it_is(desk: Caller, damage: Callable[[Path], None]) -> None:
    damage(desk.folder)
    was = {file.name: file.read_bytes() for file in desk.folder.iterdir() if file.is_file()}
    for verb in (("scan", "X"), ("headcount",), ("find", "A"), ("import", PEOPLE), ("event", "load", EVENT)):
        assert desk(*verb).is_problem(3), verb
    answer = desk("doctor")
    assert answer.code == 0 and "✗" in answer.out and "Traceback" not in answer.out + answer.err
    for name in (REPLICA, KEY_FILE):
        assert not (desk.folder / name).is_file() or (desk.folder / name).read_bytes() == was[name]


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder that other users may enter, as those of the tests may not."""
    folder = Path(tempfile.mkdtemp(prefix="obecni-"))
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o700)
    shutil.rmtree(folder)


@contextmanager
def _as_somebody_else() -> Iterator[None]:
    """Root may write everywhere, so root becomes nobody for a while; anybody else stays as they are."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def _give_away(path: Path, mode: int) -> None:
    if os.geteuid() == 0:
        os.chown(path, NOBODY, -1)
    path.chmod(mode)


def test_a_folder_that_may_not_be_written_to(congress: Path, elsewhere: Path, capsys: Capture) -> None:
    closed = Caller(shutil.copytree(congress, elsewhere / "desk"), capsys)
    verbs = (("scan", "X"), ("headcount",), ("import", PEOPLE), ("event", "load", EVENT), ("doctor",))
    for verb in verbs:
        assert closed(*verb).code == 0
    for file in closed.folder.iterdir():
        _give_away(file, 0o400)
    _give_away(closed.folder, 0o500)
    with _as_somebody_else():
        for verb in verbs[:-1]:
            assert closed("--log-level", "debug", *verb).is_problem(3, str(closed.folder)), verb
        assert closed("doctor").code == 0


def test_a_place_where_no_folder_may_be_made(new_desk: Caller, elsewhere: Path, capsys: Capture) -> None:
    assert new_desk("event", "load", EVENT).code == 0
    closed = Caller(elsewhere / "closed" / "desk", capsys)
    closed.folder.parent.mkdir(mode=0o500)
    with _as_somebody_else():
        assert closed("event", "load", EVENT).is_problem(3)
        assert closed("headcount").is_problem(3)
    (elsewhere / "file").write_text("")
    assert Caller(elsewhere / "file" / "desk", capsys)("headcount").is_problem(3)
    assert Caller(elsewhere / "file", capsys)("headcount").is_problem(3)


OUTS = (
    ("badge", "--all", "--out", "b.pdf"),
    ("export", "journal", "--out", "j.csv"),
    ("export", "attendance", "--out", "a.xlsx"),
    ("export", "registrations", "--out", "r.pdf"),
    ("tickets", "--out", "bilety"),
    ("import", PEOPLE, "--rejects", "do-poprawy.csv"),
)


@pytest.mark.parametrize("verb", OUTS, ids=lambda verb: f"{verb[0]}-{verb[-1]}")
def test_an_out_that_cannot_be(desk: Caller, elsewhere: Path, verb: tuple[str | Path, ...]) -> None:
    *before, name = verb
    file = elsewhere / "file"
    file.write_text("mine")
    assert desk(*before, file / name).is_problem(3)
    assert file.read_text() == "mine"
    if verb[0] != "tickets":
        (elsewhere / "folder" / name).mkdir(parents=True)
        assert desk(*before, elsewhere / "folder" / name).is_problem(3, str(name))
        assert desk(*before, elsewhere / "missing" / name).is_problem(3, "missing")
    else:
        assert desk(*before, file).is_problem(3)
    closed = elsewhere / "closed"
    closed.mkdir(mode=0o555)
    _give_away(desk.folder, 0o700)
    inside = shutil.copytree(desk.folder, elsewhere / "desk")
    for path in (inside, *inside.iterdir()):
        _give_away(path, 0o700 if path.is_dir() else 0o600)
    with _as_somebody_else():
        assert Caller(inside, desk.capture)(*before, closed / name).is_problem(3)
    assert not list(closed.iterdir())


def _limited(size: int) -> Callable[[], None]:
    """No file may grow beyond `size` bytes: what a full disk is to those who write."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_full_disk_while_people_come_in(folder: Path, people: list[dict[str, str]]) -> None:
    codes = "".join(f"{row['Bilet']}\n" for row in people)
    answer = call(folder, "scan", "--at", "wejscie-1", "-", "--json", text=codes, preexec_fn=_limited(600_000))
    assert answer.code == 3 and answer.err and "Traceback" not in answer.err, answer.err
    told = [record["entry"] for record in answer.records]
    assert 0 < len(told) < len(people)
    export = call(folder, "export", "journal", "--out", folder / "j.csv")
    assert export.code == 0
    kept = (folder / "j.csv").read_text(encoding="utf-8-sig")
    assert all(entry in kept for entry in told)
    assert len(told) <= len([line for line in kept.splitlines() if "wej" in line.casefold()]) <= len(told) + 1


def test_a_full_disk_while_a_list_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    assert call(folder, "event", "load", EVENT).code == 0
    answer = call(folder, "import", PEOPLE, preexec_fn=_limited(200_000))
    assert answer.is_problem(3)
    assert not call(folder, "find", "urząd").out
    assert call(folder, "import", PEOPLE, "--json").record["new"] == 420


@pytest.mark.parametrize("verb", OUTS[:5], ids=lambda verb: f"{verb[0]}-{verb[-1]}")
def test_a_full_disk_while_papers_are_written(folder: Path, tmp_path: Path, verb: tuple[str | Path, ...]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    *before, name = verb
    assert call(folder, "scan", "-", text="X\n" * 10).code == 0
    answer = call(folder, *before, out / str(name), preexec_fn=_limited(300))
    assert answer.is_problem(3)
    assert not [path for path in out.rglob("*") if path.is_file() and path.stat().st_size]


def test_a_stream_that_nobody_reads(folder: Path) -> None:
    with subprocess.Popen(
        command(folder, "headcount"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert b"Traceback" not in (told := process.stderr.read()) and b"Exception" not in told
    full = Path("/dev/full")
    if full.exists():
        with full.open("w") as out:
            done = subprocess.run(
                command(folder, "headcount"), stdout=out, stderr=subprocess.PIPE, env=environment(), check=False
            )
        assert done.returncode == 3 and b"Traceback" not in done.stderr and b"Exception" not in done.stderr


def test_streams_that_are_closed(folder: Path) -> None:
    shell = 'exec "$0" "$@" <&- '
    for closing in ("", ">&-", "2>&-", ">&- 2>&-"):
        done = subprocess.run(
            ["sh", "-c", shell + closing, *command(folder, "scan", "-")], capture_output=True, env=environment(),
            check=False,
        )  # fmt: skip
        assert done.returncode == 0 and not done.stdout + done.stderr


def test_a_locale_without_our_letters(folder: Path) -> None:
    latin = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    answer = call(folder, "headcount", "--at", "wejscie-1", env=latin)
    assert answer.code == 0 and "Wejście" in answer.out


def test_interrupted_while_codes_are_read(folder: Path) -> None:
    with start(folder, "scan", "--at", "wejscie-1", "-", "--json") as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write("X\n")
        process.stdin.flush()
        assert '"refused"' in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 3
        told = process.stderr.read()
    assert told.startswith("Przerwano.") and "Traceback" not in told
    assert call(folder, "headcount", "--at", "wejscie-1", "--json").record["refused"] == 1


def test_interrupted_while_a_list_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    assert call(folder, "event", "load", EVENT).code == 0
    rows = csv_of(
        tmp_path / "many.csv",
        ("Id zgłoszenia", "Imię", "Nazwisko", "Kategoria"),
        *((f"Z{number}", "Ida", f"Wzór-{number}", "Partner") for number in range(60_000)),
    )
    with start(folder, "import", rows) as process:
        assert process.stderr and process.stdout
        log = folder / "replica.db-wal"
        while process.poll() is None and not (log.exists() and log.stat().st_size > 2_000_000):
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.005)
        process.send_signal(signal.SIGINT)
        code = process.wait(100)
        told, out = process.stderr.read(), process.stdout.read()
    found = len(call(folder, "find", "wzór", "--limit", "100000", "--json").records)
    if code == 0:  # it was accepted before it was interrupted
        assert found == 60_000 and "60000" in out
    else:
        assert code == 3 and "Przerwano." in told and "Traceback" not in told and not out
        assert found in (0, 60_000)


def test_verbs_beside_an_open_window(desk: Caller) -> None:
    with window_lock(desk.folder):
        assert desk("scan", "X", "--json").record["verdict"] == "refused"
        assert desk("import", PEOPLE, "--json").record["unchanged"] == 420
        found = {record["check"]: record for record in desk("doctor", "--json").records}
        assert found["window"]["ok"]


def test_no_window_without_a_display(folder: Path) -> None:
    bare = {name: value for name, value in environment().items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run(command(folder), capture_output=True, env=bare, timeout=100, check=False, cwd=ROOT)
    assert Answer(done.returncode, done.stdout.decode(), done.stderr.decode()).is_problem(3)
