"""Sheets that hold nothing but words, numbers and days, read by calamine: ten times as quick as the careful walk.

What calamine does not tell (formulas, percentages, errors) or does not bear (two cells at the far ends of a sheet would fill the
memory with what lies between) is looked for in the bytes first; a sheet with any of it is left to the careful walk.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from taizhang.reading.sources.held import Held, exact_words, shown_as
from taizhang.reading.sources.number_formats import GENERAL
from taizhang.reading.sources.xmlparts import checked_xml

_DAY = "14"  # the built-in format that shows a day
#: A formula; a value that is an error or an ISO date; a column right of AF or a row below 99,999. Apart, and each beginning with
#: a letter of its own, they are found ten times as quickly as together.
_ODD = (
    re.compile(rb"<(?:\w+:)?f[\s/>]"),
    re.compile(rb"t(?<!\wt)\s*=\s*[\"'][ed][\"']"),
    re.compile(rb"r(?<!\wr)\s*=\s*[\"']\s*(?:\$|[B-Z][A-Z]|A[G-Z]|[A-Z]{3}|[a-z]|[A-Z]{0,2}\d{6})"),
)
_ESCAPED = re.compile(rb"_x[0-9A-Fa-f]{4}_")
_ENCODED = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_HEAD = 200  # bytes that hold the declaration
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


@dataclass(frozen=True, slots=True)
class Plain:
    """A sheet read the quick way: how many cells it has, and its rows as ``Values`` has them."""

    cells: int
    rows: Iterator[tuple[int, Mapping[int, Held]]]


def read_plain(sheet: bytes, strings: bytes, formats: Sequence[str]) -> Plain | None:
    """The rows of a sheet by its XML, the shared strings and the number formats of its styles; ``None`` if it is not plain.

    Raises :class:`UnsafeFile` and :class:`DamagedFile` as the careful walk does.
    """
    if not _is_plain(sheet, strings, formats):
        return None
    try:
        read = CalamineWorkbook.from_filelike(io.BytesIO(_packed(sheet, strings, formats))).get_sheet_by_index(0)
    except CalamineError:
        return None
    return Plain(len(_CELL.findall(sheet)), _rows(read))


def _is_plain(sheet: bytes, strings: bytes, formats: Sequence[str]) -> bool:
    if any(shown_as(each) == "percent" for each in formats):
        return False
    if not all(_is_usual(part) for part in (sheet, strings) if part):
        return False
    checked = checked_xml(sheet)
    # What stands above the cells names its spaces (xmlns:r="http"), which only looks odd.
    begins = max(0, checked.find(b"sheetData"))
    if any(odd.search(checked, begins) for odd in _ODD):
        return False
    return not strings or bool(checked_xml(strings))


def _is_usual(part: bytes) -> bool:
    """Whether a part is UTF-8 of the usual form, without what its readers take differently."""
    if b"\0" in part or _ENCODED.search(part[:_HEAD]) or b"purl.oclc.org" in part[:4096]:
        return False
    return b"\r" not in part[_HEAD:] and _ESCAPED.search(part) is None


def _packed(sheet: bytes, strings: bytes, formats: Sequence[str]) -> bytes:
    """A workbook of the vetted parts alone, so that nothing else in the file is ever opened."""
    styles = "".join(f'<xf numFmtId="{_DAY if shown_as(each) == "day" else 0}"/>' for each in formats or (GENERAL,))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        for name, words in _PARTS.items():
            package.writestr(name, words)
        package.writestr("xl/styles.xml", f'<styleSheet xmlns="{_MAIN}"><cellXfs>{styles}</cellXfs></styleSheet>')
        package.writestr("xl/sharedStrings.xml", strings or f'<sst xmlns="{_MAIN}"/>')
        package.writestr("xl/worksheets/sheet1.xml", sheet)
    return file.getvalue()


def _rows(sheet: Any) -> Iterator[tuple[int, Mapping[int, Held]]]:
    first = sheet.start[1] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = {}
        for at, value in enumerate(row, first):
            # An empty cell is an empty text; nought is not.
            if value != "":
                held = Held(value.strip()) if type(value) is str else _held(value)
                if held.words:
                    cells[at] = held
        if cells:
            yield number, cells


def _held(value: object) -> Held:
    match value:
        case float() if value.is_integer() and abs(value) < 1e15:
            return Held(str(int(value)), True)
        case bool():
            return Held("TRUE" if value else "FALSE")
        case datetime():
            return Held(value.date().isoformat(), True)
        case date():
            return Held(value.isoformat(), True)
        case time():
            return Held("1899-12-31", True)  # part of a day that never was
    return Held(exact_words(repr(value), GENERAL), True)
