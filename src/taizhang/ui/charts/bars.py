"""Bars of one kind of figure: rankings, and what a score is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import pgettext

from taizhang.ui.charts import frames, style
from taizhang.ui.charts.figures import Cell, Figure, Heading, Table, counted, datum, joined
from taizhang.ui.charts.scales import Scale, exact, label_scale

Look = Literal["plain", "marked", "open"]
_LOOKS: dict[Look, dict[str, Any]] = {
    "plain": {"color": style.BLUE},
    "marked": {"color": style.ACCENT},
    "open": style.stripes(style.QUIET, style.PAPER),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a name, its figure, the page behind it.

    ``full`` is what the figure could have been at most (the weight of an indicator), drawn as an outline; ``look`` marks the row
    the chart is about, or one that is not filled yet; ``more`` stands at its end after the figure.
    """

    name: str
    value: Decimal
    url: str = ""
    full: Decimal | None = None
    look: Look = "plain"
    more: str = ""


def bars(*, title: str, unit: str, source: str, heading: str, rows: Sequence[Bar]) -> Figure:
    """The rows from top to bottom as given; ``heading`` says what the names are (镇街, 指标)."""
    scale = label_scale((row.value for row in rows), unit)
    data = [_mark(row, unit, scale) for row in rows]
    series = [frames.bars(title, data, z=3)]
    if any(row.full is not None for row in rows):
        outline = {"color": "transparent", "borderColor": style.MIDDLE, "borderWidth": 1}
        full = [_most(row, scale) for row in rows]
        series.append(frames.bars("", full, itemStyle=outline, barGap="-100%", silent=True, z=2))
    return Figure(
        title=title,
        unit=scale.unit,
        source=source,
        summary=joined([title, *(mark["words"] for mark in data[:3])]),
        option=frames.rows([row.name for row in rows], series),
        table=_table(heading, unit, rows),
        height=frames.height(len(rows)),
    )


def _mark(row: Bar, unit: str, scale: Scale) -> dict[str, Any]:
    of = "" if row.full is None else f" / {exact(row.full, unit)}"
    words = f"{row.name} {exact(row.value, unit)}{of}"
    label = _label(row, scale) if row.full is None else {}
    return datum(scale.at(row.value), words, row.url, itemStyle=_LOOKS[row.look], **label)


def _most(row: Bar, scale: Scale) -> dict[str, Any]:
    if row.full is None:
        return datum("-", "")
    return datum(scale.at(max(row.value, row.full)), "", **_label(row, scale))


def _label(row: Bar, scale: Scale) -> dict[str, Any]:
    of = "" if row.full is None else f" / {exact(row.full / scale.factor)}"
    words = f"{exact(row.value / scale.factor)}{of}  {row.more}"
    return frames.told(words.rstrip(), negative=row.value < 0 and row.full is None)


def _table(heading: str, unit: str, rows: Sequence[Bar]) -> Table:
    headings = [Heading(heading), Heading(counted(pgettext("chart", "数值"), unit), numeric=True)]
    cells = [[Cell(row.name, row.url), Cell(exact(row.value))] for row in rows]
    if any(row.full is not None for row in rows):
        headings.append(Heading(counted(pgettext("chart", "满值"), unit), numeric=True))
        for line, row in zip(cells, rows, strict=True):
            line.append(Cell("" if row.full is None else exact(row.full)))
    return Table(tuple(headings), tuple(tuple(line) for line in cells))
