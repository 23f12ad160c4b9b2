"""How far several targets have come together, each counting as one: half of a target reached counts as half of it done.

Amounts of different units cannot be added, and percentages are never averaged by their size; what is added here are targets.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from taizhang.progress.curves import Curve

#: Sums are told to a hundredth of a target.
_FINE = Decimal("0.01")
_WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Followed:
    """A target that grows from nothing: its figure, its planned curve, what stood on which day in order of days."""

    target: Decimal
    plan: Curve
    reached: Sequence[tuple[date, Decimal]]

    def planned(self, day: date) -> Decimal:
        """What should be reached by the end of a day."""
        return self.plan.on(day)

    def actual(self, day: date) -> Decimal:
        """What stood at the end of a day: the last figure by then, nothing before the first."""
        at = bisect_right(self.reached, day, key=lambda step: step[0])
        return self.reached[at - 1][1] if at else Decimal(0)


def part(value: Decimal, target: Decimal) -> Decimal:
    """The part of a target that a value is: never below nothing, never more than the whole.

    >>> part(Decimal(30), Decimal(120)), part(Decimal(150), Decimal(120)), part(Decimal(-3), Decimal(120))
    (Decimal('0.25'), Decimal('1'), Decimal('0'))
    """
    return min(max(value / target, Decimal(0)), _WHOLE) if target > 0 else Decimal(0)


def planned(targets: Iterable[Followed], day: date) -> Decimal:
    """How many targets' worth should be done by the end of a day."""
    return _summed(part(each.planned(day), each.target) for each in targets)


def actual(targets: Iterable[Followed], day: date) -> Decimal:
    """How many targets' worth are done at the end of a day."""
    return _summed(part(each.actual(day), each.target) for each in targets)


def _summed(parts: Iterable[Decimal]) -> Decimal:
    return sum(parts, Decimal(0)).quantize(_FINE, ROUND_HALF_UP)
