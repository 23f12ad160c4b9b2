"""What towns reach and what light that deserves, reckoned without the product: fractions of the target, month by month."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

#: How towns go about it: by the plan, twenty points behind it, forty behind it, or done before the time.
PACES = ("even", "slow", "stuck", "fast")


def reached(pace: str, target: int, month: int, months: int) -> int:
    """The cumulative figure at the end of a month of the year, the play ending after so many months."""
    plan = Fraction(month, 12)
    if pace == "fast":
        return min(target, ceil(target * Fraction(month, ceil(Fraction(7, 10) * months))))
    if pace == "even":
        return ceil(target * plan)
    return floor(target * max(Fraction(0), plan - Fraction(1, 5) * (1 if pace == "slow" else 2)))


@dataclass
class Share:
    """One town's share of a target: what it locked by month, and its light by the rule everybody reads in the handbook."""

    title: str
    town: str
    target: int
    pace: str
    locked: dict[int, int] = field(default_factory=dict)
    light: str = ""
    closed: bool = False
    missed: bool = False
    missed_before: bool = False

    @property
    def value(self) -> int | None:
        """What stands."""
        return self.locked[max(self.locked)] if self.locked else None

    def lock(self, month: int, value: int, *, again: bool = False) -> None:
        """What is locked for a month, and what light follows; ``again`` is a correction of that month."""
        self.locked[month] = value
        missed = self.missed_before if again else self.missed
        self.missed_before = missed
        behind = Fraction(month, 12) - Fraction(value, self.target)
        if value >= self.target:
            self.light, self.missed = "正常", False
        elif month == 12 or behind > Fraction(3, 10):
            self.light, self.missed = "严重滞后", True
        elif behind >= Fraction(1, 10):
            self.light, self.missed = "滞后", True
        else:
            self.light, self.missed = ("滞后" if missed else "正常"), False

    def close(self) -> None:
        """Struck off the open lines."""
        self.closed, self.light = True, "销号"
