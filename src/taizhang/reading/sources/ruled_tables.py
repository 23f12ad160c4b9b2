"""Tables found by the lines drawn around their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.reading.sources.layout import Box
from taizhang.reading.sources.pdf_page import Rule

# Lines of one grid meet within this many points; programs stop them short of the corner or draw them past it.
_NEAR = 3.0
_FEWEST_CELLS = 2
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell's place in its table and on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A grid with at least two columns; ``rows`` and ``columns`` are the places of its lines."""

    box: Box
    rows: tuple[float, ...]
    columns: tuple[float, ...]
    cells: tuple[RuledCell, ...]
    fields: dict[tuple[int, int], int]

    def cell_at(self, point: tuple[float, float]) -> int | None:
        """The index of the cell that holds a point."""
        return self.fields.get((bisect_right(self.rows, point[1]) - 1, bisect_right(self.columns, point[0]) - 1))


def ruled_tables(rules: list[Rule]) -> list[RuledTable]:
    """The tables that ``rules`` draw, from top to bottom."""
    found = (_table(group) for group in _connected(_merged(rules)))
    return sorted((table for table in found if table is not None), key=lambda table: table.box.top)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules drawn piece by piece, or twice, as one each."""
    ordered = sorted(rules, key=lambda rule: (rule.level, round(rule.place / _NEAR), rule.start))
    merged: list[Rule] = []
    for rule in ordered:
        last = merged[-1] if merged else None
        same = last is not None and last.level == rule.level and abs(last.place - rule.place) <= _NEAR
        if last is not None and same and rule.start <= last.end + _NEAR:
            merged[-1] = Rule(last.level, last.place, min(last.start, rule.start), max(last.end, rule.end))
        else:
            merged.append(rule)
    return merged


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of rules that cross or touch."""
    level = [rule for rule in rules if rule.level]
    upright = [rule for rule in rules if not rule.level]
    if not level or not upright or len(level) > _MOST_LINES or len(upright) > _MOST_LINES:
        return []
    group = {id(rule): number for number, rule in enumerate(rules)}
    members = {number: [rule] for number, rule in enumerate(rules)}
    for across in level:
        for down in upright:
            one, other = group[id(across)], group[id(down)]
            if one != other and _touch(across, down):
                for rule in members[other]:
                    group[id(rule)] = one
                members[one] += members.pop(other)
    return [rules for rules in members.values() if len(rules) > 3]


def _touch(across: Rule, down: Rule) -> bool:
    return (
        across.start - _NEAR <= down.place <= across.end + _NEAR
        and down.start - _NEAR <= across.place <= down.end + _NEAR
    )


def _table(rules: list[Rule]) -> RuledTable | None:
    rows = _places(rule.place for rule in rules if rule.level)
    columns = _places(rule.place for rule in rules if not rule.level)
    if len(rows) < 2 or len(columns) < 3:
        return None
    cells = _cells(rules, rows, columns)
    if len(cells) < _FEWEST_CELLS:
        return None
    fields = {
        (row, column): index
        for index, cell in enumerate(cells)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    return RuledTable(
        Box(columns[0], rows[0], columns[-1], rows[-1]), tuple(rows), tuple(columns), tuple(cells), fields
    )


def _places(places: Iterable[float]) -> list[float]:
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > _NEAR:
            distinct.append(place)
    return distinct


def _cells(rules: list[Rule], rows: list[float], columns: list[float]) -> list[RuledCell]:
    """Fields of the grid, those without a line between them joined to one cell."""
    level: dict[int, list[Rule]] = defaultdict(list)
    upright: dict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        places = rows if rule.level else columns
        index = min(range(len(places)), key=lambda index: abs(places[index] - rule.place))
        (level if rule.level else upright)[index].append(rule)
    taken: set[tuple[int, int]] = set()
    cells: list[RuledCell] = []
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            if (row, column) in taken:
                continue
            right, below = column + 1, row + 1
            middle = (rows[row] + rows[row + 1]) / 2
            while right < len(columns) - 1 and not _covers(upright[right], middle) and (row, right) not in taken:
                right += 1
            while below < len(rows) - 1 and not any(
                _covers(level[below], (columns[at] + columns[at + 1]) / 2) for at in range(column, right)
            ):
                below += 1
            taken.update((down, across) for down in range(row, below) for across in range(column, right))
            box = Box(columns[column], rows[row], columns[right], rows[below])
            cells.append(RuledCell(row, column, below - row, right - column, box))
    return cells


def _covers(rules: list[Rule], point: float) -> bool:
    return any(rule.start - _NEAR <= point <= rule.end + _NEAR for rule in rules)
