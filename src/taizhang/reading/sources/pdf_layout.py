"""The content of a PDF page as lines and ruled tables in reading order."""

from __future__ import annotations

from collections import defaultdict

from taizhang.reading.sources.composer import Cell
from taizhang.reading.sources.layout import Box, Glyph, Line, lines
from taizhang.reading.sources.pages import Grid, Page
from taizhang.reading.sources.pdf_page import PageContent
from taizhang.reading.sources.ruled_tables import RuledTable, ruled_tables

# In widths of a character: a line leaving less of a cell free was broken by it, margins included.
_CELL_SLACK = 2.2


def laid_out(content: PageContent, number: int) -> Page:
    """Each table stands where the page draws the first of its words."""
    tables = ruled_tables(content.rules)
    inside: dict[int, dict[int, list[Glyph]]] = {}
    # Loose characters between the tables, and the table each stretch of them ends before.
    loose: list[tuple[list[Glyph], int | None]] = [([], None)]
    for glyph in content.glyphs:
        place = _place(tables, glyph)
        if place is None:
            loose[-1][0].append(glyph)
            continue
        table, cell = place
        if table not in inside:
            inside[table] = defaultdict(list)
            loose[-1] = (loose[-1][0], table)
            loose.append(([], None))
        inside[table][cell].append(glyph)
    parts: list[Line | Grid] = []
    for glyphs, ended_by in loose:
        parts += lines(glyphs, number)
        if ended_by is not None:
            parts.append(_grid(tables[ended_by], inside[ended_by], number))
    return Page(content.height, parts, "".join(glyph.text for glyph in content.turned))


def _place(tables: list[RuledTable], glyph: Glyph) -> tuple[int, int] | None:
    """Table and cell a character lies in."""
    middle = glyph.box.middle
    for index, table in enumerate(tables):
        if table.box.holds(middle) and (cell := table.cell_at(middle)) is not None:
            return index, cell
    return None


def _grid(table: RuledTable, inside: dict[int, list[Glyph]], number: int) -> Grid:
    cells = [
        Cell(_text(inside[index], cell.box), cell.row, cell.column, cell.row_span, cell.column_span)
        for index, cell in enumerate(table.cells)
        if index in inside
    ]
    return Grid(number, table.columns, tuple(cells))


def _text(glyphs: list[Glyph], box: Box) -> str:
    """The lines of a cell, those joined that were broken because the cell is narrow."""
    text = ""
    broken = True
    for line in lines(glyphs, 0):
        text += ("" if broken else "\n") + line.text
        broken = line.box.right - line.box.left > box.right - box.left - _CELL_SLACK * line.size
    return text
