"""Where in a filled file the table is: which sheet, which row has the headings, which column is which, row by row.

Knows neither reports nor the database: columns may stand in any order, the headings lower down, the sheet renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from taizhang.progress.sheet_columns import ENTRIES, STAMP, column_of, columns
from taizhang.reading.sources.held import Held, Merge, Values
from taizhang.reading.sources.sheets import column_name

_HEADINGS_WITHIN = 50  # rows above the table
_FIXED = ("title", "place", "owner", "unit")
_MOST_SHEETS = 50

Rows = Iterator[tuple[int, Mapping[int, Held]]]


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the table: its cells by the name of their column; ``spread`` are those merged over several rows."""

    number: int
    cells: Mapping[str, Held]
    spread: frozenset[str] = frozenset()

    def words(self, name: str) -> str:
        """What stands in a cell."""
        held = self.cells.get(name)
        return held.words if held else ""


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a filled file. ``unread`` are headings nobody knows, ``doubled`` columns that are there twice."""

    sheet: str
    heading: int
    columns: Mapping[str, int]
    records: Iterator[Record] = field(repr=False)
    unread: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()

    def reference(self, row: int, name: str) -> str:
        """A cell as a spreadsheet names it: ``填报!F7``."""
        column = self.columns.get(name, self.columns.get("title", 0))
        return f"{self.sheet}!{column_name(column)}{row}" if self.sheet else f"{column_name(column)}{row}"


def find_table(sheets: Iterable[Values]) -> tuple[Table | None, Iterator[list[str]] | None]:
    """The first table that can be read as filled, and the lines of the hidden stamp where there is one, read once."""
    table: Table | None = None
    stamp: Iterator[list[str]] | None = None
    for number, sheet in enumerate(sheets):
        if sheet.name == STAMP:
            stamp = map(_line, (cells for _row, cells in sheet.rows))
        elif table is None and not sheet.hidden and number < _MOST_SHEETS:
            table = _table(sheet)
    return table, stamp


def _line(cells: Mapping[int, Held]) -> list[str]:
    words = [held.words for held in cells.values()]
    # Cells come from left to right: without a gap they are the line already.
    return (
        words
        if len(words) == max(cells) + 1
        else [cells[at].words if at in cells else "" for at in range(max(cells) + 1)]
    )


def _table(sheet: Values) -> Table | None:
    rows, above = sheet.rows, 0
    for number, cells in rows:
        named: dict[str, int] = {}
        doubled = []
        for at, held in sorted(cells.items()):
            if (name := column_of(held.words)) is None:
                continue
            if name in named:
                named[name], second = _better(name, cells, named[name], at)
                doubled.append(cells[second].words)
            else:
                named[name] = at
        if _is_heading(named):
            taken = set(named.values())
            unread = tuple(held.words[:30] for at, held in sorted(cells.items()) if column_of(held.words) is None)
            records = _records(rows, named, _below(sheet.merged, number, taken))
            return Table(sheet.name, number, named, records, unread, tuple(doubled))
        above += 1
        if above > _HEADINGS_WITHIN:
            break
    return None


def _better(name: str, cells: Mapping[int, Held], first: int, second: int) -> tuple[int, int]:
    """Of two columns for one thing the one headed as the template heads it; otherwise the first."""
    own = next(each for each in columns() if each.name == name)
    if cells[second].words in (own.chinese, own.english) and cells[first].words not in (own.chinese, own.english):
        return second, first
    return first, second


def _is_heading(named: Mapping[str, int]) -> bool:
    return ("key" in named or "title" in named) and any(name in named for name in ENTRIES)


def _below(merged: Iterable[Merge], heading: int, taken: set[int]) -> list[Merge]:
    """What is merged over several rows below the headings in columns that are read."""
    return [each for each in merged if each.top >= heading and each.bottom > each.top and each.left in taken]


def _records(rows: Rows, named: Mapping[str, int], merged: list[Merge]) -> Iterator[Record]:
    """Rows with anything in a column that is read. Names merged over several rows stand for each of them."""
    names = {at: name for name, at in named.items()}
    waiting = sorted(merged, key=lambda each: each.top)
    active: list[tuple[Merge, Held | None]] = []
    for number, cells in rows:
        active = [each for each in active if each[0].bottom >= number - 1]
        while waiting and waiting[0].top <= number - 1:
            found = waiting.pop(0)
            if found.bottom >= number - 1:
                active.append((found, cells.get(found.left) if found.top == number - 1 else None))
        read = {names[at]: held for at, held in cells.items() if at in names}
        spread = set()
        for each, held in active:
            name = names[each.left]
            if name in _FIXED and held is not None:
                read.setdefault(name, held)
            elif name in ENTRIES:
                spread.add(name)
        if read:
            yield Record(number, read, frozenset(spread))
