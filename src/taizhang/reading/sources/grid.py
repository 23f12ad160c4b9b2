"""Where the cells of a table lie once row and column spans are laid out."""

from __future__ import annotations

from taizhang.reading.sources.errors import TooLarge

# HTML itself stops counting at 1,000 columns, spreadsheets at 16,384 of which none is a merged title's width.
MOST_COLUMNS = 1_000
MOST_ROWS = 65_534


class Grid:
    """Hands out places to cells as they come, row by row, left to right.

    >>> grid = Grid(1_000)
    >>> [grid.place(*spans) for spans in ((2, 1), (1, 2))], grid.next_row(), grid.place(1, 1)
    ([(0, 0, 2, 1), (0, 1, 1, 2)], None, (1, 1, 1, 1))
    """

    def __init__(self, most_cells: int) -> None:
        self._most = most_cells
        self._count = 0
        self._row = 0
        self._column = 0
        # Column to the row at which it is free again.
        self._taken: dict[int, int] = {}

    def place(self, row_span: int, column_span: int) -> tuple[int, int, int, int]:
        """Row, column and the spans, bounded, of the next cell. Raises :class:`TooLarge` past the limit on cells."""
        self._count += 1
        if self._count > self._most:
            raise TooLarge(f"表格超过 {self._most} 个单元格的上限")
        while self._taken.get(self._column, 0) > self._row:
            self._column += 1
        column = self._column
        row_span = max(1, min(row_span, MOST_ROWS))
        column_span = max(1, min(column_span, MOST_COLUMNS))
        self._column += column_span
        if row_span > 1:
            self._taken.update(dict.fromkeys(range(column, self._column), self._row + row_span))
        return self._row, column, row_span, column_span

    def next_row(self) -> None:
        """Go to the start of the next row."""
        self._row += 1
        self._column = 0


def span(value: str | None) -> int:
    """A span attribute as a number; what is no number counts as 1.

    >>> [span(value) for value in ("2", None, "x", "-3")]
    [2, 1, 1, 1]
    """
    text = (value or "").strip()
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1
