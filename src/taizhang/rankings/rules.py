"""The rules of a ranking as values: indicators with weights, how figures become points, what is missing, what is a tie. Knows no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, TypeVar

Normalisation = Literal["minmax", "percentile", "z", "target"]
Direction = Literal["up", "down"]
Missing = Literal["reweight", "zero", "minimum", "last"]
Ties = Literal["shared", "dense", "weightiest"]
Against = Literal["last_year", "last_frozen"]
Taken = Literal["difference", "growth"]

NORMALISATIONS: tuple[Normalisation, ...] = ("minmax", "percentile", "z", "target")
DIRECTIONS: tuple[Direction, ...] = ("up", "down")
MISSING: tuple[Missing, ...] = ("reweight", "zero", "minimum", "last")
TIES: tuple[Ties, ...] = ("shared", "dense", "weightiest")
AGAINST: tuple[Against, ...] = ("last_year", "last_frozen")
TAKEN: tuple[Taken, ...] = ("difference", "growth")
MEASURES = ("delta", "level", "growth", "rank")
#: Denominators that have words of their own; an office may name others.
POPULATION, VILLAGES, AREA = "population", "villages", "area"

HUNDRED = Decimal(100)
MOST_ITEMS, MOST_POINTS, MOST_DECIMALS = 60, Decimal(200), 4
W = TypeVar("W", bound=str)


class RuleError(ValueError):
    """Rules that make no ranking; ``code`` and ``values`` say what is wrong, for the words of a page."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code} {values}" if values else code)
        self.code = code
        self.values = {name: str(value)[:60] for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator of a ranking.

    ``weight`` is of 100 for all together, ``change`` the per cent of it that goes to the change; the rest goes to the level.
    ``per`` names the fact of a place that figures are divided by, empty for none. ``floor`` and ``cap`` are points: what the
    worst and the best are given by min–max and percentile, and the bounds of what z and targets give.
    """

    indicator: int
    measure: str
    weight: Decimal
    change: Decimal = Decimal(0)
    direction: Direction = "up"
    normalisation: Normalisation = "minmax"
    per: str = ""
    floor: Decimal = Decimal(0)
    cap: Decimal = HUNDRED

    @classmethod
    def parse(cls, table: Mapping[str, Any]) -> Item:
        """The item of a table as JSON gives it; raises RuleError."""
        _same_keys(table, cls)
        item = cls(**{key: reader(key, table[key]) for key, reader in _ITEM.items()})
        if item.floor >= item.cap:
            raise RuleError("floor", floor=item.floor, cap=item.cap)
        if item.cap > HUNDRED and item.normalisation != "target":
            raise RuleError("cap", cap=item.cap)
        return item

    @property
    def parts(self) -> tuple[Decimal, Decimal]:
        """What of the weight goes to the level, and what to the change."""
        changing = self.weight * self.change / HUNDRED
        return self.weight - changing, changing

    @property
    def middle(self) -> Decimal:
        """The points of places that nothing tells apart."""
        return (self.floor + self.cap) / 2


@dataclass(frozen=True, slots=True)
class Rules:
    """One version of the rules of a ranking.

    ``least`` is the per cent of the weight that must be known of a place for it to be placed at all; ``decimals`` those of the
    score as it is printed, by which ties are ties.
    """

    items: tuple[Item, ...]
    missing: Missing = "reweight"
    ties: Ties = "shared"
    against: Against = "last_year"
    taken: Taken = "difference"
    least: Decimal = Decimal(50)
    decimals: int = 2

    @classmethod
    def parse(cls, table: Mapping[str, Any]) -> Rules:
        """The rules of a table as JSON gives it; raises RuleError, as for weights that do not make 100.

        >>> item = {"indicator": 1, "measure": "delta", "weight": "60", "change": "0", "direction": "up",
        ...         "normalisation": "minmax", "per": "", "floor": "0", "cap": "100"}
        >>> Rules.parse({**DEFAULTS, "items": [item, {**item, "indicator": 2}]})
        Traceback (most recent call last):
            ...
        taizhang.rankings.rules.RuleError: weights {'sum': Decimal('120')}
        """
        _same_keys(table, cls)
        read: dict[str, Any] = {key: reader(key, table[key]) for key, reader in _RULES.items()}
        rules = cls(items=_items(table["items"]), **read)
        if (total := sum(item.weight for item in rules.items)) != HUNDRED:
            raise RuleError("weights", sum=total)
        return rules

    def table(self) -> dict[str, Any]:
        """The table it was parsed from, in what JSON can keep."""
        plain = {key: _plain(getattr(self, key)) for key in _RULES}
        items = [{key: _plain(getattr(item, key)) for key in _ITEM} for item in self.items]
        return {"items": items} | plain

    def weighing(self, weights: Sequence[Decimal]) -> Rules:
        """The same rules with other weights, brought to 100 in all; raises RuleError where they are negative or all nought."""
        total = sum(weights, Decimal(0))
        if len(weights) != len(self.items) or any(each < 0 for each in weights) or not total:
            raise RuleError("weights", sum=total)
        scaled = [each * HUNDRED / total for each in weights]
        items = tuple(_reweighed(item, weight) for item, weight in zip(self.items, scaled, strict=True))
        return Rules(items, self.missing, self.ties, self.against, self.taken, self.least, self.decimals)


def _reweighed(item: Item, weight: Decimal) -> Item:
    values = {each.name: getattr(item, each.name) for each in fields(item)}
    return Item(**{**values, "weight": weight})


def _items(value: object) -> tuple[Item, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, Mapping) for each in value):
        raise RuleError("value", key="items", value=value)
    if not value:
        raise RuleError("no_items")
    if len(value) > MOST_ITEMS:
        raise RuleError("too_many_items", most=MOST_ITEMS)
    items = tuple(Item.parse(each) for each in value)
    keys = [(item.indicator, item.measure) for item in items]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise RuleError("twice", indicator=twice[0])
    return items


def _same_keys(table: Mapping[str, Any], cls: type[Any]) -> None:
    if odd := sorted({*map(str, table)} ^ {each.name for each in fields(cls)}):
        raise RuleError("key", key=odd[0])


def _plain(value: object) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _among(*allowed: W) -> Callable[[str, object], W]:
    def read(key: str, value: object) -> W:
        for each in allowed:
            if value == each:
                return each
        raise RuleError("value", key=key, value=value)

    return read


def _number(least: Decimal, most: Decimal) -> Callable[[str, object], Decimal]:
    def read(key: str, value: object) -> Decimal:
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise RuleError("value", key=key, value=value) from None
        if isinstance(value, bool) or not number.is_finite() or not least <= number <= most:
            raise RuleError("value", key=key, value=value)
        return number

    return read


def _weight(key: str, value: object) -> Decimal:
    if not (number := _number(Decimal(0), HUNDRED)(key, value)):
        raise RuleError("value", key=key, value=value)
    return number


def _whole(least: int, most: int) -> Callable[[str, object], int]:
    def read(key: str, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise RuleError("value", key=key, value=value)
        return value

    return read


def _name(key: str, value: object) -> str:
    if not isinstance(value, str) or len(value) > 20 or (value and not value.isprintable()):
        raise RuleError("value", key=key, value=value)
    return value.strip()


_PER_CENT = _number(Decimal(0), HUNDRED)
_ITEM: dict[str, Callable[[str, object], Any]] = {
    "indicator": _whole(1, 2**63 - 1),
    "measure": _among(*MEASURES),
    "weight": _weight,
    "change": _PER_CENT,
    "direction": _among(*DIRECTIONS),
    "normalisation": _among(*NORMALISATIONS),
    "per": _name,
    "floor": _number(Decimal(0), MOST_POINTS),
    "cap": _number(Decimal(0), MOST_POINTS),
}
_RULES: dict[str, Callable[[str, object], Any]] = {
    "missing": _among(*MISSING),
    "ties": _among(*TIES),
    "against": _among(*AGAINST),
    "taken": _among(*TAKEN),
    "least": _PER_CENT,
    "decimals": _whole(0, MOST_DECIMALS),
}
#: What an office that decides nothing gets.
DEFAULTS: dict[str, Any] = {
    "missing": "reweight",
    "ties": "shared",
    "against": "last_year",
    "taken": "difference",
    "least": "50",
    "decimals": 2,
}
