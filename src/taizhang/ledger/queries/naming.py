"""Finding what the words of a document name: places, organisations, indicators, days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from taizhang.accounts.models import Organisation
from taizhang.ledger.models import Alias, Indicator
from taizhang.measures.errors import MeasureError
from taizhang.measures.periods import Period
from taizhang.measures.units import convertible
from taizhang.places.models import Place

_ENUMERATOR = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十百\d]+[、.．)）章节篇]|[(（][一二三四五六七八九十\d]+[)）])\s*"
)


def places_named(names: Iterable[str], root: Place) -> dict[str, Place]:
    """The places of those names at or below ``root``; a name that two places bear is left out."""
    found: dict[str, list[Place]] = {}
    rows = Place.objects.filter(valid_to=None, path__within=root.path, name__in=set(names))
    for place in rows.exclude(kind=Place.Kind.PLACEHOLDER):
        found.setdefault(place.name, []).append(place)
    return {name: places[0] for name, places in found.items() if len(places) == 1}


def organisations_named(names: Iterable[str], root: Place) -> dict[str, Organisation]:
    """The organisations in use at or below ``root`` by full or short name; what two bear is left out."""
    wanted = set(names)
    found: dict[str, set[Organisation]] = {}
    for each in Organisation.objects.filter(active=True, place__path__within=root.path).select_related("place"):
        for name in {each.name, each.short_name, each.name.removeprefix("市")} & wanted:
            found.setdefault(name, set()).add(each)
    return {name: those.pop() for name, those in found.items() if len(those) == 1}


def indicators_named(names: Iterable[str]) -> dict[str, Indicator]:
    """The indicators of those names or aliases."""
    wanted = set(names)
    found = {alias.name: alias.indicator for alias in Alias.objects.filter(name__in=wanted).select_related("indicator")}
    return found | {each.name: each for each in Indicator.objects.filter(name__in=wanted)}


def fits(indicator: Indicator | None, unit: str) -> bool:
    """Whether a figure in that unit can be one of the indicator."""
    if indicator is None:
        return False
    try:
        return not indicator.unit or convertible(indicator.unit, unit)
    except MeasureError:
        return indicator.unit == unit


def last_day(period: str | None) -> date | None:
    """The last day of a period as the reader writes it; ``None`` for what is none."""
    try:
        return Period.parse_iso(period).last_day if period else None
    except MeasureError:
        return None


def first_day(period: str | None) -> date | None:
    """The first day of a period as the reader writes it; ``None`` for what is none."""
    try:
        return Period.parse_iso(period).first_day if period else None
    except MeasureError:
        return None


def area_of(section: tuple[str, ...] | list[str]) -> str:
    """The area of work: the outermost heading without its number.

    >>> area_of(["二、建设宜居城镇", "（一）道路"])
    '建设宜居城镇'
    """
    return _ENUMERATOR.sub("", section[0]).strip()[:60] if section else ""
