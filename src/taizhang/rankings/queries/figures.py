"""The numbers that rankings are made of: locked figures of the ledger as known now, and what they are divided by. Few queries whatever the number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, F, Max, OuterRef, Q, QuerySet, Subquery, When

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


class _Standing(NamedTuple):
    """What stands for one commitment, as the database gives it: thirty thousand of them are read at once."""

    commitment: int
    place: int
    indicator: int
    measure: str
    target: Decimal | None
    adds_up: str
    on: date
    locked: bool
    value: Decimal | None
    denominator: Decimal | None


def figures(items: Collection[Item], places: Collection[int], day: date) -> Figures:
    """What stands on a day of that year for each place and indicator, as it is locked now.

    Figures of the year before do not reach into the next: what is counted begins anew with the year.
    """
    groups: dict[Key, dict[int, list[_Standing]]] = defaultdict(lambda: defaultdict(list))
    for each in _standing(items, places, day):
        groups[each.indicator, each.measure][each.place].append(each)
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


def _concerned(items: Collection[Item], places: Collection[int]) -> Q:
    """Live targets of the places."""
    return Q(
        commitment__indicator__in={item.indicator for item in items},
        commitment__measure__in={item.measure for item in items},
        commitment__place__in=list(places),
        commitment__kind=Commitment.Kind.FIGURE,
    ) & ~Q(commitment__state__in=states.GONE)


def _standing(items: Collection[Item], places: Collection[int], day: date) -> Iterable[_Standing]:
    """By its own report or by the total of its shares, whichever was asked last."""
    concerned = _concerned(items, places)
    about = Q(on__lte=day, on__gte=date(day.year, 1, 1))
    locked = Case(When(locked_versions__gt=0, then=True), default=False, output_field=BooleanField())
    complete = Case(
        When(expected__gt=0, reported__gte=F("expected"), then=True), default=False, output_field=BooleanField()
    )
    reports = _newest(Report.objects.filter(about, concerned), Report.objects.filter(about))
    found = {each.commitment: each for each in _read(reports, locked, "standing_value", "standing_denominator")}
    totals = _newest(Total.objects.filter(about, concerned), Total.objects.filter(about))
    for each in _read(totals, complete, "value", "denominator"):
        if each.commitment not in found or each.on >= found[each.commitment].on:
            found[each.commitment] = each
    return found.values()


def _read(rows: QuerySet[Any], locked: Case, value: str, denominator: str) -> Iterator[_Standing]:
    """A share of a target of the very place is already in it, and left out."""
    columns = ("place_id", "indicator_id", "measure", "value", "indicator__adds_up")
    of = [f"commitment__{name}" for name in columns]
    inner = rows.exclude(commitment__parent__place=F("commitment__place"))
    for row in inner.annotate(is_locked=locked).values_list(
        "commitment_id", *of, "on", "is_locked", value, denominator
    ):
        yield _Standing(*row)


def _newest(rows: QuerySet[Any], same: QuerySet[Any]) -> QuerySet[Any]:
    last = same.filter(commitment=OuterRef("commitment")).order_by().values("commitment").annotate(last=Max("on"))
    return rows.filter(on=Subquery(last.values("last"))).order_by()


def _together(those: Sequence[_Standing]) -> Figure:
    """One target, or several of the same indicator added up as the indicator adds up."""
    one = those[0]
    adds_up = "none" if one.measure in {"growth", "rank"} else one.adds_up
    if len(those) == 1:
        target = None if one.target is None else plain(one.target)
        return Figure(one.on, one.locked, _number(adds_up, one.value, one.denominator), target)
    on = max(each.on for each in those)
    parts = [Stand(each.on, each.on, Amount(each.value, each.denominator)) for each in those]
    amount = combined(parts, adds_up, on).amount
    target = plain(sum((each.target or Decimal(0) for each in those), Decimal(0))) if adds_up == "sum" else None
    locked = all(each.locked and each.on == on for each in those)
    return Figure(on, locked, _number(adds_up, amount.value, amount.denominator), target)


def _number(adds_up: str, value: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    if adds_up != "ratio":
        return plain(value)
    return value * HUNDRED / denominator if denominator else None


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
