"""Claims of a table: one for each number that measures the indicator of its row or column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from taizhang.measures.periods import Period
from taizhang.reading.claims.lexemes import RATES
from taizhang.reading.results import Comparator, Direction, Measure, Role, Step, Strength
from taizhang.reading.strength import strength
from taizhang.reading.tables.captions import Caption
from taizhang.reading.tables.columns import Column
from taizhang.reading.tables.counting import Counting
from taizhang.reading.tables.frames import Frame
from taizhang.reading.tables.grid import Cell, Grid, Span
from taizhang.reading.tables.labels import Label, read_label, undone
from taizhang.reading.tables.measuring import measure_of
from taizhang.reading.tables.quantities import Quantity, quantity
from taizhang.reading.tables.rows import Row

_RATE = Counting("%", Decimal(1))
_PLAN = 5
_LONGEST_QUOTE = 200


@dataclass(frozen=True, slots=True)
class TableClaim:
    """One claim of a table; offsets are those of the cleaned view, fields those of the record.

    ``role``, ``period`` and ``place`` are ``None`` where the table leaves them to the document around it. ``rule``
    names what labels the row; ``derivation`` leads to the row's label and the column's heading.
    """

    start: int
    end: int
    role: Role | None
    indicator: str
    measure: Measure
    direction: Direction | None
    comparator: Comparator
    value: Decimal
    unit: str | None
    period: str | None
    place: str | None
    owner: str | None
    co_owners: tuple[str, ...]
    quote_start: int
    quote_end: int
    strength: Strength
    rule: str
    derivation: tuple[Step, ...]


def row_claims(text: str, grid: Grid, frame: Frame, row: Row, caption: Caption) -> Iterator[TableClaim]:
    """The claims of one row, left to right; none where what should label the row is blank."""
    if not (row.label.words if frame.label else row.place or row.whole if frame.place else row.period):
        return
    for column in frame.values:
        cell = grid.at(row.index, column.index)
        if cell is None or cell.row != row.index:
            continue
        claim = _claim(text, grid, frame, row, column, cell, caption)
        if claim is not None:
            yield claim


def _claim(
    text: str, grid: Grid, frame: Frame, row: Row, column: Column, cell: Cell, caption: Caption
) -> TableClaim | None:
    found = quantity(text, cell.start, cell.end)
    if found is None:
        return None
    counted = _counting(found, row, column, caption)
    unit = counted.unit if counted else None
    label = read_label(_words(row, column) or caption.subject)
    measure, direction = measure_of(found, unit, label, column, growth=caption.growth)
    indicator = _indicator(label, measure)
    if not indicator or (unit is None and not _is_trusted(frame, column)):
        return None
    role = column.claimed
    return TableClaim(
        found.start,
        found.end,
        role,
        indicator,
        measure,
        direction,
        found.comparator,
        counted.times(found.value) if counted else found.value,
        unit,
        _period(found, frame, row, column, caption),
        column.place or row.place,
        row.owner,
        row.co_owners,
        *_quote(grid, row, found),
        strength(text[cell.start : found.start]) if role != "actual" else "plain",
        "table-place" if frame.label is None and frame.place else "table-year" if frame.label is None else "table-row",
        tuple(_steps(row, column, indicator, unit)),
    )


def _counting(found: Quantity, row: Row, column: Column, caption: Caption) -> Counting | None:
    """The unit of a number: its own, that of a rate's heading, the row's, the heading's, the caption's."""
    if column.movement == "rank" or found.ordinal:
        return Counting("位", Decimal(1))
    if found.unit:
        return Counting(found.unit, Decimal(1))
    heading = column.heading.unit
    if column.movement:
        return heading or (Counting("百分点", Decimal(1)) if column.movement == "points" else _RATE)
    if heading and heading.unit in RATES:
        return heading
    return row.counting or heading or caption.counting


def _is_trusted(frame: Frame, column: Column) -> bool:
    """Whether a number without any unit counts: its column says when, or what it is and the labels say of what."""
    heading = column.heading
    if heading.period:
        return True
    if frame.label is None:
        return bool(frame.place and (heading.words or heading.roles))
    return bool(heading.roles and frame.label.heading.roles)


def _words(row: Row, column: Column) -> str:
    """What row and column name together."""
    label, heading = row.label.words, column.heading.words
    if not heading or heading in label or (label and label[-1] == heading[-1] == "量"):
        return column.scope + label
    if not label or label in heading:
        return column.scope + heading
    return column.scope + label + heading


def _indicator(label: Label, measure: Measure) -> str:
    """The label without the words that measure and direction repeat."""
    if measure in ("growth", "delta") and label.moving:
        return label.stem
    return undone(label.words) if measure == "delta" else label.words


def _period(found: Quantity, frame: Frame, row: Row, column: Column, caption: Caption) -> str | None:
    if found.through or (column.movement == "growth" and column.heading.yearly):
        span = _span(frame, column)
        if span:
            return span
    for period in (column.period, row.period, row.deadline, caption.period):
        if period is not None:
            return _written(period, column.claimed)
    return None


def _span(frame: Frame, column: Column) -> str | None:
    """The years a plan's total or its yearly rate runs through: from after the base year to the last."""
    last = column.period.year if column.period and column.claimed == "target" else frame.horizon
    if last is None:
        return None
    first = frame.baseline + 1 if frame.baseline is not None else last - _PLAN + 1
    return f"{first}/{last}" if first < last else None


def _written(period: Period, role: Role | None) -> str:
    """As the record writes it: to the month, and what is reached by the end of a year as that year."""
    if role == "actual" and period.deadline and period.month == 12:
        return str(period.year)
    return str(replace(period, day=None))


def _quote(grid: Grid, row: Row, found: Quantity) -> Span:
    """The row as far as it is one stretch of text, or label to number where that would be long."""
    own: list[Cell] = grid.own(row.index)
    start, end = min(cell.start for cell in own), max(cell.end for cell in own)
    if end - start <= _LONGEST_QUOTE:
        return start, end
    first, last = row.said
    if start <= first and last <= end:
        return min(first, found.start), max(last, found.end)
    return found.start, found.end


def _steps(row: Row, column: Column, indicator: str, unit: str | None) -> Iterator[Step]:
    yield Step("table-row", *row.said, f"indicator={indicator}")
    if column.said[1] > column.said[0]:
        said = ", ".join(
            f"{name}={value}"
            for name, value in (("role", column.claimed), ("measure", column.movement), ("unit", unit))
            if value
        )
        yield Step("table-column", *column.said, said or "value")
