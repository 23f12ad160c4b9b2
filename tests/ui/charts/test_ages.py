"""Slips by age: every one in exactly one span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.ui.charts import Figure, ages

KINDS = [("blue", "蓝单"), ("yellow", "黄单"), ("red", "红单")]


def drawn(*open_for: tuple[str, int]) -> Figure:
    return ages(
        title="督办单",
        unit="张",
        source="台账",
        kinds=KINDS,
        open_for=open_for,
        url=lambda span, kind: f"/slips/?kind={kind}&from={span.first}",
    )


def test_the_oldest_stand_on_top_and_lead_to_their_list() -> None:
    figure = drawn(("red", 31), ("red", 30), ("blue", 0), ("blue", 3), ("yellow", 4))
    assert figure.option["yAxis"]["data"] == ["31 天以上", "16–30 天", "8–15 天", "4–7 天", "0–3 天"]
    assert [[cell.words for cell in row[1:]] for row in figure.table.rows] == [
        ["0", "0", "1", "1"],
        ["0", "0", "1", "1"],
        ["0", "0", "0", "0"],
        ["0", "1", "0", "1"],
        ["2", "0", "0", "2"],
    ]
    assert figure.table.rows[0][3].url == "/slips/?kind=red&from=31"


@pytest.mark.parametrize("wrong", [("green", 1), ("red", -1)])
def test_an_age_that_is_none_is_refused(wrong: tuple[str, int]) -> None:
    with pytest.raises(ValueError, match="known kind"):
        drawn(wrong)


@given(st.lists(st.tuples(st.sampled_from([kind for kind, _words in KINDS]), st.integers(0, 400))))
def test_every_one_is_counted_once(open_for: list[tuple[str, int]]) -> None:
    assert sum(int(row[-1].words) for row in drawn(*open_for).table.rows) == len(open_for)
