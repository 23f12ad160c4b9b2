"""The funnel: who stands at a step has come past those before it."""

from __future__ import annotations

from taizhang.ui.charts import Stage, funnel

STAGES = [Stage("交办", 4, "/ledger/?state=assigned"), Stage("在办", 10), Stage("销号", 6)]


def test_counts_now_and_so_far() -> None:
    figure = funnel(
        title="状态", unit="项", source="台账", stages=STAGES, aside=[Stage("退回", 2, "/ledger/?state=returned")]
    )
    far, now = figure.option["series"]
    assert [mark["value"] for mark in far["data"]] == [20, 16, 6, 2]
    assert [mark["value"] for mark in now["data"]] == [4, 10, 6, 2]
    assert [mark["label"]["formatter"] for mark in far["data"]] == ["4  累计 20", "10  累计 16", "6  累计 6", "2"]
    assert [[cell.words for cell in row] for row in figure.table.rows] == [
        ["交办", "4", "20"],
        ["在办", "10", "16"],
        ["销号", "6", "6"],
        ["退回", "2", ""],
    ]
    assert now["data"][3]["url"] == figure.table.rows[3][0].url == "/ledger/?state=returned"
    assert figure.summary == "状态；交办 4项；在办 10项；销号 6项；退回 2项"
