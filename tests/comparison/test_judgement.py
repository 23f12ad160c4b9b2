"""What became of a promise: the worked table of docs/reference/compare.md, and what it leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from taizhang.comparison import Difference, compare_claims
from taizhang.reading.results import Claim
from tests.comparison.claims import claim

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "compare.md").read_text(encoding="utf-8")

LEVEL: dict[str, Any] = {"measure": "level"}
GROWTH: dict[str, Any] = {"measure": "growth"}

# The two sentences as the page has them, status and changed fields, then both as claims.
TABLE = [
    ("新增停车位8万个", "新增停车泊位8万个", "unchanged", "", claim("停车位", 80000), claim("停车泊位", 80000)),
    (
        "新建充电桩不少于5000个",
        "新建公共充电桩5000个",
        "unchanged",
        "comparator",
        claim("充电桩", 5000, comparator=">="),
        claim("公共充电桩", 5000),
    ),
    (
        "力争新增5G基站3900个",
        "新增5G基站3900座",
        "unchanged",
        "strength",
        claim("5G基站", 3900, strength="strive"),
        claim("5G基站", 3900, "座"),
    ),
    ("新增公办学位4万个", "新增学位4万个", "unchanged", "definition", claim("公办学位", 40000), claim("学位", 40000)),
    (
        "打造美丽庭院3000个",
        "打造美丽庭院6000户",
        "raised",
        "value",
        claim("美丽庭院", 3000),
        claim("美丽庭院", 6000, "户"),
    ),
    ("城中村改造110个", "城中村改造108个", "lowered", "value", claim("城中村改造", 110), claim("城中村改造", 108)),
    (
        "99%以上的村达到标准",
        "达标村全覆盖",
        "raised",
        "value, comparator",
        claim("达标村", 99, "%", comparator=">=", **LEVEL),
        claim("达标村", 100, "%", **LEVEL),
    ),
    (
        "减少无分红村10个",
        "减少无分红村12个",
        "raised",
        "value",
        claim("无分红村", 10, direction="down"),
        claim("无分红村", 12, direction="down"),
    ),
    (
        "细颗粒物浓度控制在25微克/立方米以下",
        "细颗粒物浓度控制在23微克/立方米以下",
        "raised",
        "value",
        claim("细颗粒物浓度", 25, "微克/立方米", comparator="<=", **LEVEL),
        claim("细颗粒物浓度", 23, "微克/立方米", comparator="<=", **LEVEL),
    ),
    (
        "城镇登记失业率3.5%",
        "城镇登记失业率3%",
        "raised",
        "value",
        claim("城镇登记失业率", 3.5, "%", **LEVEL),
        claim("城镇登记失业率", 3, "%", **LEVEL),
    ),
    (
        "单位GDP能耗下降3%",
        "单位GDP能耗下降2.5%",
        "lowered",
        "value",
        claim("单位GDP能耗", 3, "%", direction="down", **GROWTH),
        claim("单位GDP能耗", 2.5, "%", direction="down", **GROWTH),
    ),
    (
        "工业投资下降1%",
        "工业投资增长2%",
        "raised",
        "value, direction",
        claim("工业投资", 1, "%", direction="down", **GROWTH),
        claim("工业投资", 2, "%", **GROWTH),
    ),
    (
        "GDP增速位列全省第5",
        "GDP增速位列全省第3",
        "raised",
        "value",
        claim("GDP增速", 5, "位", measure="rank"),
        claim("GDP增速", 3, "位", measure="rank"),
    ),
    (
        "地区生产总值增长5%左右",
        "地区生产总值增长5%以上",
        "raised",
        "comparator",
        claim("地区生产总值", 5, "%", comparator="~", **GROWTH),
        claim("地区生产总值", 5, "%", comparator=">=", **GROWTH),
    ),
    ("植树20万株", "植树5000亩", "changed", "value, unit", claim("植树", 200000, "株"), claim("植树", 5000, "亩")),
    (
        "全市建设公共文化空间66个",
        "每个镇街建设公共文化空间2个",
        "changed",
        "value, scope",
        claim("公共文化空间", 66),
        claim("每个镇街公共文化空间", 2),
    ),
    (
        "60%的村集体净资产超2亿元",
        "60%的村集体净资产超1亿元",
        "changed",
        "definition",
        claim("集体净资产超2亿元的村占比", 60, "%", **LEVEL),
        claim("集体净资产超1亿元的村占比", 60, "%", **LEVEL),
    ),
    (
        "高新技术企业总数达到12000家",
        "新增高新技术企业12000家",
        "changed",
        "measure",
        claim("高新技术企业", 12000, "家", words="高新技术企业总数达到", **LEVEL),
        claim("高新技术企业", 12000, "家"),
    ),
    (
        "能耗增量不超过100吨标准煤",
        "能耗增量不少于100吨标准煤",
        "changed",
        "comparator",
        claim("能耗增量", 100, "吨标准煤", comparator="<="),
        claim("能耗增量", 100, "吨标准煤", comparator=">="),
    ),
    (
        "12月底前建成碧道80公里",
        "6月底前建成碧道80公里",
        "changed",
        "deadline",
        claim("碧道", 80, "公里", period="2024-12"),
        claim("碧道", 80, "公里", period="2024-06"),
    ),
    (
        "年底前建成碧道80公里",
        "6月底前建成碧道100公里",
        "raised",
        "value, deadline",
        claim("碧道", 80, "公里"),
        claim("碧道", 100, "公里", period="2024-06"),
    ),
]

MIRROR = {"raised": "lowered", "lowered": "raised"}


def became(old: Claim, new: Claim) -> Difference:
    found = compare_claims([old], [new])
    assert len(found) == 1, "the two were not matched"
    return found[0]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0]}-{row[1]}")
def test_the_worked_table(row: tuple[str, str, str, str, Claim, Claim]) -> None:
    before, after, status, fields, old, new = row
    assert f"| {before} | {after} | {status} | {fields} |" in PAGE
    assert became(old, new).status == status
    assert ", ".join(change.field for change in became(old, new).changes) == fields


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[1]}-{row[0]}")
def test_the_other_way_round(row: tuple[str, str, str, str, Claim, Claim]) -> None:
    _, _, status, fields, old, new = row
    assert became(new, old).status == MIRROR.get(status, status)
    assert [(x.field, x.old, x.new) for x in became(new, old).changes] == [
        (x.field, x.new, x.old) for x in became(old, new).changes
    ]
    assert ", ".join(change.field for change in became(new, old).changes) == fields


def test_the_page_has_no_row_that_is_not_tested() -> None:
    table = PAGE.split("<!-- worked table -->")[1].split("<!-- end -->")[0]
    assert len([line for line in table.splitlines() if line.startswith("| ")]) == len(TABLE) + 2


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        (("~", 5), ("=", 5), "unchanged"),
        (("=", 5), (">", 5), "unchanged"),
        ((">=", 5), (">", 5), "unchanged"),
        ((">=", 5), ("~", 5), "lowered"),
        (("~", 5), ("<=", 5), "raised"),
        ((">=", 5), ("=", 4), "lowered"),
        ((None, 5), (">=", 5), "unchanged"),
    ],
)
def test_comparators(old: tuple[Any, Any], new: tuple[Any, Any], status: str) -> None:
    before, after = (claim("出口", value, "%", comparator=sign, **GROWTH) for sign, value in (old, new))
    assert became(before, after).status == status


@pytest.mark.parametrize(
    ("indicator", "facts", "status"),
    [
        ("居民消费价格", GROWTH, "raised"),
        ("不良贷款率", LEVEL, "raised"),
        ("政府债务", LEVEL, "raised"),
        ("不良贷款率", {"comparator": ">=", **LEVEL}, "lowered"),
        ("森林覆盖率", {"comparator": "<=", **LEVEL}, "raised"),
        ("死亡人数", {"direction": "down"}, "lowered"),
        ("企业开办时间", LEVEL, "raised"),
        ("森林覆盖率", LEVEL, "lowered"),
    ],
)
def test_which_way_is_harder_when_a_figure_falls(indicator: str, facts: dict[str, Any], status: str) -> None:
    assert became(claim(indicator, 3, "%", **facts), claim(indicator, 2, "%", **facts)).status == status


def test_a_field_is_unchanged_where_any_claim_of_either_side_agrees() -> None:
    headline, body = claim("停车位", 80000, strength="strive"), claim("停车泊位", 80000, comparator=">=", words="再建")
    (found,) = compare_claims([claim("停车位", 80000, comparator=">=")], [headline, body])
    assert len(found.new) == 2
    assert found.changes == ()
