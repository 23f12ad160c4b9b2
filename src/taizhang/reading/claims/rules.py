"""The rules by which a figure is bound to its indicator, by name: which wording each serves, with an example."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its stable ``name`` as claims carry it, the wording it ``serves`` and an ``example`` of our own words."""

    name: str
    serves: str
    example: str


RULES: tuple[Rule, ...] = (
    Rule("verb-figure-noun", "a verb, the figure, what is counted", "新建5000个充电桩"),
    Rule("subject-verb-figure-noun", "who does it, a verb, the figure, what is counted", "每个镇街建设2个文化空间"),
    Rule(
        "list-figure-noun",
        "names and 等, or a preposition, before the figure and what is counted behind it",
        "建成滨江等4个示范点",
    ),
    Rule("noun-figure-noun", "words on both sides of the figure name it together", "自然保护区150个问题完成整改"),
    Rule("verb-noun-figure", "a verb, what is counted, the figure", "新增停车位8万个"),
    Rule("noun-figure", "what is measured, the figure", "生产总值180亿元"),
    Rule("verb-figure", "a verb alone; what it is done to was said before", "开工学校12所，建成5所"),
    Rule("share-of", "a percentage that counts off what stands behind it", "60%以上村达到标准"),
    Rule("attribute", "a head that is said of what was spoken of before", "实施项目20个，总投资3亿元"),
    Rule("continued", "no name of its own: the sentence goes on about the same", "生产总值180亿元，增长5%"),
    Rule("respectively", "分别: figures dealt out to the subjects named before", "存款、贷款余额分别达到10亿元、8亿元"),
    Rule("each", "均: one figure said of several subjects", "出口和进口均增长5%"),
    Rule("full-coverage", "全覆盖: who is covered by what, each pair once", "行政村实现光纤、宽带全覆盖"),
    Rule("rank", "a place in an order, of one subject or several", "生产总值增速居全省第2位"),
)
