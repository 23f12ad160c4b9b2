"""The numbers that rankings are made of: locked figures of the ledger as known now, and what they are divided by. Few queries whatever the number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from taizhang.ledger import states
from taizhang.ledger.models import Commitment, Indicator
from taizhang.places.models import Level, Place
from taizhang.progress.amounts import Amount
from taizhang.progress.models import Report, Total
from taizhang.progress.series import Stand, combined
from taizhang.rankings.models import Fact
from taizhang.rankings.rules import HUNDRED, VILLAGES, Item

#: An indicator measured one way.
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands for a place on an indicator: the day asked about, whether all of it is locked, the number, the target."""

    on: date
    locked: bool
    value: Decimal | None
    target: Decimal | None


@dataclass(slots=True)
class Figures:
    """The figures of some places on some indicators, and of each indicator the newest day that anybody was asked about."""

    found: dict[Key, dict[int, Figure]] = field(default_factory=dict)
    days: dict[Key, date] = field(default_factory=dict)

    def of(self, key: Key) -> Mapping[int, Figure]:
        """What stands on an indicator, by place."""
        return self.found.get(key, {})

    def locked(self, key: Key, place: int) -> Decimal | None:
        """What was locked for the indicator's day; ``None`` while it was not."""
        figure = self.of(key).get(place)
        return figure.value if figure and figure.locked and figure.on == self.days[key] else None

    def target(self, key: Key, place: int) -> Decimal | None:
        """What was promised."""
        figure = self.of(key).get(place)
        return figure.target if figure else None


@dataclass(frozen=True, slots=True)
class _Promise:
    place: int
    key: Key
    target: Decimal | None
    adds_up: str


@dataclass(frozen=True, slots=True)
class _Standing:
    on: date
    locked: bool
    amount: Amount


def figures(items: Collection[Item], places: Collection[int], day: date) -> Figures:
    """What stands on a day of that year for each place and indicator, as it is locked now.

    Figures of the year before do not reach into the next: what is counted begins anew with the year.
    """
    promises = _promises(items, places)
    standing = _standing(items, places, day)
    groups: dict[Key, dict[int, list[tuple[_Promise, _Standing]]]] = defaultdict(dict)
    for pk, stands in standing.items():
        if (promise := promises.get(pk)) is not None:
            groups[promise.key].setdefault(promise.place, []).append((promise, stands))
    made = Figures()
    for key, by_place in groups.items():
        made.found[key] = {place: _together(those) for place, those in by_place.items()}
        made.days[key] = max(figure.on for figure in made.found[key].values())
    return made


def facts(kinds: Collection[str], places: Sequence[Place], day: date) -> dict[tuple[str, int], Decimal]:
    """What figures are divided by, as it was on a day: the newest fact by then; villages counted from the divisions."""
    entered = [kind for kind in kinds if kind != VILLAGES]
    found: dict[tuple[str, int], Decimal] = {}
    if entered:
        rows = Fact.objects.filter(kind__in=entered, place__in=[each.pk for each in places], on__lte=day)
        for kind, place, value in rows.order_by("on", "pk").values_list("kind", "place_id", "value"):
            found[kind, place] = plain(value)
    if VILLAGES in kinds:
        found |= {(VILLAGES, place): Decimal(number) for place, number in _villages(places, day).items()}
    return found


def plain(number: Decimal) -> Decimal:
    """Without the zeros that a column of six decimals adds.

    >>> plain(Decimal("1200.500000")), plain(Decimal("300.000000"))
    (Decimal('1200.5'), Decimal('300'))
    """
    return number.normalize() + 0


def named(items: Collection[Item]) -> dict[int, Indicator]:
    """The indicators of some items."""
    return Indicator.objects.in_bulk([item.indicator for item in items])


def _promises(items: Collection[Item], places: Collection[int]) -> dict[int, _Promise]:
    rows = _concerned(items, places).values_list(
        "pk", "place_id", "indicator_id", "measure", "value", "indicator__adds_up"
    )
    return {
        pk: _Promise(
            place,
            (indicator, measure),
            None if value is None else plain(value),
            "none" if measure in {"growth", "rank"} else adds_up,
        )
        for pk, place, indicator, measure, value, adds_up in rows
    }


def _concerned(items: Collection[Item], places: Collection[int]) -> QuerySet[Commitment]:
    """Live targets of the places; a share of a target of the very place is already in it."""
    rows = Commitment.objects.filter(
        indicator__in={item.indicator for item in items},
        measure__in={item.measure for item in items},
        place__in=list(places),
        kind=Commitment.Kind.FIGURE,
    )
    return rows.exclude(state__in=states.GONE).exclude(parent__place=F("place")).order_by()


def _standing(items: Collection[Item], places: Collection[int], day: date) -> dict[int, _Standing]:
    """By its own report or by the total of its shares, whichever was asked last."""
    concerned = _concerned(items, places).values("pk")
    about = Q(on__lte=day, on__gte=date(day.year, 1, 1))
    found: dict[int, _Standing] = {}
    reports = _newest(Report.objects.filter(about, commitment__in=concerned), Report.objects.filter(about))
    for pk, on, versions, value, denominator in reports.values_list(
        "commitment_id", "on", "locked_versions", "standing_value", "standing_denominator"
    ):
        found[pk] = _Standing(on, versions > 0, Amount(value, denominator))
    totals = _newest(Total.objects.filter(about, commitment__in=concerned), Total.objects.filter(about))
    for pk, on, expected, reported, value, denominator in totals.values_list(
        "commitment_id", "on", "expected", "reported", "value", "denominator"
    ):
        if pk not in found or on >= found[pk].on:
            found[pk] = _Standing(on, 0 < expected <= reported, Amount(value, denominator))
    return found


def _newest(rows: QuerySet[Any], same: QuerySet[Any]) -> QuerySet[Any]:
    last = same.filter(commitment=OuterRef("commitment")).order_by().values("commitment").annotate(last=Max("on"))
    return rows.filter(on=Subquery(last.values("last"))).order_by()


def _together(those: Sequence[tuple[_Promise, _Standing]]) -> Figure:
    """One target, or several of the same indicator added up as the indicator adds up."""
    promise, stands = those[0]
    if len(those) == 1:
        return Figure(stands.on, stands.locked, _number(promise, stands.amount), promise.target)
    on = max(each.on for _promise, each in those)
    parts = [Stand(each.on, each.on, each.amount) for _promise, each in those]
    amount = combined(parts, promise.adds_up, on).amount
    summed = promise.adds_up == "sum"
    target = sum((each.target or Decimal(0) for each, _stands in those), Decimal(0)) if summed else None
    locked = all(each.locked and each.on == on for _promise, each in those)
    return Figure(on, locked, _number(promise, amount), target)


def _number(promise: _Promise, amount: Amount) -> Decimal | None:
    if promise.adds_up != "ratio":
        return None if amount.value is None else plain(amount.value)
    return amount.value * HUNDRED / amount.denominator if amount.value is not None and amount.denominator else None


def _villages(places: Sequence[Place], day: date) -> Mapping[int, int]:
    there = Q(valid_from=None) | Q(valid_from__lte=day)
    not_gone = Q(valid_to=None) | Q(valid_to__gt=day)
    by_path = {each.path: each.pk for each in places}
    counted: dict[int, int] = defaultdict(int)
    for path in Place.objects.filter(there, not_gone, level=Level.VILLAGE).order_by().values_list("path", flat=True):
        above = path
        while above := above[: above.rfind(".", 0, -1) + 1]:
            if (place := by_path.get(above)) is not None:
                counted[place] += 1
    return counted
