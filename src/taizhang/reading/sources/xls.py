"""Excel 97-2003 workbooks, through ``xlrd``, with what their formats show."""

from __future__ import annotations

import io
from typing import Any

import xlrd

from taizhang.reading.sources.composer import Cell
from taizhang.reading.sources.compound import stream
from taizhang.reading.sources.errors import DamagedFile, EncryptedFile, TooLarge
from taizhang.reading.sources.number_formats import GENERAL, show_number, show_text
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.sheets import Sheet, compose
from taizhang.reading.sources.source import Source


def read(raw: RawFile) -> Source:
    """Read every visible sheet."""
    # xlrd's own reading of the container takes minutes and gigabytes over a few wrong bytes.
    content = stream(raw.data, "Workbook") or stream(raw.data, "Book")
    if content is None:
        raise DamagedFile("文件里没有工作簿")
    return compose(_sheets(content, raw.limits.cells), "xls")


def _sheets(content: bytes, most: int) -> list[Sheet]:
    try:
        # The library prints its doubts about a file; they go nowhere.
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise EncryptedFile from error
        raise DamagedFile from error
    sheets: list[Sheet] = []
    for sheet in book.sheets():
        used = sum(len(read.cells) for read in sheets)
        sheets.append(_sheet(book, sheet, most - used))
    return sheets


def _sheet(book: Any, sheet: Any, most: int) -> Sheet:
    found = Sheet(sheet.name, hidden=sheet.visibility != 0)
    spans = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _text(book, sheet.cell(row, column)).strip()
            if text:
                found.cells.append(Cell(text, row, column, *spans.get((row, column), (1, 1))))
        if len(found.cells) > most:
            raise TooLarge("工作簿的单元格超过上限")
    rows = {cell.row for cell in found.cells}
    found.hidden_rows = sorted(row for row, info in sheet.rowinfo_map.items() if info.hidden and row in rows)
    found.hidden_columns = sorted(column for column, info in sheet.colinfo_map.items() if info.hidden)
    return found


def _text(book: Any, cell: Any) -> str:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, ""))
    code = _format(book, cell)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return show_text(cell.value, code)
    return show_number(repr(cell.value), code, since_1904=book.datemode == 1)


def _format(book: Any, cell: Any) -> str:
    try:
        return book.format_map[book.xf_list[cell.xf_index].format_key].format_str or GENERAL
    except (IndexError, KeyError, TypeError):
        return GENERAL
