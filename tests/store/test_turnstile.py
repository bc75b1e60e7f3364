"""Between processes, somebody who waits for the file goes before long work that would take it again at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from checkin.store.replica import Replica
from checkin.store.turnstile import Turnstile
from tests.store.conftest import KEY

# Long work without a pause: chunk after chunk of some milliseconds, each counting itself.
_LONG_WORK = """
import sys
from pathlib import Path
from checkin.store.writer import Pace, Writer

writer = Writer(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
print("working", flush=True)
while True:
    with writer.chunk(Pace(1)) as connection:
        connection.exec_driver_sql("UPDATE tally SET inside = inside + 1")
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT max(i) FROM n"
        ).all()
"""


@pytest.fixture
def long_work(replica: Replica) -> Iterator[None]:
    with replica._writer.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO tally VALUES ('work', 0, 0, 0, 0)")
    process = subprocess.Popen(
        [sys.executable, "-c", _LONG_WORK, str(replica._path), KEY.hex()], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "working\n"
    yield
    process.kill()
    process.communicate()


def test_a_scan_waits_for_one_chunk_of_another_process(replica: Replica, long_work: None) -> None:
    waited = []
    for _ in range(40):
        with replica.reading() as connection:
            before = connection.exec_driver_sql("SELECT inside FROM tally").scalar_one()
        with replica._writer.transaction() as connection:
            waited.append(connection.exec_driver_sql("SELECT inside FROM tally").scalar_one() - before)
    assert max(waited) <= 3, waited


def test_who_waits_is_let_pass(tmp_path: Path) -> None:
    turnstile = Turnstile(tmp_path)
    with ThreadPoolExecutor(1) as long_work:
        with turnstile.waiting():
            let = long_work.submit(turnstile.let_pass)
            with pytest.raises(TimeoutError):
                let.result(0.05)
        assert let.result(5) is True
    assert turnstile.let_pass() is False
