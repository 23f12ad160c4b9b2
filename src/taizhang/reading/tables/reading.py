"""The way through a text's tables: grids, columns, rows, claims, and the cells left to the reader of running text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from taizhang.reading.cleaning.lines import Line, lines_of
from taizhang.reading.figures import spot
from taizhang.reading.owners import Assignment
from taizhang.reading.sources.source import Block
from taizhang.reading.tables.captions import read_caption
from taizhang.reading.tables.claims import TableClaim, row_claims
from taizhang.reading.tables.columns import Column, header_rows, read_columns
from taizhang.reading.tables.frames import Frame, read_frames
from taizhang.reading.tables.grid import Cell, Grid, Span, from_blocks
from taizhang.reading.tables.loose import loose_grids
from taizhang.reading.tables.quantities import is_blank, is_quantity
from taizhang.reading.tables.rows import Row, read_rows
from taizhang.reading.tables.ruled import ruled_grids

_CAPTION_LINES = 3


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the tables of a text say; all offsets are those of the text given, all spans in order and apart.

    ``consumed`` are the tables that were understood: what stands in them is read here or is no claim, the cells of
    ``prose`` excepted, which are running text; ``assignments`` say who answers for those and by when. Tables that were
    not understood are left as they are.
    """

    claims: tuple[TableClaim, ...] = ()
    prose: tuple[Span, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    consumed: tuple[Span, ...] = ()


_NOTHING = TableReading()


def read_tables(
    text: str,
    cells: Sequence[Block] | None = None,
    *,
    year: int | None = None,
    kind: str | None = None,
) -> TableReading:
    """Read the tables of ``text``: those its ``cells`` mark, and those typed with tabs, rules, spaces or line by line.

    ``cells`` are blocks with offsets of ``text``; ``year`` and ``kind`` are the document's own. Rows and columns that
    stand for the whole of its place (合计, 全市) leave the place open.

    >>> reading = read_tables("指标\\t2024年目标\\n新增停车位\\t8万个以上\\n", year=2024)
    >>> [(claim.indicator, claim.value, claim.comparator, claim.role) for claim in reading.claims]
    [('停车位', Decimal('80000'), '>=', 'target')]
    """
    lines = lines_of(text)
    grids = _elsewhere([], from_blocks(text, cells) if cells else [])
    grids = _elsewhere(grids, ruled_grids(text, lines))
    grids = _elsewhere(grids, loose_grids(text, lines, [(grid.start, grid.end) for grid in grids]))
    if not grids:
        return _NOTHING
    starts = [line.start for line in lines]
    read = [_read_grid(text, grid, lines, starts, year, kind) for grid in grids]
    return TableReading(
        tuple(sorted((claim for part in read for claim in part.claims), key=lambda claim: (claim.start, claim.end))),
        tuple(sorted(span for part in read for span in part.prose)),
        tuple(found for part in read for found in part.assignments),
        tuple(_apart(span for part in read for span in part.consumed)),
    )


def _elsewhere(grids: Sequence[Grid], others: Iterable[Grid]) -> list[Grid]:
    """``grids`` and those of ``others`` that share no text with one before, in order of the text."""
    kept = list(grids)
    for other in others:
        at = bisect_left(kept, other.start, key=_start)
        if (at == len(kept) or kept[at].start >= other.end) and (at == 0 or kept[at - 1].end <= other.start):
            kept.insert(at, other)
    return kept


def _start(part: Grid | Cell) -> int:
    return part.start


def _read_grid(
    text: str,
    grid: Grid,
    lines: Sequence[Line],
    starts: Sequence[int],
    year: int | None,
    kind: str | None,
) -> TableReading:
    if grid.rows < 2 or grid.columns < 2:
        return _NOTHING
    headers = header_rows(grid)
    caption = read_caption(_above(text, grid, headers, lines, starts), year)
    columns = read_columns(text, grid, headers, year)
    claims: list[TableClaim] = []
    prose: list[Span] = []
    assignments: list[Assignment] = []
    for frame in read_frames(columns, caption, kind, year):
        for row in read_rows(text, grid, frame, headers.stop, year=year, noun=caption.noun):
            claims += row_claims(text, grid, frame, row, caption)
            cells = [(cell.start, cell.end) for cell in _prose(text, grid, frame, row)]
            prose += cells
            assignments += _assigned(row, cells)
    if kind == "policy":
        # The tables of a policy are thresholds and rates of support unless a heading says that they are aims.
        claims = [claim for claim in claims if claim.role == "target"]
    if not claims and not prose:
        return TableReading(consumed=tuple(_meaningless(grid, columns)))
    return TableReading(tuple(claims), tuple(prose), tuple(assignments), ((grid.start, grid.end),))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order, less those that reach into the one before."""
    reached = 0
    for start, end in sorted(spans):
        if start >= reached:
            yield start, end
            reached = end


def _meaningless(grid: Grid, columns: Sequence[Column]) -> Iterator[Span]:
    """What to leave unread of a table without claims: all of a price list, of another what its headings set aside."""
    if any(column.kind == "refused" for column in columns):
        yield grid.start, grid.end
        return
    aside = {column.index for column in columns if {"ignored", "serial", "nature"} & set(column.heading.roles)}
    for cell in sorted(grid.cells, key=_start):
        if cell.column in aside:
            yield cell.start, cell.end


def _above(text: str, grid: Grid, headers: range, lines: Sequence[Line], starts: Sequence[int]) -> list[str]:
    """The lines right above the headings, the title rows of the table itself included."""
    first = bisect_left(starts, grid.start + 1) - 1
    before = [
        words for line in lines[max(0, first - _CAPTION_LINES) : max(0, first)] if (words := line.text.strip(" |"))
    ]
    return before + [text[cell.start : cell.end] for row in range(headers.start) for cell in grid.own(row)]


def _prose(text: str, grid: Grid, frame: Frame, row: Row) -> Iterator[Cell]:
    """The cells of a row that are running text: those of text columns, and aims put in words instead of a number."""
    for column in (*frame.prose, *(column for column in frame.values if column.claimed == "target")):
        cell = grid.at(row.index, column.index)
        if cell is None or cell.row != row.index or is_blank(text[cell.start : cell.end]):
            continue
        words = text[cell.start : cell.end]
        if (
            column.kind == "prose"
            or (column.kind == "label" and (len(frame.prose) == 1 or _has_figure(words)))
            or (column.kind == "value" and not is_quantity(words))
        ):
            yield cell


def _has_figure(words: str) -> bool:
    return any(figure.unit for figure in spot(words))


def _assigned(row: Row, cells: Sequence[Span]) -> Iterator[Assignment]:
    if row.owner or row.co_owners or row.due:
        for start, end in cells:
            yield Assignment(start, end, row.owner, row.co_owners, row.due, *row.assigned)
