"""Scores of a group by its rules: what each indicator gives each place, what is missing, who stands where. Knows no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import lru_cache
from typing import Literal, overload

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
    parts: Sequence[Part]

    @property
    def level(self) -> Decimal:
        """What the levels add to the score."""
        return sum((part.level.contribution for part in self.parts), NOUGHT)

    @property
    def change(self) -> Decimal:
        """What the changes add to the score."""
        return sum((part.change.contribution for part in self.parts), NOUGHT)


@dataclass(frozen=True, slots=True)
class Component:
    """The level or the change of one indicator over all places, as plain columns in their order.

    ``points`` are those of figures, ``filled`` has those given by the rule besides; ``real`` says which are the place's own.
    ``alive`` is whether it counts at all: nobody's figures leave nothing to compare.
    """

    item: Item
    weight: Decimal
    values: Sequence[Decimal | None]
    points: Sequence[Points | None]
    filled: Sequence[Decimal | None]
    real: Sequence[bool]
    alive: bool

    def own(self) -> list[Decimal]:
        """The values of those places that have points of their own."""
        if not self.alive:
            return []
        return [value for value, real in zip(self.values, self.real, strict=True) if real and value is not None]


@dataclass(frozen=True, slots=True)
class Board:
    """A group reckoned through: its places in the order given, and the level and change of each indicator behind them."""

    scored: list[Scored]
    components: Sequence[tuple[Component, Component]]


@dataclass(frozen=True, slots=True)
class _Sums:
    """Over all places: of the weight what bears their scores, per cent known, totals; of each component what it adds."""

    bearing: Sequence[Decimal]
    known: Sequence[Decimal]
    totals: Sequence[Decimal | None]
    added: Sequence[tuple[Sequence[Decimal], Sequence[Decimal]]]


@dataclass(frozen=True, slots=True, eq=False)
class _Parts(Sequence[Part]):
    """What each indicator gives one place, put together when somebody asks: of a whole province few rows are ever opened."""

    rules: Rules
    components: Sequence[tuple[Component, Component]]
    sums: _Sums
    row: Sequence[Given]
    at: int

    def __len__(self) -> int:
        return len(self.row)

    @overload
    def __getitem__(self, index: int) -> Part: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Part]: ...
    def __getitem__(self, index: int | slice) -> Part | Sequence[Part]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        given, item = self.row[index], self.rules.items[index]
        level, change = (
            _half(component, self.at, self.sums.bearing[self.at], added[self.at])
            for component, added in zip(self.components[index], self.sums.added[index], strict=True)
        )
        return Part(given, gap_of(given, item, self.rules), level, change)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))


def score(rules: Rules, given: Sequence[Sequence[Given]]) -> list[Scored]:
    """The places of a group; ``given`` has for each place what is known on each indicator, in the order of the rules.

    Who stands where does not hang on the order of places, nor on the unit of any figure.
    """
    return reckon(rules, given).scored


def reckon(rules: Rules, given: Sequence[Sequence[Given]]) -> Board:
    """As :func:`score`, with the columns that the scores were made of."""
    with localcontext() as context:
        context.prec = DIGITS
        columns = [[each[at] for each in given] for at in range(len(rules.items))]
        components = [_halves(item, column, rules) for item, column in zip(rules.items, columns, strict=True)]
        sums = _summed(rules, components, len(given))
        least, most = _extremes(components, len(given))
    places = ranks(sums.totals, rules.ties, _breakers(rules, sums))
    ends = bounds(least, most, places)
    shown = printed(sums.totals, rules.decimals)
    scored = [
        Scored(total, place, best, worst, known, _Parts(rules, components, sums, row, at))
        for at, (total, place, (best, worst), known, row) in enumerate(
            zip(shown, places, ends, sums.known, given, strict=True)
        )
    ]
    return Board(scored, components)


def _breakers(rules: Rules, sums: _Sums) -> Sequence[Sequence[Decimal]]:
    """What the indicators add to each place, the weightiest first, where ties are broken by that."""
    if rules.ties != "weightiest":
        return []
    order = sorted(range(len(rules.items)), key=lambda at: (-rules.items[at].weight, at))
    return [[sums.added[each][0][at] + sums.added[each][1][at] for each in order] for at in range(len(sums.bearing))]


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


def _changes(item: Item, column: Sequence[Given], rules: Rules, *, carrying: bool) -> list[Decimal | None]:
    now = [rate(each.value if each.value is not None or not carrying else each.last, each.per, item) for each in column]
    before = [rate(each.before, each.before_per if each.before_per is not None else each.per, item) for each in column]
    growth = rules.taken == "growth"
    return [
        None
        if new is None or old is None or (growth and not old)
        else (new - old) * HUNDRED / abs(old)
        if growth
        else new - old
        for new, old in zip(now, before, strict=True)
    ]


def _halves(item: Item, column: Sequence[Given], rules: Rules) -> tuple[Component, Component]:
    level, change = item.parts
    carrying = rules.missing == "last"
    carried = [carrying and each.value is None and each.last is not None for each in column]
    levels = [_level(each, item, carrying=carrying) for each in column]
    changes = _changes(item, column, rules, carrying=carrying) if change else [None] * len(column)
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
) -> Component:
    known = [each.value for each in found if each is not None]
    instead: Decimal | None = None
    if known and rules.missing != "reweight":
        instead = NOUGHT if rules.missing == "zero" else min(known)
    filled = [instead if each is None else each.value for each in found]
    real = [each is not None and not old for each, old in zip(found, carried, strict=True)]
    return Component(item, weight, values, found, filled, real, alive=bool(weight and known))


def _under_hundred(item: Item) -> Item:
    """Changes have no target to go beyond."""
    return Item(item.indicator, item.measure, item.weight, item.change, item.direction, floor=min(item.floor, NOUGHT))


def _summed(rules: Rules, components: Sequence[tuple[Component, Component]], places: int) -> _Sums:
    alive = [each for pair in components for each in pair if each.alive]
    whole = sum((each.weight for each in alive), NOUGHT)
    bearing, known = [whole] * places, [whole] * places
    for each in alive:
        for at, found in enumerate(each.points):
            if found is None:
                known[at] -= each.weight
                if each.filled[at] is None:
                    bearing[at] -= each.weight
    added = [(_added(level, bearing), _added(change, bearing)) for level, change in components]
    totals = [NOUGHT] * places
    for column in (column for pair in added for column in pair):
        totals = [total + more for total, more in zip(totals, column, strict=True)]
    enough = [
        of > 0 and own > 0 and own * HUNDRED >= rules.least * whole for of, own in zip(bearing, known, strict=True)
    ]
    return _Sums(
        bearing,
        [(own * HUNDRED / whole).quantize(_CENT) if whole else NOUGHT for own in known],
        [total if placed else None for total, placed in zip(totals, enough, strict=True)],
        added,
    )


def _added(component: Component, bearing: Sequence[Decimal]) -> list[Decimal]:
    """What a component adds to the score of each place."""
    if not component.alive:
        return [NOUGHT] * len(bearing)
    weight = component.weight
    return [
        NOUGHT if found is None or not of else (weight * found / of).quantize(PLACES, ROUND_HALF_EVEN)
        for found, of in zip(component.filled, bearing, strict=True)
    ]


def _half(component: Component, at: int, bearing: Decimal, added: Decimal) -> Half:
    found, value = component.filled[at], component.values[at]
    if not component.alive or found is None or not bearing:
        return _NOTHING if value is None else Half(value)
    return Half(value, found, _weight(component.weight, bearing), added, not component.real[at])


@lru_cache(maxsize=4096)
def _weight(weight: Decimal, bearing: Decimal) -> Decimal:
    """Of a score of 100, what hangs on a weight where so much weight bears."""
    with localcontext() as context:
        context.prec = DIGITS
        return (weight * HUNDRED / bearing).quantize(PLACES)


def _extremes(components: Sequence[tuple[Component, Component]], places: int) -> tuple[list[Decimal], list[Decimal]]:
    """The least and most score of each place, whatever its missing figures were between floor and cap."""
    alive = [each for pair in components for each in pair if each.alive]
    whole = sum((each.weight for each in alive), NOUGHT) or HUNDRED
    least, wider = [NOUGHT] * places, [NOUGHT] * places
    for each in alive:
        weight, floor = each.weight, each.weight * each.item.floor
        width = each.weight * each.item.cap - floor
        for at, (found, real) in enumerate(zip(each.points, each.real, strict=True)):
            if found is None or not real:
                least[at] += floor
                wider[at] += width
            else:
                least[at] += weight * found.least
                if found.most is not found.least:
                    wider[at] += weight * (found.most - found.least)
    # Added up exactly and divided once, so that the order of indicators changes nothing.
    ends = zip(least, wider, strict=True)
    return [(low / whole).quantize(PLACES) for low in least], [
        ((low + more) / whole).quantize(PLACES) for low, more in ends
    ]
