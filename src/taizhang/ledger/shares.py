"""Dividing a whole into shares, and whether shares make the whole: arithmetic alone, no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

Judgement = Literal["exact", "short", "over"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the shares come to: ``difference`` is what is still missing (short) or too much (over), never negative."""

    total: Decimal
    whole: Decimal
    judgement: Judgement
    difference: Decimal


def verdict(shares: Sequence[Decimal], whole: Decimal) -> Verdict:
    """Whether the shares add up to the whole.

    >>> verdict([Decimal(3), Decimal(4)], Decimal(8)).judgement, verdict([Decimal(9)], Decimal(8)).difference
    ('short', Decimal('1'))
    """
    total = sum(shares, Decimal(0))
    judgement: Judgement = "exact" if total == whole else "short" if total < whole else "over"
    return Verdict(total, whole, judgement, abs(whole - total))


def divided(whole: Decimal, weights: Sequence[Decimal], step: Decimal = Decimal(1)) -> list[Decimal]:
    """The whole by weights in multiples of ``step``, the parts adding up to the whole exactly.

    What is left after rounding down goes, one step each, to those who lost most by it, the first of equals first
    (Hamilton's method); a remainder smaller than a step goes to the first of them. Raises ValueError where nothing
    weighs anything or a weight is negative.

    >>> divided(Decimal(80000), [Decimal(1)] * 32)[0], divided(Decimal(10), [Decimal(1)] * 3)
    (Decimal('2500'), [Decimal('4'), Decimal('3'), Decimal('3')])
    >>> divided(Decimal("0.5"), [Decimal(1)] * 2, Decimal("0.01"))
    [Decimal('0.25'), Decimal('0.25')]
    """
    weight = sum(weights, Decimal(0))
    if weight <= 0 or min(weights) < 0:
        raise ValueError("the weights must not be negative, nor all nothing")
    exact = [whole * each / weight for each in weights]
    parts = [(each / step).to_integral_value(ROUND_FLOOR) * step for each in exact]
    by_loss = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    left = whole - sum(parts, Decimal(0))
    for i in by_loss * (int(left / step) // len(parts) + 1):
        if left <= 0:
            break
        given = min(step, left)
        parts[i] += given
        left -= given
    return parts


def equally(whole: Decimal, among: int, step: Decimal = Decimal(1)) -> list[Decimal]:
    """The whole in equal shares; the remainder is given out one step each from the first on.

    >>> equally(Decimal(100), 32)[:5]
    [Decimal('4'), Decimal('4'), Decimal('4'), Decimal('4'), Decimal('3')]
    """
    return divided(whole, [Decimal(1)] * among, step)


def step_for(value: Decimal) -> Decimal:
    """The smallest step shares are given in: whole units for a whole number, else the last digit the value has.

    >>> step_for(Decimal(80000)), step_for(Decimal("12.50")), step_for(Decimal("8E+4"))
    (Decimal('1'), Decimal('0.1'), Decimal('1'))
    """
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0)) if isinstance(exponent, int) else Decimal(1)
