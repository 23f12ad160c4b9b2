"""Scores of a group by its rules: what each indicator gives each place, what is missing, who stands where. Knows no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import lru_cache
from typing import Literal

from taizhang.rankings.placing import bounds, ranks
from taizhang.rankings.points import DIGITS, PLACES, Points, points, share_reached
from taizhang.rankings.rules import HUNDRED, Item, Rules

#: Why an indicator gives a place nothing of its own: not locked, nothing to divide by, no target.
Gap = Literal["", "missing", "denominator", "target"]
NOUGHT = Decimal(0)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of one place on one indicator.

    ``value`` is the figure locked for the day, ``last`` the one before where the day's is missing; ``per`` what figures are divided
    by, ``target`` what was promised, ``before`` the earlier figure the change is from and ``before_per`` what that is divided by.
    """

    value: Decimal | None = None
    last: Decimal | None = None
    per: Decimal | None = None
    target: Decimal | None = None
    before: Decimal | None = None
    before_per: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Half:
    """The level or the change of an indicator: what was compared, its points, what these add to the score.

    ``imputed`` says that the points were given by the rule for missing figures.
    """

    value: Decimal | None = None
    points: Decimal | None = None
    weight: Decimal = NOUGHT
    contribution: Decimal = NOUGHT
    imputed: bool = False


_NOTHING = Half()


@dataclass(frozen=True, slots=True)
class Part:
    """What one indicator gives one place."""

    given: Given
    gap: Gap
    level: Half
    change: Half

    @property
    def contribution(self) -> Decimal:
        """What it adds to the score."""
        return self.level.contribution + self.change.contribution

    @property
    def weight(self) -> Decimal:
        """Of a score of 100, how much hangs on it here: more than the rule's where others are missing."""
        return self.level.weight + self.change.weight


@dataclass(frozen=True, slots=True)
class Scored:
    """One place: its score as printed, its place, the best and worst place it may have, what each indicator gave.

    ``known`` is the per cent of the weight that figures of its own bear (older ones too, where the rule takes them); with too little there is neither score nor place.
    """

    score: Decimal | None
    rank: int | None
    best: int
    worst: int
    known: Decimal
    parts: tuple[Part, ...]

    @property
    def level(self) -> Decimal:
        """What the levels add to the score."""
        return sum((part.level.contribution for part in self.parts), NOUGHT)

    @property
    def change(self) -> Decimal:
        """What the changes add to the score."""
        return sum((part.change.contribution for part in self.parts), NOUGHT)


@dataclass(frozen=True, slots=True)
class _Component:
    """One half of one indicator over all places; ``points`` are those of figures, ``filled`` has those given by the rule besides."""

    item: Item
    weight: Decimal
    values: Sequence[Decimal | None]
    points: Sequence[Points | None]
    filled: Sequence[Decimal | None]
    real: Sequence[bool]
    alive: bool


def score(rules: Rules, given: Sequence[Sequence[Given]]) -> list[Scored]:
    """The places of a group; ``given`` has for each place what is known on each indicator, in the order of the rules.

    Who stands where does not hang on the order of places, nor on the unit of any figure.
    """
    with localcontext() as context:
        context.prec = DIGITS
        columns = [[each[at] for each in given] for at in range(len(rules.items))]
        halves = [_halves(item, column, rules) for item, column in zip(rules.items, columns, strict=True)]
        found = _counted(rules, halves, given)
        least, most = _extremes(halves, len(given))
    totals = [total for total, _known, _parts in found]
    order = sorted(range(len(rules.items)), key=lambda at: (-rules.items[at].weight, at))
    breaking = rules.ties == "weightiest"
    breakers = [[parts[at].contribution for at in order] for _total, _known, parts in found] if breaking else []
    places = ranks(totals, rules.ties, breakers)
    ends = bounds(least, most, places)
    shown = printed(totals, rules.decimals)
    return [
        Scored(total, place, best, worst, known, parts)
        for total, (_total, known, parts), place, (best, worst) in zip(shown, found, places, ends, strict=True)
    ]


def printed(totals: Sequence[Decimal | None], decimals: int) -> list[Decimal | None]:
    """Scores as they are printed: with as many decimals as agreed, or as many more as it takes to tell unequal ones apart.

    >>> [str(each) for each in printed([Decimal("71.2501"), Decimal("71.2504")], 2)]
    ['71.2501', '71.2504']
    """
    known = {each for each in totals if each is not None}
    most = -int(PLACES.as_tuple().exponent)
    for places in range(decimals, most + 1):
        step = Decimal(1).scaleb(-places)
        if len({each.quantize(step, ROUND_HALF_EVEN) for each in known}) == len(known):
            break
    return [None if each is None else each.quantize(step, ROUND_HALF_EVEN) for each in totals]


def rate(value: Decimal | None, per: Decimal | None, item: Item) -> Decimal | None:
    """The figure as it is compared: divided by its denominator where the rule names one; ``None`` without either.

    >>> rate(Decimal(300), Decimal(1000), Item(1, "delta", HUNDRED, per="population"))
    Decimal('0.3')
    """
    if value is None or not item.per:
        return value
    return value / per if per is not None and per > 0 else None


def gap_of(given: Given, item: Item, rules: Rules) -> Gap:
    """Why the level of an indicator is not known of a place; empty where it is."""
    if given.value is None and (rules.missing != "last" or given.last is None):
        return "missing"
    if item.per and (given.per is None or given.per <= 0):
        return "denominator"
    if item.normalisation == "target" and _targetless(given, item):
        return "target"
    return "missing" if given.value is None else ""


def _targetless(given: Given, item: Item) -> bool:
    return _level(given, item, carrying=True) is None


def _level(given: Given, item: Item, *, carrying: bool) -> Decimal | None:
    value = given.value if given.value is not None or not carrying else given.last
    if item.normalisation == "target":
        return None if value is None else share_reached(value, given.target, item.direction)
    return rate(value, given.per, item)


def _change(given: Given, item: Item, rules: Rules, *, carrying: bool) -> Decimal | None:
    value = given.value if given.value is not None or not carrying else given.last
    now = rate(value, given.per, item)
    before = rate(given.before, given.before_per if given.before_per is not None else given.per, item)
    if now is None or before is None:
        return None
    if rules.taken == "difference":
        return now - before
    return (now - before) * HUNDRED / abs(before) if before else None


def _halves(item: Item, column: Sequence[Given], rules: Rules) -> tuple[_Component, _Component]:
    level, change = item.parts
    carrying = rules.missing == "last"
    carried = [carrying and each.value is None and each.last is not None for each in column]
    levels = [_level(each, item, carrying=carrying) for each in column]
    changes = [_change(each, item, rules, carrying=carrying) for each in column] if change else [None] * len(column)
    changing = "minmax" if item.normalisation == "target" else ""
    bounded = item if item.cap <= HUNDRED else _under_hundred(item)
    return (
        _component(item, level, levels, points(levels, item), carried, rules),
        _component(item, change, changes, points(changes, bounded, changing), carried, rules),
    )


def _component(
    item: Item,
    weight: Decimal,
    values: Sequence[Decimal | None],
    found: Sequence[Points | None],
    carried: Sequence[bool],
    rules: Rules,
) -> _Component:
    known = [each.value for each in found if each is not None]
    instead: Decimal | None = None
    if known and rules.missing != "reweight":
        instead = NOUGHT if rules.missing == "zero" else min(known)
    filled = [instead if each is None else each.value for each in found]
    real = [each is not None and not old for each, old in zip(found, carried, strict=True)]
    return _Component(item, weight, values, found, filled, real, alive=bool(weight and known))


def _under_hundred(item: Item) -> Item:
    """Changes have no target to go beyond."""
    return Item(item.indicator, item.measure, item.weight, item.change, item.direction, floor=min(item.floor, NOUGHT))


def _counted(
    rules: Rules, halves: Sequence[tuple[_Component, _Component]], given: Sequence[Sequence[Given]]
) -> list[tuple[Decimal | None, Decimal, tuple[Part, ...]]]:
    alive = [half for pair in halves for half in pair if half.alive]
    whole = sum((half.weight for half in alive), NOUGHT)
    found = []
    for at, row in enumerate(given):
        bearing = whole - sum((half.weight for half in alive if half.filled[at] is None), NOUGHT)
        known = whole - sum((half.weight for half in alive if half.points[at] is None), NOUGHT)
        per_cent = (known * HUNDRED / whole).quantize(_CENT) if whole else NOUGHT
        parts = tuple(
            Part(each, gap_of(each, item, rules), _half(level, at, bearing), _half(change, at, bearing))
            for item, each, (level, change) in zip(rules.items, row, halves, strict=True)
        )
        placed = bearing > 0 and known > 0 and known * HUNDRED >= rules.least * whole
        total = sum((part.level.contribution + part.change.contribution for part in parts), NOUGHT)
        found.append((total if placed else None, per_cent, parts))
    return found


def _half(half: _Component, at: int, bearing: Decimal) -> Half:
    found = half.filled[at]
    if not half.alive or found is None or not bearing:
        value = half.values[at]
        return _NOTHING if value is None else Half(value)
    contribution = (half.weight * found / bearing).quantize(PLACES, ROUND_HALF_EVEN)
    return Half(half.values[at], found, _weight(half.weight, bearing), contribution, not half.real[at])


@lru_cache(maxsize=4096)
def _weight(weight: Decimal, bearing: Decimal) -> Decimal:
    """Of a score of 100, what hangs on a weight where so much weight bears."""
    return (weight * HUNDRED / bearing).quantize(PLACES)


def _extremes(halves: Sequence[tuple[_Component, _Component]], places: int) -> tuple[list[Decimal], list[Decimal]]:
    """The least and most score of each place, whatever its missing figures were between floor and cap."""
    alive = [half for pair in halves for half in pair if half.alive]
    whole = sum((half.weight for half in alive), NOUGHT) or HUNDRED
    least, most = [NOUGHT] * places, [NOUGHT] * places
    for half in alive:
        weight = half.weight / whole
        for at, each in enumerate(half.points):
            if each is None or not half.real[at]:
                least[at] += weight * half.item.floor
                most[at] += weight * half.item.cap
            else:
                share = weight * each.least
                least[at] += share
                most[at] += share if each.most is each.least else weight * each.most
    return [each.quantize(PLACES) for each in least], [each.quantize(PLACES) for each in most]
