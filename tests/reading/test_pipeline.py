"""Reading whole texts: anchors hold on every text, nothing raises, context gives role, period and place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.reading import Document, SourceError, read, read_file

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
PIECES = st.sampled_from(
    [
        "新增",
        "停车位",
        "8万个",
        "、",
        "，",
        "。",
        "\n",
        "增长",
        "5%",
        "分别",
        "第2",
        "位列全市",
        "全覆盖",
        "（",
        "）",
        "“",
        "”",
        "2024年",
        "１２",
        "由",
        "提高到",
        "亿元",
        "其中",
        "均",
        "戰(zhàn)役",
        " ",
        "\u3000",
        "以上",
        "�",
        "一、",
        "目标",
        "5—6个",
        "-3.2%",
        "《",
        "》",
        "等",
    ]
)


def assert_anchored(document: Document) -> None:
    for claim in document.claims:
        assert document.text[claim.start : claim.end] == claim.figure
        assert document.text[claim.quote_start : claim.quote_end] == claim.quote
        assert claim.quote_start <= claim.start < claim.end <= claim.quote_end
        assert claim.value is None or claim.value >= 0
        assert claim.rule
        assert claim.derivation
    assert [claim.start for claim in document.claims] == sorted(claim.start for claim in document.claims)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_anchors_hold_on_made_up_plans(text: str) -> None:
    assert_anchored(read(text))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_reading_never_raises(text: str) -> None:
    assert_anchored(read(text))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of reports is not at hand")
def test_anchors_hold_on_real_reports() -> None:
    paths = sorted(CORPUS.rglob("*.txt"))
    assert paths
    for path in paths:
        assert_anchored(read(path.read_bytes().decode("utf-8")))


def test_report_looks_back_then_ahead() -> None:
    document = read(
        "韶关市2024年政府工作报告\n各位代表：\n一、2023年工作回顾\n全市新建学校12所。\n二、2024年工作安排\n全市新建学校15所。"
    )
    assert [(claim.role, claim.period, claim.place) for claim in document.figures] == [
        ("actual", "2023", "韶关市"),
        ("target", "2024", "韶关市"),
    ]
    assert document.figures[0].section == ("2023年工作回顾",)


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("6月底前新建学校2所。", "2024-06"),
        ("年底前建成学校2所，年底实现覆盖率50%。", "2024-12"),
        ("到2025年，建成学校2所。", "2025"),
        ("2024年3月建成学校2所。", "2024-03"),
        ("1—9月建成学校2所。", "2024-01/2024-09"),
    ],
)
def test_period_is_read_from_the_sentence(sentence: str, period: str) -> None:
    assert read("韶关市2024年工作要点\n" + sentence).figures[-1].period == period


def test_growth_of_a_five_year_review_spans_the_plan() -> None:
    document = read("韶关市2021年政府工作报告\n各位代表：\n一、“十三五”工作回顾\n生产总值达到500亿元，年均增长4.4%。")
    assert [claim.period for claim in document.figures] == ["2020", "2016/2020"]


def test_clause_that_opens_with_a_place_speaks_of_it() -> None:
    document = read("韶关市2024年工作要点\n仁化县新建公园3个，始兴县新建公园4个。")
    assert [claim.place for claim in document.figures] == ["仁化县", "始兴县"]
    assert [claim.indicator for claim in document.figures] == ["公园", "公园"]


def test_caller_supplies_year_and_place() -> None:
    claim = read("新建公园3个。", year=2025, place="南雄市").figures[0]
    assert (claim.period, claim.place) == ("2025", "南雄市")


def test_policy_gives_its_aims_alone() -> None:
    grants = "对年产值1亿元以上的企业给予50万元奖励，对技改项目给予10%补助。" * 6
    document = read(f"韶关市促进工业发展若干措施\n到2025年，培育企业100家以上。\n{grants}")
    assert [claim.figure for claim in document.figures] == ["100家"]


def test_strength_and_derivation_are_kept() -> None:
    claim = read("韶关市2024年工作要点\n力争新增停车位8万个。").figures[0]
    assert claim.strength == "strive"
    assert claim.value == Decimal(80000)
    assert [step.rule for step in claim.derivation] == ["figure", "verb-noun-figure", "measure", "context"]


def test_full_width_names_are_given_as_written() -> None:
    assert read("韶关市2024年工作要点\n人均ＧＤＰ突破３５００美元。").figures[0].indicator == "人均ＧＤＰ"


def test_read_file_reads_what_read_reads(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("韶关市2024年工作要点\n新增停车位8万个。", encoding="gb18030")
    document = read_file(path)
    assert document.claims == read(document.text, name="plan.txt").claims
    assert document.encoding == "gb18030"


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"absent\.txt"):
        read_file(tmp_path / "absent.txt")


def test_the_year_just_past_stands_apart_from_the_five() -> None:
    document = read(
        "韶关市2011年政府工作报告\n各位代表：\n一、“十一五”时期工作回顾\n五年来，新建学校50所。\n"
        "刚刚过去的2010年，我们迎难而上。新建学校12所。\n二、2011年工作安排\n新建学校15所。"
    )
    assert [(claim.role, claim.period) for claim in document.figures] == [
        ("actual", "2006/2010"),
        ("actual", "2010"),
        ("target", "2011"),
    ]


def test_a_heading_of_lower_rank_does_not_turn_a_review() -> None:
    document = read(
        "韶关市2019年政府工作报告\n各位代表：\n一、2018年工作回顾\n（一）保障任务圆满完成\n新建学校12所。\n二、2019年工作安排\n新建学校15所。"
    )
    assert [claim.role for claim in document.figures] == ["actual", "target"]


@pytest.mark.parametrize(
    ("sentence", "role", "period"),
    [
        ("一季度，规上工业增加值同比增长8%。", "actual", "2024-Q1"),
        ("上半年，进出口总额同比增长8%。", "actual", "2024-H1"),
        ("力争上半年开工率达到80%。", "target", "2024-H1"),
        ("截至2023年底，高新技术企业达到85家。", "actual", "2023"),
        ("2023年，建成公园3个。", "actual", "2023"),
    ],
)
def test_a_plan_tells_what_has_come_of_it_too(sentence: str, role: str, period: str) -> None:
    claim = read("韶关市2024年工作要点\n" + sentence).figures[0]
    assert (claim.role, claim.period) == (role, period)
