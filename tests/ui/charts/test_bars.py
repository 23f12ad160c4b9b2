"""Bars: figures at their ends, the most a figure could be, long and hostile names."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.ui.charts import Bar, Figure, bars


def drawn(*rows: Bar, unit: str = "分") -> Figure:
    return bars(title="得分", unit=unit, source="第9期通报", heading="镇街", rows=rows)


def labels(figure: Figure) -> list[str]:
    marks = [mark for each in figure.option["series"] for mark in each["data"] if "label" in mark]
    return [mark["label"]["formatter"] for mark in marks]


def test_rows_stand_in_the_order_given_and_lead_somewhere() -> None:
    figure = drawn(Bar("虎门镇", Decimal("92.5"), "/places/2/"), Bar("长安镇", Decimal(90), look="marked"))
    assert figure.option["yAxis"]["data"] == ["虎门镇", "长安镇"]
    assert figure.option["yAxis"]["inverse"] is True
    assert labels(figure) == ["92.5", "90"]
    assert figure.option["series"][0]["data"][0]["url"] == figure.table.rows[0][0].url == "/places/2/"
    assert [[cell.words for cell in row] for row in figure.table.rows] == [["虎门镇", "92.5"], ["长安镇", "90"]]


def test_the_row_in_question_is_darker_than_the_others() -> None:
    marks = drawn(Bar("虎门镇", Decimal(1)), Bar("长安镇", Decimal(1), look="marked")).option["series"][0]["data"]
    plain, marked = (int(mark["itemStyle"]["color"][1:3], 16) for mark in marks)
    assert marked < plain


def test_what_a_figure_could_be_at_most_is_an_outline_with_both_figures() -> None:
    figure = drawn(Bar("停车位", Decimal(12), full=Decimal(20)), Bar("加分", Decimal(3)))
    assert [mark["value"] for mark in figure.option["series"][1]["data"]] == [20, "-"]
    assert sorted(labels(figure)) == ["12 / 20", "3"]
    assert [heading.words for heading in figure.table.headings] == ["镇街", "数值（分）", "满值（分）"]
    assert [row[2].words for row in figure.table.rows] == ["20", ""]


@pytest.mark.parametrize(
    ("values", "unit", "written"),
    [((150_000_000_000, 20_000_000_000), "亿元", ["1,500", "200"]), ((80_000, 2_500), "个", ["80,000", "2,500"])],
)
def test_figures_are_written_in_the_scale_of_the_smallest(
    values: tuple[int, int], unit: str, written: list[str]
) -> None:
    figure = drawn(*(Bar(str(value), Decimal(value)) for value in values), unit=unit.removeprefix("亿"))
    assert figure.unit == unit
    assert labels(figure) == written


def test_a_figure_below_nought_is_written_on_the_left() -> None:
    (mark,) = drawn(Bar("扣分", Decimal(-2))).option["series"][0]["data"]
    assert mark["label"]["position"] == "left"


def test_braces_in_a_label_are_no_names_for_the_library() -> None:
    assert labels(drawn(Bar("长安镇", Decimal(1), more="{a}"))) == ["1  ｛a｝"]


@given(st.lists(st.decimals(-(10**12), 10**12, places=2), min_size=1, max_size=40))
def test_the_table_has_every_value_and_the_room_grows_with_the_rows(values: list[Decimal]) -> None:
    figure = drawn(*(Bar(f"第{number}镇", value) for number, value in enumerate(values)))
    assert [Decimal(row[1].words.replace(",", "")) for row in figure.table.rows] == values
    assert figure.height >= 20 * len(values)
