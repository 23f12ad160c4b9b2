"""Tables without rules, told by their headings alone: columns apart by spaces, or every cell on a line of its own.

Nothing marks a blank cell here. A row is read only if its cells fit the columns in one way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.reading.cleaning.lines import Line
from taizhang.reading.tables.grid import Cell, Form, Grid, Span
from taizhang.reading.tables.headings import opening_words
from taizhang.reading.tables.placing import Header, Placed
from taizhang.reading.tables.spaced import LONGEST_ROW, spaced_headers, spaced_rows
from taizhang.reading.tables.stacked import stacked_headers, stacked_rows

_FEWEST_ROWS = 2


def loose_grids(text: str, lines: Sequence[Line], taken: Sequence[Span] = ()) -> Iterator[Grid]:
    """The tables among ``lines`` that only a row of headings gives away, outside the spans ``taken``, which are in order."""
    firsts = _first_letters()
    index = passed = 0
    while index < len(lines) - 1:
        line = lines[index]
        while passed < len(taken) and taken[passed][1] <= line.start:
            passed += 1
        if passed < len(taken) and taken[passed][0] < line.end:
            index += 1
            continue
        found = None
        if line.text[0] in firsts and len(line.text) <= LONGEST_ROW:
            found = _table(text, lines, index)
        if found is None:
            index += 1
            continue
        index, grid = found
        yield grid


@cache
def _first_letters() -> frozenset[str]:
    return frozenset(word[0] for word in opening_words())


def _table(text: str, lines: Sequence[Line], index: int) -> tuple[int, Grid] | None:
    """The table whose headings begin at line ``index``, and the index of the first line after it."""
    for header in spaced_headers(text, lines, index):
        rows, after = spaced_rows(text, lines, header)
        if len(rows) >= _FEWEST_ROWS:
            return after, _grid(header, rows, "spaces")
    for header in stacked_headers(text, lines, index):
        rows, after = stacked_rows(text, lines, header)
        if len(rows) >= _FEWEST_ROWS:
            return after, _grid(header, rows, "lines")
    return None


def _grid(header: Header, rows: Sequence[Placed], form: Form) -> Grid:
    first = max(cell.row for cell in header.cells) + 1
    cells = [
        Cell(*span, row, column)
        for row, spans in enumerate(rows, first)
        for column, span in enumerate(spans)
        if span is not None
    ]
    return Grid([*header.cells, *cells], form)
