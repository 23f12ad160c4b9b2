"""The workbook."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from taizhang.cli.output import View
from taizhang.cli.output.xlsx import LONGEST_CELL, Xlsx
from taizhang.reading.results import Document
from tests.cli.documents import document, with_claim


def workbook(*documents: Document) -> Any:
    out = BytesIO()
    output = Xlsx(View())
    output.write([output.render(one, "计划.txt") for one in documents], out)
    return load_workbook(out)


def records(*documents: Document) -> list[dict[str, Any]]:
    head, *rows = workbook(*documents)["记录"].iter_rows()
    return [dict(zip((cell.value for cell in head), row, strict=True)) for row in rows]


def test_numbers_are_numbers() -> None:
    first, *_ = records(document())
    assert first["数"].value == 80000
    assert first["数"].data_type == "n"
    (exact,) = records(with_claim("8万个", "8万个", value=Decimal("24.6")))
    assert exact["数"].value == 24.6


def test_the_documents_have_sheets_of_their_own() -> None:
    book = workbook(document(), document())
    assert book.sheetnames == ["记录", "文件", "声明与读得", "提示"]
    assert [cell.value for cell in book["文件"][2]][:2] == ["计划.txt", "停车工作要点"]
    assert [[cell.value for cell in row] for row in book["声明与读得"].iter_rows(min_row=2, max_row=3)] == [
        ["计划.txt", "3项", "事项", 1, -2],
        ["计划.txt", "8大", "领域", None, None],
    ]
    assert [cell.value for cell in book["提示"][2]] == ["计划.txt", "开头有推广文字", 2]


def test_the_records_can_be_filtered_and_keep_their_headings_in_sight() -> None:
    sheet = workbook(document(), document())["记录"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:V7"


@pytest.mark.parametrize("hostile", ["=1+1", "+1+1", "@SUM(A1)", "-2+3", "＝1"])
def test_a_cell_that_could_run_as_a_formula_is_text_also_after_editing(hostile: str) -> None:
    (row,) = records(with_claim("8万个", "8万个", indicator=hostile))
    cell = row["指标或事项"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (hostile, "s", True)


def test_what_excel_cannot_hold_is_replaced_or_cut() -> None:
    (row,) = records(with_claim("8万个", "8万个", indicator="停\x00车\x1b", quote="字" * 40_000))
    assert row["指标或事项"].value == "停�车�"
    assert len(row["原句"].value) == LONGEST_CELL
