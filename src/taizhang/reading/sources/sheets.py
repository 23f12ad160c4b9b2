"""Sheets of a workbook, whatever program wrote it, put together to a source: each sheet one table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from taizhang.reading.results import Note
from taizhang.reading.sources.composer import Cell, Composer, Piece, Table
from taizhang.reading.sources.source import Source

_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表) ?\d*(?: ?\(\d+\))?", re.IGNORECASE)
# Rows or columns named one by one in a note.
_MOST_NAMED = 10


@dataclass(slots=True)
class Sheet:
    """One sheet as its reader sees it: filled cells with their text as shown, in any order."""

    name: str
    cells: list[Cell] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    uncalculated: int = 0


def compose(sheets: Sequence[Sheet], format_name: str) -> Source:
    """The visible sheets one after the other; hidden ones are left out, and a note says so."""
    composer = Composer()
    title: str | None = None
    filled = [sheet for sheet in sheets if sheet.cells]
    visible = [sheet for sheet in filled if not sheet.hidden]
    for sheet in visible:
        above, table = _parted(sheet.cells)
        named = not _DEFAULT_NAME.fullmatch(sheet.name.strip()) and (len(visible) > 1 or not above)
        if named:
            composer.add(Piece(sheet.name, "heading", 1))
        title = title or next((piece.text for piece in above if piece.kind == "heading"), None)
        composer.extend(replace(piece, level=piece.level + named) if piece.level else piece for piece in above)
        composer.extend(table)
    notes = [note for sheet in filled for note in _notes(sheet)]
    return Source(composer.text, composer.blocks, format=format_name, title=title, notes=tuple(notes))


def _parted(cells: list[Cell]) -> tuple[list[Piece], list[Piece | Table]]:
    """The lines above a table – its title, the unit – and the table."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(cell)
    if all(len(row) == 1 and row[0].column == cells[0].column for row in rows.values()):
        return [], [Piece(row[0].text) for row in rows.values()]
    above: list[Piece] = []
    numbers = list(rows)
    while len(rows[numbers[0]]) == 1 and len(numbers) > 1:
        text = " ".join(rows[numbers.pop(0)][0].text.split())
        above.append(Piece(text) if above else Piece(text, "heading", 1))
    return above, [Table(tuple(cell for number in numbers for cell in rows[number]))]


def _notes(sheet: Sheet) -> list[Note]:
    if sheet.hidden:
        return [Note("hidden", f"工作表“{sheet.name}”处于隐藏状态，没有读取")]
    notes: list[Note] = []
    rows = _listed([str(row + 1) for row in sheet.hidden_rows])
    filled = {cell.column for cell in sheet.cells}
    columns = _listed([column_name(column) for column in sheet.hidden_columns if column in filled])
    if rows:
        notes.append(Note("hidden", f"工作表“{sheet.name}”隐藏了第 {rows} 行，已一并读取"))
    if columns:
        notes.append(Note("hidden", f"工作表“{sheet.name}”隐藏了 {columns} 列，已一并读取"))
    if sheet.uncalculated:
        message = (
            f"工作表“{sheet.name}”有 {sheet.uncalculated} 个公式没有保存计算结果；请用 Excel 或 WPS 打开后保存再读取"
        )
        notes.append(Note("uncalculated", message))
    return notes


def _listed(names: list[str]) -> str:
    more = f"等 {len(names)} " if len(names) > _MOST_NAMED else ""
    return "、".join(names[:_MOST_NAMED]) + more


@lru_cache(maxsize=512)
def column_name(column: int) -> str:
    """The letters of a zero-based column.

    >>> [column_name(column) for column in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
