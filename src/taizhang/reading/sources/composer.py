"""Pieces of a document, in order, put together to one text with blocks over it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from taizhang.reading.sources.source import Block, BlockKind

_SPACES = re.compile(r"[\t\v\f\r\x1c-\x1e\x85\u2028\u2029]+")

# What heads a column is a word, not a sentence and not a figure with its unit; years and months head columns too.
_LONGEST_HEADER = 40
_SENTENCE = re.compile("[，；。！？]")
_FIGURE = re.compile(r"(?!(?:(?:19|20)\d\d|\d{1,2}(?:月|季度)|(?:19|20)\d\d年.*)$)[-+≥≤><]?\d[\d,.]*\s*\S{0,4}")
_FEWEST_HEADERS = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of running text and what the format says it is."""

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text, its zero-based place, how far it reaches, and whether it is a header."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


def with_headers(cells: list[Cell]) -> list[Cell]:
    """``cells``, in order of rows, with those marked that name the columns, where the format itself marks none.

    These are the first row, if it holds words alone, and what its merged cells reach over.
    """
    if not cells or any(cell.header for cell in cells):
        return cells
    rows = {row: list(inside) for row, inside in groupby(cells, key=attrgetter("row"))}
    first, *below = rows.values()
    if not below or len(first) < _FEWEST_HEADERS or not _names_columns(first):
        return cells
    spanning = any(cell.column_span > 1 for cell in first)
    spans = {cell.row_span for cell in first}
    if len(spans) > 1 and not spanning:
        # A group of rows begins at once: there is no header.
        return cells
    end = first[0].row + max(spans)
    if spanning and len(spans) == 1 and below[0][0].row == end and _names_columns(below[0]):
        end += 1
    return [replace(cell, header=cell.row < end) for cell in cells]


def _names_columns(row: list[Cell]) -> bool:
    return not any(
        len(cell.text) > _LONGEST_HEADER or _SENTENCE.search(cell.text) or _FIGURE.fullmatch(cell.text.strip())
        for cell in row
    )


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one table, in any order. As ``furniture`` (a menu laid out as a table) its rows are plain lines."""

    cells: tuple[Cell, ...]
    furniture: bool = False


class Composer:
    """Collects pieces and tables in reading order.

    >>> composer = Composer()
    >>> composer.add(Piece("一、总体目标", "heading", 1))
    >>> composer.add(Table((Cell("指标", 0, 0), Cell("目标", 0, 1))))
    >>> composer.text
    '一、总体目标\\n指标\\t目标\\n'
    >>> [(block.kind, block.start, block.end) for block in composer.blocks]
    [('heading', 0, 6), ('cell', 7, 9), ('cell', 10, 12)]
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._tables = 0

    @property
    def text(self) -> str:
        """Everything added so far."""
        return "".join(self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks over :attr:`text`, in order."""
        return tuple(self._blocks)

    @property
    def length(self) -> int:
        """How many code points :attr:`text` has."""
        return self._length

    def extend(self, parts: Iterable[Piece | Table]) -> None:
        """Add several parts."""
        for part in parts:
            self.add(part)

    def add(self, part: Piece | Table) -> None:
        """Add one part; blank ones leave no trace."""
        if isinstance(part, Table):
            self._add_table(part)
        elif text := part.text.strip():
            start = self._write(text)
            self._blocks.append(Block(start, self._length, part.kind, part.level))
            self._write("\n")

    def _write(self, text: str) -> int:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start

    def _add_table(self, table: Table) -> None:
        filled = (cell for cell in table.cells if cell.text.strip())
        cells = with_headers(sorted(filled, key=attrgetter("row", "column")))
        for _, row in groupby(cells, key=attrgetter("row")):
            if table.furniture:
                self.add(Piece("\t".join(cell.text for cell in row), "furniture"))
            else:
                self._add_row(list(row))
        self._tables += bool(cells) and not table.furniture

    def _add_row(self, cells: list[Cell]) -> None:
        column = 0
        for cell in cells:
            # Columns a cell reaches over stay empty, so that the tabs of all rows line up.
            self._write("\t" * (cell.column - column))
            column = cell.column
            start = self._write(_SPACES.sub(" ", cell.text.strip()))
            span = (cell.row_span, cell.column_span)
            block = Block(start, self._length, "cell", 0, self._tables, cell.row, cell.column, *span, cell.header)
            self._blocks.append(block)
        self._write("\n")
