"""The planned curve: what a figure should come to by each day, from an office's points or by a usual rule.

A month is a month: without points of its own a plan asks for one twelfth by the end of January and of February alike.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

from taizhang.progress.pace import Aim, decimal, is_sound, kind_of
from taizhang.progress.reasons import Reason

How = Literal["linear", "steps"]
Made = Literal["given", "even", "quarterly", "flat"]


class PlanError(ValueError):
    """Plan points that make no curve; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.words())
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Curve:
    """The planned cumulative value by day: points in order, the first where it begins; ``made`` says by which rule.

    Raises ``PlanError`` without points, with two on one day, or with a figure that cannot be reckoned with.
    """

    points: tuple[tuple[date, Decimal], ...]
    how: How = "linear"
    made: Made = "given"

    def __post_init__(self) -> None:
        days = [day for day, _ in self.points]
        if not days or any(first >= second for first, second in pairwise(days)):
            raise PlanError(Reason.of("plan_order"))
        if not all(is_sound(value) for _, value in self.points):
            raise PlanError(Reason.of("plan_figure"))

    def data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "points": [[day.isoformat(), str(value)] for day, value in self.points],
            "how": self.how,
            "made": self.made,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Curve:
        """What ``data`` gave; raises ``KeyError``, ``ValueError`` or ``ArithmeticError`` for anything else."""
        points = tuple((date.fromisoformat(day), Decimal(value)) for day, value in data["points"])
        return cls(points, data["how"], data["made"])

    def on(self, day: date) -> Decimal:
        """The value planned for the end of that day: between points by the share of months gone, or the last step.

        >>> curve = even(date(2024, 1, 1), date(2024, 12, 31), Decimal(1200))
        >>> curve.on(date(2024, 1, 31)), curve.on(date(2024, 6, 15))
        (Decimal('100'), Decimal('550'))
        """
        return decimal(self.exactly(day))

    def exactly(self, day: date) -> Fraction:
        """The same without rounding."""
        at = bisect_right(self.points, day, key=lambda point: point[0])
        if at == 0 or at == len(self.points) or self.how == "steps":
            return Fraction(self.points[max(at - 1, 0)][1])
        (first, low), (last, high) = self.points[at - 1], self.points[at]
        share = (months_gone(day) - months_gone(first)) / (months_gone(last) - months_gone(first))
        return Fraction(low) + (Fraction(high) - Fraction(low)) * share


def given(
    points: tuple[tuple[date, Decimal], ...], begins: date, baseline: Decimal | None = Decimal(0), how: How = "linear"
) -> Curve:
    """The curve of an office's own points, from the baseline on the eve of ``begins``; raises ``PlanError``.

    Without a baseline the first point holds before its day; ``anchor`` says which an aim has.
    """
    ordered = tuple(sorted(points))
    if ordered and baseline is not None and ordered[0][0] >= begins:
        ordered = ((_eve(begins), baseline), *ordered)
    return Curve(ordered, how)


def anchor(aim: Aim) -> Decimal | None:
    """Where a figure stands before anything is done: its baseline, nothing where it accumulates, else unknown."""
    if aim.baseline is not None:
        return aim.baseline
    return Decimal(0) if accumulates(aim) else None


def accumulates(aim: Aim) -> bool:
    """Whether it grows from nothing over its period: no rate, no rank, no ceiling on a level, nothing to be held."""
    if aim.measure in ("growth", "rank") or aim.way == "hold":
        return False
    kind = kind_of(aim.unit)
    return aim.measure != "level" or not (kind == "rate" or (aim.way == "down" and kind != "money"))


def even(begins: date, ends: date, target: Decimal, baseline: Decimal = Decimal(0)) -> Curve:
    """The same in every month from the first to the last day; raises ``PlanError`` where it ends before it begins."""
    return Curve(((_eve(begins), baseline), (ends, target)), made="even")


def quarterly(
    begins: date, ends: date, target: Decimal, baseline: Decimal = Decimal(0), shares: tuple[Decimal, ...] = ()
) -> Curve:
    """Judged at quarter ends only: a step at each, by the cumulative ``shares`` in percent, else in equal parts.

    Raises ``PlanError`` where the shares are not one for each quarter begun.

    >>> [str(value) for _, value in quarterly(date(2024, 1, 1), date(2024, 12, 31), Decimal(80)).points]
    ['0', '20', '40', '60', '80']
    """
    days = [day for year in range(begins.year, ends.year + 1) for day in _quarter_ends(year) if begins <= day < ends]
    days.append(ends)
    if shares and len(shares) != len(days):
        raise PlanError(Reason.of("plan_shares", shares=len(shares), quarters=len(days)))
    parts = [Fraction(share) / 100 for share in shares] or [Fraction(n, len(days)) for n in range(1, len(days) + 1)]
    way = Fraction(target) - Fraction(baseline)
    steps = [(day, decimal(Fraction(baseline) + way * part)) for day, part in zip(days, parts, strict=True)]
    return Curve(((_eve(begins), baseline), *steps), "steps", "quarterly")


def flat(begins: date, value: Decimal) -> Curve:
    """The value itself from the first day on: a rate, a rank, a bound to be kept."""
    return Curve(((begins, value),), "steps", "flat")


def usual(aim: Aim, begins: date, ends: date) -> Curve:
    """The curve of a promise without plan points: even over the period, or flat where nothing accumulates.

    Flat are growth rates and ranks, shares in percent and ceilings on a level without a baseline, and what is to be held.
    Raises ``PlanError`` where it ends before it begins.
    """
    start = anchor(aim)
    if start is None or aim.measure in ("growth", "rank") or aim.way == "hold":
        return flat(begins, aim.target)
    return even(begins, ends, aim.target, start)


def _eve(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day


def _quarter_ends(year: int) -> list[date]:
    return [date(year, month, monthrange(year, month)[1]) for month in (3, 6, 9, 12)]


def month_ends(after: date, until: date) -> list[date]:
    """The ends of months after the one day and before the other, and that other day.

    >>> [str(day) for day in month_ends(date(2024, 1, 31), date(2024, 3, 15))]
    ['2024-02-29', '2024-03-15']
    """
    months = range(12 * after.year + after.month - 1, 12 * until.year + until.month)
    ends = [date(m // 12, m % 12 + 1, monthrange(m // 12, m % 12 + 1)[1]) for m in months]
    return [*(day for day in ends if after < day < until), until]


def months_gone(day: date) -> Fraction:
    """Months gone by the end of the day, of all years."""
    return 12 * day.year + day.month - 1 + Fraction(day.day, monthrange(day.year, day.month)[1])
