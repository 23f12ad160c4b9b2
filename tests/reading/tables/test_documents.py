"""Tables inside documents of every format: their claims stand among the others, anchored in the source."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from taizhang import read, read_file
from taizhang.reading import Document

PLAN = """东莞市2024年重点工作任务分工表

一、年度安排
全市新建公园３座，增长５％。

附件：２０２４年重点工作任务分工表
序号\t工作任务\t工作内容\t责任单位\t完成时限
１\t停车难治理\t新增停车位８万个；打造示范停车场２０个\t市城市管理局、各镇街\t11月底前
２\t规划先行\t编制公共停车设施专项规划\t市自然资源局\t2024.12

主要指标
指标\t单位\t２０２３年完成\t２０２４年目标
地区生产总值\t亿元\t１１４３８\t增长６%左右
新增公共充电桩\t个\t5,000\t不少于6000

二、保障措施
组织技能培训5000人次。
"""


def assert_anchored(document: Document) -> None:
    for claim in document.claims:
        assert document.text[claim.start : claim.end] == claim.figure
        assert document.text[claim.quote_start : claim.quote_end] == claim.quote
        for step in claim.derivation:
            assert 0 <= step.start <= step.end <= len(document.text)


def test_tables_and_sentences_of_a_plan() -> None:
    document = read(PLAN)
    assert_anchored(document)
    assert [(claim.figure, claim.indicator, claim.period, claim.owner) for claim in document.figures] == [
        ("３座", "公园", "2024", None),
        ("５％", "公园", "2024", None),
        ("８万个", "停车位", "2024-11", "市城市管理局、各镇街"),
        ("２０个", "示范停车场", "2024-11", "市城市管理局、各镇街"),
        ("１１４３８", "地区生产总值", "2023", None),
        ("６%", "地区生产总值", "2024", None),
        ("5,000", "公共充电桩", "2023", None),
        ("6000", "公共充电桩", "2024", None),
        ("5000人次", "技能培训", "2024", None),
    ]
    assert {claim.place for claim in document.figures} == {"东莞市"}
    assert [claim.role for claim in document.figures][4:6] == ["actual", "target"]


def test_task_of_a_cell_has_its_row_s_owner_and_deadline() -> None:
    tasks = [claim for claim in read(PLAN).tasks if "专项规划" in claim.figure]
    assert [(task.figure, task.owner, task.period) for task in tasks] == [
        ("编制公共停车设施专项规划", "市自然资源局", "2024-12")
    ]


def test_derivation_leads_to_label_and_heading() -> None:
    document = read(PLAN)
    claim = next(claim for claim in document.figures if claim.figure == "6000")
    said = {step.rule: document.text[step.start : step.end] for step in claim.derivation}
    assert said["table-row"] == "新增公共充电桩"
    assert said["table-column"] == "２０２４年目标"
    assert claim.quote == "新增公共充电桩\t个\t5,000\t不少于6000"


def test_rows_of_a_table_are_no_headings() -> None:
    headings = {heading for claim in read(PLAN).claims for heading in claim.section}
    assert headings == {"年度安排", "附件：2024年重点工作任务分工表", "保障措施"}


def test_bulletin_in_plain_text() -> None:
    text = """某县2022年国民经济和社会发展统计公报

一、综合
全年地区生产总值120.5亿元，比上年增长5.5%。

表1 2022年主要指标
指标    单位    绝对数    比上年增长（%）
工业增加值    亿元    50.2    6.1
森林覆盖率    %    58.6    —

二、人口
年末常住人口35.2万人。
"""
    document = read(text, place="某县")
    assert_anchored(document)
    assert [(claim.figure, claim.unit, claim.role, claim.period) for claim in document.figures] == [
        ("120.5亿元", "元", "actual", "2022"),
        ("5.5%", "%", "actual", "2022"),
        ("50.2", "元", "actual", "2022"),
        ("6.1", "%", "actual", "2022"),
        ("58.6", "%", "actual", "2022"),
        ("35.2万人", "人", "actual", "2022"),
    ]


def test_web_page_with_merged_cells(tmp_path: Path) -> None:
    page = tmp_path / "松阳县2024年目标任务.html"
    page.write_text(
        """<html><head><title>松阳县2024年目标任务分解表</title></head><body>
        <h1>松阳县2024年目标任务分解表</h1><p>各单位要抓好落实。</p>
        <table><tr><th rowspan="2">指标</th><th colspan="2">2024年目标</th><th rowspan="2">责任单位</th></tr>
        <tr><th>总量（亿元）</th><th>增长（%）</th></tr>
        <tr><td>工业投资</td><td>85</td><td>12以上</td><td rowspan="2">县发改局</td></tr>
        <tr><td>&nbsp;其中：技改投资</td><td>30</td><td>-2</td></tr></table></body></html>""",
        "utf-8",
    )
    document = read_file(page)
    assert_anchored(document)
    assert [
        (claim.figure, claim.indicator, claim.measure, claim.direction, claim.comparator, claim.owner, claim.period)
        for claim in document.figures
    ] == [
        ("85", "工业投资", "level", None, "=", "县发改局", "2024"),
        ("12", "工业投资", "growth", "up", ">=", "县发改局", "2024"),
        ("30", "技改投资", "level", None, "=", "县发改局", "2024"),
        ("2", "技改投资", "growth", "down", "=", "县发改局", "2024"),
    ]
    assert {(claim.role, claim.place) for claim in document.figures} == {("target", "松阳县")}


@pytest.mark.parametrize("separator", [",", "\t"])
def test_comma_separated_plan(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "2024年目标任务.csv"
    rows = [
        ["指标", "单位", "2024年目标", "牵头部门"],
        ["新建口袋公园", "个", "60", "市林业局"],
        ["绿道", "公里", "≥100", "市林业局"],
    ]
    path.write_text("\n".join(separator.join(row) for row in rows) + "\n", "utf-8")
    document = read_file(path, place="东莞市")
    assert_anchored(document)
    assert [(c.figure, c.indicator, c.unit, c.comparator, c.owner, c.role) for c in document.figures] == [
        ("60", "口袋公园", "个", "=", "市林业局", "target"),
        ("100", "绿道", "公里", ">=", "市林业局", "target"),
    ]


def test_workbook_with_title_unit_and_merged_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2024年各镇街投资任务分解表"])
    sheet.merge_cells("A1:D1")
    sheet.append(["单位：亿元"])
    sheet.append(["片区", "镇街", "固定资产投资", "工业投资"])
    sheet.append(["滨海片区", "长安镇", 60.5, 12])
    sheet.append([None, "虎门镇", 80, 15])
    sheet.merge_cells("A4:A5")
    sheet.append(["合计", "合计", 140.5, 27])
    path = tmp_path / "任务分解.xlsx"
    book.save(path)
    document = read_file(path, place="东莞市")
    assert_anchored(document)
    assert [(c.figure, c.indicator, str(c.value), c.unit, c.place) for c in document.figures] == [
        ("60.5", "固定资产投资", "6050000000", "元", "长安镇"),
        ("12", "工业投资", "1200000000", "元", "长安镇"),
        ("80", "固定资产投资", "8000000000", "元", "虎门镇"),
        ("15", "工业投资", "1500000000", "元", "虎门镇"),
        ("140.5", "固定资产投资", "14050000000", "元", "东莞市"),
        ("27", "工业投资", "2700000000", "元", "东莞市"),
    ]
    assert {(c.role, c.period) for c in document.figures} == {("target", "2024")}


def test_numbers_to_call_and_prices_claim_nothing() -> None:
    text = "某市2024年工作要点\n项目\t单价\t数量\n门票\t50元\t100张\n\n单位\t联系人\t联系电话\n市教育局\t值班室\t23126000\n"
    assert read(text).figures == ()
