"""What equal or nearly equal figures prove: much where the figure is rare and exact, little where many share it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from taizhang.comparison.promises import Family, Promise

_NEAR = Decimal("1.5")
_DOUBLE, _TENFOLD = 2, 10
_SMALL = 100


class Telling(IntEnum):
    """How much a figure by itself says about what it belongs to: 10个 and 5% little, 1万亩 more, 3900个 much."""

    LITTLE = 0
    SOME = 1
    MUCH = 2


def telling(promise: Promise) -> Telling:
    """How telling a promise's figure is; shares and rates never say much, for many indicators have the same."""
    if promise.value is None:
        return Telling.LITTLE
    digits = len(_said(promise).normalize().as_tuple().digits)
    if digits <= 1 and _said(promise) <= _SMALL:
        return Telling.LITTLE
    return Telling.SOME if digits <= 1 or promise.percent else Telling.MUCH


def _said(promise: Promise) -> Decimal:
    """The figure in the unit the document gives it in, in which it is round or not."""
    return promise.first.value or Decimal(0)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two figures agree: ``exact`` or within half as much again (``near``), and how many others do as well.

    ``near`` is for figures of some size; ``twice`` and ``far`` say whether one is at most twice, or over ten times, the
    other; ``rate`` that both are shares or rates.
    """

    exact: bool = False
    near: bool = False
    twice: bool = False
    far: bool = False
    rate: bool = False
    others: int = 0
    telling: Telling = Telling.LITTLE

    @property
    def proves(self) -> bool:
        """Can it make one promise of two that do not bear the same name: it agrees, and hardly any other does."""
        return self.others <= (2 if self.exact else 1) and (self.exact or self.near)


class Figures:
    """All figures under comparison, to ask how common one is."""

    def __init__(self, promises: Iterable[Promise]) -> None:
        self._exact: Counter[tuple[Family, str, Decimal]] = Counter()
        values: dict[tuple[Family, str], list[Decimal]] = {}
        for promise in promises:
            if promise.value is not None:
                self._exact[promise.family, promise.scale, promise.value] += 1
                values.setdefault((promise.family, promise.scale), []).append(promise.value)
        self._sorted = {key: sorted(found) for key, found in values.items()}

    def agreement(self, one: Promise, other: Promise) -> Agreement:
        """How the figures of two promises agree; they must be comparable."""
        if one.value is None or other.value is None:
            return Agreement()
        least = min(telling(one), telling(other))
        if one.value == other.value:
            others = self._count(one, other) - 2
            return Agreement(exact=True, near=True, twice=True, rate=one.percent, others=others, telling=least)
        low, high = sorted((one.value, other.value))
        twice, far = high <= low * _DOUBLE, not one.percent and high > low * _TENFOLD
        if one.percent or max(_said(one), _said(other)) <= _SMALL or high > low * _NEAR:
            return Agreement(twice=twice, far=far, rate=one.percent, telling=least)
        keys = {(promise.family, promise.scale) for promise in (one, other)}
        others = self._between(keys, low / _NEAR, high * _NEAR) - 2
        return Agreement(near=True, twice=True, others=others, telling=least)

    def _count(self, one: Promise, other: Promise) -> int:
        keys = {(promise.family, promise.scale, promise.value) for promise in (one, other) if promise.value is not None}
        return sum(self._exact[key] for key in keys)

    def _between(self, keys: Set[tuple[Family, str]], low: Decimal, high: Decimal) -> int:
        found = [self._sorted.get(key, []) for key in keys]
        return sum(bisect_right(values, high) - bisect_left(values, low) for values in found)
