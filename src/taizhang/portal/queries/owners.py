"""How each department and each town stands: lights of what it answers for, reports that are late, slips that are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse

from taizhang.accounts.models import Organisation
from taizhang.accounts.scope import within
from taizhang.portal.queries.extents import Extent
from taizhang.portal.queries.tallies import Tallies, step
from taizhang.progress.models import Report
from taizhang.progress.queries import slips
from taizhang.progress.queries.reports import late
from taizhang.progress.states import OPEN
from taizhang.ui.keeping import Kept, kept

#: More departments or towns than this are no table; those with most red come first.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """One line: its lights, the day its oldest red light was lit, late reports and open slips, each with its list."""

    name: str
    lights: Counter[str]
    oldest: date | None
    late: int
    slips: int
    urls: Mapping[str, str]

    @property
    def total(self) -> int:
        """All it answers for."""
        return sum(self.lights.values())

    @property
    def others(self) -> int:
        """What is neither red nor yellow nor green."""
        return self.total - sum(self.lights[colour] for colour in ("red", "yellow", "green"))


def departments(extent: Extent, today: date) -> Kept[list[Standing]]:
    """Who leads something and sits at the extent's place itself; without a name what nobody leads."""
    made = kept(("owners", extent.key), lambda: _led(extent), lambda _rows: extent.vast)
    at = extent.place.pk
    owing = kept(
        ("owing", extent.key, today),
        lambda: _by(late(_reports(extent), today).filter(owner__place=at), "owner"),
        lambda _found: extent.vast,
    )
    opened = _by(_slips(extent).filter(addressee__place=at), "addressee")
    names = Organisation.objects.in_bulk([lead for lead, *_counts in made.value if lead])
    rows = [
        _department(extent, lead, names.get(lead), counts, (owing.value.get(lead, 0), opened.get(lead, 0)))
        for lead, *counts in made.value
    ]
    return Kept(sorted(rows, key=_gravest)[:SHOWN], min(made.at, owing.at), extent.vast)


def _led(extent: Extent) -> list[tuple[Any, ...]]:
    here = extent.rows.filter(Q(lead__place=extent.place) | Q(lead=None, place=extent.place))
    lit = {colour: Count("pk", filter=Q(position__colour=colour)) for colour in ("red", "yellow", "green")}
    oldest = Min("position__since", filter=Q(position__colour="red"))
    rows = here.order_by().values_list("lead").annotate(n=Count("pk"), **lit, oldest=oldest)
    return list(rows)


def _department(
    extent: Extent, lead: int | None, organisation: Organisation | None, counts: list[Any], beside: tuple[int, int]
) -> Standing:
    total, red, yellow, green, oldest = counts
    lights = Counter({"red": red, "yellow": yellow, "green": green, "": total - red - yellow - green})
    asked = {"lead": str(lead)} if lead else {"lead": "-", "level": extent.place.level}
    return Standing(
        str(organisation or ""),
        lights,
        oldest,
        *beside,
        _urls(extent, asked, owner=str(lead or ""), who=str(lead or "")),
    )


def towns(extent: Extent, found: Tallies, today: date) -> Kept[list[Standing]]:
    """The places directly below."""
    owing = kept(
        ("owing below", extent.key, today),
        lambda: _by_step(late(_reports(extent), today), "owner__place__path", extent),
        lambda _found: extent.vast,
    )
    opened = _by_step(_slips(extent), "addressee__place__path", extent)
    few = len(found.places) <= SHOWN
    oldest = kept(("oldest", extent.key), lambda: _oldest(extent) if few else {}, lambda _found: extent.vast)
    rows = [
        Standing(
            place.name,
            found.lights(column=code),
            oldest.value.get(code),
            owing.value.get(code, 0),
            opened.get(code, 0),
            _urls(extent, {"place": code}, place=code),
        )
        for code, place in found.places.items()
    ]
    return Kept(sorted(rows, key=_gravest)[:SHOWN], min(found.at, owing.at, oldest.at), extent.vast)


def _oldest(extent: Extent) -> dict[str, date]:
    rows = extent.rows.filter(position__colour="red").order_by()
    found = (
        rows.annotate(below=step("place__path", extent.place.path))
        .values_list("below")
        .annotate(Min("position__since"))
    )
    return {below.rstrip("."): since for below, since in found if since}


def _urls(extent: Extent, asked: dict[str, str], **whose: str) -> dict[str, str]:
    """Where each figure of a line leads; nowhere for reports and slips of nobody."""
    found = {"all": extent.url(**asked)} | {
        colour: extent.url(**asked, light=colour) for colour in ("red", "yellow", "green")
    }
    if any(whose.values()):
        reports = {name: value for name, value in whose.items() if name != "who"}
        slips_of = {name: value for name, value in whose.items() if name != "owner"}
        found["late"] = f"{reverse('progress:reports')}?{urlencode({'waits': 'late', **reports})}"
        found["slips"] = f"{reverse('supervision:list')}?{urlencode({'state': 'open', **slips_of})}"
    return found


def _gravest(row: Standing) -> tuple[bool, int, int, int, str]:
    return bool(row.name), -row.lights["red"], -row.lights["yellow"], -row.total, row.name


def _reports(extent: Extent) -> QuerySet[Report]:
    return within(extent.user, "progress.view", Report.objects.order_by())


def _slips(extent: Extent) -> QuerySet[Any]:
    return slips.reached(extent.user).filter(state__in=OPEN)


def _by(rows: QuerySet[Any], column: str) -> dict[int | None, int]:
    return dict(rows.order_by().values_list(column).annotate(Count("pk")))


def _by_step(rows: QuerySet[Any], path: str, extent: Extent) -> dict[str, int]:
    below = rows.filter((f"{path}__within", extent.place.path)).order_by().annotate(below=step(path, extent.place.path))
    return {code.rstrip("."): n for code, n in below.values_list("below").annotate(Count("pk"))}
