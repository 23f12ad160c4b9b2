"""Two documents compared: which claims take part, years, and what holds for any two lists of claims."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.comparison import Difference, compare, compare_claims
from taizhang.reading.results import Claim, Document
from tests.comparison.claims import Paper, claim


def document(*claims: Claim, year: int | None = None) -> Document:
    return Document(text="", claims=claims, year=year)


def statuses(found: tuple[Difference, ...]) -> list[str]:
    return [difference.status for difference in found]


def test_only_promises_are_compared() -> None:
    paper = Paper()
    result = paper.claim("碧道", 60, "公里", role="actual", period="2023")
    promise, task = paper.claim("碧道", 80, "公里"), paper.claim("编制镇村建设规划", None)
    old = document(result, promise, task)
    assert statuses(compare(old, document())) == ["dropped"]
    assert statuses(compare(old, document(), tasks=True)) == ["dropped", "dropped"]


def test_tasks_are_matched_by_their_words_and_told_apart_by_deadline() -> None:
    old = document(claim("各镇街及典型村完成建设提升规划编制", None, period="2024-06"))
    new = document(claim("各镇街及典型村编制建设提升规划", None, period="2024-09"))
    (found,) = compare(old, new, tasks=True)
    assert (found.status, [change.field for change in found.changes]) == ("changed", ["deadline"])


def test_the_same_task_of_another_town_is_another_task() -> None:
    towns = [document(claim("编制镇村建设规划", None, place=place)) for place in ("长安镇", "虎门镇")]
    assert statuses(compare(*towns, tasks=True)) == ["dropped", "new"]


def test_a_task_never_answers_a_figure() -> None:
    old, new = document(claim("口袋公园", 160)), document(claim("口袋公园", None))
    assert statuses(compare(old, new, tasks=True)) == ["dropped", "new"]


@pytest.mark.parametrize("known", [True, False])
def test_plans_of_two_years_are_compared_year_against_year(known: bool) -> None:
    def plan(year: int, rate: int, later: int) -> Document:
        paper = Paper()
        this_year = paper.claim("地区生产总值", rate, "%", measure="growth", period=str(year))
        more = paper.claim("社会消费品零售总额", rate + 1, "%", measure="growth", period=str(year))
        far = paper.claim("森林覆盖率", later, "%", measure="level", period="2030")
        return document(this_year, more, far, year=year if known else None)

    found = compare(plan(2024, 5, 60), plan(2025, 6, 61))
    assert statuses(found) == ["raised", "raised", "raised"]
    assert {change.field for difference in found for change in difference.changes} == {"value"}


def test_what_became_of_last_years_promises() -> None:
    plan, report = Paper(), Paper()
    promises = [
        plan.claim("停车位", 80000, period="2023"),
        plan.claim("碧道", 80, "公里", period="2023"),
        plan.claim("公办学位", 40000, period="2023"),
    ]
    results = [
        report.claim("停车泊位", 83000, period="2023", role="actual", comparator=">"),
        report.claim("公办学位", 36000, period="2023", role="actual"),
        report.claim("口袋公园", 170, period="2023", role="actual"),
        report.claim("公办学位", 40000, period="2024"),
    ]
    found = compare(document(*promises, year=2023), document(*results, year=2024), against="actual")
    assert statuses(found) == ["raised", "dropped", "lowered"]
    assert {claim.role for difference in found for claim in difference.new} == {"actual"}


def test_differences_stand_in_the_order_of_the_old_then_of_the_new() -> None:
    old, new = Paper(), Paper()
    before = [old.claim("碧道", 80, "公里"), old.claim("学位", 40000), old.claim("托位", 10000)]
    after = [new.claim("托位", 10000), new.claim("公园", 160), new.claim("碧道", 80, "公里"), new.claim("首店", 30)]
    assert [x.indicator for x in compare_claims(before, after)] == ["碧道", "学位", "托位", "公园", "首店"]


INDICATORS = [
    *(
        "停车位",
        "公共停车泊位",
        "内部停车位",
        "立体停车场",
        "公办学位",
        "学位",
        "托位",
        "婴幼儿托位数",
        "碧道",
        "森林步道",
    ),
    *(
        "地区生产总值",
        "GDP",
        "人均GDP",
        "固定资产投资",
        "工业投资",
        "城镇新增就业",
        "无分红村",
        "零分红村（社区）",
        "项目",
        "",
    ),
    *(
        "每个镇街公园",
        "口袋公园",
        "集体净资产超2亿元的村占比",
        "集体净资产超1亿元的村占比",
        "森林质量精准提升",
        "林分优化",
    ),
]


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    paper = Paper()
    return [paper.claim(**draw(CLAIM)) for _ in range(draw(st.integers(0, 8)))]


CLAIM: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "indicator": st.sampled_from(INDICATORS),
        "value": st.sampled_from([None, 0, 1, 5, 10, 12, 100, 3900, Decimal("1.5"), 40000, 80000]),
        "unit": st.sampled_from(["个", "户", "公里", "%", "元", "株", "百分点", "莞币", None]),
        "measure": st.sampled_from(["level", "delta", "growth", "rank"]),
        "direction": st.sampled_from([None, "up", "down"]),
        "comparator": st.sampled_from([">=", ">", "<=", "<", "=", "~"]),
        "period": st.sampled_from([None, "2024", "2024-06", "2024-12", "2025", "2021/2025", "去年"]),
        "place": st.sampled_from([None, "东莞市", "长安镇"]),
        "strength": st.sampled_from(["plain", "strive"]),
    }
)

MIRROR = {"raised": "lowered", "lowered": "raised", "dropped": "new", "new": "dropped"}


def fingerprint(difference: Difference, *, turned: bool = False) -> tuple[Any, ...]:
    sides = [tuple(claim.start for claim in side) for side in (difference.old, difference.new)]
    changes = [(x.field, x.old, x.new) for x in difference.changes]
    if not turned:
        return difference.status, *sides, frozenset(changes)
    return MIRROR.get(difference.status, difference.status), *sides[::-1], frozenset((f, b, a) for f, a, b in changes)


@given(claims(), claims(), st.integers(-1, 1))
def test_every_claim_stands_in_exactly_one_difference(old: list[Claim], new: list[Claim], years: int) -> None:
    found = compare_claims(old, new, years=years)
    assert Counter(x.start for y in found for x in y.old) == Counter(x.start for x in old)
    assert Counter(x.start for y in found for x in y.new) == Counter(x.start for x in new)
    assert all((y.status == "dropped") == (not y.new) and (y.status == "new") == (not y.old) for y in found)


@given(claims())
def test_a_document_compared_with_itself_is_unchanged(same: list[Claim]) -> None:
    found = compare_claims(same, same)
    assert all(x.status == "unchanged" and x.old == x.new and not x.changes for x in found)


@given(claims(), claims(), st.integers(-1, 1))
def test_the_other_way_round_raised_is_lowered_and_dropped_is_new(
    old: list[Claim], new: list[Claim], years: int
) -> None:
    there, back = compare_claims(old, new, years=years), compare_claims(new, old, years=-years)
    assert Counter(fingerprint(x) for x in there) == Counter(fingerprint(x, turned=True) for x in back)


@given(claims(), claims())
def test_twice_gives_the_same(old: list[Claim], new: list[Claim]) -> None:
    assert compare_claims(old, new) == compare_claims(old, new)
