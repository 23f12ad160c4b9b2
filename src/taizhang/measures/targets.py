"""Whether a target is met, and which of two targets is the harder: the arithmetic of promises.

A plain target (``=``) is a demand to get there: at least so much where more is better (polarity ``up``), at most so
much where less is (``down``), exactly so much where neither is known. A result may itself be a bound (超过300家); what
a bound cannot decide stays undecided.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from taizhang.measures.comparators import Comparator
from taizhang.measures.quantities import Quantity
from taizhang.measures.units import convertible, unit

Polarity = Literal["up", "down"]
Change = Literal["same", "harder", "easier", "other"]

RATE_TOLERANCE = Decimal("0.5")
"""How far, in points of its own unit, a rate may miss a target that says 左右: 5%左右 is met from 4.5%."""

TOLERANCE = Decimal("0.05")
"""How far, as a share of the target, any other figure may miss a target that says 左右: 1000家左右 is met from 950."""


@dataclass(frozen=True, slots=True)
class _Interval:
    """The values a phrase allows; ``None`` is no bound, an open end leaves the bound itself out."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    def within(self, other: _Interval) -> bool:
        """Whether every value here is allowed there."""
        above = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open)))
        )
        below = other.high is None or (
            self.high is not None
            and (self.high < other.high or (self.high == other.high and (self.high_open or not other.high_open)))
        )
        return above and below

    def apart(self, other: _Interval) -> bool:
        """Whether no value here is allowed there."""
        return _before(self, other) or _before(other, self)


def _before(first: _Interval, second: _Interval) -> bool:
    if first.high is None or second.low is None:
        return False
    return first.high < second.low or (first.high == second.low and (first.high_open or second.low_open))


def is_met(target: Quantity, actual: Quantity, polarity: Polarity | None = None) -> bool | None:
    """Whether the result meets the target; ``None`` where the result's own bound leaves it open.

    Raises ``UnknownUnit``, or ``UnitMismatch`` where the two measure different things.

    >>> from taizhang.measures.quantities import parse_quantity as q
    >>> is_met(q("不少于30家"), q("31家")), is_met(q("5%左右"), q("4.6%"), "up")
    (True, True)
    >>> is_met(q("100亩以上"), q("超过5公顷")) is None
    True
    """
    result = _stated(actual.to(target.unit))
    demand = _demanded(target, polarity)
    if result.within(demand):
        return True
    return False if result.apart(demand) else None


def _stated(actual: Quantity) -> _Interval:
    """What a report says: a point, a range, or one side of a bound."""
    match actual.comparator:
        case ">" | ">=" if actual.upper is None:
            return _Interval(low=actual.value, low_open=actual.comparator == ">")
        case "<" | "<=":
            return _Interval(high=actual.value, high_open=actual.comparator == "<")
        case _:
            return _Interval(low=actual.value, high=actual.value if actual.upper is None else actual.upper)


def _demanded(target: Quantity, polarity: Polarity | None) -> _Interval:
    """What a target asks for; a range asks for its lower end."""
    slack = _slack(target) if target.comparator == "~" else Decimal(0)
    match target.comparator:
        case ">" | ">=":
            return _Interval(low=target.value, low_open=target.comparator == ">")
        case "<" | "<=":
            return _Interval(high=target.value, high_open=target.comparator == "<")
        case _:
            low = None if polarity == "down" else target.value - slack
            high = None if polarity == "up" else target.value + slack
            return _Interval(low=low, high=high)


def _slack(target: Quantity) -> Decimal:
    """The tolerance of a target that says 左右."""
    return RATE_TOLERANCE if unit(target.unit).kind == "rate" else abs(target.value) * TOLERANCE


_STRICTNESS: dict[Polarity, dict[Comparator, int]] = {
    "up": {"~": 0, "=": 1, ">=": 1, ">": 2},
    "down": {"~": 0, "=": 1, "<=": 1, "<": 2},
}
_POINTS: dict[Comparator, Polarity] = {">": "up", ">=": "up", "<": "down", "<=": "down"}


def compare_targets(old: Quantity, new: Quantity, polarity: Polarity | None = None) -> Change:
    """Whether the new target asks for more than the old one.

    ``other`` is a change that is neither: another unit without conversion, bounds on opposite sides, or two values of
    which nobody said whether more or less is better. A bound tells its own polarity where none is given.

    >>> from taizhang.measures.quantities import parse_quantity as q
    >>> compare_targets(q("3000户"), q("6000户"), "up"), compare_targets(q("3%以内"), q("2.5%以内"))
    ('harder', 'harder')
    """
    if not convertible(old.unit, new.unit):
        return "other"
    new = new.to(old.unit)
    polarity = polarity or _POINTS.get(old.comparator) or _POINTS.get(new.comparator)
    if (old.value, old.comparator, old.upper) == (new.value, new.comparator, new.upper):
        return "same"
    ranks = _STRICTNESS[polarity] if polarity else {}
    if old.comparator not in ranks or new.comparator not in ranks:
        return "other"
    step = new.value - old.value if polarity == "up" else old.value - new.value
    step = step or Decimal(ranks[new.comparator] - ranks[old.comparator])
    return "harder" if step > 0 else "easier" if step < 0 else "same"
