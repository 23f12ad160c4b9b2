"""The curve of a commitment: planned against actual, the forecast with its band, and the target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import pgettext

from taizhang.ui.charts.figures import Cell, Figure, Heading, Table, counted, joined
from taizhang.ui.charts.lines import between, option
from taizhang.ui.charts.points import ACTUAL, EXPECTED, PLANNED, RANGE, TARGET, Course, Forecast, Point
from taizhang.ui.charts.scales import exact


def curve(
    *,
    title: str,
    unit: str,
    source: str,
    planned: Sequence[Point],
    actual: Sequence[Point] = (),
    forecast: Sequence[Forecast] = (),
    target: Decimal | None = None,
    today: date | None = None,
    from_nought: bool = True,
    note: str = "",
) -> Figure:
    """The curve of values counted in ``unit``; points in any order, ``today`` drawn as a line where it lies among them.

    ``from_nought`` says that the axis begins at nought, as it must where amounts pile up; levels that move a little
    (97.2 to 98.5%) are better seen without. Raises ValueError where there is no point at all.
    """
    if not (planned or actual or forecast):
        raise ValueError("a curve needs a point")
    course = Course(
        unit,
        sorted(planned, key=lambda each: each.day),
        sorted(actual, key=lambda each: each.day),
        sorted(forecast, key=lambda each: each.day),
        target,
        today,
    )
    return Figure(
        title=title,
        unit=course.scale.unit,
        source=source,
        summary=_summary(title, course),
        option=option(course, from_nought=from_nought),
        table=_table(course),
        note=note,
    )


def _table(course: Course) -> Table:
    columns: list[tuple[str | Promise, Mapping[date, Cell]]] = [
        (PLANNED, _cells(course.planned)),
        (ACTUAL, _cells(course.actual)),
        (EXPECTED, _cells(course.expected)),
        (RANGE, {each.day: Cell(between(each.low, each.high)) for each in course.forecast}),
    ]
    columns = [(name, cells) for name, cells in columns if cells]
    headings = [Heading(counted(name, course.unit), numeric=True) for name, _cells in columns]
    notes = {each.day: Cell(each.note) for each in (*course.planned, *course.actual) if each.note}
    if notes:
        columns.append(("", notes))
        headings.append(Heading(pgettext("chart", "说明")))
    rows = [(Cell(day.isoformat()), *(cells.get(day, Cell("")) for _name, cells in columns)) for day in course.days]
    return Table((Heading(pgettext("chart", "日期")), *headings), tuple(rows))


def _cells(points: Sequence[Point]) -> dict[date, Cell]:
    return {each.day: Cell(exact(each.value), each.url) for each in points}


def _summary(title: str, course: Course) -> str:
    lines = ((PLANNED, course.planned), (ACTUAL, course.actual), (EXPECTED, course.expected))
    parts = [f"{name} {points[-1].day} {exact(points[-1].value, course.unit)}" for name, points in lines if points]
    target = f"{TARGET} {exact(course.target, course.unit)}" if course.target is not None else ""
    return joined([title, *parts, target])
