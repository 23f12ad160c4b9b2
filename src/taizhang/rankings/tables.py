"""A ranking as a value: what it is of, its rows with everything their scores are made of, and the same as plain JSON. Knows no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from taizhang.rankings.placing import moved
from taizhang.rankings.rules import Item, Rules
from taizhang.rankings.scoring import Given, Half, Part, Scored


@dataclass(frozen=True, slots=True)
class Heading:
    """An indicator of a ranking in words: its name and unit, the day its figures are about, how many places lack theirs."""

    item: Item
    name: str
    unit: str = ""
    area: str = ""
    day: date | None = None
    missing: int = 0

    def data(self) -> dict[str, Any]:
        """As JSON keeps it, without the item, which the rules have."""
        day = self.day and self.day.isoformat()
        return {"name": self.name, "unit": self.unit, "area": self.area, "day": day, "missing": self.missing}

    @classmethod
    def from_data(cls, item: Item, data: Mapping[str, Any]) -> Heading:
        """What ``data`` gave."""
        day = data["day"] and date.fromisoformat(data["day"])
        return cls(item, data["name"], data["unit"], data["area"], day, data["missing"])


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader of the ranking must know: a code and its values, said in words by ``words.notice``."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    def data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {"code": self.code, "values": dict(self.values)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Notice:
        """What ``data`` gave."""
        return cls(data["code"], data["values"])


@dataclass(frozen=True, slots=True)
class Correction:
    """A number of a frozen ranking that has been corrected since: ``what`` is ``value``, ``per`` or ``target``."""

    number: int
    day: date
    place: int
    name: str
    indicator: str
    what: str
    was: Decimal | None
    now: Decimal | None

    def data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        plain = {name: getattr(self, name) for name in ("number", "place", "name", "indicator", "what")}
        return plain | {"day": self.day.isoformat(), "was": _text(self.was), "now": _text(self.now)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Correction:
        """What ``data`` gave."""
        read = {"day": date.fromisoformat(data["day"]), "was": _number(data["was"]), "now": _number(data["now"])}
        return cls(**{**data, **read})


@dataclass(frozen=True, slots=True)
class Row:
    """A place in a ranking; ``previous`` is its place in the last frozen one."""

    place: int
    code: str
    name: str
    scored: Scored
    previous: int | None = None

    @property
    def rank(self) -> int | None:
        """Its place; ``None`` where too little is known of it."""
        return self.scored.rank

    @property
    def score(self) -> Decimal | None:
        """Its score of 100, as printed."""
        return self.scored.score

    @property
    def level(self) -> Decimal:
        """What the levels add to the score."""
        return self.scored.level

    @property
    def change(self) -> Decimal:
        """What the changes add to the score."""
        return self.scored.change

    @property
    def parts(self) -> Sequence[Part]:
        """What each indicator gives, in the order of the headings."""
        return self.scored.parts

    @property
    def movement(self) -> int | None:
        """Places risen since last time; negative for fallen."""
        return moved(self.previous, self.rank)

    @property
    def certain(self) -> bool:
        """Whether no missing figure could change its place."""
        return self.scored.best == self.scored.worst

    def data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        scored = {name: getattr(self.scored, name) for name in ("rank", "best", "worst")}
        numbers = {"score": _text(self.score), "known": _text(self.scored.known)}
        parts = [_part_data(part) for part in self.parts]
        named = {"place": self.place, "code": self.code, "name": self.name, "previous": self.previous}
        return named | scored | numbers | {"parts": parts}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Row:
        """What ``data`` gave."""
        parts = tuple(_part(each) for each in data["parts"])
        known = Decimal(data["known"])
        scored = Scored(_number(data["score"]), data["rank"], data["best"], data["worst"], known, parts)
        return cls(data["place"], data["code"], data["name"], scored, data["previous"])


@dataclass(frozen=True, slots=True)
class Seal:
    """That a ranking was frozen: its key, 期号, with which briefing, when, by whom, the digest."""

    pk: int
    number: int
    bulletin: str
    at: datetime
    by: str
    digest: str


@dataclass(frozen=True, slots=True)
class Table:
    """A ranking: rows in order, best first, those without a place last. ``frozen`` is ``None`` while it may still change.

    ``corrections`` are the numbers of earlier frozen rankings corrected since they went out and not yet printed before.
    """

    scheme: int
    name: str
    version: int
    group: str
    kind: str
    place: str
    day: date
    rules: Rules
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    notices: tuple[Notice, ...] = ()
    corrections: tuple[Correction, ...] = ()
    frozen: Seal | None = None

    def row(self, place: int) -> Row | None:
        """The row of a place."""
        return next((row for row in self.rows if row.place == place), None)

    def before(self, row: Row) -> Row | None:
        """The row that stands directly before, with a better place; ``None`` for the first and for those without a place."""
        better = [each for each in self.rows if each.rank and row.rank and each.rank < row.rank]
        return max(better, key=lambda each: each.rank or 0, default=None)


_GIVEN = ("value", "last", "per", "target", "before", "before_per")
_HALF = ("value", "points", "weight", "contribution")


def _part_data(part: Part) -> dict[str, Any]:
    given = {name: _text(number) for name in _GIVEN if (number := getattr(part.given, name)) is not None}
    return {"given": given, "gap": part.gap, "level": _half_data(part.level), "change": _half_data(part.change)}


def _half_data(half: Half) -> dict[str, Any]:
    numbers = {name: _text(number) for name in _HALF if (number := getattr(half, name)) is not None}
    return numbers | ({"imputed": True} if half.imputed else {})


def _part(data: Mapping[str, Any]) -> Part:
    given = Given(**{name: Decimal(number) for name, number in data["given"].items()})
    return Part(given, data["gap"], _half(data["level"]), _half(data["change"]))


def _half(data: Mapping[str, Any]) -> Half:
    numbers = {name: Decimal(number) for name, number in data.items() if name != "imputed"}
    return Half(**numbers, imputed=data.get("imputed", False))


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
