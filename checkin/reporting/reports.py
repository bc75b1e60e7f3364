"""The reports there are. A new one is a function here and a line in `REPORTS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checkin.model.decision import Reason
from checkin.model.entry import Entry
from checkin.model.event import Checkpoint
from checkin.model.presence import Presence, Whereabouts
from checkin.model.registration import Registration
from checkin.reporting.headcount import ended
from checkin.reporting.inquiry import Inquiry
from checkin.reporting.sheet import Column, Row, Sheet

_REFUSALS = frozenset(Reason) - {Reason.OK}


def attendance(inquiry: Inquiry) -> Sheet:
    """Who was admitted where: by checkpoint, then by name."""
    return _presences(inquiry, inquiry.texts("report.attendance"), lambda presence: presence.admissions > 0)


def conflicts(inquiry: Inquiry) -> Sheet:
    """Whom two desks admitted without knowing of each other."""
    return _presences(inquiry, inquiry.texts("report.conflicts"), lambda presence: presence.conflict)


def registrations(inquiry: Inquiry) -> Sheet:
    """Everybody with what is known of them; the only report with e-mail and telephone."""
    t = inquiry.texts
    columns = (
        Column(t("report.last_name"), 22),
        Column(t("report.first_name"), 16),
        Column(t("report.academic_title"), 10, on_paper=False),
        Column(t("report.position"), 26),
        Column(t("report.organisation"), 36),
        Column(t("report.powiat"), 18, on_paper=False),
        Column(t("report.voivodeship"), 20, on_paper=False),
        Column(t("report.category"), 20),
        Column(t("report.status"), 14),
        Column(t("report.email"), 30),
        Column(t("report.phone"), 16),
        Column(t("report.diet"), 16, on_paper=False),
        Column(t("report.note"), 30, on_paper=False),
        Column(t("report.ticket"), 26, on_paper=False),
        Column(t("report.source_id"), 14, on_paper=False),
    )
    rows = (_registration_row(inquiry, person) for person in inquiry.queries.registrations())
    return Sheet(t("report.registrations"), columns, rows, inquiry.about())


def journal(inquiry: Inquiry) -> Sheet:
    """Every entry in the order of the fold, refusals too."""
    t = inquiry.texts
    columns = (
        Column(t("report.time"), 19),
        Column(t("report.kind"), 18),
        Column(t("report.checkpoint"), 34),
        Column(t("report.last_name"), 22),
        Column(t("report.first_name"), 16),
        Column(t("report.organisation"), 36, on_paper=False),
        Column(t("report.reason"), 24),
        Column(t("report.why"), 24),
        Column(t("report.operator"), 16),
        Column(t("report.desk"), 38, on_paper=False),
        Column(t("report.sequence"), 10, on_paper=False),
        Column(t("report.entry"), 38, on_paper=False),
        Column(t("report.cause"), 38, on_paper=False),
    )
    return Sheet(t("report.journal"), columns, _journal_rows(inquiry), inquiry.about())


@dataclass(frozen=True, slots=True)
class Report:
    """A report by the name that the command line knows it by."""

    name: str
    sheet: Callable[[Inquiry], Sheet]


REPORTS = (
    Report("attendance", attendance),
    Report("registrations", registrations),
    Report("journal", journal),
    Report("conflicts", conflicts),
)


def _presences(inquiry: Inquiry, title: str, counts: Callable[[Presence], bool]) -> Sheet:
    t = inquiry.texts
    columns = (
        Column(t("report.checkpoint"), 40),
        Column(t("report.last_name"), 24),
        Column(t("report.first_name"), 18),
        Column(t("report.organisation"), 40),
        Column(t("report.category"), 22),
        Column(t("report.first_in"), 19),
        Column(t("report.state"), 12),
        Column(t("report.last_change"), 19),
        Column(t("report.admissions"), 8),
        Column(t("report.ticket"), 26, on_paper=False),
    )
    return Sheet(title, columns, _presence_rows(inquiry, counts), inquiry.about(), grouped=True)


def _presence_rows(inquiry: Inquiry, counts: Callable[[Presence], bool]) -> Iterator[Row]:
    for checkpoint in inquiry.checkpoints():
        title = inquiry.title_of(checkpoint)
        for person, presence in inquiry.queries.presences(checkpoint.key):
            if counts(presence):
                yield (
                    title,
                    person.last_name,
                    person.first_name,
                    person.organisation,
                    inquiry.category_of(person),
                    inquiry.local(presence.first_in),
                    _state(inquiry, checkpoint, presence),
                    inquiry.local(presence.last_change),
                    presence.admissions,
                    person.ticket,
                )


def _state(inquiry: Inquiry, checkpoint: Checkpoint, presence: Presence) -> str:
    if presence.state is Whereabouts.OUTSIDE:
        return inquiry.texts("report.outside")
    if ended(checkpoint, inquiry.now):
        return inquiry.texts("report.stayed")
    return inquiry.texts("report.inside")


def _registration_row(inquiry: Inquiry, person: Registration) -> Row:
    return (
        person.last_name,
        person.first_name,
        person.title,
        person.position,
        person.organisation,
        person.powiat,
        person.voivodeship,
        inquiry.category_of(person),
        inquiry.texts(f"report.status.{person.status}"),
        person.email,
        person.phone,
        person.diet,
        person.note,
        person.ticket,
        person.source_id,
    )


def _journal_rows(inquiry: Inquiry) -> Iterator[Row]:
    people = {person.id: person for person in inquiry.queries.registrations()}
    for entry in inquiry.queries.entries(checkpoint=inquiry.checkpoint or None):
        person = people.get(entry.registration) if entry.registration else None
        yield (
            inquiry.local(entry.corrected),
            inquiry.texts(f"report.kind.{entry.kind}"),
            inquiry.title_of(inquiry.event.checkpoint_by_key.get(entry.checkpoint)) or entry.checkpoint,
            person.last_name if person else "",
            person.first_name if person else "",
            person.organisation if person else "",
            _reason(inquiry, entry),
            entry.why,
            entry.operator,
            str(entry.desk),
            entry.sequence,
            str(entry.id),
            str(entry.cause or ""),
        )


def _reason(inquiry: Inquiry, entry: Entry) -> str:
    return inquiry.texts(f"reason.{entry.reason}.word") if entry.reason in _REFUSALS else ""
