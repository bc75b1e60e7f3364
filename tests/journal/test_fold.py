"""Entries -> presence: the same whatever the order of arrival."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from checkin.journal.fold import fold
from checkin.model.entry import Entry, EntryKind
from checkin.model.presence import Presence, Whereabouts
from tests.builders import an_entry, an_id, at

DESKS = [an_id(number, kind=2) for number in (1, 2, 3)]
DOOR = "wejscie-1"
MINUTE = timedelta(minutes=1)


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    """Entries of one registration by three desks whose clocks differ, with undos and moves caused by admissions."""
    entries: list[Entry] = []
    sequences = dict.fromkeys(DESKS, 0)
    for number in range(1, draw(st.integers(1, 12)) + 1):
        desk = draw(st.sampled_from(DESKS))
        sequences[desk] += 1
        earlier = [entry.id for entry in entries if entry.kind is not EntryKind.UNDONE]
        kinds = [EntryKind.ADMITTED, EntryKind.LEFT, EntryKind.REFUSED, EntryKind.PRINTED]
        kind = draw(st.sampled_from([*kinds, EntryKind.UNDONE] if earlier else kinds))
        caused = kind is EntryKind.UNDONE or (kind is EntryKind.LEFT and earlier and draw(st.booleans()))
        entries.append(
            an_entry(
                number,
                kind,
                at=at(9) + MINUTE * draw(st.integers(0, 6)),
                offset=MINUTE * draw(st.integers(-2, 2)),
                desk=desk,
                sequence=sequences[desk],
                checkpoint=draw(st.sampled_from([DOOR, "sesja-a", "sesja-b"])),
                again=draw(st.booleans()),
                cause=draw(st.sampled_from(earlier)) if caused else None,
            )
        )
    return entries


@given(journals(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(entries: list[Entry], random: object) -> None:
    arrived = list(entries)
    random.shuffle(arrived)  # type: ignore[attr-defined]
    assert fold(arrived) == fold(entries)


@given(journals(), st.integers(1, 11))
def test_an_entry_that_arrives_twice_counts_once(entries: list[Entry], cut: int) -> None:
    assert fold([*entries[cut:], *entries, *entries[:cut]]) == fold(entries)


@given(journals())
def test_presence_never_contradicts_itself(entries: list[Entry]) -> None:
    admitted = {entry.id for entry in entries if entry.kind is EntryKind.ADMITTED}
    for presence in fold(entries).values():
        assert presence.admissions <= len(admitted)
        if presence.state is Whereabouts.NEVER:
            assert presence == Presence()
        else:
            assert presence.admissions >= 1
            assert presence.first_in is not None
            assert presence.first_in <= presence.last_in <= presence.last_change  # type: ignore[operator]
            assert (presence.last_entry in admitted) == (presence.state is Whereabouts.INSIDE)


@given(journals(), st.data())
def test_an_undone_entry_and_what_it_caused_count_as_never_written(entries: list[Entry], data: st.DataObject) -> None:
    victim = data.draw(st.sampled_from(entries))
    undo = an_entry(99, EntryKind.UNDONE, cause=victim.id)
    undone = {entry.cause for entry in entries if entry.kind is EntryKind.UNDONE}
    rest = [entry for entry in entries if victim.id not in (entry.id, entry.cause) or entry.kind is EntryKind.UNDONE]
    if victim.kind is not EntryKind.UNDONE and victim.id not in undone:
        assert fold([*entries, undo]) == fold(rest)


@given(journals())
def test_what_is_no_movement_moves_nobody(entries: list[Entry]) -> None:
    moves = (EntryKind.ADMITTED, EntryKind.LEFT, EntryKind.UNDONE)
    assert fold(entry for entry in entries if entry.kind in moves) == fold(entries)


def admission(number: int, desk: UUID = DESKS[0], **changes: object) -> Entry:
    return an_entry(number, EntryKind.ADMITTED, desk=desk, **changes)


def test_in_out_and_in_again() -> None:
    first, out, second = admission(1), an_entry(2, EntryKind.LEFT), admission(3, again=True)
    assert fold([first, out])[DOOR].state is Whereabouts.OUTSIDE
    here = fold([first, out, second])[DOOR]
    assert here == Presence(
        state=Whereabouts.INSIDE,
        first_in=first.at,
        last_in=second.at,
        last_change=second.at,
        last_desk=DESKS[0],
        last_entry=second.id,
        admissions=2,
        conflict=False,
    )


def test_leaving_without_having_come_is_nothing() -> None:
    assert fold([an_entry(1, EntryKind.LEFT)]).get(DOOR, Presence()) == Presence()


def test_a_slow_clock_is_corrected_by_its_offset() -> None:
    """The desk whose clock runs ten minutes late admitted second, whatever its own clock says."""
    first = admission(1, DESKS[0], at=at(9, 30))
    second = admission(1, DESKS[1], id=an_id(2, kind=3), at=at(9, 25), offset=timedelta(minutes=10), again=True)
    here = fold([second, first])[DOOR]
    assert (here.last_desk, here.last_in) == (DESKS[1], at(9, 35))


def test_two_desks_that_did_not_know_of_each_other_conflict() -> None:
    apart = [admission(1, DESKS[0]), admission(2, DESKS[1])]
    assert fold(apart)[DOOR].conflict
    assert fold(reversed(apart))[DOOR].conflict
    aware = [apart[0], replace(apart[1], again=True)]
    assert not fold(aware)[DOOR].conflict


def test_undoing_one_of_two_ends_the_conflict() -> None:
    apart = [admission(1, DESKS[0]), admission(2, DESKS[1])]
    undo = an_entry(3, EntryKind.UNDONE, cause=apart[0].id)
    assert not fold([*apart, undo])[DOOR].conflict


def test_a_desk_whose_clock_was_set_back_is_in_no_conflict_with_itself() -> None:
    earlier = admission(1, at=at(9, 30))
    later = admission(2, at=at(9, 10), again=True)
    assert not fold([earlier, later])[DOOR].conflict


def test_undoing_an_admission_brings_back_what_it_caused() -> None:
    """Into session b by mistake: undone, the person is in session a again and not at the entrance by it."""
    inside_a = admission(1, checkpoint="sesja-a")
    mistake = admission(2, checkpoint="sesja-b")
    out_of_a = an_entry(3, EntryKind.LEFT, checkpoint="sesja-a", cause=mistake.id)
    entrance = admission(4, cause=mistake.id)
    before = fold([inside_a])
    moved = fold([inside_a, mistake, out_of_a, entrance])
    assert {key: presence.state for key, presence in moved.items()} == {
        "sesja-a": Whereabouts.OUTSIDE,
        "sesja-b": Whereabouts.INSIDE,
        DOOR: Whereabouts.INSIDE,
    }
    undo = an_entry(5, EntryKind.UNDONE, cause=mistake.id)
    assert fold([inside_a, mistake, out_of_a, entrance, undo]) == before


def test_the_undo_may_arrive_before_what_it_undoes() -> None:
    first = admission(1)
    undo = an_entry(2, EntryKind.UNDONE, cause=first.id)
    assert fold([undo]) == {}
    assert fold([undo, first]) == {}
