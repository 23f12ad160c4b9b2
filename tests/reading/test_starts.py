"""Promised starts: wordings that give a day by which work begins, and wordings that must give none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading import read
from taizhang.reading.starts import start_beside, start_in

PLAN = "2024年工作要点\n\n一、重点任务\n"


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("推动城北水厂6月底前开工", "2024-06"),
        ("6月底前开工建设城北水厂", "2024-06"),
        ("城北水厂年内动工", "2024"),
        ("城北水厂年底前动工建设", "2024-12"),
        ("力争三季度启动建设城北水厂", "2024-Q3"),
        ("上半年确保开工城北水厂", "2024-H1"),
        ("2025年3月底前全面开工", "2025-03"),
        ("9月30日前正式开工", "2024-09-30"),
        ("十月底前破土动工", "2024-10"),
        ("8月启动实施老旧管网更新", "2024-08"),
        ("明年上半年开建", "2025-H1"),
        ("城北水厂开工时间为6月底前", "2024-06"),
        ("城北水厂开工不晚于9月", "2024-09"),
        ("城北水厂动工于第二季度", "2024-Q2"),
    ],
)
def test_a_promised_start(words: str, period: str) -> None:
    found = start_in(words, 0, len(words), 2024)
    assert found is not None
    assert str(found.period) == period
    assert found.said in words[found.start : found.end]


@pytest.mark.parametrize(
    "words",
    [
        "城北水厂6月底前完工",
        "6月底前开工率达到八成",
        "全年开工面积两万平方米",
        "城北水厂已于3月开工",
        "自3月开工以来",
        "去年10月开工的城北水厂",
        "2023年6月动工",
        "6月底前召开启动会",
        "6月开工仪式从简",
        "开工建设城北水厂",
        "十四五期间开工",
        "6月开工后加快进度",
        "启动城北水厂，9月底前建成",
        "三年开工三处",
    ],
)
def test_no_promised_start(words: str) -> None:
    assert start_in(words, 0, len(words), 2024) is None


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("建设城北水厂，6月底前开工", "2024-06"),
        ("建设城北水厂(6月底前开工、12月底前完工)", "2024-06"),
        ("建设城北水厂，3月底前取得用地批复，6月底前开工。", "2024-06"),
        ("建设城北水厂，6月底前完成选址", None),
        ("建设城北水厂。6月底前开工", None),
        ("建设城北水厂，加快前期工作；6月底前开工", None),
        ("建设城北水厂，6月底前开工建设城南泵站", None),
    ],
)
def test_a_start_in_a_clause_beside(words: str, period: str | None) -> None:
    found = start_beside(words, len("建设城北水厂"), 2024)
    assert (str(found.period) if found else None) == period


@pytest.mark.parametrize(
    ("sentence", "begin", "period"),
    [
        ("1.建设滨江文化公园，6月底前开工，12月底前建成。", "2024-06", "2024-12"),
        ("1.建设滨江文化公园，6月底前开工。", "2024-06", "2024"),
        ("1、6月底前开工建设滨江文化公园。", "2024-06", "2024"),
        ("1.推动滨江文化公园项目三季度动工建设。", "2024-Q3", "2024"),
        ("1、6月底前，开工建设滨江文化公园。", "2024-06", "2024"),
        ("1、6月底前建成滨江文化公园。", None, "2024-06"),
        ("1.建设滨江文化公园，年底前建成。", None, None),
    ],
)
def test_a_task_that_is_to_begin(sentence: str, begin: str | None, period: str | None) -> None:
    claims = [each for each in read(PLAN + sentence, place="东莞市").claims if each.kind == "task"]
    assert claims
    assert claims[0].begin == begin
    if period is not None:
        assert claims[0].period == period


def test_a_figure_keeps_its_period_beside_its_start() -> None:
    (claim,) = read(PLAN + "新建社区公园12个，6月底前全部开工。", place="东莞市").figures
    assert (claim.begin, claim.period) == ("2024-06", "2024")


def test_the_derivation_shows_the_words_of_the_start() -> None:
    document = read(PLAN + "1.建设滨江文化公园，6月底前开工。", place="东莞市")
    (step,) = [each for each in document.claims[0].derivation if each.rule == "promised-start"]
    assert document.text[step.start : step.end] == "6月底前开工"
    assert step.yields == "begin=2024-06"


@given(st.text(alphabet="6年月底前后，、。(启动开工建设已自于九城北水厂 \n", max_size=60))
def test_whatever_the_text_spans_lie_in_it(text: str) -> None:
    for found in (start_in(text, 0, len(text), 2024), start_beside(text, 0, 2024)):
        if found is not None:
            assert 0 <= found.start < found.end <= len(text)
            assert found.said in text[found.start : found.end]
