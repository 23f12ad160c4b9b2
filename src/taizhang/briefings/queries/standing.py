"""What stood for many lines of the ledger at the end of a day, and the light each showed then."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Min, Q

from taizhang import clock
from taizhang.ledger.models import Commitment
from taizhang.progress.amounts import Amount, percentage
from taizhang.progress.models import LightRecord, Period, Report, Total, Version
from taizhang.progress.reasons import Reason
from taizhang.progress.standings import Light


@dataclass(frozen=True, slots=True)
class Stood:
    """The newest locked number that speaks of the day or one before: by its shares (``below``) or its own report."""

    on: date
    value: Decimal | None
    denominator: Decimal | None = None
    expected: int = 1
    reported: int = 1
    below: bool = False

    def figure(self, commitment: Commitment) -> Decimal | None:
        """The number that the target is held against: for a ratio the percentage."""
        if commitment.adds_up == "ratio":
            return percentage(Amount(self.value, self.denominator))
        return self.value


@dataclass(frozen=True, slots=True)
class Lit:
    """The light shown, with its reasons, and the day it turned to this colour."""

    light: Light
    since: date


def stood(commitments: Collection[int], day: date) -> dict[int, Stood]:
    """What stood for each; those of which nothing was locked by then are left out."""
    own = Report.objects.filter(commitment__in=commitments, on__lte=day, locked_versions__gt=0).order_by("on")
    columns = ("on", "locked_value", "locked_denominator")
    found = {pk: Stood(on, value, below) for pk, on, value, below in own.values_list("commitment_id", *columns)}
    sums = Total.objects.filter(commitment__in=commitments, on__lte=day, reported__gt=0).order_by("on")
    counts = ("value", "denominator", "expected", "reported")
    for pk, on, value, denominator, expected, reported in sums.values_list("commitment_id", "on", *counts):
        if pk not in found or found[pk].on <= on:
            found[pk] = Stood(on, value, denominator, expected, reported, below=True)
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of a day before anything of a later one: by whichever moment lights speak of it.

    ``locked`` is when a number of a later day was first locked, ``asked`` when the next period was opened; ``None``: not yet.
    """

    day: date
    locked: datetime | None = None
    asked: datetime | None = None

    @property
    def lights(self) -> Q:
        """The lights lit of that day: by a number of it or before, or, where no number was judged, before the next was asked."""
        by_number, without = Q(about__lte=self.day), Q(about=None)
        if self.locked is not None:
            by_number &= Q(lit_at__lt=self.locked)
            without &= Q(lit_at__lt=self.locked)
        if self.asked is not None:
            without &= Q(lit_at__lt=self.asked)
        return by_number | without

    def last_day(self, today: date) -> date:
        """The last day on which it was the newest that was known."""
        ends = [clock.day(each) for each in (self.locked, self.asked) if each is not None]
        return min([today, *ends])


def known(commitments: Collection[int], period: Period) -> Known:
    """What was known of the last day of a period."""
    later = Version.objects.filter(commitment__in=commitments, on__gt=period.last)
    after = Period.objects.filter(place=period.place_id, first__gt=period.last)
    return Known(
        period.last,
        later.aggregate(first=Min("locked_at"))["first"],
        after.aggregate(first=Min("opened_at"))["first"],
    )


def lights(commitments: Collection[int], then: Known) -> dict[int, Lit]:
    """The last light of each that speaks of the day."""
    rows = LightRecord.objects.filter(then.lights, commitment__in=commitments).order_by("lit_at", "pk")
    last: dict[int, tuple[str, date, Any]] = {}
    for pk, colour, on, light in rows.values_list("commitment_id", "colour", "on", "light"):
        was = last.get(pk)
        last[pk] = (colour, was[1] if was and was[0] == colour else on, light)
    today = then.last_day(clock.today())
    return {pk: Lit(aged(Light.from_data(light), today), since) for pk, (_colour, since, light) in last.items()}


def aged(light: Light, day: date) -> Light:
    """The light with the days that its reasons count gone on to a later day: a light is kept once, its days run."""
    more = max(0, (day - light.as_of).days)
    return replace(light, reason=_aged(light.reason, more), others=tuple(_aged(each, more) for each in light.others))


def _aged(reason: Reason, more: int) -> Reason:
    values = tuple((name, str(int(value) + more) if name == "days" else value) for name, value in reason.values)
    return replace(reason, values=values)


def colours(commitments: Collection[int], then: Known) -> dict[int, str]:
    """The colour alone of each."""
    rows = LightRecord.objects.filter(then.lights, commitment__in=commitments).order_by("lit_at", "pk")
    return dict(rows.values_list("commitment_id", "colour"))
