"""Amounts that add up the tree: a value, and for ratios the sum it is divided by. Knows no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """What stands for a commitment: ``value`` in its whole units; with a ``denominator`` it is a numerator."""

    value: Decimal | None = None
    denominator: Decimal | None = None

    def __add__(self, other: Amount) -> Amount:
        return Amount(_plus(self.value, other.value), _plus(self.denominator, other.denominator))

    def __sub__(self, other: Amount) -> Amount:
        return self + Amount(_minus(other.value), _minus(other.denominator))

    @property
    def known(self) -> bool:
        """Whether anything stands at all."""
        return self.value is not None


NOTHING = Amount()


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of those that are known; nothing if none is.

    >>> total([Amount(Decimal(2)), NOTHING, Amount(Decimal(3))])
    Amount(value=Decimal('5'), denominator=None)
    """
    return sum(amounts, NOTHING)


def percentage(amount: Amount) -> Decimal | None:
    """A ratio of two sums in per cent; ``None`` while either is unknown or the denominator is nought.

    >>> percentage(Amount(Decimal(3), Decimal(4)))
    Decimal('75.00')
    """
    if amount.value is None or not amount.denominator:
        return None
    return (amount.value * 100 / amount.denominator).quantize(Decimal("0.01"))


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    if one is None:
        return other
    return one if other is None else one + other


def _minus(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value
