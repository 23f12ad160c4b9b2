"""Sheets as what their cells hold, for tables that people fill and send back: exact numbers, not as they are shown.

Row by row, so that a long sheet takes no more memory than its file. What is bounded for documents is bounded here too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

import xlrd

from taizhang.reading.sources.compound import stream
from taizhang.reading.sources.delimited import find_delimiter
from taizhang.reading.sources.detection import detect, extension
from taizhang.reading.sources.errors import DamagedFile, EmptyFile, SourceError, TooLarge, UnsupportedFormat
from taizhang.reading.sources.held import Formula, Held, Merge, Values, exact_words
from taizhang.reading.sources.limits import MEGABYTE, Limits
from taizhang.reading.sources.number_formats import GENERAL
from taizhang.reading.sources.package import Package
from taizhang.reading.sources.plain import decode_text
from taizhang.reading.sources.plain_sheets import read_plain
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.xlsx import (
    MOST_ROWS,
    REFERENCE,
    SHEET,
    cell_formats,
    column_index,
    listed_sheets,
    optional_part,
    plain_string,
    shared_strings,
    sheet_elements,
    whole,
)
from taizhang.reading.sources.xmlparts import parse_xml

MOST_COLUMNS = 200
"""Columns further right are not looked at: no table that people fill is wider."""

LIMITS = Limits(file_bytes=32 * MEGABYTE, text_bytes=32 * MEGABYTE, unzipped_bytes=256 * MEGABYTE, cells=1_500_000)
"""What a filled table may ask of the machine: 30,000 rows of sixteen cells take a third of it."""

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
_MOST_MERGED = 10_000
# A link to a cell of another file: [2]Sheet1!A1 in the file, or with the name of the file.
_ELSEWHERE = re.compile(r"\[[^\]]+\][^!]*!")


def sheets_of(data: bytes, name: str | None = None, limits: Limits = LIMITS) -> Iterator[Values]:
    """The sheets of a workbook (xlsx, xls) or a table as text (csv), in their order, hidden ones too.

    Raises a :class:`SourceError` with words for people, here or while rows are read; what is no table, whatever else it
    is, with the kinds of file that are.
    """
    if not data:
        raise EmptyFile(file=name)
    if len(data) > limits.file_bytes:
        raise TooLarge(f"文件超过 {limits.file_bytes // MEGABYTE} MB 的上限", file=name)
    try:
        yield from _guarded(_sheets(data, name, limits))
    except UnsupportedFormat as error:
        raise UnsupportedFormat(error.reason, "请换成 xlsx、xls 或 csv 表格再上传", name) from error


def _sheets(data: bytes, name: str | None, limits: Limits) -> Iterator[Values]:
    hint = extension(name)
    found = detect(data, hint).format
    if found not in ("xlsx", "xls", "csv", "text"):
        raise UnsupportedFormat("这不是电子表格")
    yield from {"xlsx": _xlsx, "xls": _xls}.get(found, _csv)(RawFile(data, name, hint, None, limits, ocr=False))


def _guarded(sheets: Iterator[Values]) -> Iterator[Values]:
    """Hostile bytes break libraries in ways they do not document; callers are promised one root."""
    try:
        yield from sheets
    except (SourceError, GeneratorExit):
        raise
    except Exception as error:
        raise DamagedFile(f"读取表格时出错（{type(error).__name__}）") from error


@dataclass
class _Book:
    """What all sheets of a workbook share; ``left`` is how many more cells are read."""

    words: bytes
    formats: list[str]
    since_1904: bool
    left: int

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings, where a sheet has to be walked."""
        return shared_strings(_root(self.words))

    def spend(self, cells: int) -> None:
        self.left -= cells
        if self.left < 0:
            raise TooLarge("表格的单元格超过上限", "请删去用不到的行、列，或分成几个文件")


def _xlsx(raw: RawFile) -> Iterator[Values]:
    package = Package(raw.data, raw.limits)
    main = package.main("xl/workbook.xml")
    if main.endswith(".bin"):
        raise UnsupportedFormat("这是二进制工作簿（xlsb）", "请另存为 xlsx")
    root, related = package.xml(main), package.related(main)
    properties = root.find(f"{SHEET}workbookPr")
    words = next((name for name in related.get("sharedStrings", ()) if name in package), None)
    book = _Book(
        package.bytes(words) if words else b"",
        cell_formats(optional_part(package, related.get("styles"))),
        properties is not None and properties.get("date1904", "0").lower() in ("1", "true", "on"),
        raw.limits.cells,
    )
    for name, part, hidden in listed_sheets(root, package.targets(main)):
        if part in related.get("worksheet", ()):
            data = package.bytes(part)
            yield Values(name, hidden, _guarded_rows(_sheet_rows(book, data)), _merged(data))


def _root(part: bytes) -> Element | None:
    """The root of a part without which a sheet can still be read."""
    try:
        return parse_xml(part) if part else None
    except DamagedFile:
        return None


def _sheet_rows(book: _Book, data: bytes) -> Iterator[tuple[int, Mapping[int, Held]]]:
    """The quick way for what holds nothing odd, else the careful walk."""
    plain = None if book.since_1904 else read_plain(data, book.words, book.formats)
    if plain is None:
        yield from _xlsx_rows(book, data)
        return
    book.spend(plain.cells)
    yield from plain.rows


def _guarded_rows(rows: Iterator[tuple[int, Mapping[int, Held]]]) -> Iterator[tuple[int, Mapping[int, Held]]]:
    try:
        yield from rows
    except (SourceError, GeneratorExit):
        raise
    except Exception as error:
        raise DamagedFile(f"读取表格时出错（{type(error).__name__}）") from error


def _xlsx_rows(book: _Book, data: bytes) -> Iterator[tuple[int, Mapping[int, Held]]]:
    row, tag, cell_tag = 0, f"{SHEET}row", f"{SHEET}c"
    for element in sheet_elements(data):
        if element.tag != tag:
            continue
        row = whole(element.get("r")) or row + 1
        if row > MOST_ROWS:
            return
        column, cells = -1, {}
        for cell in element.iterfind(cell_tag):
            place = REFERENCE.fullmatch(cell.get("r", ""))
            column = column_index(place[1]) if place else column + 1
            if column < MOST_COLUMNS and (held := _held(book, cell)) is not None:
                cells[column] = held
        # Empty cells cost as much to walk as full ones.
        book.spend(max(len(element), 1))
        element.clear()
        if cells:
            yield row, cells


def _held(book: _Book, cell: Element) -> Held | None:
    kind, value, formula = cell.get("t", "n"), "", None
    for child in cell:
        if child.tag == f"{SHEET}v":
            value = child.text or ""
        elif child.tag == f"{SHEET}f":
            formula = child
        elif child.tag == f"{SHEET}is":
            value = plain_string(child)
    marked = _marked(formula, value)
    if not value and not marked:
        return None
    if kind == "n":
        style = whole(cell.get("s")) or 0
        code = book.formats[style] if style < len(book.formats) else GENERAL
        return Held(exact_words(value, code, since_1904=book.since_1904), True, marked)
    if kind == "s":
        index = whole(value.strip())
        value = book.strings[index] if index is not None and index < len(book.strings) else ""
    elif kind == "b":
        value = "TRUE" if value.strip() == "1" else "FALSE"
    elif kind == "d":
        value = value.removesuffix("T00:00:00")
    words = value.strip()
    return Held(words, False, marked) if words or marked else None


def _marked(formula: Element | None, value: str) -> Formula:
    if formula is None:
        return ""
    if _ELSEWHERE.search(formula.text or ""):
        return "elsewhere"
    return "own" if value else "uncalculated"


def _merged(data: bytes) -> tuple[Merge, ...]:
    """The merged cells, which stand behind the rows."""
    found: list[Merge] = []
    for match in _MERGED.finditer(data, max(0, data.rfind(b"sheetData>"))):
        first, last = (REFERENCE.fullmatch(each.decode()) for each in match.groups())
        if first and last and len(found) < _MOST_MERGED:
            found.append(Merge(int(first[2]) - 1, column_index(first[1]), int(last[2]) - 1, column_index(last[1])))
    return tuple(found)


def _xls(raw: RawFile) -> Iterator[Values]:
    content = stream(raw.data, "Workbook") or stream(raw.data, "Book")
    if content is None:
        raise DamagedFile("文件里没有工作簿")
    book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    left = _Book(b"", [], book.datemode == 1, raw.limits.cells)
    for sheet in book.sheets():
        merged = tuple(Merge(top, left_, end - 1, right - 1) for top, end, left_, right in sheet.merged_cells)
        yield Values(sheet.name, sheet.visibility != 0, _xls_rows(left, book, sheet), merged[:_MOST_MERGED])


def _xls_rows(left: _Book, book: Any, sheet: Any) -> Iterator[tuple[int, Mapping[int, Held]]]:
    for row in range(sheet.nrows):
        wide = sheet.row_len(row)
        left.spend(max(wide, 1))
        cells = {}
        for column in range(min(wide, MOST_COLUMNS)):
            held = _xls_held(book, sheet.cell(row, column))
            if held.words:
                cells[column] = held
        if cells:
            yield row + 1, cells


def _xls_held(book: Any, cell: Any) -> Held:
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        try:
            code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str or GENERAL
        except (IndexError, KeyError, TypeError):
            code = GENERAL
        return Held(exact_words(repr(cell.value), code, since_1904=book.datemode == 1), True)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Held("TRUE" if cell.value else "FALSE")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Held(str(xlrd.error_text_from_code.get(cell.value, "#")))
    return Held(str(cell.value).strip())


def _csv(raw: RawFile) -> Iterator[Values]:
    text = decode_text(raw, raw.limits.text_bytes, raw.charset).text.removeprefix("\ufeff")
    delimiter = "\t" if raw.hint in {"tsv", "tab"} else find_delimiter(text)
    yield Values("", hidden=False, rows=_csv_rows(_Book(b"", [], False, raw.limits.cells), text, delimiter))


def _csv_rows(book: _Book, text: str, delimiter: str) -> Iterator[tuple[int, Mapping[int, Held]]]:
    try:
        for number, entries in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            book.spend(max(len(entries), 1))
            cells = {at: Held(words) for at, each in enumerate(entries[:MOST_COLUMNS]) if (words := each.strip())}
            if cells:
                yield number, cells
    except csv.Error as error:
        raise DamagedFile("引号不成对，读不出表格", "请用 Excel 打开后另存为 xlsx") from error
