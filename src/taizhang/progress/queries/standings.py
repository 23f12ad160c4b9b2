"""What is known of commitments on a day, gathered for the rules of lights: a few queries whatever the number."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, Min, OuterRef, Subquery

from taizhang.ledger.models import Commitment
from taizhang.measures.errors import MeasureError
from taizhang.measures.periods import Period
from taizhang.progress.amounts import Amount, percentage
from taizhang.progress.curves import Curve, PlanError, anchor, given
from taizhang.progress.models import LightRecord, Position, Report
from taizhang.progress.pace import Aim, wanted
from taizhang.progress.standings import Light, Standing
from taizhang.progress.states import WITH_OWNER


def standings(commitments: Collection[int], as_of: date) -> dict[int, Standing]:
    """The standing of each commitment at the end of a day, by what is locked now."""
    rows = Commitment.objects.filter(pk__in=commitments).select_related("indicator").prefetch_related("plan")
    positions = Position.objects.in_bulk(commitments)
    owed = _owed(commitments)
    lights = _lights(commitments)
    skipped = _skipped(commitments)
    found = {}
    for each in rows:
        position = positions.get(each.pk) or Position(commitment=each)
        found[each.pk] = Standing(
            as_of=as_of,
            state=each.state,
            aim=aim_of(each),
            actual=figure(each, position),
            actual_day=position.on if position.value is not None else None,
            curve=curve_of(each),
            begins=begins(each),
            deadline=each.deadline or ends(each),
            start_promised=each.start_by,
            started=each.started_on,
            report_due=owed.get(each.pk),
            previous=_before(lights.get(each.pk, ()), position.on),
            missed=each.pk in skipped,
            reported=position.reported if position.expected > 1 else None,
            owed=position.expected if position.expected > 1 else None,
        )
    return found


def figure(commitment: Commitment, position: Position) -> Decimal | None:
    """The figure that the target is held against: for a ratio the percentage."""
    if commitment.adds_up == "ratio":
        return percentage(Amount(position.value, position.denominator))
    return position.value


def begins(commitment: Commitment) -> date | None:
    """The first day of the commitment's period, or of its year."""
    try:
        return Period.parse_iso(commitment.period).first_day
    except MeasureError:
        return date(commitment.year, 1, 1) if commitment.year else None


def ends(commitment: Commitment) -> date | None:
    """The last day of the commitment's period, or of its year."""
    try:
        return Period.parse_iso(commitment.period).last_day
    except MeasureError:
        return date(commitment.year, 12, 31) if commitment.year else None


def aim_of(commitment: Commitment) -> Aim | None:
    """What the target is held to; ``None`` for a task."""
    if commitment.value is None:
        return None
    polarity: Any = commitment.indicator.polarity if commitment.indicator else None
    return Aim(
        target=commitment.value,
        comparator=commitment.comparator or "=",  # type: ignore[arg-type]
        polarity=wanted(polarity or "up", commitment.measure, commitment.direction),
        unit=commitment.unit,
        measure=commitment.measure or "level",
    )


def curve_of(commitment: Commitment) -> Curve | None:
    """The planned curve through the points of the plan; ``None`` where there are none that make one."""
    points = tuple((point.due, point.value) for point in commitment.plan.all())
    start, aim = begins(commitment), aim_of(commitment)
    if not points or start is None:
        return None
    try:
        return given(points, start, anchor(aim) if aim else Decimal(0))
    except PlanError:
        return None


def _owed(commitments: Collection[int]) -> dict[int, date]:
    """The earliest day by which a report still with its owner was due; a figure locked for a later day makes it up."""
    later = Report.objects.filter(commitment=OuterRef("commitment"), on__gt=OuterRef("on"), locked_versions__gt=0)
    rows = Report.objects.filter(commitment__in=commitments, state__in=WITH_OWNER, locked_versions=0)
    return dict(rows.exclude(Exists(later)).values_list("commitment_id").annotate(Min("due")))


def _skipped(commitments: Collection[int]) -> set[int]:
    """Those whose figure was locked while the report before it never came."""
    before = Report.objects.filter(commitment=OuterRef("commitment"), on__lt=OuterRef("on")).order_by("-on")
    rows = Position.objects.filter(commitment__in=commitments)
    rows = rows.annotate(locked_before=Subquery(before.values("locked_versions")[:1])).filter(locked_before=0)
    return set(rows.values_list("commitment_id", flat=True))


def _lights(commitments: Collection[int]) -> dict[int, list[tuple[date, Light]]]:
    """The lights kept of each with the day their figure spoke of, latest first."""
    found: dict[int, list[tuple[date, Light]]] = {}
    rows = LightRecord.objects.filter(commitment__in=commitments, about__isnull=False).order_by("-lit_at", "-pk")
    for pk, about, light in rows.values_list("commitment_id", "about", "light"):
        found.setdefault(pk, []).append((about, Light.from_data(light)))  # type: ignore[arg-type]
    return found


def _before(lights: Collection[tuple[date, Light]], on: date | None) -> Light | None:
    """The last light whose figure spoke of an earlier day."""
    return next((light for about, light in lights if on is None or about < on), None)
