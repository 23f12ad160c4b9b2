"""Tables of a Word 97-2003 document: rows are paragraphs that end in cell marks, their shape stands at the row's end."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from taizhang.reading.sources.composer import Cell, Piece, Table
from taizhang.reading.sources.old_word_properties import HEADER_ROW, SHAPE, Properties

_CELL_SIZE = 20
# Edges of columns within a twentieth of a millimetre and a bit: people drag them apart by a few units.
_SAME_EDGE = 30
_MERGED_BESIDE, _MERGED_BELOW, _MERGE_BEGINS = 0x0001, 0x0020, 0x0040
_MOST_CELLS = 63


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a row's cells and the properties of its end."""

    texts: Sequence[str]
    properties: Properties


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell's edges in twentieths of a point, and how it is merged."""

    left: int
    right: int
    beside: bool = False
    goes_on: bool = False


def table(rows: Sequence[Row]) -> list[Piece | Table]:
    """The rows as a table; where all is one column, it is a frame around paragraphs."""
    places = [_places(row) for row in rows]
    edges = _distinct(edge for row in places for place in row for edge in (place.left, place.right))
    cells: list[Cell] = []
    above: dict[int, int] = {}
    for number, (row, row_places) in enumerate(zip(rows, places, strict=True)):
        header = row.properties.is_on(HEADER_ROW)
        for text, place in zip(row.texts, row_places, strict=True):
            column, end = _index(edges, place.left), _index(edges, place.right)
            if place.beside and cells and cells[-1].row == number:
                cells[-1] = replace(cells[-1], column_span=end - cells[-1].column)
            elif place.goes_on and column in above:
                origin = cells[above[column]]
                cells[above[column]] = replace(origin, row_span=number - origin.row + 1)
            else:
                above[column] = len(cells)
                cells.append(Cell(text, number, column, 1, max(1, end - column), header))
    if all(cell.column == 0 for cell in cells):
        return [Piece(line) for cell in cells for line in cell.text.split("\n")]
    return [Table(tuple(cells))]


def _places(row: Row) -> list[_Place]:
    """Where the cells of a row lie; cells whose shape is lost lie side by side."""
    shape = row.properties.operands.get(SHAPE, b"")
    count = len(row.texts)
    known = shape[2] if len(shape) > 2 else 0
    if known < count or known > _MOST_CELLS or len(shape) < 3 + 2 * (known + 1):
        return [_Place(1000 * index, 1000 * (index + 1)) for index in range(count)]
    edges = struct.unpack_from(f"<{known + 1}h", shape, 3)
    found: list[_Place] = []
    for index in range(count):
        at = 3 + 2 * (known + 1) + _CELL_SIZE * index
        flags = int.from_bytes(shape[at : at + 2], "little") if at + 2 <= len(shape) else 0
        goes_on = bool(flags & _MERGED_BELOW) and not flags & _MERGE_BEGINS
        found.append(_Place(edges[index], edges[index + 1], flags & 3 == _MERGED_BESIDE, goes_on))
    return found


def _distinct(edges: Iterable[int]) -> list[int]:
    distinct: list[int] = []
    for edge in sorted(edges):
        if not distinct or edge - distinct[-1] > _SAME_EDGE:
            distinct.append(edge)
    return distinct


def _index(edges: Sequence[int], edge: int) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - edge))
