"""The Excel file: numbers as numbers, the same as the composition's, and nothing that runs."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from taizhang.briefings.content import Edition
from taizhang.briefings.sample import sample_edition
from taizhang.briefings.sheets import render_sheets


def _sheets(edition: Edition, address: str = "") -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(render_sheets(edition, address)))
    return {sheet.title: [list(row) for row in sheet.iter_rows()] for sheet in book}


def test_numbers_are_those_of_the_composition() -> None:
    edition, _pictures = sample_edition()
    heads, *rows = _sheets(edition)["量化目标"]
    at = {cell.value: number for number, cell in enumerate(heads)}
    for row, line in zip(rows, edition.composition.targets, strict=True):
        assert row[at["目标值"]].value == line.target
        assert row[at["完成值"]].value == line.actual
        assert row[at["完成率（%）"]].value == line.percent
        assert row[at["条目编号"]].value == line.commitment


def test_has_a_sheet_for_each_table() -> None:
    edition, _pictures = sample_edition()
    composition = edition.composition
    sheets = _sheets(edition)
    lengths = {title: len(rows) - 1 for title, rows in sheets.items() if title != "概况"}
    assert lengths == {
        "各领域": 2,
        "严重滞后": 1,
        "镇街比拼": 2,
        "数据更正": 1,
        "量化目标": 2,
        "工作事项": 1,
        "数据出处": len(composition.notes),
    }


def test_pages_are_links() -> None:
    edition, _pictures = sample_edition()
    links = [row[4].hyperlink.target for row in _sheets(edition, "https://ledger.example")["数据出处"][1:]]
    assert links == [f"https://ledger.example{each.url}" for each in edition.composition.notes]


@pytest.mark.parametrize("words", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\x0b=1"])
def test_nothing_runs(words: str) -> None:
    edition, _pictures = sample_edition()
    composition = edition.composition
    lines = (replace(composition.lines[0], title=words), *composition.lines[1:])
    edition = replace(edition, composition=replace(composition, lines=lines))
    cell = _sheets(edition)["量化目标"][1][2]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_the_same_briefing_gives_the_same_bytes() -> None:
    edition, _pictures = sample_edition()
    assert render_sheets(edition) == render_sheets(edition)
