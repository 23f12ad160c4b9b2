"""The owner's side of a report: entered, evidence added, submitted, taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.files.actions import keep
from taizhang.journal.actions import Actor, action
from taizhang.journal.versions import latest, refresh, saved
from taizhang.ledger import states as ledger_states
from taizhang.ledger.actions.changing import person
from taizhang.ledger.actions.changing import saved as commitment_saved
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError
from taizhang.policy.table import action as row
from taizhang.policy.workflow import UnknownMoveError
from taizhang.progress.checks import Doubt
from taizhang.progress.cumulative import Figures, completed
from taizhang.progress.entries import Refusal
from taizhang.progress.models import Evidence, Report
from taizhang.progress.queries.doubts import doubts_of
from taizhang.progress.queries.reports import before
from taizhang.progress.states import REPORT


@dataclass(frozen=True, slots=True)
class Entry:
    """What an owner says of a commitment in a period. Of ``this`` and ``value`` (cumulative) either is enough."""

    this: Decimal | None = None
    value: Decimal | None = None
    denominator: Decimal | None = None
    data_date: date | None = None
    note: str = ""
    problem: str = ""
    help_wanted: str = ""
    explanation: str = ""


def enter(*, actor: Actor, report: Report, version: int, entry: Entry) -> Report:
    """Save an entry as a draft.

    Raises StaleError if somebody else changed the report since ``version``, ActionError from a state that takes no entries,
    for a counted figure, and where this period and cumulative contradict each other.
    """
    with action(actor, "progress.enter", report.owner) as act:
        now = latest(report, version)
        takes_entries(now)
        act.watch(now)
        write(now, entry, before(now) if now.commitment.accumulates else None)
        move(now, "progress.enter")
        refresh(report, saved(now))
    return report


def submit(*, actor: Actor, report: Report, version: int) -> Report:
    """Hand a draft in for review. The first one puts the commitment under way.

    Raises ActionError without a figure (for a task: without a word on how it goes).
    """
    with action(actor, "progress.submit", report.owner) as act:
        now = latest(report, version)
        takes_entries(now)
        found = doubts_of([now]).get(now.pk, ())
        _is_complete(now, found)
        act.watch(now)
        now.doubts = [each.reason.data() for each in found]
        now.data_date = now.data_date or min(now.on, clock.today())
        now.submitted_by, now.submitted_at = person(actor), clock.now()
        now.returned_for = ""
        move(now, "progress.submit")
        if now.reviewer_id is None:
            move(now, "progress.pass")
        _under_way(act, now.commitment)
        refresh(report, saved(now))
    return report


def withdraw(*, actor: Actor, report: Report, version: int) -> Report:
    """Take a submitted report back before it is locked, to change it. Raises ActionError where it could not be handed in again."""
    with action(actor, "progress.withdraw", report.owner) as act:
        now = latest(report, version)
        takes_entries(now)
        act.watch(now)
        move(now, "progress.withdraw")
        refresh(report, saved(now))
    return report


def add_evidence(
    *, actor: Actor, report: Report, file: File[Any], name: str, media_type: str = "", words: str = ""
) -> Evidence:
    """Keep a file as evidence; the same bytes twice are one. Raises ActionError once the report is under review or locked."""
    with action(actor, "progress.enter", report.owner) as act:
        _takes_files(latest(report))
        stored = keep(file)
        there = Evidence.objects.filter(report=report, file=stored, removed_at=None).first()
        if there is not None:
            return there
        evidence = Evidence.objects.create(
            report=report, file=stored, name=name[-200:], media_type=media_type, words=words, added_by=person(actor)
        )
        act.created(evidence)
    return evidence


def remove_evidence(*, actor: Actor, evidence: Evidence) -> None:
    """Take a file out of a report that is not locked yet; the journal keeps that it was there."""
    with action(actor, "progress.enter", evidence.report.owner) as act:
        _takes_files(latest(evidence.report))
        now = latest(evidence)
        act.watch(now)
        now.removed_at = now.removed_at or clock.now()
        now.save()


def move(report: Report, name: str) -> None:
    """Bring the report into the state the action leads to; raises ActionError where the table forbids it."""
    try:
        report.state = REPORT.after(name, report.state)
    except UnknownMoveError:
        raise ActionError(
            _("“%(report)s”现为“%(state)s”，不能%(action)s。")
            % {"report": report, "state": report.standing.label, "action": row(name).label}
        ) from None


def takes_entries(report: Report) -> None:
    """Raise ActionError where the report, by itself or its period, takes no entry."""
    if report.counted:
        raise ActionError(_("“%(report)s”由登记自动计数，不能填写；请在登记中增改。") % {"report": report})
    if not report.is_taken:
        raise ActionError(_("%(period)s已截止，不能再填报；请联系市级专班。") % {"period": report.period})
    if report.commitment.state in ledger_states.GONE:
        raise ActionError(_("“%(title)s”已%(state)s，不用再填报。") % _named(report.commitment))


def _takes_files(report: Report) -> None:
    """Evidence belongs to what is entered: once that is under review or locked, it stays as it is."""
    takes_entries(report)
    move(report, "progress.enter")


def _named(commitment: Commitment) -> dict[str, str]:
    return {"title": commitment.title, "state": commitment.standing.label}


def write(report: Report, entry: Entry, last: Decimal | None) -> None:
    """Put an entry into the columns of a report, unsaved; ``last`` is the cumulative value of the period before.

    Raises ActionError where this period and cumulative contradict each other.
    """
    figures: Figures | Refusal = Figures(entry.this, entry.value)
    if report.commitment.accumulates:
        figures = completed(entry.this, entry.value, last)
    if isinstance(figures, Refusal):
        raise ActionError(figures.reason.words(get_language()))
    report.this, report.value = figures.this, figures.cumulative
    report.denominator, report.data_date = entry.denominator, entry.data_date
    report.note, report.problem, report.help_wanted = entry.note, entry.problem, entry.help_wanted
    report.explanation = entry.explanation


def missing(report: Report, found: Collection[Doubt] = ()) -> str:
    """What a report still lacks before it can be handed in, in words; empty when nothing. ``found`` are its doubts."""
    if report.commitment.kind == Commitment.Kind.TASK:
        if not report.note.strip():
            return _("“%(report)s”没有数字可报，请写明进展。") % {"report": report}
    elif report.value is None:
        return _("“%(report)s”还没有填数。") % {"report": report}
    elif report.commitment.adds_up == "ratio" and not report.denominator:
        return _("“%(report)s”是比率，分子、分母都要填。") % {"report": report}
    if any(each.asks for each in found) and not report.explanation.strip():
        return _("“%(report)s”有提示，请写一句说明。") % {"report": report}
    return ""


def _is_complete(report: Report, found: Collection[Doubt]) -> None:
    if words := missing(report, found):
        raise ActionError(words)
    if report.data_date and report.data_date > clock.today():
        raise ActionError(_("数据日期 %(day)s 还没有到。") % {"day": report.data_date.isoformat()})


def _under_way(act: Any, commitment: Commitment) -> None:
    """What is reported on is under way, and so is every target above it."""
    if ledger_states.allows("progress.submit", commitment.state):
        # Another share's first report may have moved the target meanwhile: ask again once it is held.
        now = latest(commitment)
        if ledger_states.allows("progress.submit", now.state):
            act.watch(now)
            now.state = ledger_states.after("progress.submit", now.state)
            commitment_saved(now)
    if commitment.parent is not None:
        _under_way(act, commitment.parent)
