"""Shares: per cent of the whole, and what nobody has."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.ui.charts import Figure, Part, shares


def drawn(whole: int, *parts: int) -> Figure:
    made = [Part(f"第{number}镇", Decimal(part), f"/ledger/{number}/") for number, part in enumerate(parts, 1)]
    return shares(title="分解", unit="个", source="台账", heading="镇街", whole=Decimal(whole), parts=made)


def rows(figure: Figure) -> list[list[str]]:
    return [[cell.words for cell in row] for row in figure.table.rows]


def test_what_is_left_has_a_row_of_its_own() -> None:
    figure = drawn(80_000, 30_000, 20_000)
    assert rows(figure) == [
        ["第1镇", "30,000", "37.5"],
        ["第2镇", "20,000", "25.0"],
        ["未分到", "30,000", "37.5"],
        ["合计", "80,000", "100.0"],
    ]
    assert [mark["value"] for mark in figure.option["series"][0]["data"]] == [3, 2, 3]
    assert "decal" in figure.option["series"][0]["data"][2]["itemStyle"]
    assert figure.summary == "分解；合计 50,000个，62.5%"


@pytest.mark.parametrize(("parts", "together"), [((50, 50), "100.0"), ((70, 50), "120.0")])
def test_all_or_more_than_the_whole_leaves_nothing(parts: tuple[int, int], together: str) -> None:
    assert [row[0] for row in rows(drawn(100, *parts))] == ["第1镇", "第2镇", "合计"]
    assert rows(drawn(100, *parts))[-1] == ["合计", str(sum(parts)), together]


def test_shares_of_nothing_have_no_per_cent() -> None:
    assert rows(drawn(0, 0))[0] == ["第1镇", "0", "—"]
