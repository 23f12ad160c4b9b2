"""The values of a curve over time: planned and actual points, the forecast, the target, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import pgettext_lazy

from taizhang.ui.charts.scales import Scale, scale_for

PLANNED = pgettext_lazy("chart", "计划")
ACTUAL = pgettext_lazy("chart", "实际")
EXPECTED = pgettext_lazy("chart", "预测")
RANGE = pgettext_lazy("chart", "预测区间")
TARGET = pgettext_lazy("chart", "目标")


@dataclass(frozen=True, slots=True)
class Point:
    """What stood, or should stand, at the end of a day, what to know of it, and the page that tells how it came about."""

    day: date
    value: Decimal
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected at the end of a day, and the lowest and highest that would not surprise."""

    day: date
    low: Decimal
    expected: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not self.low <= self.expected <= self.high:
            raise ValueError("a forecast lies between its lowest and its highest")


@dataclass(frozen=True, slots=True)
class Course:
    """All that one curve shows, counted in ``unit``, in order of time."""

    unit: str
    planned: Sequence[Point]
    actual: Sequence[Point]
    forecast: Sequence[Forecast]
    target: Decimal | None
    today: date | None

    @property
    def scale(self) -> Scale:
        """The scale that suits the largest value."""
        return scale_for(self._values(), self.unit)

    @property
    def expected(self) -> list[Point]:
        """The middle of the forecast."""
        return [Point(each.day, each.expected) for each in self.forecast]

    @property
    def onset(self) -> list[Point]:
        """Where the forecast goes on from: the last actual point before it, if there is one."""
        return [each for each in self.actual if self.forecast and each.day < self.forecast[0].day][-1:]

    @property
    def days(self) -> list[date]:
        """Every day that has a value, in order."""
        return sorted({each.day for each in (*self.planned, *self.actual, *self.expected)})

    def _values(self) -> Iterator[Decimal]:
        yield from (each.value for each in (*self.planned, *self.actual))
        yield from (end for each in self.forecast for end in (each.low, each.high))
        if self.target is not None:
            yield self.target
