import pytest

from taizhang.reading.cleaning import clean
from taizhang.reading.cleaning.lines import lines_of
from taizhang.reading.tables.grid import Grid
from taizhang.reading.tables.loose import loose_grids


def read(text: str) -> tuple[str, list[Grid]]:
    view = clean(text).text
    return view, list(loose_grids(view, lines_of(view)))


def rows(text: str) -> list[list[str]]:
    view, (grid,) = read(text)
    return [
        [
            "" if (cell := grid.at(row, column)) is None else view[cell.start : cell.end]
            for column in range(grid.columns)
        ]
        for row in range(grid.rows)
    ]


HEAD = ["指标", "单位", "绝对数", "比上年增长(%)"]
FIRST = ["工业用电量", "亿千瓦时", "88.6", "4.5"]
SECOND = ["工业用水量", "万吨", "960", "-1.2"]


@pytest.mark.parametrize(
    "text",
    [
        "指标  单位  绝对数  比上年增长（%）\n工业用电量  亿千瓦时  88.6  4.5\n工业用水量    万吨  960  -1.2\n",
        "指标　单位　绝对数　比上年增长（%）\n工业用电量　亿千瓦时　88.6　4.5\n工业用水量　万吨　960　-1.2\n",
        "指标 单位 绝对数 比上年增长（%）\n工业用电量 亿千瓦时 88.6 4.5\n工业用水量 万吨 960 -1.2\n",
        "指标\n单位\n绝对数\n比上年增长（%）\n工业用电量\n亿千瓦时\n88.6\n4.5\n工业用水量\n万吨\n960\n-1.2\n",
        "指标 |\n\n单位 |\n\n绝对数 |\n|\n比上年增长（%） |\n工业用电量 |\n亿千瓦时 |\n88.6 |\n4.5 |\n"
        "工业用水量 |\n万吨 |\n960 |\n-1.2 |\n",
    ],
)
def test_table_without_rules(text: str) -> None:
    assert rows(text) == [HEAD, FIRST, SECOND]


def test_headings_spread_out() -> None:
    text = "指    标      单 位    绝对数\n工业用电量    亿千瓦时    88.6\n绿化覆盖率      %      45.1\n"
    assert [cell.replace(" ", "") for cell in rows(text)[0]] == ["指标", "单位", "绝对数"]
    assert rows(text)[2] == ["绿化覆盖率", "%", "45.1"]


def test_headings_drawn_together() -> None:
    text = "指 标 单 位 绝对数\n工业用电量 亿千瓦时 88.6\n工业用水量 万吨 960\n"
    assert rows(text)[0] == ["指标", "单位", "绝对数"]


def test_years_side_by_side() -> None:
    text = "指标 2020年 2025年 属性\n绿道里程 120 300 预期性\n水质达标率 88 95 约束性\n"
    assert rows(text)[:2] == [["指标", "2020年", "2025年", "属性"], ["绿道里程", "120", "300", "预期性"]]


def test_labels_with_units_are_no_headings() -> None:
    text = "指标\n2020年\n2025年\n属性\n绿道里程（公里）\n120\n300\n预期性\n水质达标率（%）\n88\n95\n约束性\n"
    assert rows(text)[1] == ["绿道里程(公里)", "120", "300", "预期性"]


def test_blank_cell_that_can_only_stand_in_one_column() -> None:
    text = "指标\n单位\n绝对数\n绿化率\n%\n45\n幸福指数\n88\n用水量\n万吨\n960\n"
    assert rows(text)[2] == ["幸福指数", "", "88"]


def test_row_that_could_be_placed_in_two_ways_is_left_out() -> None:
    text = "指标  绝对数  增长\n用电量  88  4\n用气量  77\n用水量  960  2\n"
    assert [row[0] for row in rows(text)] == ["指标", "用电量", "用水量"]


def test_headings_of_some_rows_are_passed_over() -> None:
    text = "指标\n单位\n绝对数\n一、能源\n用电量\n亿千瓦时\n88\n二、水\n用水量\n万吨\n960\n"
    assert [row[0] for row in rows(text)] == ["指标", "用电量", "用水量"]


def test_text_ends_the_table() -> None:
    view, (grid,) = read("地区\n产值（亿元）\n增速（%）\n甲镇\n12\n5\n乙镇\n9\n6\n全年形势稳定。\n9\n")
    assert view[grid.end - 1] == "6"


@pytest.mark.parametrize(
    "text",
    [
        "指标\n单位\n绝对数\n",
        "项目\n内容\n第一阶段\n调研\n第二阶段\n起草\n",
        "指标 单位\n一切指标都要落实到单位。\n继续推进。\n",
        "项目建设提速，全年新开工50个。\n指标逐月向好。\n",
        "目标\n绿道\n100\n公园\n20\n",
    ],
)
def test_no_table(text: str) -> None:
    assert read(text)[1] == []


def test_lines_taken_elsewhere_are_passed_over() -> None:
    text = "指标  绝对数\n用电量  88\n用水量  96\n"
    lines = lines_of(text)
    assert list(loose_grids(text, lines, [(0, len(text))])) == []
