"""Shares of a whole: who has how much of it, and what nobody has yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import pgettext

from taizhang.ui.charts.bars import Bar, bars
from taizhang.ui.charts.figures import Cell, Figure, Heading, Table, counted, joined
from taizhang.ui.charts.scales import exact, share


@dataclass(frozen=True, slots=True)
class Part:
    """What one has of the whole, and the page behind it."""

    name: str
    value: Decimal
    url: str = ""


def shares(*, title: str, unit: str, source: str, heading: str, whole: Decimal, parts: Sequence[Part]) -> Figure:
    """The parts as given, each with its share of ``whole``; what they leave is a row of its own."""
    total = sum((part.value for part in parts), Decimal(0))
    left = whole - total
    rows = [_bar(part, whole) for part in parts]
    if left > 0:
        rows.append(replace(_bar(Part(pgettext("chart", "未分到"), left), whole), look="open"))
    drawn = bars(title=title, unit=unit, source=source, heading=heading, rows=rows)
    together = f"{pgettext('chart', '合计')} {exact(total, unit)}，{share(total, whole)}"
    return replace(drawn, summary=joined([title, together]), table=_table(heading, unit, whole, rows, total, left))


def _bar(part: Part, whole: Decimal) -> Bar:
    return Bar(part.name, part.value, part.url, more=share(part.value, whole))


def _table(heading: str, unit: str, whole: Decimal, rows: Sequence[Bar], total: Decimal, left: Decimal) -> Table:
    headings = (
        Heading(heading),
        Heading(counted(pgettext("chart", "份额"), unit), numeric=True),
        Heading(counted(pgettext("chart", "占比"), "%"), numeric=True),
    )
    lines = [(Cell(row.name, row.url), row.value) for row in rows]
    lines.append((Cell(pgettext("chart", "合计")), total + max(left, Decimal(0))))
    return Table(
        headings,
        tuple((name, Cell(exact(value)), Cell(share(value, whole).removesuffix("%"))) for name, value in lines),
    )
