"""Excel workbooks since 2007: values as last calculated and as the sheet shows them, read row by row.

Own walk instead of ``openpyxl``, which fills merged ranges and gaps cell by cell, so that a hostile sheet of a few
hundred bytes takes days, and which does not say how formats show numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from taizhang.reading.sources.composer import Cell
from taizhang.reading.sources.errors import DamagedFile, TooLarge, UnsupportedFormat
from taizhang.reading.sources.number_formats import BUILT_IN, GENERAL, show_number, show_text
from taizhang.reading.sources.package import Package
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.sheets import Sheet, compose
from taizhang.reading.sources.source import Source
from taizhang.reading.sources.xmlparts import checked_xml

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
ON = frozenset({"1", "true", "on"})
_CHUNK = 1 << 20
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
# More merged ranges than this are not laid out one by one by any person.
_MOST_MERGED = 100_000
_LARGEST_MERGED = 10_000


@dataclass(frozen=True, slots=True)
class _Workbook:
    """What all sheets share."""

    strings: list[str]
    formats: list[str]
    since_1904: bool
    most_cells: int


def read(raw: RawFile) -> Source:
    """Read every visible sheet."""
    package = Package(raw.data, raw.limits)
    main = package.main("xl/workbook.xml")
    if main.endswith(".bin"):
        raise UnsupportedFormat("这是二进制工作簿（xlsb）", "请另存为 xlsx")
    book = package.xml(main)
    related = package.related(main)
    properties = book.find(f"{SHEET}workbookPr")
    workbook = _Workbook(
        shared_strings(optional_part(package, related.get("sharedStrings"))),
        cell_formats(optional_part(package, related.get("styles"))),
        properties is not None and properties.get("date1904", "0").lower() in ON,
        raw.limits.cells,
    )
    sheets: list[Sheet] = []
    for name, part, hidden in listed_sheets(book, package.targets(main)):
        # Sheets that are charts or dialogs have parts of other kinds.
        if part in related.get("worksheet", ()):
            used = sum(len(sheet.cells) for sheet in sheets)
            sheets.append(_Reader(workbook, name, used, hidden=hidden).read(package.bytes(part)))
    return compose(sheets, "xlsx")


def optional_part(package: Package, names: list[str] | None) -> Element | None:
    return package.optional(names[0]) if names else None


def listed_sheets(book: Element, targets: dict[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Name, part and whether it is hidden, of each sheet in the order of the tabs."""
    for sheet in book.iter(f"{SHEET}sheet"):
        part = targets.get(sheet.get(_ID, ""))
        if part is not None:
            yield sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"


def shared_strings(root: Element | None) -> list[str]:
    return [plain_string(item) for item in root.findall(f"{SHEET}si")] if root is not None else []


def plain_string(item: Element) -> str:
    """The words of a string; how to pronounce them stands beside them in ``rPh`` and is left out."""
    runs = (run.findall(f"{SHEET}t") for run in item.findall(f"{SHEET}r"))
    return "".join(text.text or "" for text in chain(item.findall(f"{SHEET}t"), *runs))


def cell_formats(root: Element | None) -> list[str]:
    """The number format of each cell style."""
    if root is None:
        return []
    own = {item.get("numFmtId", ""): item.get("formatCode", GENERAL) for item in root.iter(f"{SHEET}numFmt")}
    built_in = {str(number): code for number, code in BUILT_IN.items()}
    styles = root.find(f"{SHEET}cellXfs")
    return [(built_in | own).get(style.get("numFmtId", "0"), GENERAL) for style in styles] if styles is not None else []


class _Reader:
    """Reads one sheet, forgetting each row once it is read."""

    def __init__(self, workbook: _Workbook, name: str, used: int, *, hidden: bool) -> None:
        self._workbook = workbook
        self._most = workbook.most_cells - used
        self._sheet = Sheet(name, hidden=hidden)
        self._row = -1
        self._column = -1
        self._merged: dict[tuple[int, int], tuple[int, int]] = {}

    def read(self, data: bytes) -> Sheet:
        for element in sheet_elements(data):
            if element.tag == f"{SHEET}row":
                self._read_row(element)
                element.clear()
            elif element.tag == f"{SHEET}col":
                self._read_column(element)
            elif element.tag == f"{SHEET}mergeCell" and len(self._merged) < _MOST_MERGED:
                self._merge(element.get("ref", ""))
        covered = _covered(self._merged)
        self._sheet.cells = [
            self._spanned(cell) for cell in self._sheet.cells if (cell.row, cell.column) not in covered
        ]
        return self._sheet

    def _read_column(self, element: Element) -> None:
        first, last = whole(element.get("min")), whole(element.get("max"))
        if element.get("hidden", "0").lower() in ON and first and last:
            self._sheet.hidden_columns += range(first - 1, min(last, MOST_COLUMNS))

    def _read_row(self, element: Element) -> None:
        number = whole(element.get("r"))
        self._row = number - 1 if number else self._row + 1
        self._column = -1
        before = len(self._sheet.cells)
        for cell in element.iterfind(f"{SHEET}c"):
            self._read_cell(cell)
        if len(self._sheet.cells) > before and element.get("hidden", "0").lower() in ON:
            self._sheet.hidden_rows.append(self._row)

    def _read_cell(self, element: Element) -> None:
        place = REFERENCE.fullmatch(element.get("r", ""))
        self._column = column_index(place[1]) if place else self._column + 1
        text = self._text(element).strip()
        if not text or self._column >= MOST_COLUMNS or self._row >= MOST_ROWS:
            return
        if len(self._sheet.cells) >= self._most:
            raise TooLarge(f"工作簿超过 {self._workbook.most_cells} 个单元格的上限")
        self._sheet.cells.append(Cell(text, self._row, self._column))

    def _text(self, element: Element) -> str:
        kind = element.get("t", "n")
        if kind == "inlineStr":
            inline = element.find(f"{SHEET}is")
            return plain_string(inline) if inline is not None else ""
        value = element.findtext(f"{SHEET}v") or ""
        if not value:
            self._sheet.uncalculated += element.find(f"{SHEET}f") is not None and kind != "str"
            return ""
        style = whole(element.get("s")) or 0
        code = self._workbook.formats[style] if style < len(self._workbook.formats) else GENERAL
        if kind == "n":
            return show_number(value, code, since_1904=self._workbook.since_1904)
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "d":
            return value.removesuffix("T00:00:00")
        return show_text(self._string(value) if kind == "s" else value, code)

    def _string(self, value: str) -> str:
        index = whole(value.strip())
        strings = self._workbook.strings
        return strings[index] if index is not None and index < len(strings) else ""

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last)
        if start and end:
            row, column = int(start[2]) - 1, column_index(start[1])
            self._merged[row, column] = (max(1, int(end[2]) - row), max(1, column_index(end[1]) + 1 - column))

    def _spanned(self, cell: Cell) -> Cell:
        rows, columns = self._merged.get((cell.row, cell.column), (1, 1))
        return Cell(cell.text, cell.row, cell.column, rows, columns)


def _covered(merged: dict[tuple[int, int], tuple[int, int]]) -> set[tuple[int, int]]:
    """Places that merged cells hide; what a range of absurd size would hide is shown instead."""
    covered: set[tuple[int, int]] = set()
    for (row, column), (rows, columns) in merged.items():
        if rows * columns <= _LARGEST_MERGED and len(covered) < _MOST_MERGED:
            covered.update((row + down, column + right) for down in range(rows) for right in range(columns))
            covered.discard((row, column))
    return covered


def sheet_elements(data: bytes) -> Iterator[Element]:
    parser: XMLPullParser[Any] = XMLPullParser(["end"])
    data = checked_xml(data)
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            # Only ends were asked for, which come with their element.
            for _, element in cast(Iterator[tuple[str, Element]], parser.read_events()):
                yield element
    except (ParseError, ValueError, LookupError) as error:
        raise DamagedFile(f"内部的 XML 不完整（{error}）") from error


def whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 9 else None


def column_index(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
