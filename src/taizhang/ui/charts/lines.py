"""The drawing of a curve: a dashed line planned, a solid one reached, a dotted one expected within its band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, pgettext

from taizhang.ui.charts import style
from taizhang.ui.charts.figures import Option, datum
from taizhang.ui.charts.legends import legend
from taizhang.ui.charts.points import ACTUAL, EXPECTED, PLANNED, RANGE, TARGET, Course, Point
from taizhang.ui.charts.scales import exact, grouped

#: Room for the name of the axis.
_ABOVE = 28
_STILL = {"emphasis": {"disabled": True}}
_Look = dict[str, Any]
# Told apart without colour: by dashes, width and the shape of the points.
_PLANNED: _Look = {"type": [6, 4], "width": 2, "color": style.QUIET}
_ACTUAL: _Look = {"type": "solid", "width": 3, "color": style.ACCENT}
_EXPECTED: _Look = {"type": [2, 3], "width": 2, "color": style.ACCENT}


def option(course: Course, *, from_nought: bool) -> Option:
    """The curve as an ECharts option."""
    series = [*_band(course), *_lines(course)]
    base = style.base()
    return base | {
        "tooltip": base["tooltip"] | {"trigger": "axis", "axisPointer": {"lineStyle": {"color": style.MIDDLE}}},
        **legend([_key(each) for each in series if each["name"]], below=_ABOVE),
        "xAxis": style.axis("time", label={"formatter": _dates()}),
        "yAxis": style.axis("value", name=course.scale.unit, lines=True, scale=not from_nought),
        "series": series,
    }


def _dates() -> dict[str, str]:
    if (get_language() or "zh").startswith("zh"):
        return {"year": "{yyyy}年", "month": "{M}月", "day": "{M}月{d}日"}
    return {"year": "{yyyy}", "month": "{MMM}", "day": "{d} {MMM}"}


def _key(series: dict[str, Any]) -> dict[str, Any]:
    """Its line in the legend, which would give an area and a line without points a point."""
    if "areaStyle" in series:
        return {"name": series["name"], "icon": "rect"}
    return {"name": series["name"], "itemStyle": {"opacity": int(series["symbol"] != "none")}}


def _lines(course: Course) -> Iterator[dict[str, Any]]:
    lines = []
    if course.planned:
        lines.append(_line(str(PLANNED), course, _told(course, str(PLANNED), course.planned), _PLANNED, "emptyCircle"))
    if course.actual:
        lines.append(_line(str(ACTUAL), course, _told(course, str(ACTUAL), course.actual), _ACTUAL, "circle"))
    if course.expected:
        # It goes on from an actual point, which has said its words already.
        begin = [datum(_place(course, each.day, each.value), "") for each in course.onset]
        data = begin + _told(course, str(EXPECTED), course.expected)
        lines.append(_line(str(EXPECTED), course, data, _EXPECTED, "none"))
    yield lines[0] | {"markLine": _marks(course)}
    yield from lines[1:]


def _place(course: Course, day: date, value: Decimal) -> list[Any]:
    return [day.isoformat(), course.scale.at(value)]


def _told(course: Course, name: str, points: Sequence[Point]) -> list[dict[str, Any]]:
    return [
        datum(
            _place(course, each.day, each.value),
            f"{each.day} {name} {exact(each.value, course.unit)} {each.note}".rstrip(),
            each.url,
        )
        for each in points
    ]


def _line(name: str, course: Course, data: list[dict[str, Any]], look: _Look, symbol: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": "line",
        "data": data,
        "symbol": symbol,
        "symbolSize": 7,
        "showAllSymbol": True,
        "lineStyle": look,
        "itemStyle": {"color": look["color"]},
        "z": 3,
        **_STILL,
    }


def _band(course: Course) -> Iterator[dict[str, Any]]:
    """The forecast's uncertainty: an unseen line at its foot, and on top of it an area of its height."""
    if not course.forecast:
        return
    ends = [(each.day, each.value, each.value) for each in course.onset]
    ends += [(each.day, each.low, each.high) for each in course.forecast]
    unseen = {"type": "line", "stack": "band", "stackStrategy": "all", "symbol": "none", "silent": True, **_STILL}
    unseen["lineStyle"] = {"opacity": 0}
    foot = [datum(_place(course, day, low), "") for day, low, _high in ends]
    depth = [
        datum(_place(course, day, high - low), f"{day} {RANGE} {between(low, high, course.unit)}" if high > low else "")
        for day, low, high in ends
    ]
    colour = {"color": style.ACCENT, "opacity": 0.14}
    yield {"name": "", "data": foot, **unseen}
    yield {"name": str(RANGE), "data": depth, **unseen, "areaStyle": colour, "itemStyle": colour}


def between(low: Decimal, high: Decimal, unit: str = "") -> str:
    """A range of values in words.

    >>> between(Decimal(38000), Decimal(50000), "个")
    '38,000–50,000个'
    """
    return f"{exact(low)}–{exact(high, unit)}"


def _marks(course: Course) -> dict[str, Any]:
    """The target across, today upright."""
    marks: list[dict[str, Any]] = []
    if course.target is not None:
        label = style.words(formatter=f"{TARGET} {grouped(course.target, course.unit)}", position="insideStartBottom")
        line = {"type": "solid", "color": style.INK, "width": 1}
        marks.append({"yAxis": course.scale.at(course.target), "label": label, "lineStyle": line})
    if course.today and course.days[0] <= course.today <= course.days[-1]:
        label = style.words(style.QUIET, formatter=pgettext("chart", "今天"), position="end")
        line = {"type": [1, 3], "color": style.QUIET, "width": 1}
        marks.append({"xAxis": course.today.isoformat(), "label": label, "lineStyle": line})
    return {"symbol": "none", "silent": True, "data": marks, **_STILL}
