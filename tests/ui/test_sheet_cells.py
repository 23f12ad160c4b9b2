"""Whatever a text holds, the sheet opens and shows it: nothing runs, nothing breaks the file."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from taizhang.ui.sheet_cells import kept, put_text, text_cell


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "=1+1"),
        ('=HYPERLINK("http://x","y")', '=HYPERLINK("http://x","y")'),
        ("@SUM(A1)", "@SUM(A1)"),
        ("#N/A", "#N/A"),
        ("停车\x07位\x00", "停车位"),
        ("两行\n\t文字", "两行\n\t文字"),
        ("半个\ud83d字", "半个字"),
        ("\ufffe无\uffff", "无"),
    ],
)
def test_a_text_stays_a_text(text: str, shown: str) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([text_cell(sheet, text)])
    file = io.BytesIO()
    book.save(file)
    cell = load_workbook(file).worksheets[0]["A1"]
    assert (cell.value, cell.data_type) == (shown, "s")


def test_a_cell_is_written_again() -> None:
    cell: Any = Workbook().worksheets[0].cell(1, 1)
    cell.value = 5
    put_text(cell, "=5")
    assert (cell.value, cell.data_type) == ("=5", "s")


def test_what_is_left_out_may_be_shown() -> None:
    assert kept("a\x01\udcffb", "�") == "a��b"


@given(st.text(st.characters()))
def test_what_is_kept_is_what_xml_holds(text: str) -> None:
    assert kept(kept(text)) == kept(text)
    kept(text).encode()
