"""Headline and body are one promise; two promises with one figure are not."""

from __future__ import annotations

from typing import Any

import pytest

from taizhang.comparison.repeats import promises_of
from tests.comparison.claims import Paper


def promises(*rows: tuple[Any, dict[str, Any]]) -> list[list[str]]:
    paper = Paper()
    claims = [paper.claim(*row, **facts) for row, facts in rows]
    return [[claim.indicator for claim in promise.claims] for promise in promises_of(claims)]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ((("停车位", 80000), {}), (("公共停车泊位", 80000), {})),
        ((("无分红村", 10), {"direction": "down"}), (("“零分红”村（社区）", 10), {"direction": "down"})),
        ((("美丽宜居村", 100, "%"), {"measure": "level"}), (("美丽宜居村占比", 100, "%"), {"measure": "level"})),
        ((("停车位", 80000), {"comparator": "~"}), (("停车位", 80000), {"comparator": ">="})),
        ((("停车位", 80000), {"period": "2024"}), (("停车位", 80000), {"period": "2024-12"})),
        ((("停车位", 80000), {"place": None}), (("停车位", 80000), {})),
        ((("植树", 200000, "株"), {}), (("各类乔木", 200000, "株"), {})),
        ((("学位", 41000), {}), (("公办学位", 41000), {})),
        ((("碧道", 80, "公里"), {}), (("碧道", 80000, "米"), {})),
        ((("无分红村", 10), {"direction": "down"}), (("无分红村消薄任务", 10), {"words": "完成"})),
    ],
)
def test_said_twice(headline: Any, body: Any) -> None:
    assert len(promises(headline, body)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((("停车位", 80000), {}), (("停车位", 60000), {})),
        ((("停车位", 80000), {"place": "长安镇"}), (("停车位", 80000), {"place": "虎门镇"})),
        ((("地区生产总值", 5, "%"), {"measure": "growth"}), (("人均地区生产总值", 5, "%"), {"measure": "growth"})),
        ((("居民收入", 6, "%"), {"measure": "growth"}), (("一般公共预算收入", 6, "%"), {"measure": "growth"})),
        ((("立体停车场", 50), {}), (("停车场", 50), {})),
        ((("粉尘排放", 5, "吨"), {"comparator": "<="}), (("粉尘排放", 5, "吨"), {"comparator": ">="})),
        ((("公办学位", 41000), {}), (("学位", 41000), {"direction": "down"})),
        ((("变电站", 3), {"period": "2024"}), (("变电站", 3), {"period": "2025"})),
        ((("公园", 2), {}), (("每个镇街公园", 2), {})),
        ((("学位", 10000), {}), (("托位", 10000), {})),
        ((("项目", 30), {}), (("项目", 30), {})),
        ((("重点项目完成投资", 330, "元"), {}), (("新签产业项目总投资", 330, "元"), {})),
    ],
)
def test_two_promises(one: Any, other: Any) -> None:
    assert len(promises(one, other)) == 2


def test_one_clause_never_says_a_promise_twice() -> None:
    paper = Paper()
    first = paper.claim("公办学位", 10000)
    second = Paper().claim("公办学位", 10000)
    assert [len(promise.claims) for promise in promises_of([first, second])] == [1, 1]


def test_the_same_offsets_of_another_document_are_another_clause() -> None:
    first, second = Paper().claim("公办学位", 10000), Paper().claim("公办学位", 10000, words="再建成")
    assert [len(promise.claims) for promise in promises_of([first, second])] == [2]


def test_a_claim_joins_only_where_it_repeats_every_claim() -> None:
    towns = [(("停车位", 80000), {"place": "长安镇"}), (("停车位", 80000), {"place": None})]
    assert len(promises(*towns, (("停车位", 80000), {"place": "虎门镇"}))) == 2


def test_order_of_appearance_is_kept() -> None:
    rows = [(("停车位", 80000), {}), (("碧道", 80, "公里"), {}), (("停车泊位", 80000), {}), (("学位", 40000), {})]
    assert promises(*rows) == [["停车位", "停车泊位"], ["碧道"], ["学位"]]


def test_tasks_repeat_in_the_same_words_only() -> None:
    paper = Paper()
    tasks = [paper.claim(words, None) for words in ("编制镇村规划", "编制镇村建设规划", "编制镇村环卫规划")]
    assert [len(promise.claims) for promise in promises_of(tasks)] == [2, 1]
