"""The quick way gives what the careful walk gives, and leaves to it what it cannot tell or bear."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from taizhang.reading.sources import values
from taizhang.reading.sources.errors import SourceError
from taizhang.reading.sources.plain_sheets import read_plain
from taizhang.reading.sources.values import sheets_of
from tests.reading.sources.office_files import xlsx

_FORMATS = ("General", "@", "0", "0.00", "#,##0", "yyyy-mm-dd", "yyyy/m/d;@", '[$-804]yyyy"年"m"月"d"日"', "0.00_ ")
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
_NUMBER = st.integers(-(10**14), 10**14) | st.integers(-(10**6), 10**6).map(lambda whole: whole / 1000)
_DAY = st.dates(date(1990, 1, 1), date(2090, 12, 31)) | st.datetimes(datetime(1990, 1, 1), datetime(2090, 12, 31))  # noqa: DTZ001
_CELL = st.tuples(
    st.integers(1, 9), st.integers(1, 12), _TEXT | _NUMBER | _DAY | st.booleans(), st.sampled_from(_FORMATS)
)


def _book(cells: list[tuple[int, int, Any, str]]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row, column, value, code in cells:
        cell = sheet.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        if not isinstance(value, date):
            cell.number_format = code if isinstance(value, str) or 1 <= value <= 60_000 else "General"
    book.save(file)
    return file.getvalue()


def _read(data: bytes) -> list[Any]:
    return [(sheet.name, list(sheet.rows)) for sheet in sheets_of(data, "表.xlsx")]


def _carefully(data: bytes) -> list[Any]:
    with patch.object(values, "read_plain", lambda *_: None):
        return _read(data)


@given(st.lists(_CELL, max_size=12))
def test_both_ways_say_the_same(cells: list[tuple[int, int, Any, str]]) -> None:
    data = _book(cells)
    assert _read(data) == _carefully(data)


def _sheet(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>',
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>2024-05-31</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="AG1"><v>1</v></c></row>',
        "<row r=\"1\"><c r = 'A100000'><v>1</v></c></row>",
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>_x000D_</t></is></c></row>',
    ],
)
def test_what_is_odd_is_left_to_the_careful_walk(rows: str) -> None:
    assert read_plain(_sheet(rows), b"", ["General"]) is None


def test_the_names_that_office_programs_declare_are_not_odd() -> None:
    sheet = _sheet('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
        b"<sheetData>", b'<sheetPr xmlns:r="http://schemas.example/relationships"/><sheetData>'
    )
    checks = (
        b'</sheetData><dataValidations><dataValidation operator="between" type="decimal" sqref="A1"/></dataValidations>'
    )
    plain = read_plain(sheet.replace(b"</sheetData>", checks), b"", ["General"])
    assert plain is not None
    assert [number for number, _cells in plain.rows] == [1]


def test_percentages_and_other_encodings_are_left_to_the_careful_walk() -> None:
    sheet = _sheet('<row r="1"><c r="A1"><v>0.5</v></c></row>')
    assert read_plain(sheet, b"", ["General"]) is not None
    assert read_plain(sheet, b"", ["General", "0.0%"]) is None
    wide = '<?xml version="1.0" encoding="utf-16"?>'.encode("utf-16") + sheet.decode().encode("utf-16-le")
    assert read_plain(wide, b"", ["General"]) is None


def test_entities_are_refused() -> None:
    with pytest.raises(SourceError):
        read_plain(b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + _sheet(""), b"", ["General"])


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" s="77"><v>1</v></c></row>',
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        '<row r="0"><c r="A1"><v>one</v></c></row>',
        "<row><c><v>1</v></c><c/><c><v>3</v></c></row>",
        '<row r="1"><c r="C1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
        "<row r='1'><c r='A1'",
    ],
)
def test_broken_sheets_break_nothing(rows: str) -> None:
    """Whatever is read, it ends in rows or in a refusal with words."""
    with suppress(SourceError):
        plain = read_plain(_sheet(rows), b"", ["General"])
        found: Iterator[Any] = iter(()) if plain is None else plain.rows
        assert all(number > 0 and cells for number, cells in found)


def test_the_first_cell_may_stand_anywhere() -> None:
    data = xlsx('<row r="3"><c r="C3"><v>7</v></c><c r="E3"><v>0.35</v></c></row>')
    assert _read(data) == _carefully(data)
    ((_name, rows),) = _read(data)
    assert [(number, {at: held.words for at, held in cells.items()}) for number, cells in rows] == [
        (3, {2: "7", 4: "0.35"})
    ]
