"""Curves: the drawing and the table say the same, in words with units, and nothing that is not JSON gets in."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from taizhang.ui.charts import Figure, Forecast, Point, curve

PLANNED = [Point(date(2024, 6, 30), Decimal(40_000)), Point(date(2024, 3, 31), Decimal("20000.000000"))]
ACTUAL = [Point(date(2024, 3, 31), Decimal(17_500), "/ledger/7/")]
FORECAST = [Forecast(date(2024, 6, 30), Decimal(30_000), Decimal(36_000), Decimal(41_000))]


def drawn(**parts: object) -> Figure:
    facts = {"title": "停车位", "unit": "个", "source": "台账，截至2024-05-31", "planned": PLANNED}
    return curve(**facts | parts)  # type: ignore[arg-type]


def series(figure: Figure, name: str) -> dict[str, object]:
    return next(each for each in figure.option["series"] if each["name"] == name)


def rows(figure: Figure) -> list[list[str]]:
    return [[cell.words for cell in row] for row in figure.table.rows]


def test_the_axis_counts_in_ten_thousands_and_the_table_exactly() -> None:
    figure = drawn(actual=ACTUAL, forecast=FORECAST, target=Decimal(80_000))
    assert figure.unit == figure.option["yAxis"]["name"] == "万个"
    assert [each["value"] for each in series(figure, "计划")["data"]] == [["2024-03-31", 2], ["2024-06-30", 4]]
    assert [heading.words for heading in figure.table.headings] == [
        "日期",
        "计划（个）",
        "实际（个）",
        "预测（个）",
        "预测区间（个）",
    ]
    assert rows(figure) == [
        ["2024-03-31", "20,000", "17,500", "", ""],
        ["2024-06-30", "40,000", "", "36,000", "30,000–41,000"],
    ]


def test_a_mark_says_its_value_and_leads_where_the_table_leads() -> None:
    figure = drawn(actual=ACTUAL)
    (mark,) = series(figure, "实际")["data"]
    assert mark["words"] == "2024-03-31 实际 17,500个"
    assert mark["url"] == figure.table.rows[0][2].url == "/ledger/7/"


def test_the_forecast_begins_where_the_actual_ends() -> None:
    figure = drawn(actual=ACTUAL, forecast=FORECAST)
    assert [each["value"] for each in series(figure, "预测")["data"]] == [["2024-03-31", 1.75], ["2024-06-30", 3.6]]
    foot, depth = (each["data"] for each in figure.option["series"] if each.get("stack"))
    assert [each["value"][1] for each in foot] == [1.75, 3]
    assert [each["value"][1] for each in depth] == [0, 1.1]
    assert depth[1]["words"] == "2024-06-30 预测区间 30,000–41,000个"


def test_a_figure_after_the_forecast_began_does_not_bend_it() -> None:
    late = [*ACTUAL, Point(date(2024, 6, 30), Decimal(20_000), note="18/33 已锁定")]
    figure = drawn(actual=late, forecast=FORECAST)
    assert [each["value"][0] for each in series(figure, "预测")["data"]] == ["2024-03-31", "2024-06-30"]
    assert series(figure, "实际")["data"][1]["words"] == "2024-06-30 实际 20,000个 18/33 已锁定"
    assert [row[-1] for row in rows(figure)] == ["", "18/33 已锁定"]


def test_without_actual_values_there_is_only_the_plan() -> None:
    figure = drawn()
    assert [each["name"] for each in figure.option["series"]] == ["计划"]
    assert figure.summary == "停车位；计划 2024-06-30 40,000个"


@pytest.mark.parametrize(("today", "marks"), [(date(2024, 5, 1), 2), (date(2025, 5, 1), 1), (None, 1)])
def test_today_is_drawn_where_it_lies_within_the_curve(today: date | None, marks: int) -> None:
    figure = drawn(target=Decimal(80_000), today=today)
    lines = series(figure, "计划")["markLine"]
    assert len(lines["data"]) == marks  # type: ignore[index]
    assert lines["data"][0]["label"]["formatter"] == "目标 80,000个"  # type: ignore[index]


def test_english_words_and_scales() -> None:
    with translation.override("en"):
        figure = drawn(actual=ACTUAL)
    assert figure.unit == "个"
    assert [each["name"] for each in figure.option["series"]] == ["Planned", "Actual"]
    assert figure.option["xAxis"]["axisLabel"]["formatter"]["month"] == "{MMM}"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//elsewhere.example", "/\\elsewhere.example", "https://x.example"]
)
def test_a_mark_leads_nowhere_else(url: str) -> None:
    with pytest.raises(ValueError, match="only to pages of this site"):
        drawn(actual=[Point(date(2024, 3, 31), Decimal(1), url)])


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a point"):
        drawn(planned=[])
    with pytest.raises(ValueError, match="between its lowest"):
        Forecast(date(2024, 6, 30), Decimal(3), Decimal(2), Decimal(4))


amounts = st.decimals(-(10**15), 10**15, places=3, allow_nan=False, allow_infinity=False)
points = st.builds(Point, st.dates(date(2000, 1, 1), date(2100, 1, 1)), amounts)


@given(st.lists(points, min_size=1, max_size=9, unique_by=lambda each: each.day), st.text(max_size=5))
def test_every_value_is_in_the_table_to_its_last_digit(planned: list[Point], unit: str) -> None:
    figure = drawn(planned=planned, unit=unit)
    told = {row[0]: Decimal(row[1].replace(",", "")) for row in rows(figure)}
    assert told == {each.day.isoformat(): each.value for each in planned}
    json.dumps(figure.option, allow_nan=False)
