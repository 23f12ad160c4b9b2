"""A promise: the claims of one document that say the same thing, with the facts by which it is compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from taizhang.comparison.names import Name, name_of, plain, stem
from taizhang.comparison.periods import Horizon, horizon
from taizhang.comparison.units import COUNTED, comparable, laid, scale
from taizhang.reading.results import Claim

Family = Literal["amount", "growth", "rank", "task"]

_TENFOLD = 10
_RATE_OF_CHANGE = re.compile(r"(?:增速|增幅|涨幅|降幅|增长率|增长速度)$")


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of a document: its claims in order of appearance, the first speaks for it.

    ``number`` is its place among the document's promises. ``value`` is laid on ``scale`` (公里 in 米, 公顷 in 平方米).
    ``places`` are names without their rank. Of a claim that says no period or place the sets hold nothing.
    """

    number: int
    claims: tuple[Claim, ...]
    names: tuple[Name, ...]
    family: Family
    scale: str
    value: Decimal | None
    places: frozenset[str]
    horizons: tuple[Horizon, ...]

    @property
    def first(self) -> Claim:
        """The claim that stands first in the document."""
        return self.claims[0]

    @property
    def horizon(self) -> Horizon | None:
        """The most exact time any of its claims gives."""
        return min(
            self.horizons,
            key=lambda stretch: (stretch.last - stretch.first, stretch.last, stretch.day or 0),
            default=None,
        )

    @property
    def percent(self) -> bool:
        """Is the figure a share or a rate."""
        return self.scale in {"%", "百分点"}


def opposite(one: Promise, other: Promise) -> bool:
    """Does one side only ever say up, and the other only ever down."""
    return {claim.direction for claim in one.claims} ^ {claim.direction for claim in other.claims} == {"up", "down"}


def side_by_side(one: Promise, other: Promise) -> bool:
    """Do two figures stand on one scale.

    A change of classifier is believed within tenfold only: 3000个 may become 6000户 of the same, but of 100个小区 and
    5万户 one counts estates and the other homes.
    """
    mine, yours = one.first.unit, other.first.unit
    if not comparable(mine, yours):
        return False
    counted = {one.scale, other.scale} <= COUNTED
    if not counted or mine == yours or one.value is None or other.value is None:
        return True
    low, high = sorted((one.value, other.value))
    return high <= low * _TENFOLD


def family(claim: Claim) -> Family:
    """What kind of statement a claim makes: amounts (stocks and flows), rates of change, ranks, tasks.

    A share that rises by points and a level whose name ends in 增速 are rates of change, however they were read.
    """
    if claim.kind == "task":
        return "task"
    if claim.measure == "rank":
        return "rank"
    percent = scale(claim.unit) in {"%", "百分点"}
    if claim.measure == "growth" or (percent and claim.measure == "delta"):
        return "growth"
    return "growth" if percent and _RATE_OF_CHANGE.search(plain(claim.indicator)) else "amount"


def promise(number: int, claims: Sequence[Claim]) -> Promise:
    """The promise these claims make together; they agree on value and unit."""
    first = claims[0]
    names = dict.fromkeys(name_of(claim.indicator or claim.figure, claim.place) for claim in claims)
    horizons = dict.fromkeys(found for claim in claims if (found := horizon(claim.period)) is not None)
    return Promise(
        number=number,
        claims=tuple(claims),
        names=tuple(names),
        family=family(first),
        scale=scale(first.unit),
        value=None if first.value is None else laid(first.value, first.unit),
        places=frozenset(stem(plain(claim.place)) for claim in claims if claim.place),
        horizons=tuple(horizons),
    )
