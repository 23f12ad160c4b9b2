"""What is doubtful about reports as they are entered: the checks, asked of many at once with a few queries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, prefetch_related_objects

from taizhang import clock
from taizhang.ledger.models import Commitment
from taizhang.progress.amounts import Amount, percentage
from taizhang.progress.check_rules import CheckRule
from taizhang.progress.checks import Doubt, Entered, doubts, without_evidence
from taizhang.progress.evidence_needs import Need
from taizhang.progress.models import Report
from taizhang.progress.pace import Aim
from taizhang.progress.queries.checks import needs_of, rules_on
from taizhang.progress.queries.standings import aim_of, curve_of

#: How many periods back the usual amount of one is taken from.
_EARLIER = 6


def doubts_of(reports: Collection[Report]) -> dict[int, tuple[Doubt, ...]]:
    """What the checks in force today find in each report that says something, by its key."""
    told = [each for each in reports if each.value is not None or _is_told_task(each)]
    if not told:
        return {}
    _kept, rules = rules_on(clock.today())
    prefetch_related_objects([each.commitment for each in told], "plan")
    past, files = _past(told), _files(told)
    needs = needs_of([each.commitment for each in told], rules)
    found = {}
    for each in told:
        about = _About(past.get(each.commitment_id, []), files.get(each.pk, 0), needs[each.commitment_id])
        found[each.pk] = _doubts(each, about, rules)
    return found


@dataclass(frozen=True, slots=True)
class _About:
    """What is known beside a report: earlier ones, the number of its files, whether it needs any."""

    past: list[Report]
    files: int
    need: Need


def _doubts(report: Report, about: _About, rules: Sequence[CheckRule]) -> tuple[Doubt, ...]:
    if report.value is None:
        missing = about.need.when == "always" and not about.files
        return without_evidence(rules) if missing else ()
    aim = aim_of(report.commitment)
    return () if aim is None else doubts(_entered(report, aim, about), rules)


def _is_told_task(report: Report) -> bool:
    return report.commitment.kind == Commitment.Kind.TASK and bool(report.note.strip())


def _files(reports: Collection[Report]) -> dict[int, int]:
    rows = Report.objects.filter(pk__in=[each.pk for each in reports])
    counted = rows.annotate(files=Count("evidence", filter=Q(evidence__removed_at=None)))
    return dict(counted.values_list("pk", "files"))


def _entered(report: Report, aim: Aim, about: _About) -> Entered:
    earlier = [each for each in about.past if each.on < report.on][:_EARLIER]
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
        evidence=about.files if about.need.now(reached=_has_reached(report.commitment, value)) else None,
        data_date=report.data_date,
        first=report.period.first,
        until=report.period.last,
    )


def _figure(report: Report, value: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    return percentage(Amount(value, denominator)) if report.commitment.adds_up == "ratio" else value


def _has_reached(commitment: Commitment, value: Decimal | None) -> bool:
    return value is not None and commitment.value is not None and commitment.accumulates and value >= commitment.value


def _past(reports: Collection[Report]) -> dict[int, list[Report]]:
    """What was locked of each commitment, latest first."""
    found: dict[int, list[Report]] = {}
    rows = Report.objects.filter(commitment__in={each.commitment_id for each in reports}, locked_versions__gt=0)
    for each in rows.only("commitment", "on", "this", "locked_value", "locked_denominator").order_by("-on"):
        found.setdefault(each.commitment_id, []).append(each)
    return found
