"""Counted figures: locked by taizhang itself whenever the register's count differs from what stands."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.journal.actions import Act, System, action
from taizhang.ledger.counting import counter_of
from taizhang.ledger.models import Commitment
from taizhang.progress.actions.reporting import move
from taizhang.progress.actions.reviewing import current, lock_as
from taizhang.progress.models import Period, Report
from taizhang.progress.queries.reports import before

ACTOR = System("taizhang")


def recount(commitments: Collection[int]) -> None:
    """Bring the reports of counted commitments to what their registers count; called inside the register's transaction."""
    rows = Commitment.objects.filter(pk__in=commitments).select_related("indicator")
    counted = [each for each in rows if counter_of(each) is not None]
    _release([each.pk for each in rows if counter_of(each) is None])
    reports = list(Report.objects.filter(commitment__in=counted).order_by("on"))
    if reports:
        with action(ACTOR, "progress.count") as act:
            _count(act, reports)


def _count(act: Act, reports: list[Report]) -> None:
    for report in sorted(current([(each, each.version) for each in reports]), key=lambda each: each.on):
        counter = counter_of(report.commitment)
        if counter is None or (report.period.state == Period.State.CLOSED and not report.is_locked):
            continue
        report.refresh_from_db(fields=["standing_value"])
        value = counter.count(report.commitment, report.on)
        if report.counted and report.is_locked and report.locked_value == value:
            continue
        act.watch(report)
        report.this, report.value = value - (before(report) or 0), value
        report.counted, report.data_date = True, min(report.on, clock.today())
        report.note = _("由“%(register)s”自动计数") % {"register": counter.label}
        report.correcting_for = _("登记变动，重新计数") if report.is_locked else ""
        move(report, "progress.count")
        lock_as(act, [report])


def _release(commitments: Collection[int]) -> None:
    """Figures no longer counted are reported again from where they stand."""
    rows = Report.objects.filter(commitment__in=commitments, counted=True)
    reports = list(rows.select_for_update())
    if reports:
        with action(ACTOR, "progress.count") as act:
            act.watch(*reports)
            for each in reports:
                each.counted = False
                each.version += 1
                each.save()
