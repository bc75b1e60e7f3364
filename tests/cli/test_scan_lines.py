"""`scan -`: each line is answered, on disk, before the next one is written; also by several processes at once."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from threading import Thread
from typing import Any

from tests.cli.calls import PEOPLE, call, command, environment, start

Row = dict[str, str]
AT = ("--at", "wejscie-1")


def _entries(folder: Path) -> list[str]:
    """Identifiers of the journal's entries, oldest first."""
    file = folder / "journal.csv"
    assert call(folder, "export", "journal", "--out", file).code == 0
    heading, *rows = file.read_text(encoding="utf-8-sig").splitlines()
    column = heading.split(";").index("Wpis")
    return [row.split(";")[column] for row in rows]


def test_each_line_is_answered_before_the_next(folder: Path, people: list[Row]) -> None:
    refused = 0
    with start(folder, "scan", *AT, "-", "--json") as process:
        assert process.stdin and process.stdout
        for row in people[1:6]:
            process.stdin.write(row["Bilet"] + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert answer["target"] == row["Bilet"] and 0 < answer["elapsed_ms"] < 10_000
            refused += answer["verdict"] == "refused"
            assert answer["entry"] in _entries(folder)  # while the process waits for the next line
        process.stdin.close()
        assert process.wait(60) == 0
    figures = call(folder, "headcount", *AT, "--json").record
    assert (figures["admitted"], figures["refused"]) == (5 - refused, refused)


def test_a_killed_scan_keeps_what_it_answered(folder: Path, people: list[Row]) -> None:
    process = start(folder, "scan", *AT, "-", "--json")
    assert process.stdin and process.stdout and process.stderr
    told: list[str] = []
    for row in people[:40]:
        process.stdin.write(row["Bilet"] + "\n")
        process.stdin.flush()
        told.append(json.loads(process.stdout.readline())["entry"])
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()
    kept = _entries(folder)
    assert set(told) <= set(kept) and len(kept) == len(set(kept))


def test_lines_end_as_scanners_end_them(folder: Path, people: list[Row]) -> None:
    one, two, three = (row["Bilet"] for row in people[1:4])
    answer = call(
        folder, "scan", *AT, "-", "--json", text=f"\ufeff{one}\r\n{two}\r  {three.lower()}  \n\n\x02{one}\x03"
    )
    assert answer.code == 0 and not answer.err
    assert [record["name"] is not None for record in answer.records] == [True, True, True, False, True]
    assert answer.records[3]["reason"] == "malformed"  # a blank line
    assert answer.records[4]["reason"] == "ok"


def test_no_line_is_no_scan(folder: Path) -> None:
    answer = call(folder, "scan", "-", "--json")
    assert answer.code == 0 and not answer.out + answer.err


def test_a_line_that_is_no_text_stops_nothing(folder: Path, people: list[Row]) -> None:
    done = subprocess.run(
        command(folder, "scan", *AT, "-", "--json"),
        input=b"\xff\xfe\x00\n" + b"A" * 1_000_000 + b"\n" + people[1]["Bilet"].encode() + b"\n",
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert done.returncode == 0
    reasons = [json.loads(line)["reason"] for line in done.stdout.splitlines()]
    assert reasons == ["malformed", "malformed", "ok"]


def test_lines_for_people(folder: Path, people: list[Row]) -> None:
    answer = call(folder, "scan", *AT, "-", text=f"{people[1]['Bilet']}\nNIE-MA\n")
    first, second = answer.out.splitlines()
    assert first.startswith("WCHODZI · Mariusz Janik · ")
    assert second.startswith("STOP · NIE-MA · ")


def test_several_at_once_lose_and_double_nothing(folder: Path, people: list[Row]) -> None:
    """Two scan the same people, a third reads the list again meanwhile."""
    codes = "".join(row["Bilet"] + "\n" for row in people[:120])
    answers: list[Any] = []

    def scan() -> None:
        answers.append(call(folder, "scan", *AT, "-", "--json", text=codes))

    threads = [Thread(target=scan), Thread(target=scan)]
    for thread in threads:
        thread.start()
    again = call(folder, "import", PEOPLE, "--json")
    for thread in threads:
        thread.join()
    assert again.code == 0 and again.record["unchanged"] == 420
    assert [answer.code for answer in answers] == [0, 0]
    told = [record["entry"] for answer in answers for record in answer.records]
    kept = _entries(folder)
    assert len(told) == 240 == len(set(told)) and set(told) <= set(kept)
    figures = call(folder, "headcount", *AT, "--json").record
    admitted = {record["name"] for answer in answers for record in answer.records if record["verdict"] == "admitted"}
    refused = [record for answer in answers for record in answer.records if record["verdict"] == "refused"]
    assert figures["refused"] == len(refused) and figures["conflicts"] == 0
    assert figures["inside"] == figures["admitted"] >= len(admitted)


def test_a_new_folder_is_opened_by_several_at_once(tmp_path: Path) -> None:
    """The key, the replica and the desk's name are decided once."""
    processes = [
        subprocess.Popen(
            command(tmp_path / "desk", "find", "A"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        )
        for _ in range(4)
    ]
    for process in processes:
        out, err = process.communicate(timeout=100)
        assert process.returncode == 0 and not out and b"Traceback" not in err, err
