"""Review 审核: passed by the department, locked by the office, returned with a reason; corrections after locking."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.actions.notices import staff, tell
from taizhang.accounts.models import User
from taizhang.journal.actions import Act, Actor, action
from taizhang.journal.versions import latest, reason_given, refresh, saved
from taizhang.policy.errors import ActionError, StaleError
from taizhang.progress.actions.lighting import light_up
from taizhang.progress.actions.reporting import move
from taizhang.progress.actions.totals import bring_up, hold, settle
from taizhang.progress.amounts import Amount
from taizhang.progress.models import Report, Version

#: A report and the version of it that the reviewer saw.
Seen = tuple[Report, int]
#: What locking alone changes of a report; of its words nothing.
LOCKED = (
    *("state", "correcting_for", "locked_value", "locked_denominator", "locked_versions"),
    *("standing_value", "standing_denominator"),
)


def pass_on(*, actor: Actor, seen: Sequence[Seen]) -> list[Report]:
    """The department that leads the target above finds reports right; the office locks next. All or none."""
    with action(actor, "progress.pass") as act:
        passed = []
        for report in current(seen):
            _reviews(actor, report)
            act.watch(report)
            move(report, "progress.pass")
            passed.append(saved(report))
    return passed


def send_back(*, actor: Actor, report: Report, version: int, reason: str) -> Report:
    """Return a report to its owner, saying why: by the department while it reviews, by the office at any time before locking."""
    with action(actor, "progress.send_back", note=reason_given(reason)) as act:
        now = latest(report, version)
        if not actor.has_perm("progress.lock", now):
            _reviews(actor, now)
        act.watch(now)
        move(now, "progress.send_back")
        now.returned_for = reason_given(reason)[:300]
        tell(
            staff(now.owner),
            _("“%(report)s”被退回：%(reason)s") % {"report": now, "reason": now.returned_for},
            f"/progress/reports/{now.pk}/entry/",
        )
        refresh(report, saved(now))
    return report


def lock(*, actor: Actor, seen: Sequence[Seen]) -> list[Report]:
    """Lock reports: from now on they stand, and every number above them follows at once. All or none.

    Raises StaleError if one was changed since it was seen, ActionError where the state does not allow it.
    """
    with action(actor, "progress.lock") as act:
        reports = current(seen)
        for report in reports:
            if not actor.has_perm("progress.lock", report):
                raise ActionError(_("“%(report)s”不在您的工作范围内。") % {"report": report})
            act.watch(report)
            move(report, "progress.lock")
        lock_as(act, reports, LOCKED)
    return reports


def correct(*, actor: Actor, report: Report, version: int, reason: str) -> Report:
    """Open a locked report for correction, saying why; what was locked stands until the correction is locked in its place."""
    on = report if actor.has_perm("progress.lock", report) else report.owner
    with action(actor, "progress.correct", on, note=reason_given(reason)) as act:
        now = latest(report, version)
        act.watch(now)
        move(now, "progress.correct")
        now.correcting_for = reason_given(reason)[:300]
        tell(
            staff(now.owner),
            _("“%(report)s”已开启更正：%(reason)s") % {"report": now, "reason": now.correcting_for},
            f"/progress/reports/{now.pk}/entry/",
        )
        refresh(report, saved(now))
    return report


def _reviews(actor: Actor, report: Report) -> None:
    if report.reviewer is None or not actor.has_perm("progress.pass", report.reviewer):
        raise ActionError(_("“%(report)s”不由您的单位审核。") % {"report": report})


def current(seen: Sequence[Seen]) -> list[Report]:
    """The reports as they stand, held together with all others of their commitments, in one order for everybody.

    Raises StaleError if one is not as it was seen.
    """
    versions = {report.pk: version for report, version in seen}
    commitments = {report.commitment_id for report, _version in seen}
    rows: QuerySet[Report] = Report.objects.select_for_update(of=("self",)).filter(commitment__in=commitments)
    found = [each for each in _joined(rows).order_by("pk") if each.pk in versions]
    for each in found:
        if each.version != versions[each.pk]:
            raise StaleError(each)
    return found


def _joined(rows: QuerySet[Report]) -> QuerySet[Report]:
    return rows.select_related("commitment__place", "commitment__indicator", "period", "owner", "reviewer")


def lock_as(act: Act, reports: Sequence[Report], columns: Collection[str] | None = None) -> None:
    """Lock reports that stand in the state for it, as part of an action that checked everything.

    ``columns`` are those saved, where the action itself changed no others.
    """
    lines = hold([report.commitment for report in reports])
    by = act.actor if isinstance(act.actor, User) else None
    amounts = {report.pk: Amount(report.value, report.denominator) for report in reports}
    touched = bring_up(lines, reports, amounts)
    Version.objects.bulk_create([_version(report, by) for report in reports])
    for report in reports:
        report.correcting_for = ""
        saved(report, columns)
    settle(touched)
    light_up(touched)


def _version(report: Report, by: User | None) -> Version:
    said = ("this", "value", "denominator", "data_date", "note", "problem", "help_wanted", "explanation")
    return Version(
        report=report,
        commitment_id=report.commitment_id,
        on=report.on,
        number=report.locked_versions,
        reason=report.correcting_for,
        submitted_by=report.submitted_by,
        submitted_at=report.submitted_at,
        locked_by=by,
        locked_at=clock.now(),
        **{name: getattr(report, name) for name in said},
    )
