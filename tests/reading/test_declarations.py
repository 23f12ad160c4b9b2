import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang import read
from taizhang.reading.declarations import find_declarations, tallies


def said(text: str) -> list[tuple[str, int]]:
    return [(each.subject, each.declared) for each in find_declarations(text)]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "《方案》涉及6大领域、30多个部门、合计48项事项，明确提出60个量化目标。",
            [("领域", 6), ("部门", 30), ("事项", 48), ("量化目标", 60)],
        ),
        ("今年重点做好九个方面工作。", [("方面", 9)]),
        ("着力推进4大方面、18项重点任务和66项具体事项。", [("方面", 4), ("重点任务", 18), ("具体事项", 66)]),
        ("本要点共安排二十一条措施。", [("措施", 21)]),
        ("清单分为重点任务，共12项任务。", [("任务", 12)]),
        ("设置了25项主要指标，其中约束性8项。", [("主要指标", 25)]),
    ],
)
def test_declared(text: str, counts: list[tuple[str, int]]) -> None:
    assert said(text) == counts


@pytest.mark.parametrize(
    "text",
    [
        "新增通办事项120个。",
        "152个项目完成投资173亿元。",
        "高质量完成20项任务。",
        "提出的12项任务全部完成。",
        "《纲要》共提出28个主要指标。",
        "下放169项市级审批权限。",
        "安排5000个企事业单位停车位。",
        "第十一个方面工作。",
        "113项居民服务事项实现通办。",
        "围绕工业等17个领域碳达峰，开展行动。",
    ],
)
def test_not_declared(text: str) -> None:
    assert said(text) == []


def test_furniture_declares_nothing() -> None:
    assert find_declarations("共12项任务。", [(0, 7)]) == []


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        ("\n（一）抓产业。建成厂房。\n（二）抓城建。\n（三）抓民生。\n三、结语\n（四）不算。", 4),
        ("一是抓产业，二是抓城建，三是抓民生。", 3),
        ("一是抓产业，二是抓城建。\n今后一要抓工业，又一是抓商贸，二是抓文旅，三是抓农业。", 2),
        ("\n1.抓产业。\n2.抓城建。\n增长3.5%。", 2),
        ("\n一、抓产业\n各镇同心。\n二、抓城建\n各镇同心。", 2),
        ("\n各镇同心。", None),
    ],
)
def test_list_that_follows_is_counted(listed: str, found: int | None) -> None:
    document = read(f"韶关市2024年政府工作报告\n各位代表：\n2024年工作安排\n重点抓好三个方面工作：{listed}")
    assert [(count.figure, count.subject, count.declared, count.found) for count in document.declared] == [
        ("三个", "方面", 3, found)
    ]


PLAN = """韶关市2024年工作要点
本要点涉及2大领域、3项事项，提出4个量化目标。
✅ 新建公园3座，新增车位500个
✅ 启动老街改造工程。完善夜间巡查机制
✅ 新建公园3座，植树20万株
"""


def test_items_and_targets_of_a_plan_are_counted() -> None:
    document = read(PLAN)
    assert [(count.subject, count.declared, count.found) for count in document.declared] == [
        ("领域", 2, None),
        ("事项", 3, 3),
        ("量化目标", 4, 3),
    ]


def test_what_is_behind_a_count_is_told() -> None:
    document = read(PLAN)
    parts, items, targets = tallies(document.text, document.declared, document.claims)
    assert parts is None
    assert items is not None
    assert [[claim.figure for claim in item] for item in items] == [
        ["3座", "500个"],
        ["完善夜间巡查机制"],
        ["3座", "20万株"],
    ]
    assert targets is not None
    assert [[claim.start for claim in target if claim.value == 3] for target in targets if len(target) > 1] == [
        [claim.start for claim in document.claims if claim.figure == "3座"]
    ]


def test_of_a_list_every_entry_counts() -> None:
    document = read(
        "韶关市2024年工作要点\n2024年重点抓好三件任务：\n（一）抓公园。新建公园3座。\n（二）抓文明。\n（三）抓绿化。植树20万株。\n"
        "二、结语\n再建书屋9间。"
    )
    (groups,) = tallies(document.text, document.declared, document.claims)
    assert groups is not None
    assert [[claim.figure for claim in group if claim.kind == "figure"] for group in groups] == [
        ["3座"],
        [],
        ["20万株"],
    ]


def test_count_that_a_review_states_stays_unchecked() -> None:
    document = read(
        "韶关市2024年政府工作报告\n各位代表：\n一、2023年工作回顾\n一年来，重点推进5大方面、21项重点任务和75项具体事项，开局良好。\n"
        "二、2024年工作安排\n新建公园3座。"
    )
    assert [(count.declared, count.found) for count in document.declared] == [(5, None), (21, None), (75, None)]


def test_span_is_that_of_the_source() -> None:
    text = "韶关市2024年工作要点\n本要点共安排　１２ 项任务。"
    (count,) = read(text).declared
    assert text[count.start : count.end] == count.figure == "１２ 项"


@given(st.text("一二十12多大个项条重点任务事项方面目标，。：（）提出共\n", max_size=80))
def test_any_text(text: str) -> None:
    for each in find_declarations(text):
        assert text[each.start : each.end]
        assert each.declared >= 0
    read(text)


@pytest.mark.parametrize("unit", ["共3项任务", "一是", "（一）", "共三个方面：（一）", "十", "3项"])
def test_linear(unit: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        find_declarations(text)
        return time.process_time() - start

    def best(times: int) -> float:
        return min(seconds(unit * times) for _ in range(3))

    assert best(16_000) < 100 * max(best(1_000), 0.002)
