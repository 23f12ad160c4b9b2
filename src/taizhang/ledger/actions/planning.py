"""The planned curve: what should be reached by when, cumulative."""

from __future__ import annotations

import itertools
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang.journal.actions import Actor, action
from taizhang.ledger.actions.changing import latest, live, refresh, saved
from taizhang.ledger.models import Commitment, PlanPoint
from taizhang.ledger.shares import equally, step_for
from taizhang.policy.errors import ActionError


def ends(year: int, every: int) -> list[date]:
    """The last days of every so many months of a year.

    >>> [str(day) for day in ends(2024, 3)]
    ['2024-03-31', '2024-06-30', '2024-09-30', '2024-12-31']
    """
    return [date(year, month, monthrange(year, month)[1]) for month in range(every, 13, every)]


def even(whole: Decimal, days: list[date]) -> dict[date, Decimal]:
    """The whole in equal steps, cumulative, the last day bringing all of it."""
    reached, points = Decimal(0), {}
    for day, part in zip(days, equally(whole, len(days), step_for(whole)), strict=True):
        reached += part
        points[day] = reached
    return points


def plan(*, actor: Actor, commitment: Commitment, version: int, points: Mapping[date, Decimal]) -> Commitment:
    """Make the planned curve these points. Values are cumulative and never fall; the last may not pass the deadline."""
    with action(actor, "ledger.plan", commitment) as act:
        now = latest(commitment, version)
        live(now)
        if now.value is None:
            raise ActionError(_("事项没有数值，不定计划曲线；请定期限。"))
        ordered = sorted(points.items())
        if any(after < before for (_d, before), (_e, after) in itertools.pairwise(ordered)):
            raise ActionError(_("计划是累计数，后面的不能比前面的小。"))
        if now.deadline and ordered and ordered[-1][0] > now.deadline:
            raise ActionError(_("最后一个节点晚于期限 %(day)s。") % {"day": now.deadline.isoformat()})
        before = {str(point.due): f"{point.value.normalize():f}" for point in now.plan.all()}
        now.plan.all().delete()
        PlanPoint.objects.bulk_create(PlanPoint(commitment=now, due=day, value=value) for day, value in ordered)
        after = {str(day): f"{value.normalize():f}" for day, value in ordered}
        act.record(now, before=before, after=after, note=_("计划曲线 %(n)s 个节点") % {"n": len(ordered)})
        refresh(commitment, saved(now))
    return commitment
