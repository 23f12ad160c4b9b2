"""How many commitments have which light, by area and place: one pass of the database, whatever the number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import product

from django.db.models import Count, F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Left, StrIndex, Substr

from taizhang.places.models import Place
from taizhang.portal.queries.extents import Extent
from taizhang.progress.marks import COLOURS, THEN
from taizhang.ui.keeping import LARGE, kept

#: The colour of what has no light yet.
UNLIT = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of an area at a place below (its code; empty for the place itself) with a light."""

    area: str
    column: str
    colour: str
    count: int


@dataclass(frozen=True)
class Tallies:
    """Everything counted of an extent, and when; ``places`` are the places below by code."""

    all: tuple[Tally, ...]
    places: dict[str, Place]
    at: datetime

    @property
    def total(self) -> int:
        """All of them together."""
        return sum(each.count for each in self.all)

    def lights(self, *, area: str | None = None, column: str | None = None) -> Counter[str]:
        """How many have each light, of an area, at a place, or in all."""
        return self._lights.get((area, column), Counter())

    @cached_property
    def _lights(self) -> dict[tuple[str | None, str | None], Counter[str]]:
        """The lights of each area at each place, and of all areas (``None``) and all places alike."""
        found: dict[tuple[str | None, str | None], Counter[str]] = {}
        for each in self.all:
            for key in product((each.area, None), (each.column, None)):
                found.setdefault(key, Counter())[each.colour] += each.count
        return found

    @property
    def areas(self) -> list[str]:
        """The areas, those with most red and then yellow lights first."""
        return sorted({each.area for each in self.all}, key=lambda area: _gravest(self.lights(area=area), area))

    @property
    def columns(self) -> list[str]:
        """The places by code, the place itself first."""
        return sorted({each.column for each in self.all}, key=lambda code: (len(code), code))


def _gravest(found: Counter[str], name: str) -> tuple[int, int, int, str]:
    return -found["red"], -found["yellow"], -sum(found.values()), name


def tallies(extent: Extent) -> Tallies:
    """By area, place directly below and light."""
    made = kept(("tallies", extent.key), lambda: _tallies(extent), lambda found: sum(row[3] for row in found) > LARGE)
    codes = {row[1] for row in made.value} - {""}
    places = {each.code: each for each in Place.objects.filter(code__in=codes, valid_to=None)}
    return Tallies(tuple(Tally(*row) for row in made.value), places, made.at)


def _tallies(extent: Extent) -> list[tuple[str, str, str, int]]:
    rows = extent.rows.annotate(below=step("place__path", extent.place.path), lit=_light(extent)).order_by()
    counted = rows.values_list("area", "below", "lit").annotate(n=Count("pk"))
    return [(area, below.rstrip("."), lit, n) for area, below, lit, n in counted]


def _light(extent: Extent) -> Combinable:
    return F(THEN) if extent.day else Coalesce(F("position__colour"), Value(UNLIT))


def step(column: str, path: str) -> Left:
    """The code of the place directly below ``path`` in which that of ``column`` lies, a full stop after it; empty for itself."""
    rest = Substr(column, len(path) + 1)
    return Left(rest, StrIndex(rest, Value(".")))


def colours(extent: Extent) -> Counter[str]:
    """How many have each light, in all."""
    rows = extent.rows.annotate(lit=_light(extent)).order_by().values_list("lit").annotate(n=Count("pk"))
    return Counter(dict(rows))


def by_county(extent: Extent) -> list[tuple[str, str, int]]:
    """Of a province: code of the county (or of the town where a city has none), light, how many."""
    made = kept(("counties", extent.key), lambda: _by_county(extent), lambda found: sum(n for *_, n in found) > LARGE)
    return made.value


def _by_county(extent: Extent) -> list[tuple[str, str, int]]:
    rest = Substr("place__path", len(extent.place.path) + 1)
    after = Substr(rest, StrIndex(rest, Value(".")) + 1)
    county = Left(after, StrIndex(after, Value(".")))
    rows = extent.rows.annotate(county=county, lit=_light(extent)).order_by().exclude(county="")
    return [(code.rstrip("."), lit, n) for code, lit, n in rows.values_list("county", "lit").annotate(n=Count("pk"))]


def worst(found: Counter[str]) -> str:
    """The worst light there is, nothing where none has one."""
    return next((colour for colour in COLOURS if found[colour]), UNLIT)


def by_state(extent: Extent) -> dict[str, int]:
    """How many stand in each state now."""
    made = kept(
        ("states", extent.key),
        lambda: dict(extent.rows.order_by().values_list("state").annotate(n=Count("pk"))),
        lambda found: sum(found.values()) > LARGE,
    )
    return made.value
