"""Columns: what each column of a grid holds, by its headings and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from taizhang.measures.periods import Period, parse_period
from taizhang.reading.results import Role
from taizhang.reading.tables.counting import counting
from taizhang.reading.tables.grid import Cell, Grid, Span
from taizhang.reading.tables.headings import ColumnRole, Heading, read_heading, squeezed
from taizhang.reading.tables.labels import is_place, lexicon
from taizhang.reading.tables.quantities import is_blank, is_quantity

ColumnKind = Literal[
    "label", "category", "place", "year", "unit", "value", "deadline", "owner", "co_owner", "prose", "other", "refused"
]
Movement = Literal["growth", "points", "rank"]

_MOST_HEADER_ROWS = 3
_PROSE = re.compile(r"[，；。]|\d[^，；。]*[、；]")
_LONG = 25


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind, its heading (at ``said`` in the text) and what that says of its numbers.

    ``claimed`` and ``period`` are ``None`` where the heading leaves them open. ``place`` is the place a heading names,
    ``scope`` the group of people it names (农村).
    """

    index: int
    kind: ColumnKind
    heading: Heading
    said: Span
    claimed: Role | None = None
    period: Period | None = None
    movement: Movement | None = None
    place: str | None = None
    scope: str = ""


def header_rows(grid: Grid) -> range:
    """The rows of headings: below titles that reach over the whole table, above the first row of numbers."""
    first = 0
    while first < grid.rows - 1 and len(grid.own(first)) < 2:
        first += 1
    last = first
    while last + 1 < min(grid.rows - 1, first + _MOST_HEADER_ROWS) and _continues(grid, last):
        last += 1
    return range(first, last + 1)


def _continues(grid: Grid, row: int) -> bool:
    """Whether the row after ``row`` belongs to the headings too."""
    below = grid.own(row + 1)
    if below and all(cell.header for cell in below):
        return True
    corner, next_corner = grid.at(row, 0), grid.at(row + 1, 0)
    if next_corner is not None:
        return next_corner is corner
    above = [grid.at(row, cell.column) for cell in below]
    return bool(below) and any(cell is None or cell.column_span > 1 for cell in above)


def read_columns(text: str, grid: Grid, headers: range, year: int | None) -> list[Column]:
    """The columns of ``grid`` under the headings in ``headers``; relative years are seen from ``year``."""
    return [_column(text, grid, headers, index, year) for index in range(grid.columns)]


def _column(text: str, grid: Grid, headers: range, index: int, year: int | None) -> Column:
    path = _path(grid, headers, index)
    heading = _joined([read_heading(text[cell.start : cell.end], year) for cell in path])
    said = (path[-1].start, path[-1].end) if path else (grid.start, grid.start)
    cells = [text[cell.start : cell.end] for cell in grid.column(index, headers.stop)]
    kind = _kind(heading, [words for words in cells if not is_blank(words)])
    if kind == "value" and "place" in heading.roles:
        heading = replace(heading, roles=(), words=squeezed(text[said[0] : said[1]]))
    column = Column(index, kind, heading, said)
    return _valued(column) if kind == "value" else column


def _path(grid: Grid, headers: range, index: int) -> list[Cell]:
    """The heading cells above a column, outermost first.

    In a typed table, which cannot merge cells, a blank above is its left neighbour's.
    """
    path: list[Cell] = []
    for row in headers:
        cell = grid.at(row, index)
        if cell is None and grid.form != "blocks" and row < headers[-1] and grid.at(headers[-1], index) is not None:
            cell = next((found for left in range(index, 0, -1) if (found := grid.at(row, left - 1))), None)
            if cell is not None and grid.at(headers[-1], cell.column) is None:
                cell = None
        if cell is not None and cell not in path:
            path.append(cell)
    return path


def _joined(path: Sequence[Heading]) -> Heading:
    """The headings above a column as one: the lower says what, the upper of what."""
    if len(path) < 2:
        return path[0] if path else Heading("")
    roles = tuple(dict.fromkeys(role for heading in reversed(path) for role in heading.roles))
    words: list[str] = []
    for heading in path:
        if heading.words and heading.words not in words:
            words.append(heading.words)
    lower = list(reversed(path))
    return Heading(
        "".join(words),
        roles,
        next((heading.unit for heading in lower if heading.unit), None),
        next((heading.period for heading in lower if heading.period), None),
        any(heading.yearly for heading in path),
    )


_TEXT_KINDS: dict[ColumnRole, ColumnKind] = {
    "indicator": "label",
    "category": "category",
    "deadline": "deadline",
    "owner": "owner",
    "co_owner": "co_owner",
    "place": "place",
    "prose": "prose",
}
_MOVEMENTS: dict[ColumnRole, Movement] = {"growth": "growth", "points": "points", "rank": "rank"}
_CLAIMED: dict[ColumnRole, Role] = {"target": "target", "actual": "actual"}
_VALUE_ROLES = _MOVEMENTS.keys() | _CLAIMED.keys() | {"amount"}


def _kind(heading: Heading, cells: Sequence[str]) -> ColumnKind:
    roles = heading.roles
    if "refused" in roles:
        return "refused"
    if "serial" in roles or "ignored" in roles or "nature" in roles:
        return "other"
    numbers = sum(is_quantity(words) for words in cells)
    mostly_numbers = 2 * numbers >= len(cells) and numbers > 0
    if _VALUE_ROLES & set(roles) and (mostly_numbers or not set(roles) & _TEXT_KINDS.keys()):
        return _value_or_prose(roles, cells, numbers)
    if "unit" in roles:
        return "unit" if _mostly(cells, lambda words: counting(words) is not None or len(words) <= 3) else "owner"
    if "year" in roles:
        return "year" if _mostly(cells, _is_period) else "other"
    if roles:
        kind = next(_TEXT_KINDS[role] for role in roles if role in _TEXT_KINDS)
        if kind in ("label", "category") and _mostly(cells, is_prose):
            return "prose"
        if mostly_numbers and kind == "place":
            # 城市 may head the names of cities or the numbers for all of them.
            return "value"
        return "other" if mostly_numbers and kind in ("label", "category", "prose") else kind
    if mostly_numbers:
        return "value" if heading.words or heading.unit or heading.period else "other"
    return "prose" if _mostly(cells, is_prose) else "other"


def _value_or_prose(roles: Sequence[ColumnRole], cells: Sequence[str], numbers: int) -> ColumnKind:
    if numbers or not cells:
        return "value"
    return "prose" if "target" in roles else "other"


def is_prose(words: str) -> bool:
    """Whether a cell is running text rather than a name."""
    return len(words) > _LONG or (len(words) > 6 and _PROSE.search(words) is not None)


def _is_period(words: str) -> bool:
    words = squeezed(words)
    return parse_period(words if words.endswith(("年", "月", "度", "底", "末")) else words + "年", 2000) is not None


def _mostly(cells: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return bool(cells) and 2 * sum(holds(words) for words in cells) > len(cells)


def _valued(column: Column) -> Column:
    """A column of numbers with what its heading says of role, movement, place and scope."""
    heading = column.heading
    movement = next((_MOVEMENTS[role] for role in heading.roles if role in _MOVEMENTS), None)
    claimed = next((_CLAIMED[role] for role in heading.roles if role in _CLAIMED), None)
    if movement == "growth" and heading.unit and heading.unit.unit == "百分点":
        movement = "points"
    words = heading.words
    place = scope = None
    if words in lexicon().whole:
        words = ""
    elif words in lexicon().nation:
        words, place = "", "全国"
    elif words in lexicon().scopes:
        words, scope = "", words
    elif heading.unit is None and is_place(words):
        words, place = "", words
    return replace(
        column,
        heading=replace(heading, words=words),
        claimed=claimed,
        period=heading.period,
        movement=movement,
        place=place,
        scope=scope or "",
    )
