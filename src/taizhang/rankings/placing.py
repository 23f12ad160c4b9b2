"""From scores to places: what is a tie, and between which places somebody may stand while figures are missing. Knows no database."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from taizhang.rankings.rules import Ties

Breakers = Sequence[Decimal]


def ranks(scores: Sequence[Decimal | None], ties: Ties, breakers: Sequence[Breakers] = ()) -> list[int | None]:
    """The place of each score, highest first; ``None`` keeps no place.

    Equal scores share a place. ``shared`` then leaves places out (1 1 3), ``dense`` does not (1 1 2); ``weightiest`` first
    looks at the breakers, the points of the weightiest indicator first.

    >>> ranks([Decimal(8), Decimal(9), None, Decimal(9)], "shared")
    [3, 1, None, 1]
    """
    keys = [None if each is None else _key(each, ties, breakers, at) for at, each in enumerate(scores)]
    known = sorted(key for key in keys if key is not None)
    if ties == "dense":
        known = sorted(set(known))
    return [None if key is None else len(known) - bisect_right(known, key) + 1 for key in keys]


def bounds(least: Sequence[Decimal], most: Sequence[Decimal], found: Sequence[int | None]) -> list[tuple[int, int]]:
    """The best and worst place each may end at, when its score and the others' may be anywhere between least and most.

    Best: only those stand before it whose least is above its most. Worst: all whose most is above its least.

    >>> bounds([Decimal(5), Decimal(2), Decimal(1)], [Decimal(5), Decimal(6), Decimal(1)], [1, 2, 3])
    [(1, 2), (1, 2), (3, 3)]
    """
    lows, highs = sorted(least), sorted(most)
    ends = []
    for low, high, place in zip(least, most, found, strict=True):
        best = 1 + len(lows) - bisect_right(lows, high)
        worst = 1 + len(highs) - bisect_right(highs, low) - (high > low)
        ends.append((min(best, place), max(worst, place)) if place else (best, worst))
    return ends


def moved(before: int | None, now: int | None) -> int | None:
    """How many places somebody rose since last time; negative for falling, ``None`` where there is no last time."""
    return None if before is None or now is None else before - now


def standing_before(scores: Sequence[Decimal | None], at: int) -> int | None:
    """Who stands directly before the one at that index: the least score above it; ``None`` for the first."""
    own = scores[at]
    if own is None:
        return None
    above = [(score, number) for number, score in enumerate(scores) if score is not None and score > own]
    least = min((score for score, _number in above), default=None)
    return next((number for score, number in above if score == least), None)


def _key(score: Decimal, ties: Ties, breakers: Sequence[Breakers], at: int) -> tuple[Decimal, ...]:
    return (score, *breakers[at]) if ties == "weightiest" and breakers else (score,)
