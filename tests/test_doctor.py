"""What the doctor finds, of desks that are well and desks that are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from checkin import doctor, settings
from checkin.clock import Clock
from checkin.desk.admission import admit
from checkin.doctor import CHECKS, Finding, Surroundings, examine
from checkin.scanning.vision import FilmWriter
from checkin.settings import Settings
from checkin.store.engine import FILE
from checkin.store.key import KEY_FILE
from checkin.store.lock import window_lock
from checkin.texts import Texts
from tests.builders import a_desk, a_registration, at


@pytest.fixture
def place(tmp_path: Path) -> Surroundings:
    """A place where everything is well and no desk has been yet."""
    return Surroundings(tmp_path / "punkt", Clock(at(9)), Texts("pl"), lambda: "", lambda: ["Biuro", "Hol"])


@pytest.fixture
def desk(place: Surroundings) -> Surroundings:
    """The same place with a desk that has two people and admitted one of them at nine."""
    place.folder.mkdir()
    with a_desk(place.folder, a_registration(1), a_registration(2), clock=Clock(at(9))) as desk:
        admit(desk, a_registration(1).ticket, "wejscie-1")
    settings.save(place.folder, Settings(camera=""))
    return replace(place, clock=Clock(at(9, 30)))


def find(place: Surroundings, check: str) -> Finding:
    return next(finding for finding in examine(place) if finding.check == check)


def faults(place: Surroundings) -> set[str]:
    return {finding.check for finding in examine(place) if not finding.ok}


def test_everything_is_looked_at_and_has_words(desk: Surroundings) -> None:
    findings = list(examine(desk))
    assert [finding.check for finding in findings] == [check for check, _ in CHECKS]
    assert all(finding.title and finding.detail for finding in findings)
    assert not any(text.startswith("doctor.") for each in findings for text in (each.title, each.detail, each.advice))


def test_a_place_without_a_desk_is_left_as_it_is(place: Surroundings) -> None:
    list(examine(place))
    assert not place.folder.exists()


def test_a_desk_that_is_well(desk: Surroundings) -> None:
    assert faults(desk) == {"event"}  # the small congress of the tests comes from no file
    assert "Zgłoszenia: 2, skany: 1" in find(desk, "replica").detail
    assert find(desk, "printers").detail == "Biuro, Hol"


def test_it_speaks_both_languages(desk: Surroundings) -> None:
    assert "Registrations: 2, scans: 1" in find(replace(desk, texts=Texts("en")), "replica").detail


def test_a_lost_key(desk: Surroundings) -> None:
    (desk.folder / KEY_FILE).unlink()
    assert {"replica", "event"} <= faults(desk)


def test_a_key_that_others_may_read(desk: Surroundings) -> None:
    (desk.folder / KEY_FILE).chmod(0o644)
    assert "key" in faults(desk)


def test_another_desk_s_key(desk: Surroundings) -> None:
    (desk.folder / KEY_FILE).write_bytes(bytes(32))
    assert "replica" in faults(desk)


def test_a_damaged_replica(desk: Surroundings) -> None:
    file = desk.folder / FILE
    whole = file.read_bytes()
    for damaged in (
        whole[: len(whole) // 2],
        whole[:700],
        bytes(5000),
        b"no database",
        whole[:1000] + bytes(len(whole) - 1000),
    ):
        file.write_bytes(damaged)
        assert "replica" in faults(desk)


def test_a_file_where_the_folder_should_be(place: Surroundings) -> None:
    place.folder.write_text("", encoding="utf-8")
    assert not find(place, "replica").detail.startswith("doctor.")
    assert {"event"} <= faults(place)


def test_an_open_window_is_told_and_no_fault(desk: Surroundings) -> None:
    lock = window_lock(desk.folder)
    try:
        open_window = find(desk, "window")
    finally:
        lock.release()
    assert open_window.ok
    assert open_window.detail != find(desk, "window").detail


def test_a_clock_before_the_desk_s_last_work(desk: Surroundings) -> None:
    assert "clock" in faults(replace(desk, clock=Clock(at(8))))


def test_a_clock_that_lost_its_battery(place: Surroundings) -> None:
    assert "clock" in faults(replace(place, clock=Clock(at(9).replace(year=2009))))


@pytest.mark.parametrize("camera", ["kamera.avi", "notes.avi", "9999"])
def test_a_camera_that_gives_no_picture(desk: Surroundings, monkeypatch: pytest.MonkeyPatch, camera: str) -> None:
    monkeypatch.chdir(desk.folder)
    (desk.folder / "notes.avi").write_bytes(b"notes")
    settings.save(desk.folder, Settings(camera=camera))
    finding = find(desk, "camera")
    assert not finding.ok
    assert finding.advice


def test_a_film_in_place_of_a_camera(desk: Surroundings) -> None:
    film = desk.folder / "film.avi"
    with FilmWriter(film, 25, (320, 240)) as writer:
        for _ in range(3):
            writer.write(np.full((240, 320, 3), 128, np.uint8))
    settings.save(desk.folder, Settings(camera=str(film)))
    assert find(desk, "camera").ok


def test_a_camera_in_use_is_left_alone(desk: Surroundings) -> None:
    settings.save(desk.folder, Settings(camera="9999"))
    lock = window_lock(desk.folder)
    try:
        assert find(desk, "camera").ok
    finally:
        lock.release()


def test_no_display_no_printer_and_no_sound(desk: Surroundings, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = replace(desk, window_missing=lambda: "doctor.printers.none", printers=list)
    monkeypatch.setenv("PATH", "")
    assert faults(bare) == {"event", "display"}
    assert find(bare, "printers").advice


def test_a_full_disk(desk: Surroundings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ENOUGH_BYTES", 10**18)
    assert "disk" in faults(desk)


def test_lost_files_of_the_program(desk: Surroundings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "FONTS", tmp_path)
    monkeypatch.setattr(doctor, "SOUNDS", tmp_path)
    assert {"fonts", "sound"} <= faults(desk)


def test_a_failing_system_is_a_finding(desk: Surroundings) -> None:
    def broken() -> list[str]:
        raise PermissionError(13, "Permission denied")

    finding = find(replace(desk, printers=broken), "printers")
    assert not finding.ok
    assert "Permission denied" in finding.detail
