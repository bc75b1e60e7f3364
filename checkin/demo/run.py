"""The demo: the Congress in a throw-away folder, its first day as a film, and what is left on paper."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from checkin.badges.render import badges_pdf
from checkin.demo.people import HAND, SEED, invent
from checkin.demo.performance import FilmClock, Performance
from checkin.demo.script import Script, write_script
from checkin.desk.admission import admit
from checkin.desk.desk import Desk, open_desk
from checkin.desk.programme import load_event
from checkin.desk.record import record
from checkin.importing import event_file
from checkin.importing.apply import apply
from checkin.importing.plan import plan
from checkin.importing.table import read_table
from checkin.model.entry import EntryKind
from checkin.model.event import Event
from checkin.model.registration import Status
from checkin.reporting.export import export
from checkin.reporting.inquiry import Inquiry
from checkin.scanning.camera import Camera
from checkin.scanning.debounce import Debounce
from checkin.scanning.decode import Decoder
from checkin.scanning.film import FRAMES_PER_SECOND, make_film
from checkin.scanning.watch import watch
from checkin.store.import_rows import ImportRow
from checkin.texts import Texts

RESOURCES = Path(__file__).parent.parent.parent / "resources" / "demo"
EVENT = RESOURCES / "kongres.toml"
PEOPLE = RESOURCES / "registrations.csv"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the journal says of the day.

    Attributes:
        admitted: different people who came in at the entrance.
        refused: scans that were answered by a refusal.
        reasons: scans by how they were answered, refusals by their reason.
    """

    registrations: int
    admitted: int
    refused: int
    reasons: dict[str, int]


def build(folder: Path, people: int = HAND) -> tuple[Desk, Event, FilmClock]:
    """A desk of the Congress in a folder, its people imported; the clock stands at the opening of the doors.

    Args:
        people: the committed list where it is `HAND`, else so many invented ones.
    """
    clock = FilmClock(event_file.parse(EVENT.read_text(encoding="utf-8")).checkpoints[0].starts)
    desk = open_desk(folder, clock, headless=True)
    try:
        event = load_event(desk, EVENT)
        if people == HAND:
            apply(desk.replica, plan(read_table(PEOPLE), desk.queries, event, clock), clock, desk.id)
        else:
            with desk.replica.importing(clock.now()) as staging:
                staging.stage(ImportRow(one.registration, one.bookings) for one in invent(event, people))
                staging.accept()
                staging.apply()
    except BaseException:
        desk.close()
        raise
    return desk, event, clock


def shoot(desk: Desk, event: Event, clock: FilmClock, film: Path, progress: Progress) -> Performance:
    """Write the script of the first day, and film it."""
    booked: dict[str, set[UUID]] = {}
    for identity, checkpoints in desk.queries.bookings().items():
        for checkpoint in checkpoints:
            booked.setdefault(checkpoint, set()).add(identity)
    showings = write_script(event, list(desk.queries.registrations()), booked, SEED)
    frames = make_film(film, [showing.code for showing in showings], seed=SEED, progress=progress)
    return Performance(film, Script(showings, tuple(frame / FRAMES_PER_SECOND for frame in frames)), clock)


def play(desk: Desk, performance: Performance, progress: Progress) -> None:
    """Play a film into a desk without a window, as fast as it can be read."""
    total = len(performance.script.showings)
    with Camera(str(performance.film), lambda _: None, realtime=False) as camera:
        for look in watch(camera, Decoder(), Debounce()):
            showing = performance.cue(look.at)
            for code in look.fresh:
                admit(desk, code, showing.checkpoint)
            progress(bisect_right(performance.script.begins, look.at), total)


def print_papers(desk: Desk, event: Event, out: Path, texts: Texts, progress: Progress) -> int:
    """Write badges.pdf and attendance.xlsx into a folder; returns the number of badges."""
    people = [one for one in desk.queries.registrations() if one.status is Status.CONFIRMED]
    badges = badges_pdf(people, event, out / "badges.pdf", progress=progress).badges
    record(desk, EntryKind.PRINTED, f"badges {badges}")
    rows = export("attendance", Inquiry(desk.queries, event, texts, desk.clock.now()), out / "attendance.xlsx")
    record(desk, EntryKind.EXPORTED, f"attendance {rows}")
    return badges


def outcome(desk: Desk, event: Event) -> Outcome:
    """Count what the journal holds."""
    kinds = (EntryKind.ADMITTED, EntryKind.LEFT, EntryKind.REFUSED)
    scans = [entry for entry in desk.queries.entries(kinds=kinds) if entry.cause is None]
    refusals = [entry for entry in scans if entry.kind is EntryKind.REFUSED]
    entrance = event.entrance_on(event.starts)
    return Outcome(
        registrations=desk.queries.registration_count(),
        admitted=desk.queries.tallies()[entrance.key].admitted if entrance else 0,
        refused=len(refusals),
        reasons=dict(Counter(entry.reason for entry in scans).most_common()),
    )
