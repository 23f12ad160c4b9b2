"""What is to be reached, and how many points a figure lies behind: planned share less actual share of the way.

Values are in whole units. The planned curve is ``curves``, what is made of the points ``lights``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any, Literal

from taizhang.measures.comparators import Comparator
from taizhang.measures.errors import UnknownUnit
from taizhang.measures.quantities import Quantity
from taizhang.measures.targets import Polarity, is_met
from taizhang.measures.units import unit

Way = Literal["up", "down", "hold"]
WORST = Decimal(100)
"""Points behind where the way has no length: any miss of a target of nothing (零新增) misses all of it."""

_FURTHEST = 40  # powers of ten: past any figure of a country, and far from what slows exact arithmetic


def is_sound(value: Decimal | None) -> bool:
    """Whether a figure can be reckoned with: finite and of a size that occurs.

    >>> is_sound(Decimal("1.5")), is_sound(Decimal("NaN")), is_sound(Decimal("1E+99")), is_sound(None)
    (True, False, False, False)
    """
    return value is not None and value.is_finite() and (not value or abs(value.adjusted()) <= _FURTHEST)


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached: ``polarity`` says whether more or less of the figure is better, as ``wanted`` derives it.

    ``measure`` is ``level``, ``delta``, ``growth`` or ``rank``; ``baseline`` is where the figure stood when the promise
    was made, if that is known and to count.
    """

    target: Decimal
    comparator: Comparator = "="
    polarity: Polarity | None = None
    baseline: Decimal | None = None
    unit: str = ""
    measure: str = "delta"

    def data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "target": str(self.target),
            "comparator": self.comparator,
            "polarity": self.polarity,
            "baseline": None if self.baseline is None else str(self.baseline),
            "unit": self.unit,
            "measure": self.measure,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Aim:
        """What ``data`` gave; raises ``KeyError`` or ``ArithmeticError`` for anything else."""
        baseline = data["baseline"]
        return cls(
            Decimal(data["target"]),
            data["comparator"],
            data["polarity"],
            None if baseline is None else Decimal(baseline),
            data["unit"],
            data["measure"],
        )

    @property
    def way(self) -> Way:
        """Where it is to go: up, down (also 不超过), or neither where only the value itself will do."""
        if self.comparator in (">", ">="):
            return "up"
        if self.comparator in ("<", "<="):
            return "down"
        if self.polarity is None and self.baseline is not None and self.baseline != self.target:
            return "up" if self.target > self.baseline else "down"
        return self.polarity or "hold"

    @property
    def is_sound(self) -> bool:
        """Whether target and baseline can be reckoned with."""
        return is_sound(self.target) and (self.baseline is None or is_sound(self.baseline))

    def is_reached(self, actual: Decimal) -> bool:
        """Whether the figure meets the target, by the table of ``measures.targets`` (左右 has its tolerance)."""
        counted = _known(self.unit)
        polarity = None if self.way == "hold" else self.way
        return bool(is_met(Quantity(self.target, counted, self.comparator), Quantity(actual, counted), polarity))

    def points_behind(self, planned: Decimal | Fraction, actual: Decimal) -> Decimal:
        """Planned less actual, in hundredths of the way from the baseline to the target; below zero is ahead.

        Without a baseline the way is the target itself. A figure to be held is behind on either side. Raises ``ValueError``
        for a figure that is no finite number.

        >>> Aim(Decimal(200)).points_behind(Decimal(100), Decimal(70))
        Decimal('15')
        >>> Aim(Decimal(20), "<=", baseline=Decimal(30)).points_behind(Decimal(25), Decimal(26))
        Decimal('10')
        """
        gap = Fraction(planned) - Fraction(actual)
        gap = abs(gap) if self.way == "hold" else -gap if self.way == "down" else gap
        length = abs(Fraction(self.target) - Fraction(self.baseline or 0)) or abs(Fraction(self.target))
        if not length:
            return WORST if gap > 0 else Decimal(0) if gap == 0 else -WORST
        return decimal(100 * gap / length)

    def reached(self, actual: Decimal) -> Decimal:
        """How much of the way is done, in hundredths: 100 less the points behind the target itself."""
        return 100 - self.points_behind(self.target, actual)


def wanted(polarity: Polarity | None, measure: str, direction: str) -> Polarity | None:
    """Whether more or less of the *figure* is better, from what is better of the thing it measures.

    A rank is better low. A cut is written as a positive figure (能耗下降3%): where less of the thing is better, more of the
    cut is.

    >>> wanted("down", "growth", "down"), wanted("up", "rank", ""), wanted("up", "level", "")
    ('up', 'down', 'up')
    """
    if measure == "rank":
        return "down"
    if measure in ("delta", "growth") and direction == "down" and polarity is not None:
        return "up" if polarity == "down" else "down"
    return polarity


def kind_of(words: str) -> str:
    """The kind of the unit, empty where the lexicon does not know it."""
    try:
        return unit(words).kind
    except UnknownUnit:
        return ""


def _known(words: str) -> str:
    """The unit, or one that converts to itself where the lexicon does not know it."""
    return words if kind_of(words) else "个"


def decimal(value: Fraction) -> Decimal:
    """A decimal, exact where a decimal of 50 digits is, else rounded there."""
    with localcontext(prec=50):
        return Decimal(value.numerator) / Decimal(value.denominator)
