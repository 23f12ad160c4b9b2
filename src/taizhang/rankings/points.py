"""How figures of a group become points: min–max, percentile, z, and share of a target. Knows no database."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from itertools import groupby
from typing import NamedTuple

from taizhang.rankings.rules import HUNDRED, Direction, Item

#: Points are kept to twelve places; the steps before are worked out to fifty digits, so that no unit changes them.
PLACES = Decimal("0.000000000001")
DIGITS = 50
#: Points from the mean to three standard deviations.
_SPREAD = Decimal(50) / 3


class Points(NamedTuple):
    """The points of a figure, and the least and most they could be once every missing figure came.

    Of a province there are sixty thousand: a tuple is made in half the time of a frozen dataclass.
    """

    value: Decimal
    least: Decimal
    most: Decimal


def points(values: Sequence[Decimal | None], item: Item, kind: str = "") -> list[Points | None]:
    """The points of each figure among all, ``None`` where there is none; ``kind`` overrides the item's normalisation.

    What is divided is divided once and exactly enough that multiplying every figure by the same leaves the points as they are.
    Figures that are all equal get the middle of floor and cap each (of a target: what they reach).

    >>> tens = [Decimal(10), Decimal(30), Decimal(20), None]
    >>> [each and f"{each.value:.2f}" for each in points(tens, Item(1, "delta", HUNDRED))]
    ['0.00', '100.00', '50.00', None]
    """
    known = [each for each in values if each is not None]
    if not known:
        return [None for _ in values]
    with localcontext() as context:
        context.prec = DIGITS
        match kind or item.normalisation:
            case "target":
                found = {each: _alone(_clipped(each * HUNDRED, item)) for each in set(known)}
            case "percentile":
                found = _percentiles(known, len(values), item)
            case "z":
                found = _standard(known, item)
            case _:
                found = _between(known, item)
    return [None if each is None else found[each] for each in values]


def share_reached(value: Decimal, target: Decimal | None, direction: Direction) -> Decimal | None:
    """How much of a target is reached, 1 being all: of a ceiling, target over figure, to the digits of the decimal context.

    ``None`` without a target to divide by.

    >>> share_reached(Decimal(30), Decimal(40), "up"), share_reached(Decimal(50), Decimal(40), "down")
    (Decimal('0.75'), Decimal('0.8'))
    """
    if target is None or value < 0 or target < 0:
        return None
    if direction == "up":
        return value / target if target else None
    return target / value if value else Decimal(2)


def _alone(value: Decimal) -> Points:
    return Points(value, value, value)


def _between(known: Sequence[Decimal], item: Item) -> dict[Decimal, Points]:
    low, high = min(known), max(known)
    if low == high:
        return dict.fromkeys(set(known), _alone(_kept(item.middle)))
    worst, span = (low, high - low) if item.direction == "up" else (high, low - high)
    width = item.cap - item.floor
    return {each: _alone(_kept(item.floor + width * (each - worst) / span)) for each in set(known)}


def _percentiles(known: Sequence[Decimal], places: int, item: Item) -> dict[Decimal, Points]:
    """The share of the others that are worse, those that are equal counted half; each still missing may come above or below."""
    missing, others, could = places - len(known), len(known) - 1, places - 1
    width, below = item.cap - item.floor, 0
    found = {}
    for each, same in groupby(sorted(known, reverse=item.direction == "down")):
        equal = sum(1 for _ in same)
        beaten = below + Decimal(equal - 1) / 2
        value = _kept(item.floor + width * beaten / others) if others else _kept(item.middle)
        found[each] = _alone(value)
        if missing and could:
            least, most = (_kept(item.floor + width * (beaten + more) / could) for more in (0, missing))
            found[each] = Points(value, min(least, value), max(most, value))
        below += equal
    return found


def _standard(known: Sequence[Decimal], item: Item) -> dict[Decimal, Points]:
    mean = sum(known, Decimal(0)) / len(known)
    spread = (sum(((each - mean) ** 2 for each in known), Decimal(0)) / len(known)).sqrt()
    if not spread or min(known) == max(known):
        return dict.fromkeys(set(known), _alone(_clipped(Decimal(50), item)))
    steep = _SPREAD if item.direction == "up" else -_SPREAD
    return {each: _alone(_clipped(50 + steep * (each - mean) / spread, item)) for each in set(known)}


def _clipped(value: Decimal, item: Item) -> Decimal:
    return _kept(min(max(value, item.floor), item.cap))


def _kept(value: Decimal) -> Decimal:
    return value.quantize(PLACES, ROUND_HALF_EVEN)
