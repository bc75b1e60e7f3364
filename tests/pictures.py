"""Pictures of every screen in both languages and the looks, for the README and the guide: `make pictures`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).parent.parent))

from checkin.demo.performance import FilmClock
from checkin.demo.practice import prepare
from checkin.demo.run import build
from checkin.desk import operators
from checkin.desk.admission import admit, undo
from checkin.desk.desk import Desk
from checkin.model.entry import EntryKind
from checkin.model.event import Event
from checkin.model.operator import Role
from checkin.model.registration import Registration, Status
from checkin.scanning.camera import Camera
from checkin.scanning.film import make_film
from checkin.settings import Settings
from checkin.texts import LANGUAGES
from tests.builders import an_operator
from ui.assembly import Assembly, application
from ui.main_window import DESK, HEADCOUNT, SETTINGS
from ui.practice import Practising
from ui.widgets.person_card import Action, PersonCard
from ui.widgets.walk_in_sheet import WalkInSheet

OUT = Path(__file__).parent.parent / "docs" / "guide"
PATIENCE_MS = 10_000
ALL = ()
ANSWERS = ("admitted", "attention", "stop", "headcount", "locked")
EDITIONS = (
    ("pl", "light", 100, ALL),
    ("en", "light", 100, ALL),
    ("pl", "dark", 100, ANSWERS),
    ("en", "dark", 100, ANSWERS[:1]),
    ("pl", "contrast", 100, ANSWERS[:1]),
    ("pl", "light", 200, ANSWERS),
)
"""Language, look, size of text, and which of the scenes."""


class Cast:
    """The people of the pictures: one of each kind of answer, and a crowd before them."""

    def __init__(self, desk: Desk) -> None:
        people = list(desk.queries.registrations())
        booked = desk.queries.bookings()
        confirmed = [p for p in people if p.status is Status.CONFIRMED and not (p.valid_from or p.valid_until)]
        good = [p for p in confirmed if not (p.note or p.vip)]
        self.hero = max(good, key=lambda p: (len(booked.get(p.id, ())), len(p.last_name)))
        self.guest = next(p for p in confirmed if p.note and p.vip)
        self.cancelled = next(p for p in people if p.status is Status.CANCELLED)
        self.unpaid = next(p for p in people if p.status is Status.UNPAID)
        self.crowd = [p for p in good if p is not self.hero][:212]


def main() -> None:
    application()
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        desk, event, clock = build(Path(folder) / "desk")
        with desk:
            cast = Cast(desk)
            anna, _ = operators.begin(desk, "Anna Kowal", "2580")
            for name, role in (("Jan Testowy", Role.STAFF), ("Maria Wzorcowa", Role.VOLUNTEER)):
                operators.create(desk, name, role, "1470", by_role=anna.role)
            film = Path(folder) / "film.avi"
            make_film(film, [person.ticket for person in (cast.hero, cast.guest, cast.cancelled)], seed=7)
            _morning(desk, event, clock, cast.crowd)
            for edition in EDITIONS:
                _edition(desk, clock, cast, film, *edition)
        _practice(Path(folder) / "practice")


def _morning(desk: Desk, event: Event, clock: FilmClock, crowd: list[Registration]) -> None:
    """People come as they do: few, then many."""
    door = event.checkpoint_at(clock.now()).key
    opens = clock.now()
    for number, person in enumerate(crowd):
        clock.put(opens + timedelta(minutes=67) * (number / len(crowd)) ** 0.6)
        admit(desk, person.ticket, door)
    clock.put(opens + timedelta(minutes=67, seconds=5))


def _edition(
    desk: Desk, clock: FilmClock, cast: Cast, film: Path, language: str, look: str, scale: int, wanted: tuple[str, ...]
) -> None:
    settings = Settings(language=language, look=look, text_scale=scale, camera="", sound=False)
    assembly = Assembly(desk, settings, operator=an_operator(name="Anna Kowal"), remember=False)
    assembly.show()
    suffix = f"{language}-{look}" + (f"-{scale}" if scale != 100 else "")
    for name in _scenes(assembly, clock, cast, film):
        assembly.background.settle(PATIENCE_MS)
        for _ in range(4):  # layouts set each other going, one within the other
            application().processEvents()
        if wanted and name not in wanted:
            continue
        shown = assembly.kiosk.window if assembly.kiosk.on else assembly.window
        shown.grab().save(str(OUT / f"{name}-{suffix}.png"))
        print(f"{name}-{suffix}.png")
    assembly.close()
    for scan in desk.queries.recent(10):  # the next edition begins where this one did
        if scan.registration in (cast.hero, cast.guest) and scan.entry.kind is EntryKind.ADMITTED and not scan.undone:
            undo(desk, scan.entry.id, role=Role.STAFF)


def _scenes(assembly: Assembly, clock: FilmClock, cast: Cast, film: Path) -> Iterator[str]:
    """Set a scene, name it, go on."""
    screen, window = assembly.desk_screen, assembly.window
    yield "first"
    for name, person, frame in (
        ("clarify", cast.unpaid, 10),
        ("attention", cast.guest, 6),
        ("stop", cast.cancelled, 10),
        ("admitted", cast.hero, 2),
    ):
        clock.put(clock.now() + timedelta(seconds=19))
        _look_at(assembly, film, frame)
        screen.submit(person.ticket)
        yield name
    screen.undo_last()
    yield "undone"
    screen.finder.box.set_text("kow")
    yield "search"
    screen.finder.clear()
    yield from _people(assembly, cast)
    yield from _door(assembly, clock, cast)
    screen.choose_place()
    yield "places"
    assert screen._standing.chooser is not None
    screen._standing.chooser.dismiss()
    window.show_keys()
    yield "keys"
    assert window._keys is not None
    window._keys.dismiss()
    window.go(HEADCOUNT)
    yield "headcount"
    window.go(SETTINGS)
    yield "settings"
    yield from _operators(assembly)
    yield from _scanners(assembly, cast)
    window.event_is_here(False)
    yield "welcome"
    window.event_is_here(True)
    window.go(DESK)


def _door(assembly: Assembly, clock: FilmClock, cast: Cast) -> Iterator[str]:
    """Admitting anyway, calling the coordinator, and what the agenda offers at a session that is over."""
    screen, event = assembly.desk_screen, assembly._desk.event
    assert event is not None
    place, before = screen.place, clock.now()
    screen.submit(cast.cancelled.ticket)
    assembly.background.settle(PATIENCE_MS)
    screen.ask_override()
    yield "override"
    assembly.window.uncover()
    screen.call_for_help()
    yield "call"
    assembly.window.uncover()
    opening = event.checkpoint_by_key["otwarcie"]
    clock.put(opening.ends + timedelta(minutes=3))
    screen.go_to(opening.key)
    screen.submit(cast.guest.ticket)
    yield "offer"
    clock.put(before)
    screen.go_to(place)


def _scanners(assembly: Assembly, cast: Cast) -> Iterator[str]:
    """A scanner that is tried under a German layout, and the desk as a kiosk."""
    assembly.window.open_page(assembly._scanner)
    assembly._scanner._caught([(letter, 0.004 * number) for number, letter in enumerate("OBECNI TEST QWZYß129\r")])
    yield "scanner"
    assembly.kiosk.window.resize(assembly.window.size())
    assembly.kiosk.window.show()
    assembly.kiosk.screen.stand(assembly.desk_screen.place)
    yield "kiosk"
    assembly.kiosk.screen.submit(cast.hero.ticket)
    yield "kiosk_welcome"
    assembly.kiosk.screen.submit(cast.cancelled.ticket)
    yield "kiosk_help"
    assembly.kiosk.screen.stop()
    assembly.kiosk.window.hide()


def _practice(folder: Path) -> None:
    """The desk to practise at, in both languages."""
    practice = prepare(folder)
    with practice.desk:
        for language in LANGUAGES:
            practising = Practising(practice, Settings(language=language, look="light", camera="", sound=False))
            practising.assembly.show()
            practising.frame.wanted.emit(0)
            practising.assembly.background.settle(PATIENCE_MS)
            for _ in range(4):
                application().processEvents()
            practising.assembly.window.grab().save(str(OUT / f"practice-{language}-light.png"))
            print(f"practice-{language}-light.png")
            practising.assembly.close()


def _people(assembly: Assembly, cast: Cast) -> Iterator[str]:
    """The card of a person, being corrected, and somebody who comes without a registration."""
    assembly.cards.open(cast.hero.id)
    yield "person"
    card = assembly.window.findChild(PersonCard)
    assert card is not None
    card.begin(Action.CORRECT)
    yield "correction"
    card.done()
    card.dismiss()
    assembly.walk_ins.begin()
    form = assembly.window.findChild(WalkInSheet)
    assert form is not None
    form.name_field.setText(f"{cast.hero.first_name} {cast.hero.last_name}")
    yield "walk_in"
    form.clear()
    form.dismiss()


def _operators(assembly: Assembly) -> Iterator[str]:
    """Who works at the desk: the list, the lock, and what is asked at the first start."""
    operator = assembly.session.operator
    assert operator is not None
    assembly._operators.open()
    yield "operators"
    assert assembly._operators._sheet is not None
    assembly._operators._sheet.dismiss()
    assembly.signing_in.lock()
    yield "locked"
    assembly.signing_in._ask_first()
    yield "first-start"
    assembly.signing_in._show_code((operator, "BCDF-GHJK-LNPR"))
    yield "recovery-code"
    assert assembly.signing_in._recovery is not None
    assembly.signing_in._recovery._noted.click()


def _look_at(assembly: Assembly, film: Path, number: int) -> None:
    """One frame of a film, as the camera shows it."""
    from checkin.scanning.decode import Decoder
    from ui.live_camera import picture_of

    with Camera(str(film), lambda _: None, realtime=False) as camera:
        for count, shot in enumerate(camera.shots()):
            if count == number:
                picture, scale = picture_of(shot.frame)
                found = Decoder().decode(shot.frame)
                outlines = tuple(tuple((x * scale, y * scale) for x, y in one.corners) for one in found)
                assembly.camera.show_live()
                assembly.desk_screen.camera_view.show_frame(picture, outlines)
                break


if __name__ == "__main__":
    main()
