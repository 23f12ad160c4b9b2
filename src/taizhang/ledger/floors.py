"""What quotas for every unit come to at least: arithmetic alone, no database.

A quota for certain units (典型村, 1000 each) stands in the place of that for all of the level (每个村, 100 each), not on top of
it. Quotas of different levels (每个镇街, 每个村) speak of the same thing twice: the higher of the two is what is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quota:
    """So much for each unit of a level; ``units`` is how many certain ones there are, ``None`` for all of the level."""

    level: str
    value: Decimal
    units: int | None = None


def least(quotas: Sequence[Quota], units: Mapping[str, int]) -> Decimal:
    """What the quotas come to together, where there are so many units of each level.

    >>> trees = [Quota("village", Decimal(100)), Quota("village", Decimal(1000), 20)]
    >>> least(trees, {"village": 590}), least([*trees, Quota("town", Decimal(5000))], {"village": 590, "town": 33})
    (Decimal('77000'), Decimal('165000'))
    """
    return max(
        (_of_level(quotas, level, units.get(level, 0)) for level in {each.level for each in quotas}), default=_NONE
    )


_NONE = Decimal(0)


def _of_level(quotas: Sequence[Quota], level: str, units: int) -> Decimal:
    certain = [each for each in quotas if each.level == level and each.units is not None]
    general = max((each.value for each in quotas if each.level == level and each.units is None), default=_NONE)
    rest = max(units - sum(each.units or 0 for each in certain), 0)
    return sum((each.value * (each.units or 0) for each in certain), _NONE) + general * rest
