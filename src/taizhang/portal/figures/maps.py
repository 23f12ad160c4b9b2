"""The map: each town's worst light, or of a province how many of each county's commitments are red."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as _

from taizhang.places.models import Place
from taizhang.portal.figures.words import counted_lights, source
from taizhang.portal.queries.extents import Extent
from taizhang.portal.queries.tallies import Tallies, by_county, worst
from taizhang.ui.charts import Figure, PlaceLight, PlaceValue, lights_map, values_map
from taizhang.ui.charts.boundaries import MAPS
from taizhang.ui.charts.lights import LightName

#: Lengths of codes: of a county, and of a city, whose county without towns of its own is drawn under a code ending in 00.
_COUNTY, _CITY = 6, 4


def map_of(extent: Extent, found: Tallies) -> Figure | None:
    """The map of the extent's place; ``None`` where there are no boundaries or nothing to show."""
    if extent.place.code not in MAPS:
        return None
    return _counties(extent, found) if extent.place.level == Place.Level.PROVINCE else _towns(extent, found)


def _towns(extent: Extent, found: Tallies) -> Figure | None:
    drawn = [(code, place, found.lights(column=code)) for code, place in sorted(found.places.items())]
    places = [
        PlaceLight(code, place.name, cast(LightName, worst(here)), counted_lights(here), extent.url(place=code))
        for code, place, here in drawn
        if worst(here)
    ]
    if not places:
        return None
    return lights_map(
        title=_("各地最重的灯"), source=source(extent, found.at), boundaries=extent.place.code, places=places
    )


def _counties(extent: Extent, found: Tallies) -> Figure | None:
    counts: dict[str, Counter[str]] = {}
    for code, colour, n in by_county(extent):
        counts.setdefault(_drawn(code), Counter())[colour] += n
    names = dict(Place.objects.filter(code__in=map(_listed, counts), valid_to=None).values_list("code", "name"))
    places = [
        PlaceValue(code, names[_listed(code)], Decimal(here["red"]), _reds(extent, code))
        for code, here in sorted(counts.items())
        if _listed(code) in names
    ]
    if not places:
        return None
    return values_map(
        title=_("各县（市、区）严重滞后的条目"),
        unit=_("项"),
        source=source(extent, found.at),
        boundaries=extent.place.code,
        places=places,
    )


def _drawn(code: str) -> str:
    """The county a place is drawn in: a town right below its city in that city's placeholder."""
    return code if len(code) == _COUNTY else f"{code[:_CITY]}00"


def _listed(code: str) -> str:
    """The place whose list stands behind a county on the map."""
    return code[:_CITY] if code.endswith("00") else code


def _reds(extent: Extent, code: str) -> str:
    return extent.url(place=_listed(code), light="red")
