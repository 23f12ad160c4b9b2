"""How two names relate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.comparison.names import name_of
from taizhang.comparison.wordings import Wording, relation

SAME, NARROWER, KINDRED = Wording.SAME, Wording.NARROWER, Wording.KINDRED
OVERLAPPING, SUBSTITUTED, APART = Wording.OVERLAPPING, Wording.SUBSTITUTED, Wording.APART


@pytest.mark.parametrize(
    ("one", "other", "wording"),
    [
        ("托位", "婴幼儿托位数", SAME),
        ("农村危房改造", "改造农村危房", SAME),
        ("口袋公园", "重点推进口袋公园", SAME),
        ("电动自行车充电端口", "电动自行车充电口", SAME),
        ("停车位", "新增公共停车泊位", SAME),
        ("项目", "项目", NARROWER),
        ("学位", "公办学位", NARROWER),
        ("集体净资产超2亿元的村", "集体净资产超1亿元的村", NARROWER),
        ("国家考核断面水质优良率", "国考断面水质优良率", NARROWER),
        ("森林质量精准提升", "林分优化、森林抚育", KINDRED),
        ("体广场", "体育广场", NARROWER),
        ("教办", "教育办学点", KINDRED),
        ("步行示范街区", "步行商业示范街", OVERLAPPING),
        ("烟草产业年产值", "机械产业年产值", SUBSTITUTED),
        ("地区生产总值", "单位地区生产总值能耗", APART),
        ("保障性住房", "保障性租赁住房", APART),
        ("城镇生活污水处理率", "农村生活污水处理率", APART),
        ("省级示范商圈", "国家级示范商圈", APART),
        ("人均地区生产总值", "地区生产总值", APART),
        ("海外仓", "口袋公园", APART),
        ("绿道", "", APART),
    ],
)
def test_relation(one: str, other: str, wording: Wording) -> None:
    assert relation(name_of(one), name_of(other)).wording is wording
    assert relation(name_of(other), name_of(one)).wording is wording


NAMES = st.text(alphabet="新增公办学位数停车场森林步道城镇农村改造5G基站的、（）2亿元", max_size=14)


@given(NAMES, NAMES)
def test_order_does_not_matter(one: str, other: str) -> None:
    assert relation(name_of(one), name_of(other)) == relation(name_of(other), name_of(one))


@given(NAMES)
def test_a_name_is_never_apart_from_itself(name: str) -> None:
    assert relation(name_of(name), name_of(name)).wording >= NARROWER
