"""Stacked bars: rows made of the same few parts, told apart by pattern."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import pgettext

from taizhang.ui.charts import frames, style
from taizhang.ui.charts.figures import Cell, Figure, Heading, Table, counted, datum, joined
from taizhang.ui.charts.scales import Scale, exact, label_scale


@dataclass(frozen=True, slots=True)
class Stack:
    """One row: a name, a value for each part, and the pages behind them where there are any."""

    name: str
    values: tuple[Decimal, ...]
    url: str = ""
    urls: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """All parts together."""
        return sum(self.values, Decimal(0))

    def url_of(self, part: int) -> str:
        """The page behind a part, else that behind the row."""
        return self.urls[part] if self.urls else self.url


def stacks(
    *,
    title: str,
    unit: str,
    source: str,
    heading: str,
    parts: Sequence[str],
    rows: Sequence[Stack],
    looks: Sequence[dict[str, Any]] = style.PARTS,
) -> Figure:
    """Rows from top to bottom, parts from left to right; at most as many parts as there are ``looks``."""
    if len(parts) > len(looks):
        raise ValueError(f"at most {len(looks)} parts can be told apart, not {len(parts)}")
    if any(len(row.values) != len(parts) or len(row.urls) not in {0, len(parts)} for row in rows):
        raise ValueError("every row has a value for every part")
    scale = label_scale((row.total for row in rows), unit)
    series = [_part(scale, unit, part, name, rows, looks[part]) for part, name in enumerate(parts)]
    # The sum at the end of a row is the label of a part without length.
    ends = [datum(0, "", **frames.told(exact(row.total / scale.factor))) for row in rows]
    series.append(frames.bars("", ends, stack="all", silent=True))
    return Figure(
        title=title,
        unit=scale.unit,
        source=source,
        summary=joined([title, *(f"{row.name} {exact(row.total, unit)}" for row in rows[:3])]),
        option=frames.rows([row.name for row in rows], series, parts=parts),
        table=_table(heading, unit, parts, rows),
        height=frames.height(len(rows), parts=parts),
    )


def _part(scale: Scale, unit: str, part: int, name: str, rows: Sequence[Stack], look: dict[str, Any]) -> dict[str, Any]:
    data = [
        datum(
            scale.at(row.values[part]),
            f"{row.name} {name} {exact(row.values[part], unit)}",
            row.url_of(part),
            # The outline of nothing would still be a stroke.
            **({} if row.values[part] else {"itemStyle": {"borderWidth": 0}}),
        )
        for row in rows
    ]
    return frames.bars(name, data, stack="all", itemStyle=look)


def _table(heading: str, unit: str, parts: Sequence[str], rows: Sequence[Stack]) -> Table:
    headings = [Heading(heading), *(Heading(counted(name, unit), numeric=True) for name in parts)]
    headings.append(Heading(counted(pgettext("chart", "合计"), unit), numeric=True))
    lines = []
    for row in rows:
        cells = [Cell(exact(value), row.url_of(part)) for part, value in enumerate(row.values)]
        lines.append((Cell(row.name, row.url), *cells, Cell(exact(row.total))))
    return Table(tuple(headings), tuple(lines))
