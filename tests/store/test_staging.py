"""An import counts from one moment on: before it there is nothing, after it a crash changes nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy.exc import DBAPIError

from checkin.errors import EnvironmentProblem
from checkin.store.import_rows import ImportRow
from checkin.store.queries import Queries
from checkin.store.replica import Replica
from checkin.store.search import Search
from checkin.store.turnstile import Turnstile
from tests.builders import a_code, a_registration, an_entry, an_id, at, crowd
from tests.store.conftest import KEY

PEOPLE = 700


class Killed(BaseException):
    """The process ends here."""


def rows(size: int = PEOPLE) -> Iterator[ImportRow]:
    for person in crowd(size):
        yield ImportRow(person, ("sesja-c", "obiad-1"))


def people_of(replica: Replica) -> tuple[int, int, int, bool]:
    """How many registrations, tickets and people with bookings there are, and whether the search knows any."""
    queries = Queries(replica)
    found = bool(Search(replica).find("anna"))
    return queries.registration_count(), len(queries.tickets()), len(queries.bookings()), found


def staged(replica: Replica) -> int:
    with replica.reading() as connection:
        rest = "SELECT (SELECT count(*) FROM staged_registration) + (SELECT count(*) FROM staged_import)"
        return connection.exec_driver_sql(rest).scalar_one()


NOBODY = (0, 0, 0, False)
EVERYBODY = (PEOPLE, PEOPLE, PEOPLE, True)


def test_while_nobody_scans_an_import_is_there_at_once(replica: Replica) -> None:
    shares: list[float] = []
    with replica.importing(at(8)) as staging:
        assert staging.at_once(list(rows()), lambda writing: writing.append(an_entry(1)), shares.append)
    assert people_of(replica) == EVERYBODY and staged(replica) == 0
    assert len(list(Queries(replica).entries())) == 1
    assert shares == sorted(shares)


@pytest.mark.parametrize("reports", range(0, 7, 2))
def test_an_import_at_once_is_given_up_whole(replica: Replica, reports: int) -> None:
    told = iter(range(reports))

    def stop(_: float) -> None:
        if next(told, None) is None:
            raise Killed

    with pytest.raises(Killed), replica.importing(at(8)) as staging:
        staging.at_once(list(rows()), progress=stop)
    assert people_of(replica) == NOBODY


@pytest.mark.parametrize("share", [0.0, 0.6, 0.75, 0.9])
def test_a_scan_overtakes_an_import_at_once(replica: Replica, share: float) -> None:
    def scan() -> None:
        with replica.writing() as writing:
            writing.append(an_entry(1))

    scanning = Thread(target=scan)

    def meanwhile(done: float) -> None:
        if done >= share and not scanning.ident:
            scanning.start()
            while not replica._writer.lane.is_wanted:
                time.sleep(0)

    with replica.importing(at(8)) as staging:
        assert not staging.at_once(list(rows()), lambda writing: writing.append(an_entry(2)), meanwhile)
        scanning.join()
        assert people_of(replica) == NOBODY
        staging.stage(rows())
        staging.accept()
        staging.apply()
    assert people_of(replica) == EVERYBODY
    assert [entry.id for entry in Queries(replica).entries()] == [an_entry(1).id]


def test_a_scan_of_another_process_overtakes_an_import_at_once(replica: Replica) -> None:
    with replica.importing(at(8)) as staging, Turnstile(replica.folder).waiting():
        assert not staging.at_once(list(rows()))
    assert people_of(replica) == NOBODY


def test_references_are_checked_again_after_an_import_at_once(replica: Replica) -> None:
    with replica.importing(at(8)) as staging:
        staging.at_once(list(rows()))
    with replica._writer.transaction() as connection, pytest.raises(DBAPIError, match="FOREIGN KEY"):
        connection.exec_driver_sql("INSERT INTO booking VALUES (x'00', 'sesja-a')")


def test_rows_that_are_not_accepted_leave_nothing(replica: Replica) -> None:
    with replica.importing(at(8)) as staging:
        assert staging.stage(rows()) == PEOPLE
        assert people_of(replica) == NOBODY
    assert people_of(replica) == NOBODY and staged(replica) == 0


def test_an_import_that_fails_leaves_nothing(replica: Replica) -> None:
    def fail() -> Iterator[ImportRow]:
        yield from rows(300)
        raise Killed

    with pytest.raises(Killed), replica.importing(at(8)) as staging:
        staging.stage(fail())
    assert people_of(replica) == NOBODY and staged(replica) == 0


def test_an_accepted_import_is_all_there(replica: Replica) -> None:
    shares: list[float] = []
    with replica.importing(at(8)) as staging:
        staging.stage(rows(400))
        staging.stage(ImportRow(person, ("sesja-c",)) for person in crowd(300, first=401))
        staging.accept(lambda writing: writing.append(an_entry(1)))
        assert len(list(Queries(replica).entries())) == 1
        staging.apply(shares.append)
    assert people_of(replica) == EVERYBODY and staged(replica) == 0
    assert shares == sorted(shares) and shares[-1] == 1


@pytest.mark.parametrize("reports", range(0, 60, 6))
def test_an_accepted_import_is_rolled_forward(tmp_path: Path, reports: int) -> None:
    """Killed after so many reports of its progress: the next one to open the replica ends what was begun."""
    told = 0

    def kill(_: float) -> None:
        nonlocal told
        if told == reports:
            raise Killed
        told += 1

    with Replica.open(tmp_path, KEY) as replica, suppress(Killed), replica.importing(at(8)) as staging:
        staging.stage(rows())
        staging.accept()
        staging.apply(kill)
    with Replica.open(tmp_path, KEY) as replica:
        assert people_of(replica) == EVERYBODY and staged(replica) == 0


def test_what_a_killed_import_put_aside_is_forgotten(tmp_path: Path) -> None:
    with Replica.open(tmp_path, KEY) as replica:
        staging = replica.importing(at(8)).__enter__()
        staging.stage(rows())
        staging._lock.release()  # as the system does for a process that is gone
        assert staged(replica) > 0
    with Replica.open(tmp_path, KEY) as replica:
        assert people_of(replica) == NOBODY and staged(replica) == 0


def test_opening_leaves_a_running_import_alone(replica: Replica) -> None:
    with replica.importing(at(8)) as staging:
        staging.stage(rows(100))
        Replica.open(replica.folder, KEY).close()
        assert staged(replica) == 1
        with pytest.raises(EnvironmentProblem, match=r"store\.import_running"), replica.importing(at(8)):
            pass
        staging.accept()
        staging.apply()
    assert Queries(replica).registration_count() == 100


@pytest.mark.parametrize("at_once", [True, False])
def test_an_update_touches_neither_tickets_nor_attendance(replica: Replica, at_once: bool) -> None:
    was = a_registration(1, first_name="Żaneta", last_name="Żółć")
    with replica.writing() as writing:
        writing.add_registration(was, ["sesja-c"])
        writing.append(an_entry(1), an_entry(2, checkpoint="sesja-a"))
        before = writing.presences(was.id), writing.entries_of(was.id)
    tallies = Queries(replica).tallies()
    changed = [ImportRow(replace(was, last_name="Wąs", ticket=a_code(50)), ("obiad-1",))]
    with replica.importing(at(8)) as staging:
        if at_once:
            assert staging.at_once(changed)
        else:
            staging.stage(changed)
            staging.accept()
            staging.apply()
    with replica.writing() as writing:
        assert (writing.presences(was.id), writing.entries_of(was.id)) == before
    queries = Queries(replica)
    now = queries.registration(was.id)
    assert now == replace(was, last_name="Wąs", version=was.version + 1)
    assert queries.tallies() == tallies
    assert queries.registration_by_code(was.ticket) == now
    assert set(queries.bookings()[was.id]) == {"obiad-1"}


def test_scans_go_on_during_an_import(replica: Replica) -> None:
    def load() -> None:
        with replica.importing(at(8)) as staging:
            staging.stage(rows())
            staging.accept()
            staging.apply()

    importing = Thread(target=load)
    importing.start()
    for number in range(1, 101):
        with replica.writing() as writing:
            writing.append(an_entry(number, registration=an_id(number)))
    importing.join()
    assert people_of(replica) == EVERYBODY
    assert len(list(Queries(replica).entries())) == 100
