"""The shapes that scripts rely on: every verb's `--json` line, key by key, and its exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import EVENT, PEOPLE, Caller, call, csv_of, is_plain

SCAN = ["target", "code", "verdict", "reason", "name", "category", "checkpoint", "attention", "entry", "elapsed_ms"]
HEADCOUNT = ["checkpoint", "title", "inside", "admitted", "expected", "capacity", "refused", "conflicts"]
EARLY, DUE = "2026-05-19T08:59:00+02:00", "2026-05-19T07:00:00Z"
Row = dict[str, str]


def test_event_load(new_desk: Caller) -> None:
    answer = new_desk("event", "load", EVENT, "--json")
    assert answer.code == 0 and not answer.err
    assert answer.record == {"event": "X Krajowy Kongres Sekretarzy", "checkpoints": 18, "categories": 5}


def test_event_load_again_changes_nothing(desk: Caller) -> None:
    before = desk("headcount", "--json").records
    assert desk("event", "load", EVENT).code == 0
    assert desk("headcount", "--json").records == before


def test_import_counts_rows_and_lists_those_at_fault(desk: Caller, tmp_path: Path) -> None:
    rows = csv_of(
        tmp_path / "lista.csv",
        ("Imię", "Nazwisko", "Kategoria", "Powiat", "Województwo"),
        ("Ida", "Wzór", "Partner", "tczewski", "pomorskie"),
        ("Jan", "Bez", "Nieznana", "tczewski", "pomorskie"),
        ("", "", "Partner", "tczewski", "pomorskie"),
    )
    answer = desk("import", rows, "--json")
    assert answer.code == 0 and not answer.err
    counts, *rejected = answer.records
    assert counts == {"read": 3, "new": 1, "updated": 0, "unchanged": 0, "rejected": 2}
    assert rejected == [
        {"row": 3, "reason": "unknown_category", "field": "category"},
        {"row": 4, "reason": "no_name", "field": "last_name"},
    ]
    assert len(desk("find", "Wzór Ida", "--json").records) == 1


def test_import_tried_first_leaves_everything_as_it_was(new_desk: Caller) -> None:
    new_desk("event", "load", EVENT)
    tried = new_desk("import", PEOPLE, "--dry-run", "--json").record
    assert tried == {"read": 420, "new": 420, "updated": 0, "unchanged": 0, "rejected": 0}
    assert new_desk("find", "Jan", "--json").records == []
    assert new_desk("import", PEOPLE, "--json").record == tried
    assert new_desk("import", PEOPLE, "--json").record == tried | {"new": 0, "unchanged": 420}


def test_import_strict_takes_all_or_nothing(desk: Caller, tmp_path: Path) -> None:
    rows = csv_of(tmp_path / "lista.csv", ("Imię", "Nazwisko", "Kategoria"), ("Ida", "Wzór", ""), ("Jan", "Bez", "Xyz"))
    assert desk("import", rows, "--strict", "--json").is_problem(2, "wiersz 3")
    assert desk("find", "Wzór", "--json").records == []


def test_import_maps_a_heading_and_saves_what_it_rejects(desk: Caller, tmp_path: Path) -> None:
    rows = csv_of(tmp_path / "lista.csv", ("Imię", "Nazwisko", "Zakład"), ("Ida", "Wzór", "Huta"), ("", "", "Huta"))
    rejects = tmp_path / "do-poprawy.csv"
    answer = desk("import", rows, "--map", "organisation=Zakład", "--rejects", rejects, "--json")
    assert [record["rejected"] for record in answer.records[:1]] == [1]
    assert desk("find", "Wzór", "--json").record["organisation"] == "Huta"
    saved = rejects.read_text(encoding="utf-8-sig").splitlines()
    assert len(saved) == 2 and saved[0].startswith("Wiersz;Powód;") and saved[1].startswith("3;")
    assert desk("import", rows, "--map", "zakład=Zakład").is_problem(2, "organisation")
    assert desk("import", rows, "--map", "organisation=Fabryka").is_problem(2, "Zakład")
    assert desk("import", rows, "--map", "organisation").is_problem(2)


def test_scan_of_codes(desk: Caller, people: list[Row]) -> None:
    known = next(row for row in people if row["Status płatności"] == "opłacone" and not row["VIP"] + row["Uwagi"])
    answer = desk("scan", known["Bilet"].lower(), "NIE-MA-TAKIEGO", "--json")
    assert answer.code == 0 and not answer.err
    first, second = answer.records
    assert list(first) == list(second) == SCAN
    elapsed, entry = first.pop("elapsed_ms"), first.pop("entry")
    assert 0 < elapsed < 10_000 and len(entry) == 36 and entry[14] == "7"
    assert first == {
        "target": known["Bilet"].lower(),
        "code": known["Bilet"].lower(),
        "verdict": "admitted",
        "reason": "ok",
        "name": f"{known['Imię']} {known['Nazwisko']}",
        "category": "sekretarz",
        "checkpoint": "wejscie-1",
        "attention": False,
    }
    assert (second["verdict"], second["reason"], second["name"]) == ("refused", "unknown_ticket", None)
    assert second["entry"] and second["category"] is None and second["attention"] is False


@pytest.mark.parametrize(
    ("now", "checkpoint"),
    [
        ("2026-05-19T08:30:00+02:00", "wejscie-1"),
        ("2026-05-20T06:30:00Z", "wejscie-2"),
        ("2026-01-01T12:00:00+01:00", "wejscie-1"),
    ],
)
def test_scan_without_a_checkpoint_goes_by_the_agenda(desk: Caller, now: str, checkpoint: str) -> None:
    assert desk("scan", "X", "--json", now=now).record["checkpoint"] == checkpoint


def test_scan_out_and_back(desk: Caller, people: list[Row]) -> None:
    code = people[1]["Bilet"]
    verdicts = [
        desk("scan", "--at", "wejscie-1", "--direction", way, code, "--json").record["verdict"]
        for way in ("out", "in", "out", "out", "in")
    ]
    assert verdicts == ["refused", "admitted", "left", "refused", "admitted"]


def test_undo(desk: Caller, people: list[Row]) -> None:
    entry = desk("scan", people[1]["Bilet"], "--json").record["entry"]
    answer = desk("undo", entry, "--json")
    assert answer.code == 0
    assert list(answer.record) in (SCAN, SCAN[:-1])
    assert answer.record["checkpoint"] == "wejscie-1" and answer.record["entry"] != entry
    assert desk("undo", entry).is_problem(2)
    assert desk("undo", answer.record["entry"]).is_problem(2)
    assert desk("undo", "019e3f08-0000-7000-8000-000000000000").is_problem(2)
    assert desk("undo", "wczoraj").is_problem(2, "entry")


def test_override(desk: Caller, people: list[Row]) -> None:
    cancelled = next(row["Bilet"] for row in people if row["Status płatności"] == "anulowane")
    asked = ("override", cancelled, "--at", "wejscie-1")
    answer = desk(*asked, "--why", "zgoda koordynacji", "--json")
    assert answer.code == 0 and list(answer.record) == SCAN
    assert (answer.record["verdict"], answer.record["reason"], answer.record["code"]) == ("admitted", "ok", cancelled)
    assert answer.record["attention"] is True and len(answer.record["entry"]) == 36
    assert desk("headcount", "--at", "wejscie-1", "--json").record["inside"] == 1
    assert desk(*asked).is_problem(2, "--why")
    assert desk(*asked, "--why", " ").is_problem(2)
    assert desk("override", cancelled, "--why", "x").is_problem(2, "--at")
    assert desk("override", cancelled, "--at", "nigdzie", "--why", "x").is_problem(2, "wejscie-1")
    assert desk("override", "NIE-MA", "--at", "wejscie-1", "--why", "x").is_problem(2)


def test_register(desk: Caller) -> None:
    asked = ("register", "--name", "Anna Maria Nowoprzybyła", "--organisation", "Urząd Gminy Osiek")
    answer = desk(*asked, "--category", "partner", "--json")
    assert answer.code == 0 and not answer.err and list(answer.record) == SCAN
    record = answer.record
    assert (record["name"], record["category"], record["reason"]) == ("Anna Maria Nowoprzybyła", "partner", "ok")
    assert record["target"] == record["code"] and len(record["code"]) == 20 and len(record["entry"]) == 36
    assert desk("headcount", "--at", "wejscie-1", "--json").record["admitted"] == 0
    found = desk("find", "Nowoprzybyla", "--json").record
    assert (found["ticket"], found["organisation"]) == (record["code"], "Urząd Gminy Osiek")
    assert desk("scan", record["code"], "--json").record["verdict"] == "admitted"
    assert desk(*asked, "--json").record["category"] == "sekretarz"
    assert desk(*asked, "--category", "nikt").is_problem(2, "partner")
    assert desk("register", "--name", " ", "--organisation", "X").is_problem(2)
    assert desk("register", "--name", "Jan Lis").is_problem(2, "--organisation")


def test_reissue(desk: Caller, people: list[Row]) -> None:
    old = people[1]["Bilet"]
    desk("scan", old)
    answer = desk("reissue", old.lower(), "--json")
    assert answer.code == 0 and not answer.err and list(answer.record) == SCAN
    record = answer.record
    assert record["name"] == f"{people[1]['Imię']} {people[1]['Nazwisko']}" and record["target"] == old.lower()
    assert (record["verdict"], record["reason"]) == ("admitted", "ok")
    assert record["code"] != old and len(record["code"]) == 20 and len(record["entry"]) == 36
    assert desk("scan", old, "--json").record["reason"] == "blocked"
    assert desk("scan", record["code"], "--json").record["verdict"] == "admitted"
    cancelled = next(row["Bilet"] for row in people if row["Status płatności"] == "anulowane")
    assert desk("reissue", cancelled).is_problem(2)
    assert desk("reissue", "NIE-MA").is_problem(2, "NIE-MA")


def test_find(desk: Caller) -> None:
    record = desk("find", "gesla zolc", "--json").record
    assert list(record) == ["id", "name", "organisation", "category", "ticket", "status"]
    assert record["name"] == "Żółć Gęślą-Jaźń" and record["category"] == "sekretarz" and record["status"] == "confirmed"
    assert desk("find", record["ticket"], "--json").record == record
    assert len(desk("find", "urząd", "--limit", "7", "--json").records) == 7


def test_find_tells_people_of_a_status_that_matters(desk: Caller, people: list[Row]) -> None:
    cancelled = next(row for row in people if row["Status płatności"] == "anulowane")
    name = f"{cancelled['Imię']} {cancelled['Nazwisko']}"
    assert desk("find", cancelled["Bilet"]).out == (
        f"{name} · {cancelled['Jednostka']} · {cancelled['Bilet']} · odwołane\n"
    )


def test_find_of_nobody_is_no_fault(desk: Caller) -> None:
    answer = desk("find", "Nieistniejąca", "--json")
    assert answer.code == 0 and answer.records == [] and is_plain(answer.err)


def test_headcount(desk: Caller, people: list[Row]) -> None:
    records = desk("headcount", "--json").records
    assert len(records) == 18 and all(list(record) == HEADCOUNT for record in records)
    desk("scan", people[1]["Bilet"], "NIE-MA")
    assert desk("headcount", "--at", "wejscie-1", "--json").record == {
        "checkpoint": "wejscie-1",
        "title": "Wejście główne · dzień 1",
        "inside": 1,
        "admitted": 1,
        "expected": 394,
        "capacity": None,
        "refused": 1,
        "conflicts": 0,
    }
    assert desk("headcount", "--at", "nigdzie").is_problem(2, "wejscie-1")


def test_badge(desk: Caller, people: list[Row], tmp_path: Path) -> None:
    out = tmp_path / "b.pdf"
    one = desk("badge", people[1]["Bilet"], people[2]["Bilet"], "--out", out, "--json")
    assert one.code == 0 and one.record == {"badges": 2, "pages": 2, "file": str(out)}
    partners = sum(row["Kategoria"] == "Partner" and row["Status płatności"] != "anulowane" for row in people)
    assert desk("badge", "--category", "partner", "--out", out, "--json").record["badges"] == partners > 0
    assert desk("badge", "--out", out).is_problem(2, "--all")
    assert desk("badge", "--category", "nikt", "--out", out).is_problem(2, "partner")
    assert desk("badge", "NIE-MA", "--out", out).is_problem(2, "NIE-MA")
    assert desk("badge", people[1]["Bilet"], "--template", "nie-ma", "--out", out).is_problem(2)


def test_tickets(desk: Caller, people: list[Row], tmp_path: Path) -> None:
    valid = [row for row in people if row["Status płatności"] != "anulowane"]
    answer = desk("tickets", "--out", tmp_path / "bilety", "--json")
    assert answer.code == 0 and answer.record == {"tickets": len(valid)}
    assert len(list((tmp_path / "bilety").iterdir())) == len(valid) + 1


@pytest.mark.parametrize("report", ["attendance", "registrations", "journal", "conflicts"])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_export(desk: Caller, people: list[Row], tmp_path: Path, report: str, ending: str) -> None:
    out = tmp_path / f"plik.{ending}"
    desk("scan", people[1]["Bilet"], "NIE-MA")
    answer = desk("export", report, "--out", out, "--json")
    rows = {"attendance": 1, "registrations": 420, "journal": 3, "conflicts": 0}[report]
    assert answer.code == 0 and answer.record == {"rows": rows, "file": str(out)}
    assert out.stat().st_size > 0 and list(tmp_path.glob("plik*")) == [out]


def test_export_of_what_is_not_there(desk: Caller, tmp_path: Path) -> None:
    assert desk("export", "wszystko", "--out", tmp_path / "a.csv").is_problem(2, "attendance")
    assert desk("export", "journal", "--out", tmp_path / "a.docx").is_problem(2, ".xlsx")
    assert desk("export", "journal", "--out", tmp_path / "a").is_problem(2)
    assert desk("export", "journal", "--at", "nigdzie", "--out", tmp_path / "a.csv").is_problem(2)
    assert list(tmp_path.glob("a*")) == []


def test_doctor(desk: Caller, new_desk: Caller) -> None:
    for caller in (desk, new_desk):
        answer = caller("doctor", "--json")
        assert answer.code == 0
        assert all(list(record) == ["check", "ok", "detail", "advice"] for record in answer.records)
        assert {"replica", "key", "camera", "printers", "fonts", "sound", "clock"} <= {
            record["check"] for record in answer.records
        }
        assert all(type(record["ok"]) is bool and record["detail"] for record in answer.records)
        assert all(record["ok"] or record["advice"] for record in answer.records)


@pytest.mark.parametrize(
    "verb",
    [
        ("import", PEOPLE),
        ("scan", "X"),
        ("undo", "019e3f08-0000-7000-8000-000000000000"),
        ("override", "X", "--at", "wejscie-1", "--why", "x"),
        ("register", "--name", "Jan Lis", "--organisation", "X"),
        ("reissue", "X"),
        ("badge", "--all", "--out", "b.pdf"),
        ("tickets", "--out", "t"),
        ("headcount",),
        ("export", "journal", "--out", "j.csv"),
    ],
)
def test_a_desk_without_an_event_says_how_to_load_one(new_desk: Caller, verb: tuple[str, ...]) -> None:
    assert new_desk(*verb).is_problem(2, "event load")


def test_a_process_prints_json_and_nothing_else(folder: Path, people: list[Row]) -> None:
    answer = call(folder, "--json", "scan", people[1]["Bilet"])
    assert answer.code == 0 and not answer.err
    assert answer.record["verdict"] == "admitted"


def test_the_clock_starts_at_now(desk: Caller, people: list[Row]) -> None:
    early, due = (
        desk("scan", "--at", "otwarcie", people[1]["Bilet"], "--json", now=now).record for now in (EARLY, DUE)
    )
    assert (early["reason"], due["reason"]) == ("too_early", "ok")
    assert desk("scan", "X", now="wczoraj").is_problem(2, "--now")
    assert desk("scan", "X", now="2026-05-19T09:00").is_problem(2, "+02:00")
