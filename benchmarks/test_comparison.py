"""How long it takes to compare two ledgers: a varied one, and one of towns that all promise the same fifteen things."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import pytest

from taizhang.comparison import compare_claims
from taizhang.reading.results import Claim
from tests.comparison.claims import Paper

SIZES = [1250, 2500, 5000]
FIELDS = [
    "城镇",
    "农村",
    "普惠",
    "社区",
    "智能",
    "绿色",
    "数字",
    "海洋",
    "文化",
    "体育",
    "养老",
    "教育",
    "卫生",
    "交通",
    "水务",
    "能源",
    "旅游",
    "科技",
    "金融",
    "物流",
    "环保",
    "应急",
]
KINDS = [
    "示范",
    "产业",
    "创新",
    "保障",
    "监测",
    "培训",
    "信用",
    "人才",
    "孵化",
    "展示",
    "交易",
    "检测",
    "配送",
    "托管",
    "救助",
    "巡护",
]
THINGS = [
    "中心",
    "基地",
    "园区",
    "平台",
    "站点",
    "学位",
    "床位",
    "车位",
    "公园",
    "广场",
    "步道",
    "管网",
    "驿站",
    "市场",
    "工厂",
    "车间",
    "实验室",
    "仓库",
    "码头",
    "书屋",
]
NAMES = ["".join(words) for words in product(FIELDS, KINDS, THINGS)]
EVERYWHERE = [
    "地区生产总值",
    "固定资产投资",
    "规上工业增加值",
    "一般公共预算收入",
    "进出口",
    "停车位",
    "公办学位",
    "托位",
    "充电桩",
]


def varied(size: int, chance: Random) -> list[Claim]:
    paper = Paper()
    return [
        paper.claim(
            chance.choice(NAMES),
            chance.choice([1, 2, 5, 10, 20, 50, 100, chance.randint(1, 9999)]),
            chance.choice(["个", "家", "座", "公里", "亩", "%"]),
            measure=chance.choice(["delta", "level", "growth"]),
            place=chance.choice(["东莞市", "长安镇", "虎门镇", None]),
        )
        for _ in range(size)
    ]


def towns(size: int, chance: Random) -> list[Claim]:
    paper = Paper()
    facts = [
        {"indicator": name, "place": f"第{town}镇"} for town in range(size // len(EVERYWHERE)) for name in EVERYWHERE
    ]
    return [paper.claim(value=chance.randint(1, 500), unit="%", measure="growth", **fact) for fact in facts]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ledger", [varied, towns])
def test_two_ledgers(benchmark: Any, ledger: Any, size: int) -> None:
    old, new = ledger(size, Random(1)), ledger(size, Random(2))
    found = benchmark.pedantic(compare_claims, (old, new), rounds=2)
    assert len(found) >= len(old) / 2
