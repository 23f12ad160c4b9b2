import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang import read
from taizhang.reading.results import Claim
from taizhang.reading.tasks import _clause, find_tasks
from taizhang.reading.words import table

TITLE = "韶关市2024年工作要点\n"


def tasks(text: str) -> list[Claim]:
    return list(read(TITLE + text).tasks)


@pytest.mark.parametrize(
    ("sentence", "words", "indicator"),
    [
        ("今年将启动老旧厂房改造。", "今年将启动老旧厂房改造", "老旧厂房改造"),
        ("全面推行首席服务员制度，办事更方便。", "全面推行首席服务员制度", "首席服务员制度"),
        ("围绕产业链，建立企业用工对接机制。", "建立企业用工对接机制", "企业用工对接机制"),
        ("在重点商圈布局一批夜间集市。", "在重点商圈布局一批夜间集市", "夜间集市"),
        ("推动各镇9月底前完成村庄规划编制。", "推动各镇9月底前完成村庄规划编制", "村庄规划编制"),
        ("出台《夜间经济促进办法》。", "出台《夜间经济促进办法》", "《夜间经济促进办法》"),
        ("加快谋划临港产业园选址建设。", "加快谋划临港产业园选址建设", "临港产业园选址建设"),
        ("把便民驿站打造为骑手之家。", "把便民驿站打造为骑手之家", "便民驿站"),
        ("✅ 壮大腐竹加工业", "壮大腐竹加工业", "腐竹加工业"),
        ("1.优化公交线路和班次。", "优化公交线路和班次", "公交线路和班次"),
        ("支持清远企业在韶关设厂，推动“反向飞地”落地。", "推动“反向飞地”落地", "“反向飞地”落地"),
    ],
)
def test_task(sentence: str, words: str, indicator: str) -> None:
    found = {claim.figure: claim for claim in tasks(sentence)}
    assert words in found
    assert found[words].indicator == indicator
    assert found[words].role == "target"


@pytest.mark.parametrize(
    "sentence",
    [
        "新增停车位8万个。",
        "坚定信心，谱写高质量发展新篇章。",
        "深入贯彻党中央决策部署，落实全会精神。",
        "经济运行总体平稳，开放合作优势明显。",
        "今年将启动哪些工程？",
        "做好以下几方面工作：",
        "旨在推动资源要素向镇村项目集聚。",
        "拓展发展空间。",
        "对新认定的研发机构给予补助。",
        "群众期盼建设更多公园。",
        "全市建设水平提高。",
        "一、建设产业平台\n全市上下同心。",
        "打造宜居城乡环境\n全市上下同心协力。",
    ],
)
def test_no_task(sentence: str) -> None:
    assert tasks(sentence) == []


def test_sentence_that_heads_its_paragraph_is_none() -> None:
    found = tasks("建设宜居城市工程。推出便民服务清单，群众更满意。")
    assert [claim.figure for claim in found] == ["推出便民服务清单"]


def test_short_items_of_a_list_are_tasks_and_its_heading_is_none() -> None:
    found = tasks("一、建设健身工程\n1.建成全民健身中心\n2.改造社区球场设施\n二、建设绿化工程\n各镇同心协力。")
    assert [claim.figure for claim in found] == ["建成全民健身中心", "改造社区球场设施"]


def test_table_of_contents_holds_no_tasks() -> None:
    found = tasks("一、建设健身工程\n二、建设绿化工程\n一、建设健身工程\n各镇同心协力。\n二、建设绿化工程\n各镇同心。")
    assert found == []


def test_review_holds_no_tasks() -> None:
    document = read(
        "韶关市2024年政府工作报告\n各位代表：\n一、2023年工作回顾\n启动老旧厂房改造工程，成效明显。\n"
        "二、2024年工作安排\n启动旧村改造工程，年内见效。"
    )
    assert [claim.figure for claim in document.tasks] == ["启动旧村改造工程"]


def test_general_requirements_hold_no_tasks() -> None:
    assert (
        tasks("一、总体要求\n完善工作推进机制，实施产业工程。\n二、重点任务\n实施强链工程，补齐短板。")[0].figure
        == "实施强链工程"
    )


def test_deadline_owner_strength_and_section() -> None:
    (task,) = tasks("二、重点任务\n1.力争建成全民健身中心。(10月底前完成，牵头单位：市文广旅体局；配合单位：市住建局)")
    assert (task.period, task.owner, task.co_owners) == ("2024-10", "市文广旅体局", ("市住建局",))
    assert (task.strength, task.section[0], task.place) == ("strive", "重点任务", "韶关市")
    assert [step.rule for step in task.derivation] == ["task:建成", "context", "owner"]
    own = tasks("推动各镇9月底前完成村庄规划编制。")[0]
    assert own.period == "2024-09"


def test_what_somebody_answers_for_need_not_name_a_thing() -> None:
    assert tasks("1.提升窗口办事效率，方便群众。(牵头单位：市政数局)")[0].indicator == "窗口办事效率"
    assert tasks("努力提升窗口办事效率，方便群众。") == []


def test_figure_is_the_exact_words() -> None:
    text = TITLE + "建立（长效）机 制，实施１＋Ｎ工程，１２月底前启动（二期）工程建设。"
    document = read(text)
    assert document.tasks
    for claim in document.tasks:
        assert text[claim.start : claim.end] == claim.figure
        assert text[claim.quote_start : claim.quote_end] == claim.quote
        assert claim.figure in claim.quote


def test_claims_stand_in_order() -> None:
    claims = read(TITLE + "新建学校3所，实施改薄工程，新增学位900个，建立轮岗机制。").claims
    assert [claim.kind for claim in claims] == ["figure", "task", "figure", "task"]
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)


@pytest.mark.parametrize("name", ["firm", "soft", "lead", "thing", "slogan", "abstract"])
def test_words_are_said_once(name: str) -> None:
    words = table("tasks")[name]
    assert len(words) == len(set(words))


def test_no_verb_is_firm_and_soft() -> None:
    assert not set(table("tasks")["firm"]) & set(table("tasks")["soft"])


@pytest.mark.parametrize("verb", [*table("tasks")["firm"], *table("tasks")["soft"]])
def test_every_verb_opens_a_clause(verb: str) -> None:
    clause = _clause().match(f"{verb}乡村公路")
    assert clause is not None
    assert verb.endswith(clause["verb"]) or clause["verb"].startswith(verb)


class Bare:
    """Ground of which nothing is known but that it promises."""

    def __init__(self, text: str) -> None:
        self.text = text

    def promised(self) -> list[tuple[int, int]]:
        return [(0, len(self.text))]

    def has_figure(self, start: int, end: int) -> bool:
        return re.search(r"\d", self.text[start:end]) is not None

    def is_assigned(self, offset: int) -> bool:
        return False

    def is_aside(self, offset: int) -> bool:
        return False

    def path(self, offset: int) -> tuple[str, ...]:
        return ()


@given(st.text("推动建设工程完善机制，。；：？\n1.一、✅“”《》()将把为 3个", max_size=80))
def test_any_text(text: str) -> None:
    before = 0
    for task in find_tasks(text, Bare(text)):
        assert before <= task.start < task.end <= len(text)
        assert task.sentence <= task.start
        assert task.indicator
        assert not re.search(r"[，。；\n]", text[task.start : task.end].split("(")[0].split("“")[0].split("《")[0])
        before = task.end


@pytest.mark.parametrize("unit", ["建设工程", "，", "“", "在", "加快", "建设(", "实施工程，", "将", "\n1."])
def test_linear(unit: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        list(find_tasks(text, Bare(text)))
        return time.process_time() - start

    assert seconds(unit * 16_000) < 100 * max(seconds(unit * 1_000), 0.002)


def test_list_without_a_heading() -> None:
    found = read("2024年主要预期目标是：经济增长。\n\n启动老旧厂房改造，年底见效。").tasks
    assert [claim.figure for claim in found] == ["启动老旧厂房改造"]
