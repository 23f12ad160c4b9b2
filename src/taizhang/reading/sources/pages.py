"""Pages of lines and ruled tables put together to one document: paragraphs and tables go on over page ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from taizhang.reading.sources.composer import Cell, Composer, Piece, Table
from taizhang.reading.sources.layout import Line
from taizhang.reading.sources.page_furniture import furniture
from taizhang.reading.sources.paragraphs import Measure, join, measure_of

# Programs set the columns of a table going on overleaf within this many points.
_SAME_COLUMN = 6.0
# How far into a document its title may stand.
_HEAD = 1_000
# What begins so is the first part of a document, not its title.
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十\d]+[章节部条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[、．.](?!\d)"
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page: its cells, and where its upright lines stand."""

    page: int
    columns: tuple[float, ...]
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Page:
    """A page's lines and tables in reading order, and what is drawn across it, such as a watermark."""

    height: float
    parts: list[Line | Grid] = field(default_factory=list)
    across: str = ""

    @property
    def lines(self) -> list[Line]:
        """The lines without the tables."""
        return [part for part in self.parts if isinstance(part, Line)]


def bound(pages: Sequence[Page]) -> Iterator[Piece | Table]:
    """The pieces and tables of a document; page furniture stands after the paragraph or table it interrupts."""
    aside = furniture([page.lines for page in pages], [page.height for page in pages])
    body = [line for page in pages for line in page.lines if id(line) not in aside]
    binder = _Binder(measure_of(body) if body else None)
    for part in (part for page in pages for part in page.parts):
        if isinstance(part, Grid):
            yield from binder.add_grid(part)
        else:
            binder.add_line(part, aside=id(part) in aside)
    yield from binder.finish()
    yield from (Piece(text, "furniture") for text in dict.fromkeys(page.across for page in pages))


class _Binder:
    """Collects lines until a table comes, and tables until lines come between them."""

    def __init__(self, measure: Measure | None) -> None:
        self._measure = measure
        self._lines: list[Line] = []
        # Furniture, each with how many of the lines stand before it.
        self._aside: list[tuple[int, Piece]] = []
        self._grids: list[Grid] = []

    def add_line(self, line: Line, *, aside: bool) -> None:
        if aside:
            self._aside.append((len(self._lines), Piece(line.text, "furniture")))
        else:
            self._lines.append(line)

    def add_grid(self, grid: Grid) -> Iterator[Piece | Table]:
        if self._grids and not self._lines and _goes_on(self._grids[-1], grid):
            self._grids.append(grid)
            return
        yield from self.finish()
        self._grids = [grid]

    def finish(self) -> Iterator[Piece | Table]:
        """What was collected so far."""
        if self._grids:
            yield Table(tuple(_joined(self._grids)))
            self._grids = []
        paragraphs = join(self._lines, self._measure) if self._measure is not None else []
        for piece, start in paragraphs:
            while self._aside and self._aside[0][0] <= start:
                yield self._aside.pop(0)[1]
            yield piece
        yield from (piece for _, piece in self._aside)
        self._lines, self._aside = [], []


def _goes_on(grid: Grid, after: Grid) -> bool:
    """Whether a table at the head of a page is the one at the foot of the page before."""
    alike = len(grid.columns) == len(after.columns)
    return (
        after.page == grid.page + 1
        and alike
        and all(abs(one - other) <= _SAME_COLUMN for one, other in zip(grid.columns, after.columns, strict=True))
    )


def _joined(grids: Sequence[Grid]) -> Iterator[Cell]:
    """The cells of all, header rows repeated overleaf left out."""
    header = _first_row(grids[0])
    offset = 0
    for index, grid in enumerate(grids):
        repeated = index > 0 and _first_row(grid) == header
        for cell in grid.cells:
            if not (repeated and cell.row == 0):
                yield replace(cell, row=cell.row + offset - repeated)
        offset += max((cell.row + cell.row_span for cell in grid.cells), default=0) - repeated


def _first_row(grid: Grid) -> list[tuple[int, str]]:
    return [(cell.column, cell.text) for cell in grid.cells if cell.row == 0]


def head_title(composer: Composer, declared: str = "") -> str | None:
    """The large line a document begins with, else the title its file declares, if the document's head shows it.

    Files declare titles of templates and of older texts too.
    """
    text = composer.text
    first = next((block for block in composer.blocks if block.kind != "furniture"), None)
    heading = text[first.start : first.end] if first is not None and first.kind == "heading" else ""
    if heading and not _NUMBERED.match(heading):
        return heading
    head = "".join(text[:_HEAD].split())
    return declared if declared and "".join(declared.split()) in head else None
