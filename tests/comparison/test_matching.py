"""Which promises are taken for one: the tables of ``cases/wordings.toml``, and what sets two of one name apart."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from taizhang.comparison import compare_claims
from taizhang.reading.results import Claim
from tests.comparison.claims import Paper, claim

CASES = tomllib.loads((Path(__file__).parent / "cases" / "wordings.toml").read_text(encoding="utf-8"))


def written(indicator: str, value: Any, unit: str, measure: str = "delta", direction: str | None = None) -> Claim:
    facts = {"direction": direction} if direction else {}
    return claim(indicator, value, unit, measure=measure, **facts)


@pytest.mark.parametrize("case", CASES["same"], ids=lambda case: f"{case['old'][0]}-{case['new'][0]}")
def test_two_wordings_of_one_promise_are_matched(case: dict[str, Any]) -> None:
    old, new = written(*case["old"]), written(*case["new"])
    assert [found.status for found in compare_claims([old], [new])] == [case["status"]]


@pytest.mark.parametrize("case", CASES["apart"], ids=lambda case: f"{case['old'][0]}-{case['new'][0]}")
def test_promises_of_different_things_are_not(case: dict[str, Any]) -> None:
    old, new = written(*case["old"]), written(*case["new"])
    assert [found.status for found in compare_claims([old], [new])] == ["dropped", "new"]


def statuses(old: Claim, new: Claim, years: int = 0) -> list[str]:
    return [found.status for found in compare_claims([old], [new], years=years)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(
            claim("绿道", 80, "公里"), claim("绿道", 80, "公里", place="长安镇"), ["dropped", "new"], id="round-figure"
        ),
        pytest.param(
            claim("失业率", 4.5, "%", measure="level"),
            claim("失业率", 4.5, "%", measure="level", place="长安镇"),
            ["dropped", "new"],
            id="rate",
        ),
        pytest.param(
            claim("绿道", 83.5, "公里"), claim("绿道", 83.5, "公里", place="长安镇"), ["changed"], id="telling"
        ),
        pytest.param(
            claim("绿道", 80, "公里"), claim("绿道", 80, "公里", place="广东省东莞市"), ["unchanged"], id="in-full"
        ),
        pytest.param(claim("绿道", 80, "公里"), claim("绿道", 90, "公里", place=None), ["raised"], id="unsaid"),
        pytest.param(claim("绿道", 80, "公里"), claim("绿道", 90, "公里", place="东莞"), ["raised"], id="without-rank"),
    ],
)
def test_place(old: Claim, new: Claim, found: list[str]) -> None:
    assert statuses(old, new) == found


@pytest.mark.parametrize(
    ("old", "new", "years", "found"),
    [
        (("2024", 5), ("2024", 6), 0, ["raised"]),
        (("2024", 5), ("2025", 6), 1, ["raised"]),
        (("2024", 5), ("2025", 6), 0, ["dropped", "new"]),
        (("2024", 5), ("2025", 5), 0, ["dropped", "new"]),
        (("2024", 5), ("2026/2030", 5), 0, ["dropped", "new"]),
        (("2026/2030", 5), ("2026/2030", 6), 1, ["raised"]),
        (("2024", 5), (None, 6), 0, ["raised"]),
    ],
)
def test_a_rate_is_compared_with_the_rate_of_the_same_year(old: Any, new: Any, years: int, found: list[str]) -> None:
    before = claim("地区生产总值", old[1], "%", measure="growth", period=old[0])
    after = claim("地区生产总值", new[1], "%", measure="growth", period=new[0])
    assert statuses(before, after, years) == found


def test_a_figure_put_off_to_another_year_is_the_same_promise_with_another_deadline() -> None:
    assert statuses(claim("特殊教育学校", 1, "所"), claim("特殊教育学校", 1, "所", period="2025")) == ["changed"]
    assert statuses(claim("特殊教育学校", 1, "所"), claim("特殊教育学校", 2, "所", period="2025")) == ["dropped", "new"]


def test_the_same_year_of_two_plans_is_preferred_to_the_year_after() -> None:
    old, new = Paper(), Paper()
    before = [old.claim("5G基站", 10000, "座", measure="level", period=year) for year in ("2024", "2025")]
    after = [new.claim("5G基站", 11000, "座", measure="level", period=year) for year in ("2025", "2026")]
    found = {(x.old[0].period, x.new[0].period) for x in compare_claims(before, after, years=1) if x.old and x.new}
    assert ("2025", "2025") in found


def test_a_stock_and_what_is_added_to_it_are_two_promises_unless_the_figures_agree() -> None:
    stock = claim("高新技术企业", 10500, "家", measure="level")
    assert statuses(stock, claim("高新技术企业", 900, "家")) == ["dropped", "new"]
    assert statuses(stock, claim("高新技术企业", 10500, "家", words="完成")) == ["unchanged"]


def test_what_is_added_is_not_what_is_cut_unless_the_figures_agree() -> None:
    up, down = claim("公办学位", 3000), claim("公办学位", 2500, direction="down")
    assert statuses(up, down) == ["dropped", "new"]


def test_money_is_never_a_number_of_things_and_points_no_rate() -> None:
    assert statuses(claim("城市更新", 20, "个"), claim("城市更新", 20, "元", measure="level")) == ["dropped", "new"]
    share = claim("出口", 5, "%", measure="growth"), claim("出口", 2, "百分点")
    assert statuses(*share) == ["dropped", "new"]


def test_another_unit_is_believed_of_the_same_name_only() -> None:
    assert statuses(claim("植树", 200000, "株"), claim("植树", 5000, "亩")) == ["changed"]
    assert statuses(claim("碧道", 80, "公里"), claim("主干碧道", 5, "条")) == ["dropped", "new"]
    homes = claim("老旧小区改造", 100, "个"), claim("老旧小区改造", 52000, "户")
    assert statuses(*homes) == ["changed"]


def test_each_promise_is_matched_at_most_once_and_the_likest_first() -> None:
    old, new = Paper(), Paper()
    before = [old.claim("停车位", 80000), old.claim("内部停车位", 5000, words="开放共享")]
    after = [new.claim("公共停车位", 80000), new.claim("停车位", 60000), new.claim("停车场", 50)]
    found = compare_claims(before, after)
    assert [x.status for x in found] == ["unchanged", "dropped", "new", "new"]


def test_a_rare_figure_speaks_where_the_names_only_overlap_and_a_common_one_does_not() -> None:
    before, after = "莞邑步行示范街区", "步行示范商业街区"
    assert statuses(claim(before, 3900), claim(after, 3900)) == ["unchanged"]
    assert statuses(claim(before, 10), claim(after, 10)) == ["dropped", "new"]
    crowd = Paper()
    others = [crowd.claim(name, 3900) for name in ("口袋公园", "充电桩", after)]
    assert all(x.status in {"dropped", "new"} for x in compare_claims([claim(before, 3900)], others))


def test_a_threshold_that_moved_is_another_definition() -> None:
    old = claim("集体净资产超2亿元的村占比", 60, "%", measure="level")
    (found,) = compare_claims([old], [claim("集体净资产超1亿元的村占比", 60, "%", measure="level")])
    assert (found.status, [change.field for change in found.changes]) == ("changed", ["definition"])


def test_a_quota_for_every_town_is_not_the_sum() -> None:
    (found,) = compare_claims([claim("公共文化空间", 66)], [claim("每个镇街新型公共文化空间", 2)])
    assert found.status == "changed"
    assert ("scope", "东莞市", "东莞市每个镇") in [(x.field, x.old, x.new) for x in found.changes]
