"""Stacked bars: parts that can be told apart, sums at their ends."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.ui.charts import Figure, Stack, stacks, style
from taizhang.ui.charts.legends import lines

ROWS = [
    Stack("长安镇", (Decimal(3), Decimal("4.5")), "/places/1/"),
    Stack("虎门镇", (Decimal(0), Decimal(2)), urls=("/a/", "/b/")),
]


def drawn(parts: list[str], rows: list[Stack]) -> Figure:
    return stacks(title="得分构成", unit="分", source="台账", heading="镇街", parts=parts, rows=rows)


def test_parts_sums_and_pages() -> None:
    figure = drawn(["投资", "停车"], ROWS)
    first, second, ends = figure.option["series"]
    assert [mark["value"] for mark in second["data"]] == [4.5, 2]
    assert [mark["label"]["formatter"] for mark in ends["data"]] == ["7.5", "2"]
    assert [mark["url"] for mark in first["data"]] == ["/places/1/", "/a/"]
    assert [[(cell.words, cell.url) for cell in row] for row in figure.table.rows] == [
        [("长安镇", "/places/1/"), ("3", "/places/1/"), ("4.5", "/places/1/"), ("7.5", "")],
        [("虎门镇", ""), ("0", "/a/"), ("2", "/b/"), ("2", "")],
    ]


def test_no_two_parts_look_alike_without_colour() -> None:
    looks = [(_grey(look["color"]) // 64, str(look.get("decal", {}))[:120]) for look in style.PARTS]
    assert len(set(looks)) == len(looks)


def test_more_parts_than_looks_are_refused() -> None:
    with pytest.raises(ValueError, match="told apart"):
        drawn([str(number) for number in range(7)], [])


@pytest.mark.parametrize("row", [Stack("x", (Decimal(1),)), Stack("x", (Decimal(1), Decimal(1)), urls=("/a/",))])
def test_a_row_without_all_its_parts_is_refused(row: Stack) -> None:
    with pytest.raises(ValueError, match="every part"):
        drawn(["投资", "停车"], [row])


def test_a_phone_gives_a_long_legend_more_lines() -> None:
    parts = ["固定资产投资", "新增停车位", "公共充电桩", "美丽庭院"]
    assert lines(parts, 300) == 2 == lines(parts, 520) + 1
    figure = drawn(parts, [Stack("长安镇", (Decimal(1),) * 4)])
    (phone,) = figure.option["media"]
    assert phone["option"]["grid"]["top"] == figure.option["grid"]["top"] + 24
    assert figure.height > drawn(parts[:2], ROWS[:1]).height


def _grey(colour: str) -> int:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return (299 * red + 587 * green + 114 * blue) // 1000
