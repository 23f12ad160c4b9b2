"""Whole tables: what is claimed, of what, by whom; and the tables that claim nothing.

Developed on tables of our own words in the layouts of published bulletins, plan outlines and task lists.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.cleaning import clean
from taizhang.reading.tables import TableReading, read_tables

Row = tuple[str, str, str | None, str, str | None, str, str, str | None, str | None]


def read(text: str, *, year: int | None = None, kind: str | None = None) -> tuple[str, TableReading]:
    view = clean(text).text
    return view, read_tables(view, year=year, kind=kind)


def claims(text: str, *, year: int | None = None, kind: str | None = None) -> list[Row]:
    view, reading = read(text, year=year, kind=kind)
    return [
        (
            view[claim.start : claim.end],
            claim.indicator,
            claim.role,
            claim.measure,
            claim.direction,
            claim.comparator,
            str(claim.value),
            claim.unit,
            claim.period,
        )
        for claim in reading.claims
    ]


def test_bulletin() -> None:
    text = """表1 2023年主要指标
指标\t单位\t绝对数\t比上年增长(%)
地区生产总值\t亿元\t11438.13\t2.6
#第一产业\t亿元\t35.1\t-3.2
年末常住人口\t万人\t1048.53\t—
森林覆盖率\t%\t36.4\t0.2个百分点
"""
    assert claims(text, year=2023, kind="results") == [
        ("11438.13", "地区生产总值", "actual", "level", None, "=", "1143813000000", "元", "2023"),
        ("2.6", "地区生产总值", "actual", "growth", "up", "=", "2.6", "%", "2023"),
        ("35.1", "第一产业增加值", "actual", "level", None, "=", "3510000000", "元", "2023"),
        ("3.2", "第一产业增加值", "actual", "growth", "down", "=", "3.2", "%", "2023"),
        ("1048.53", "年末常住人口", "actual", "level", None, "=", "10485300", "人", "2023"),
        ("36.4", "森林覆盖率", "actual", "level", None, "=", "36.4", "%", "2023"),
        ("0.2个百分点", "森林覆盖率", "actual", "delta", "up", "=", "0.2", "百分点", "2023"),
    ]


def test_plan_outline() -> None:
    text = """专栏1 主要指标
类别\t指标\t2020年\t2025年\t年均增长\t属性
经济发展\t1.地区生产总值（亿元）\t9650\t12000\t6.5左右\t预期性
\t2.城镇新增就业（万人）\t—\t[50]\t—\t预期性
\t3.单位GDP能耗降低（%）\t—\t[13.5]\t……\t约束性
\t4.城镇登记失业率（%）\t2.5\t≤4.5\t—\t预期性
\t5.森林覆盖率（%）\t36\t>36.5\t\t约束性
"""
    assert claims(text, year=2025, kind="plan") == [
        ("9650", "地区生产总值", "actual", "level", None, "=", "965000000000", "元", "2020"),
        ("12000", "地区生产总值", "target", "level", None, "=", "1200000000000", "元", "2025"),
        ("6.5", "地区生产总值", "target", "growth", "up", "~", "6.5", "%", "2021/2025"),
        ("50", "城镇新增就业", "target", "delta", "up", "=", "500000", "人", "2021/2025"),
        ("13.5", "单位GDP能耗", "target", "growth", "down", "=", "13.5", "%", "2021/2025"),
        ("2.5", "城镇登记失业率", "actual", "level", None, "=", "2.5", "%", "2020"),
        ("4.5", "城镇登记失业率", "target", "level", None, "<=", "4.5", "%", "2025"),
        ("36", "森林覆盖率", "actual", "level", None, "=", "36", "%", "2020"),
        ("36.5", "森林覆盖率", "target", "level", None, ">", "36.5", "%", "2025"),
    ]


def test_results_and_aims_side_by_side() -> None:
    text = """指标\t单位\t2023年完成\t2024年预期目标
地区生产总值增长\t%\t2.6\t6左右
一般公共预算收入\t亿元\t808\t增长3%
单位GDP能耗\t%\t下降3\t完成省下达任务
PM2.5年均浓度\t微克/立方米\t21\t≤22
"""
    assert claims(text, year=2024, kind="plan") == [
        ("2.6", "地区生产总值", "actual", "growth", "up", "=", "2.6", "%", "2023"),
        ("6", "地区生产总值", "target", "growth", "up", "~", "6", "%", "2024"),
        ("808", "一般公共预算收入", "actual", "level", None, "=", "80800000000", "元", "2023"),
        ("3%", "一般公共预算收入", "target", "growth", "up", "=", "3", "%", "2024"),
        ("3", "单位GDP能耗", "actual", "growth", "down", "=", "3", "%", "2023"),
        ("21", "PM2.5年均浓度", "actual", "level", None, "=", "21", "微克/立方米", "2023"),
        ("22", "PM2.5年均浓度", "target", "level", None, "<=", "22", "微克/立方米", "2024"),
    ]
    view, reading = read(text, year=2024, kind="plan")
    assert [view[start:end] for start, end in reading.prose] == ["完成省下达任务"]


def test_places_by_indicators() -> None:
    text = """2024年各镇街目标任务分解表
镇街\t固定资产投资（亿元）\t增长（%）\t新增停车位（个）
莞城\t12.5\t6\t800
长安镇\t45\t-6.5\t1500
合计\t57.5\t6.2\t2300
"""
    view, reading = read(text, year=2024, kind="plan")
    assert [
        (view[claim.start : claim.end], claim.indicator, claim.measure, claim.direction, claim.unit, claim.place)
        for claim in reading.claims
    ] == [
        ("12.5", "固定资产投资", "level", None, "元", "莞城"),
        ("6", "固定资产投资", "growth", "up", "%", "莞城"),
        ("800", "停车位", "delta", "up", "个", "莞城"),
        ("45", "固定资产投资", "level", None, "元", "长安镇"),
        ("6.5", "固定资产投资", "growth", "down", "%", "长安镇"),
        ("1500", "停车位", "delta", "up", "个", "长安镇"),
        ("57.5", "固定资产投资", "level", None, "元", None),
        ("6.2", "固定资产投资", "growth", "up", "%", None),
        ("2300", "停车位", "delta", "up", "个", None),
    ]
    assert {(claim.role, claim.period) for claim in reading.claims} == {("target", "2024")}


def test_rank_belongs_to_what_stands_left_of_it() -> None:
    text = "镇街\tGDP增速（%）\t排名\n甲镇\t6.5\t1\n乙镇\t5.5\t第2\n"
    assert [row[:2] + row[3:4] for row in claims(text, kind="results")] == [
        ("6.5", "GDP", "growth"),
        ("1", "GDP", "rank"),
        ("5.5", "GDP", "growth"),
        ("第2", "GDP", "rank"),
    ]


def test_caption_gives_noun_unit_and_rate() -> None:
    text = """表3：2022年居民消费价格比上年涨跌幅度
单位：%
指标    全市    城市    农村
居民消费价格    2.0    2.1    1.8
  食品烟酒    2.4    2.5    -2.2
"""
    rows = claims(text, year=2022, kind="results")
    assert [row[:2] + row[3:5] for row in rows] == [
        ("2.0", "居民消费价格", "growth", "up"),
        ("2.1", "城市居民消费价格", "growth", "up"),
        ("1.8", "农村居民消费价格", "growth", "up"),
        ("2.4", "食品烟酒价格", "growth", "up"),
        ("2.5", "城市食品烟酒价格", "growth", "up"),
        ("2.2", "农村食品烟酒价格", "growth", "down"),
    ]


def test_part_without_a_unit_has_that_of_its_whole() -> None:
    text = "指标 2021 2022\n年末人口（万人） 100 101\n  男性 50 51\n"
    assert [row[1:2] + row[6:8] for row in claims(text, year=2022, kind="results")[2:]] == [
        ("男性人口", "500000", "人"),
        ("男性人口", "510000", "人"),
    ]


def test_caption_names_the_one_indicator() -> None:
    text = "2024年各镇街工业投资任务分解表\n镇街\t任务（亿元）\n甲镇\t12\n乙镇\t8\n"
    assert [row[1:3] for row in claims(text, year=2024, kind="plan")] == [("工业投资", "target")] * 2


def test_two_rows_of_headings() -> None:
    text = """指标\t全体居民\t\t农村居民\t
\t绝对量（元）\t增长（%）\t绝对量（元）\t增长（%）
人均可支配收入\t36883\t5.0\t20133\t6.3
工资性收入\t20590\t4.9\t8449\t6.2
"""
    rows = claims(text, year=2022, kind="results")
    assert [row[:2] + row[3:4] for row in rows[:4]] == [
        ("36883", "全体居民人均可支配收入", "level"),
        ("5.0", "全体居民人均可支配收入", "growth"),
        ("20133", "农村居民人均可支配收入", "level"),
        ("6.3", "农村居民人均可支配收入", "growth"),
    ]


def test_years_down_the_side() -> None:
    text = "年份\t地区生产总值（亿元）\t增长（%）\n2021\t10855\t8.2\n2022年\t11200\t0.6\n"
    assert [row[:2] + row[-1:] for row in claims(text, kind="results")] == [
        ("10855", "地区生产总值", "2021"),
        ("8.2", "地区生产总值", "2021"),
        ("11200", "地区生产总值", "2022"),
        ("0.6", "地区生产总值", "2022"),
    ]


def test_growth_is_that_of_the_latest_year() -> None:
    text = "指标\t2023年\t2022年\t增长（%）\n进口额（亿元）\t90\t80\t12.5\n出口额（亿元）\t60\t50\t20\n"
    assert [row[-1] for row in claims(text, year=2023, kind="results")] == ["2023", "2022", "2023"] * 2


def test_growth_takes_the_words_of_its_amount() -> None:
    text = "产品名称\t产量（吨）\t比重（%）\t增长（%）\n粮食\t356\t60\t0.8\n茶叶\t172\t40\t-2\n"
    assert [row[1] for row in claims(text, kind="results")] == [
        "粮食产量",
        "粮食比重",
        "粮食产量",
        "茶叶产量",
        "茶叶比重",
        "茶叶产量",
    ]


def test_two_tables_side_by_side() -> None:
    text = "指标\t绝对数（亿元）\t指标\t绝对数（亿元）\n工业产值\t120\t税收\t30\n农业产值\t50\t利润\t60\n"
    assert [row[:2] for row in claims(text, kind="results")] == [
        ("120", "工业产值"),
        ("30", "税收"),
        ("50", "农业产值"),
        ("60", "利润"),
    ]


def test_share_in_a_table_of_amounts() -> None:
    text = "指标\t单位\t绝对数\t比重（%）\n年末常住人口\t万人\t105\t100\n其中：城镇\t万人\t70\t66.7\n"
    assert [row[1:2] + row[6:8] for row in claims(text, kind="results")] == [
        ("年末常住人口", "1050000", "人"),
        ("年末常住人口比重", "100", "%"),
        ("城镇人口", "700000", "人"),
        ("城镇人口比重", "66.7", "%"),
    ]


def test_owner_deadline_and_comparator() -> None:
    text = """| 序号 | 目标任务 | 目标值 | 完成时限 | 牵头单位 | 配合单位 |
|---|---|---|---|---|---|
| 1 | 新增停车位 | 力争8万个以上 | 2024年12月31日前 | 市城管局 | 市住建局、各镇街 |
| 2 | 美丽庭院 | 打造3000个；建成示范片区10个 | 6月底 | 市妇联 | |
"""
    view, reading = read(text, year=2024, kind="plan")
    (claim,) = reading.claims
    assert (claim.indicator, claim.comparator, claim.period, claim.strength) == ("停车位", ">=", "2024-12", "strive")
    assert (claim.owner, claim.co_owners) == ("市城管局", ("市住建局", "各镇街"))
    assert view[claim.quote_start : claim.quote_end].startswith("1 | 新增停车位 | 力争8万个以上")
    (assignment,) = reading.assignments
    assert view[assignment.start : assignment.end] == "打造3000个；建成示范片区10个"
    assert (assignment.owner, assignment.due(2024)) == ("市妇联", "2024-06")


TASKS = """序号\t工作任务\t工作内容\t责任单位\t完成时限
1\t停车难治理\t新增停车位8万个；打造示范停车场20个\t市城市管理局、各镇街\t11月底前
2\t教育提质\t新增公办学位4万个，新改扩建学校12所\t市教育局\t2024.12
"""


def test_task_table_leaves_its_sentences_to_the_reader_of_text() -> None:
    view, reading = read(TASKS, year=2024, kind="plan")
    assert reading.claims == ()
    assert [view[start:end] for start, end in reading.prose] == [
        "新增停车位8万个；打造示范停车场20个",
        "新增公办学位4万个，新改扩建学校12所",
    ]
    assert [(each.owner, each.due(2024)) for each in reading.assignments] == [
        ("市城市管理局、各镇街", "2024-11"),
        ("市教育局", "2024-12"),
    ]


def test_tasks_that_are_their_own_labels() -> None:
    text = "序号\t目标任务\t牵头单位\n1\t新建口袋公园60个\t市林业局\n2\t改造老旧小区80个\t市住建局\n"
    view, reading = read(text, year=2024, kind="plan")
    assert [view[start:end] for start, end in reading.prose] == ["新建口袋公园60个", "改造老旧小区80个"]
    assert [each.owner for each in reading.assignments] == ["市林业局", "市住建局"]


def test_weights_beside_aims_are_passed_over() -> None:
    text = "序号\t考核指标\t目标值\t分值\n1\t固定资产投资增速\t6%\t20\n2\t新建公园（个）\t80\t10\n"
    assert [row[:2] for row in claims(text, kind="plan")] == [("6%", "固定资产投资"), ("80", "公园")]


@pytest.mark.parametrize(
    "text",
    [
        "单位\t联系人\t联系电话\n市发展改革局\t值班室\t22830000\n市教育局\t值班室\t23126000\n",
        "项目\t单价\t数量\n门票\t50元\t1张\n讲解\t100元\t1次\n",
        "时间\t地点\t内容\n9:00\t一楼会议室\t开幕\n10:30\t二楼会议室\t研讨\n",
        "线路\t首班车\t末班车\n1路\t6:00\t22:00\n2路\t6:30\t21:00\n",
        "岗位名称\t招聘人数\t学历\n工程师\t3人\t本科\n会计\t1人\t大专\n",
        "项目\t收费标准\n不动产登记\t80元\n车辆检测\t120元\n",
        "序号\t考核内容\t分值\t评分标准\n1\t制度建设\t20\t每缺1项扣2分\n2\t台账管理\t10\t缺1次扣1分\n",
        "| 功能 | 说明 | 次数 |\n|---|---|---|\n| 登录 | 支持扫码 | 3 |\n| 导出 | 支持表格 | 12 |\n",
        "首页 | 新闻 | 公告\n关于我们 | 联系我们 | 网站地图\n",
    ],
)
def test_table_that_claims_nothing(text: str) -> None:
    _, reading = read(text, year=2024, kind="plan")
    assert reading.claims == ()
    assert reading.prose == ()


@pytest.mark.parametrize(
    "text",
    [
        "单位\t联系人\t联系电话\n市教育局\t值班室\t23126000\n",
        "项目\t单价\t数量\n门票\t50元\t1张\n",
    ],
)
def test_list_of_prices_or_numbers_to_call_is_not_read_as_text_either(text: str) -> None:
    assert read(text)[1].consumed == ((0, len(text) - 1),)


def test_table_of_a_policy_claims_only_what_it_calls_an_aim() -> None:
    text = "指标\t2024年目标\t2023年\n高新技术企业（家）\t500\t450\n上市企业（家）\t8\t6\n"
    assert {row[2] for row in claims(text, year=2024, kind="policy")} == {"target"}


def test_text_without_tables_costs_nothing_to_the_rest() -> None:
    assert read("一、指标体系\n2024年新建公园3座，增长5%。\n")[1] == TableReading()


WORDS = [
    "指标",
    "单位",
    "镇街",
    "2025年",
    "目标值",
    "增长（%）",
    "责任单位",
    "亿元",
    "-3.2",
    "[50]",
    "—",
    "8万个",
    "甲镇",
    "其中：乙",
]
EDGES = ["\t", " | ", "|", "  ", "\n", " ", "|\n"]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(EDGES)), max_size=60))
def test_spans_hold_on_any_arrangement(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + edge for word, edge in pieces)
    reading = read_tables(text, year=2024, kind="plan")
    for claim in reading.claims:
        assert claim.quote_start <= claim.start < claim.end <= claim.quote_end
        assert claim.value >= 0
        assert any(start <= claim.start and claim.end <= end for start, end in reading.consumed)
    assert list(reading.consumed) == sorted(reading.consumed)
    for (_, end), (start, _) in zip(reading.consumed, reading.consumed[1:], strict=False):
        assert end <= start


def test_example_of_the_reference_page() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "tables.md").read_text("utf-8")
    _, table, after = page.split("```", 2)
    promised = [[cell.strip() for cell in line.strip("|").split("|")] for line in after.splitlines() if line[:1] == "|"]
    read = [
        [
            figure,
            indicator,
            str(role),
            f"{measure}, {direction}" if direction else measure,
            comparator,
            value,
            str(unit),
            str(period),
        ]
        for figure, indicator, role, measure, direction, comparator, value, unit, period in claims(
            table, year=2025, kind="plan"
        )
    ]
    assert read == promised[2:]
