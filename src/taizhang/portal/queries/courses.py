"""The targets of an extent with their plans and what was reached of them, for curves; a few queries whatever the number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, IntegerField, Value, When

from taizhang.ledger.models import Commitment
from taizhang.portal.completion import Followed
from taizhang.portal.queries.extents import Extent
from taizhang.progress.curves import PlanError, accumulates, usual
from taizhang.progress.models import Report, Total
from taizhang.progress.queries.standings import aim_of, begins, curve_of, ends

#: More targets than these are not gathered for one page; an area or a year narrows them.
MOST = 600
_GRAVEST_FIRST = Case(
    When(position__colour="red", then=Value(0)),
    When(position__colour="yellow", then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Course:
    """A target that grows from nothing, and its plan and figures."""

    commitment: Commitment
    followed: Followed


@dataclass(frozen=True, slots=True)
class Courses:
    """Those of an extent, the gravest first; how many targets do not grow from nothing, and whether there are too many to gather."""

    all: tuple[Course, ...]
    others: int = 0
    too_many: bool = False


def courses(extent: Extent) -> Courses:
    """Of the targets at the extent's place itself; shares of places below are in them already."""
    rows = extent.own().rows.filter(value__isnull=False).select_related("indicator", "position", "place", "lead")
    found = list(rows.prefetch_related("plan").annotate(gravity=_GRAVEST_FIRST).order_by("gravity", "pk")[: MOST + 1])
    if len(found) > MOST:
        return Courses((), too_many=True)
    growing = [each for each in found if _grows(each)]
    steps = _steps([each.pk for each in growing], extent.day)
    made = [Course(each, followed) for each in growing if (followed := _followed(each, steps.get(each.pk, [])))]
    return Courses(tuple(made), others=len(found) - len(made))


def _grows(commitment: Commitment) -> bool:
    aim = aim_of(commitment)
    return aim is not None and aim.target > 0 and accumulates(aim) and commitment.adds_up != "ratio"


def _followed(commitment: Commitment, steps: list[tuple[date, Decimal]]) -> Followed | None:
    """With the plan of its own, or the usual one; ``None`` where it has no period to plan for."""
    aim, first, last = aim_of(commitment), begins(commitment), commitment.deadline or ends(commitment)
    if aim is None or first is None or last is None:
        return None
    try:
        plan = curve_of(commitment) or usual(aim, first, last)
    except PlanError:
        return None
    return Followed(aim.target, plan, steps)


def _steps(keys: list[int], until: date | None) -> dict[int, list[tuple[date, Decimal]]]:
    """What stood for each, by the totals of its shares where it has any, else by its own locked reports."""
    totals = Total.objects.filter(commitment__in=keys, reported__gt=0, value__isnull=False).order_by("on")
    reports = Report.objects.filter(commitment__in=keys, locked_versions__gt=0, locked_value__isnull=False).order_by(
        "on"
    )
    summed = _by_commitment(totals.values_list("commitment_id", "on", "value"), until)
    return _by_commitment(reports.values_list("commitment_id", "on", "locked_value"), until) | summed


def _by_commitment(rows: Iterable[tuple[Any, ...]], until: date | None) -> dict[int, list[tuple[date, Decimal]]]:
    found: dict[int, list[tuple[date, Decimal]]] = {}
    for pk, on, value in rows:
        if until is None or on <= until:
            found.setdefault(pk, []).append((on, value))
    return found
