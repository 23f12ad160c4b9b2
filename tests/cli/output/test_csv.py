"""CSV as Excel opens it."""

from __future__ import annotations

import csv
import io
from io import BytesIO

import pytest

from taizhang.cli.output import View
from taizhang.cli.output.csv import Csv, guarded
from taizhang.reading.results import Document
from tests.cli.documents import document, with_claim


def table(*documents: Document, view: View | None = None) -> list[list[str]]:
    out = BytesIO()
    output = Csv(view or View())
    output.write([output.render(one, "计划.txt") for one in documents], out)
    raw = out.getvalue()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in raw
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_headings_stand_once_above_all_rows() -> None:
    head, *rows = table(document(), document())
    assert head[:5] == ["文件", "序号", "类别", "性质", "指标或事项"]
    assert len(rows) == 6
    assert all(len(row) == len(head) for row in rows)


def test_a_row_holds_the_claim_in_words_and_in_numbers() -> None:
    head, row, _, task = table(document())
    cells = dict(zip(head, row, strict=True))
    assert cells["性质"] == "目标"
    assert cells["口径"] == "增量"
    assert (cells["数值"], cells["数"], cells["单位"]) == ("8万个", "80000", "个")
    last = dict(zip(head, task, strict=True))
    assert (last["类别"], last["数值"], last["责任单位"], last["配合单位"]) == ("事项", "", "市自然资源局", "各镇街")


def test_a_promised_start_has_a_column_of_its_own() -> None:
    head, row = table(
        with_claim("推动水厂6月底前开工", "推动水厂6月底前开工", kind="task", begin="2024-06", period=None)
    )
    assert head[-1] == "应开工"
    cells = dict(zip(head, row, strict=True))
    assert (cells["应开工"], cells["期限"]) == ("2024-06", "")


def test_the_headings_do_not_change_with_the_language() -> None:
    assert table(document(), view=View(language="en"))[0][0] == "文件"


@pytest.mark.parametrize("hostile", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠x"])
def test_a_cell_that_could_run_as_a_formula_is_text(hostile: str) -> None:
    head, row = table(with_claim("8万个", "8万个", indicator=hostile, owner=hostile))
    cells = dict(zip(head, row, strict=True))
    assert cells["指标或事项"] == cells["责任单位"] == f"'{hostile}"


@pytest.mark.parametrize("harmless", ["-0.5%", "+3", "8万个", "A=1", 80000, None])
def test_numbers_and_plain_words_stay_as_they_are(harmless: str | int | None) -> None:
    assert guarded(harmless) == harmless


def test_explaining_adds_a_column() -> None:
    head, row, *_ = table(document(), view=View(explain=True))
    assert head[-1] == "推导"
    assert "number-unit: 8万个 → value=80000" in row[-1]
