"""What a leader hears first: the own commitments by light, the difference to the last month, the oldest red light."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from taizhang import clock
from taizhang.ledger.models import Commitment
from taizhang.portal.queries.extents import Extent
from taizhang.portal.queries.tallies import colours
from taizhang.progress.models import LightRecord
from taizhang.ui.keeping import Kept, kept


@dataclass(frozen=True, slots=True)
class Headline:
    """The lights of ``extent`` now and as they were known at the end of the last month; the red longest so in ``whole``."""

    extent: Extent
    now: Counter[str]
    then: Counter[str]
    month_end: date
    oldest: Commitment | None
    today: date

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.now.values())

    @property
    def days(self) -> int:
        """For how many days the oldest red has been so."""
        since = self.oldest.position.since if self.oldest else None
        return (self.today - since).days if since else 0

    def more(self, colour: str) -> int:
        """How many more have the light than at the end of the last month; fewer below nought."""
        return self.now[colour] - self.then[colour]


def headline(spoken: Extent, whole: Extent, today: date) -> Headline:
    """About ``spoken``, and the oldest red of ``whole``."""
    month_end = today.replace(day=1) - timedelta(days=1)
    then = colours(spoken.narrowed(known=month_end.isoformat()))
    return Headline(spoken, colours(spoken), then, month_end, next(iter(reds(whole, 1).value), None), today)


def reds(extent: Extent, most: int) -> Kept[list[Commitment]]:
    """The red ones, those longest so first, each with its newest light as ``why``."""
    return _behind(extent, ("red",), most)


def behind(extent: Extent, most: int) -> Kept[list[Commitment]]:
    """The red and the yellow ones, the red before the yellow, those longest so first."""
    return _behind(extent, ("red", "yellow"), most)


def _behind(extent: Extent, wanted: tuple[str, ...], most: int) -> Kept[list[Commitment]]:
    # "red" comes before "yellow" in the alphabet too.
    order = ("position__colour", "position__since", "pk")
    first = extent.rows.filter(position__colour__in=wanted).order_by(*order).values_list("pk", flat=True)[:most]
    found: Kept[Collection[int] | QuerySet[Any, int]] = Kept(first, clock.now())
    if extent.vast:
        found = kept(("behind", extent.key, wanted, most), lambda: list(first), lambda _keys: True)
    # What is shown of each is looked up for these alone, not for all that are behind.
    newest = LightRecord.objects.filter(commitment=OuterRef("pk")).order_by("-lit_at", "-pk")
    rows = Commitment.objects.filter(pk__in=found.value).select_related("place", "lead", "position", "indicator")
    why = rows.annotate(why=Subquery(newest.values("light")[:1]))
    return Kept(list(why.order_by(*order)), found.at, found.large)
