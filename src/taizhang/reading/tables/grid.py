"""Grids: cells with their exact place in the text and in the table, whatever the table was typed with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from taizhang.reading.sources.source import Block

Span = tuple[int, int]
Form = Literal["blocks", "pipes", "tabs", "spaces", "lines"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell ``text[start:end]`` at its zero-based row and column, not blank, with what it reaches over."""

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


class Grid:
    """The cells of one table, looked up by row and column; ``form`` is how the source set it.

    Rows without any cell are not counted. Where cells overlap, the first keeps the place.
    """

    def __init__(self, cells: Iterable[Cell], form: Form) -> None:
        self.form = form
        self.cells = _ranked(sorted(cells, key=lambda cell: (cell.row, cell.column)))
        self.rows = self.cells[-1].row + 1 if self.cells else 0
        self.start = min((cell.start for cell in self.cells), default=0)
        self.end = max((cell.end for cell in self.cells), default=0)
        self.columns = max((cell.column + cell.column_span for cell in self.cells), default=0)
        self._own: list[list[Cell]] = [[] for _ in range(self.rows)]
        self._columns: list[list[Cell]] = [[] for _ in range(self.columns)]
        self._at: dict[Span, Cell] = {}
        for cell in self.cells:
            self._own[cell.row].append(cell)
            self._columns[cell.column].append(cell)
            self._cover(cell)

    def _cover(self, cell: Cell) -> None:
        """Enter the cell wherever it reaches, but no further than the table does."""
        if len(self._at) > _MOST_PLACES:
            self._at.setdefault((cell.row, cell.column), cell)
            return
        for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
            if (row, cell.column) in self._at:
                break
            for column in range(cell.column, cell.column + cell.column_span):
                self._at.setdefault((row, column), cell)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers this place, or ``None`` where it is blank."""
        return self._at.get((row, column))

    def own(self, row: int) -> list[Cell]:
        """The cells that begin in ``row``, left to right."""
        return self._own[row]

    def column(self, index: int, first_row: int) -> list[Cell]:
        """The cells that begin in a column from ``first_row`` down."""
        return [cell for cell in self._columns[index] if cell.row >= first_row]


# Wider tables are sheets of raw data; no plan or bulletin prints them.
MOST_COLUMNS = 60
# Merged cells may claim to reach over far more than a table prints.
_MOST_PLACES = 2_000_000


def _ranked(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells with their rows counted on without a gap."""
    rows = sorted({cell.row for cell in cells})
    if not rows or rows[-1] == len(rows) - 1:
        return tuple(cells)
    ranks = {row: rank for rank, row in enumerate(rows)}
    return tuple(
        replace(cell, row=ranks[cell.row], row_span=bisect_left(rows, cell.row + cell.row_span) - ranks[cell.row])
        for cell in cells
    )


def from_blocks(text: str, blocks: Sequence[Block]) -> list[Grid]:
    """The tables among ``blocks``, whose offsets are those of ``text``."""
    cells = [block for block in blocks if block.kind == "cell" and block.table is not None]
    grids = []
    for _, table in groupby(cells, key=lambda block: block.table):
        found = [cell for block in table if (cell := _cell(text, block)) is not None]
        if found and max(cell.column for cell in found) < MOST_COLUMNS:
            grids.append(Grid(found, "blocks"))
    return grids


def _cell(text: str, block: Block) -> Cell | None:
    start, end = trimmed(text, block.start, block.end)
    if start >= end or block.row is None or block.column is None:
        return None
    width = min(block.column_span, MOST_COLUMNS)
    return Cell(start, end, block.row, block.column, block.row_span, width, block.header)


_BLANK = " \t\n\r\xa0\u3000|"


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space and rules at its ends."""
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return start, end
