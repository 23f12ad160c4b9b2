"""What is doubtful about reports as they are entered: the checks, asked of many at once with a few queries."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from django.db.models import Count, Q, prefetch_related_objects

from taizhang.ledger.models import Commitment
from taizhang.progress.amounts import Amount, percentage
from taizhang.progress.checks import Doubt, Entered, doubts
from taizhang.progress.models import Report
from taizhang.progress.pace import Aim
from taizhang.progress.queries.standings import aim_of, curve_of

#: How many periods back the usual amount of one is taken from.
_EARLIER = 6


def doubts_of(reports: Collection[Report]) -> dict[int, tuple[Doubt, ...]]:
    """What the checks find in each report that holds a figure, by its key."""
    filled = [each for each in reports if each.value is not None]
    prefetch_related_objects([each.commitment for each in filled], "plan")
    past = _past(filled)
    files = dict(
        Report.objects.filter(pk__in=[each.pk for each in filled])
        .annotate(files=Count("evidence", filter=Q(evidence__removed_at=None)))
        .values_list("pk", "files")
    )
    found = {}
    for each in filled:
        aim = aim_of(each.commitment)
        if aim is not None:
            found[each.pk] = doubts(_entered(each, aim, past.get(each.commitment_id, []), files.get(each.pk, 0)))
    return found


def _entered(report: Report, aim: Aim, past: list[Report], files: int) -> Entered:
    earlier = [each for each in past if each.on < report.on][:_EARLIER]
    curve = curve_of(report.commitment)
    value = _figure(report, report.value, report.denominator)
    last = earlier[0] if earlier else None
    return Entered(
        value=value,
        aim=aim,
        this=report.this,
        last=_figure(report, last.locked_value, last.locked_denominator) if last else None,
        earlier=tuple(each.this for each in earlier if each.this is not None),
        planned=curve.on(report.on) if curve else None,
        accumulates=report.commitment.accumulates,
        evidence=files if _wants_evidence(report.commitment, value) else None,
        data_date=report.data_date,
        first=report.period.first,
        until=report.period.last,
    )


def _figure(report: Report, value: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    return percentage(Amount(value, denominator)) if report.commitment.adds_up == "ratio" else value


def _wants_evidence(commitment: Commitment, value: Decimal | None) -> bool:
    """What was ensured 确保, and what is said to have reached its target; photographs for everything would be a burden."""
    if commitment.strength == Commitment.Strength.ENSURE:
        return True
    return value is not None and commitment.value is not None and commitment.accumulates and value >= commitment.value


def _past(reports: Collection[Report]) -> dict[int, list[Report]]:
    """What was locked of each commitment, latest first."""
    found: dict[int, list[Report]] = {}
    rows = Report.objects.filter(commitment__in={each.commitment_id for each in reports}, locked_versions__gt=0)
    for each in rows.only("commitment", "on", "this", "locked_value", "locked_denominator").order_by("-on"):
        found.setdefault(each.commitment_id, []).append(each)
    return found
