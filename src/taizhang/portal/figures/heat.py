"""The heat table: areas of work by places, the worst light of each and how many have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.utils.translation import gettext as _

from taizhang.portal.figures.words import area_asked, area_name, counted_lights, own_name, source
from taizhang.portal.queries.extents import Extent
from taizhang.portal.queries.tallies import Tallies, worst
from taizhang.ui.charts import Heat, Line, Lit
from taizhang.ui.charts.lights import LightName

#: More rows or columns than these are no table any more; filters show the rest.
ROWS, COLUMNS = 40, 90


@dataclass(frozen=True, slots=True)
class Shown:
    """The table and what it leaves out: areas and places beyond the most it holds, commitments without a light."""

    heat: Heat
    areas_left: int
    places_left: int
    unlit: int
    unlit_url: str


def heat_of(extent: Extent, found: Tallies, *, areas_shown: int = ROWS) -> Shown | None:
    """The table of at most so many areas; ``None`` where nothing has a light yet."""
    areas, columns = found.areas, found.columns
    cells = {
        (area, column): lit
        for area in areas[:areas_shown]
        for column in columns[:COLUMNS]
        if (lit := _cell(extent, found, area, column))
    }
    if not cells:
        return None
    lit_areas, lit_places = {area for area, _column in cells}, {column for _area, column in cells}
    lit_rows = [area for area in areas[:areas_shown] if area in lit_areas]
    lit_columns = [column for column in columns[:COLUMNS] if column in lit_places]
    heat = Heat(
        title=_("各领域、各地区亮灯"),
        source=source(extent, found.at),
        corner=_("工作领域"),
        rows=[Line(area, area_name(area), extent.url(area=area_asked(area))) for area in lit_rows],
        columns=[_column(extent, found, column) for column in lit_columns],
        cells=cells,
    )
    unlit = found.lights()[""]
    return Shown(heat, len(areas[areas_shown:]), len(columns[COLUMNS:]), unlit, extent.url(light="none"))


def place_asked(extent: Extent, found: Tallies, column: str) -> dict[str, str] | None:
    """The list's filters for a column; ``None`` for a place that is no more."""
    if not column:
        return {"level": extent.place.level}
    return {"place": column} if column in found.places else None


def _column(extent: Extent, found: Tallies, column: str) -> Line:
    asked = place_asked(extent, found, column)
    name = found.places[column].name if column in found.places else column
    return Line(column, name if column else own_name(extent), "" if asked is None else extent.url(**asked))


def _cell(extent: Extent, found: Tallies, area: str, column: str) -> Lit | None:
    here = found.lights(area=area, column=column)
    colour = worst(here)
    if not colour:
        return None
    asked = place_asked(extent, found, column)
    url = "" if asked is None else extent.url(area=area_asked(area), light=colour, **asked)
    return Lit(cast(LightName, colour), here[colour], counted_lights(here), url)
