"""Maps of the places below one: their lights, or their values in classes from pale to dark.

Boundaries are for looking only; every map says so, and that it claims no survey approval number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.ui.charts import style
from taizhang.ui.charts.boundaries import MAPS, Boundaries
from taizhang.ui.charts.classes import classes
from taizhang.ui.charts.figures import Cell, Figure, Heading, Option, Table, counted, datum, joined
from taizhang.ui.charts.lights import LIGHTS, LightName, counts, said
from taizhang.ui.charts.scales import exact, label_scale

HEIGHT = 440
#: With more places than this only shapes are written into the map, no names.
_NAMED = 40
_PHONE = 520
_FRAME = {"left": 0, "right": 0, "top": 0, "bottom": 0}
_BLANK = {"areaColor": style.PAPER, "decal": style.stripes(style.LINE, style.PAPER)["decal"]}


@dataclass(frozen=True, slots=True)
class PlaceLight:
    """A place by its code, its light, why, and the page behind it."""

    code: str
    name: str
    light: LightName
    words: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place by its code, its value, and the page behind it."""

    code: str
    name: str
    value: Decimal
    url: str = ""


def lights_map(*, title: str, source: str, boundaries: str, places: Sequence[PlaceLight]) -> Figure:
    """The lights of the places on the map of ``boundaries``, the code of the place above them (4419, 44).

    Of several lights in one place the map shows the worst, the table all.
    """
    drawn = MAPS[boundaries]
    worst = {place.code: place for place in sorted(places, key=lambda each: -list(LIGHTS).index(each.light))}
    data = [_light(place, drawn) for code, place in worst.items() if code in drawn.names]
    key = "\n".join(f"{said(light)} {count}" for light, count in counts(place.light for place in places))
    text = {"text": key, "fill": style.INK, "fontSize": style.TEXT, "lineHeight": 20}
    return _figure(
        title,
        pgettext("chart", "个地区"),
        source,
        drawn,
        summary=joined([title, *key.split("\n")]),
        option=_option(drawn, data, graphic={"type": "text", **drawn.corner, "style": text}),
        table=_lights_table(places),
        codes=[(place.code, place.name) for place in places],
    )


def values_map(*, title: str, unit: str, source: str, boundaries: str, places: Sequence[PlaceValue]) -> Figure:
    """The values of the places in at most five classes of about as many places each, the highest darkest."""
    drawn = MAPS[boundaries]
    scale = label_scale((place.value for place in places), unit)
    shades = {value: shade for shade in classes([place.value for place in places]) for value in shade.values}
    data = [
        datum(
            scale.at(place.value),
            f"{place.name} {exact(place.value, unit)}",
            place.url,
            name=place.code,
            itemStyle={"areaColor": shades[place.value].colour},
            label=_label(drawn, "", place.name, shades[place.value].ink),
        )
        for place in places
        if place.code in drawn.names
    ]
    pieces = [
        {"value": at, "label": shade.words(scale), "color": shade.colour}
        for at, shade in enumerate(dict.fromkeys(shades.values()))
    ]
    return _figure(
        title,
        scale.unit,
        source,
        drawn,
        summary=joined([title, *(mark["words"] for mark in data[:3])]),
        option=_option(drawn, data, visualMap=_key(drawn, pieces)),
        table=_values_table(places, unit),
        codes=[(place.code, place.name) for place in places],
    )


def _figure(
    title: str,
    unit: str,
    source: str,
    drawn: Boundaries,
    *,
    summary: str,
    option: Option,
    table: Table,
    codes: Sequence[tuple[str, str]],
) -> Figure:
    absent = [name for code, name in codes if code not in drawn.names]
    note = _("%(source)s；边界仅作示意，不作划界依据，未取得审图号。") % {"source": drawn.source}
    if set(drawn.names) - {code for code, _name in codes}:
        note += _("斜纹：没有数据。")
    if absent:
        note += _("图上没有边界、只列在表里的：%(names)s。") % {"names": "、".join(absent)}
    return Figure(title, unit, source, summary, option, table, HEIGHT, note)


def _option(drawn: Boundaries, data: list[dict[str, Any]], **more: Any) -> Option:
    there = {mark["name"] for mark in data}
    blank = [
        datum("-", name, name=code, itemStyle=_BLANK, label=_label(drawn, "", name, style.QUIET))
        for code, name in drawn.names.items()
        if code not in there
    ]
    series = {
        "type": "map",
        "map": drawn.code,
        "nameProperty": "code",
        "data": data + blank,
        **_FRAME,
        "left": drawn.inset,
        "preserveAspect": True,
        # A degree of longitude beside one of latitude at 23 degrees north.
        "aspectScale": 0.92,
        "selectedMode": False,
        "emphasis": {"disabled": True},
        "itemStyle": {"areaColor": style.PAPER, "borderColor": style.MIDDLE, "borderWidth": 1},
        "label": {"show": True, "rich": {"shape": {"fontSize": 14}, "name": {"fontSize": 12}}},
        "labelLayout": {"hideOverlap": True},
    }
    # On a phone the shapes have room only without the names, which the table has.
    narrow = {"name": {"fontSize": 1, "lineHeight": 1, "color": "transparent"}}
    wide = {"name": {"fontSize": 12, "lineHeight": 12}}
    media = [
        {"query": {"maxWidth": _PHONE}, "option": {"series": [{"label": {"rich": narrow}, **_FRAME}]}},
        # Without it what a phone left out would stay out on paper and when the phone is turned.
        {"option": {"series": [{"label": {"rich": wide}, "left": drawn.inset}]}},
    ]
    base = style.base(series=[series], media=media, **more)
    del base["grid"]
    return base


def _light(place: PlaceLight, drawn: Boundaries) -> dict[str, Any]:
    light = LIGHTS[place.light]
    words = f"{place.name} {said(place.light)} {place.words}".rstrip()
    label = _label(drawn, light.shape, place.name, style.INK, light.colour)
    return datum(1, words, place.url, name=place.code, itemStyle={"areaColor": light.tint}, label=label)


def _label(drawn: Boundaries, shape: str, name: str, ink: str, colour: str = style.INK) -> dict[str, Any]:
    """A shape, and below it the name where there is room for names."""
    parts = [f"{{shape|{shape}}}"] if shape else []
    if len(drawn.names) <= _NAMED:
        parts.append(f"{{name|{_short(name)}}}")
    rich = {"shape": {"color": colour}, "name": {"color": ink}}
    return {"formatter": "\n".join(parts), "rich": rich} if parts else {"show": False}


def _short(name: str) -> str:
    """A town without the word for its kind, which all on the map share."""
    return name.removesuffix("街道").removesuffix("镇") if len(name) > 2 else name


def _key(drawn: Boundaries, pieces: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "piecewise",
        "pieces": pieces,
        "seriesIndex": [],
        "selectedMode": False,
        "hoverLink": False,
        "itemWidth": 18,
        "itemHeight": 12,
        "textStyle": style.words(),
        **drawn.corner,
    }


def _lights_table(places: Sequence[PlaceLight]) -> Table:
    headings = [pgettext("chart", "地区"), pgettext("chart", "亮灯"), pgettext("chart", "说明")]
    rows = [(Cell(place.name, place.url), Cell(said(place.light)), Cell(place.words)) for place in places]
    return Table(tuple(Heading(words) for words in headings), tuple(rows))


def _values_table(places: Sequence[PlaceValue], unit: str) -> Table:
    headings = (Heading(pgettext("chart", "地区")), Heading(counted(pgettext("chart", "数值"), unit), numeric=True))
    return Table(headings, tuple((Cell(place.name, place.url), Cell(exact(place.value))) for place in places))
