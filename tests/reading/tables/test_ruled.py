import pytest

from taizhang.reading.cleaning.lines import lines_of
from taizhang.reading.tables.grid import Grid
from taizhang.reading.tables.ruled import ruled_grids


def rows(text: str, grid: Grid) -> list[list[str]]:
    return [
        [
            "" if (cell := grid.at(row, column)) is None else text[cell.start : cell.end]
            for column in range(grid.columns)
        ]
        for row in range(grid.rows)
    ]


HEAD = ["指标", "单位", "绝对数"]
BODY = ["工业用电量", "亿千瓦时", "88.6"]


@pytest.mark.parametrize(
    "text",
    [
        "指标\t单位\t绝对数\n工业用电量\t亿千瓦时\t88.6\n",
        "指标\t\t单位\t\t绝对数\n工业用电量\t亿千瓦时\t88.6\n",
        "| 指标 | 单位 | 绝对数 |\n| --- | :-: | ---: |\n| 工业用电量 | 亿千瓦时 | 88.6 |\n",
        "指标 | 单位 | 绝对数\n工业用电量 | 亿千瓦时 | 88.6\n",
        "指标 | 单位 | 绝对数 |\n工业用电量 | 亿千瓦时 | 88.6 |\n",
        "指标 | 单位 |\n绝对数 |\n工业用电量 | 亿千瓦时 | 88.6 |\n年末户数 | 户 | 9 |\n",
    ],
)
def test_typed_table(text: str) -> None:
    (grid,) = ruled_grids(text, lines_of(text))
    assert rows(text, grid)[:2] == [HEAD, BODY]


def test_blank_first_cell_keeps_its_column() -> None:
    text = "类别\t指标\t目标\n经济\t产值\t5\n\t税收\t6\n"
    (grid,) = ruled_grids(text, lines_of(text))
    assert rows(text, grid)[2] == ["", "税收", "6"]


def test_blank_corner_of_a_saved_page() -> None:
    text = "| 2022年 | 2023年 |\n产值 | 5 | 6 |\n税收 | 7 | 8 |\n利润 | 1 | 2 |\n"
    (grid,) = ruled_grids(text, lines_of(text))
    assert rows(text, grid)[0] == ["", "2022年", "2023年"]


def test_headings_begin_another_table() -> None:
    text = "指标\t单位\n产值\t亿元\n人员情况\n指标\t目标值\n职工\t5\n"
    grids = list(ruled_grids(text, lines_of(text)))
    assert [rows(text, grid)[0] for grid in grids] == [["指标", "单位"], ["人员情况", ""]]


@pytest.mark.parametrize("text", ["一行\t两格\n", "首页 | 新闻\n正文在此。\n公告 | 通知\n", "甲 |\n乙 |\n丙 |\n", ""])
def test_no_table(text: str) -> None:
    assert list(ruled_grids(text, lines_of(text))) == []
