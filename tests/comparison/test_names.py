"""The normal form of an indicator: what is dropped, what is light, what defines it, what it is a quota of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.comparison.names import name_of, plain, stem


def heavy(indicator: str, place: str | None = None) -> str:
    name = name_of(indicator, place)
    return "".join(symbol for symbol, weighs in zip(name.symbols, name.heavy, strict=True) if weighs)


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("新增“婴幼儿托位”数", "托位"),
        ("打造“美丽庭院”典型户", "美丽庭院"),
        ("达到美丽宜居村标准的村（社区）占比", "美丽宜居村村"),
        ("城中村改造项目", "城中村"),
        ("培育专精特新“小巨人”企业", "专精特新小巨人"),
        ("规上工业增加值增速", "规模以上工业增加值"),
        ("高标准农田建设面积", "高标准农田"),
        ("５Ｇ基站", "5G基站"),
        ("R&D经费投入强度", "研发经费强度"),
        ("重点项目", "重点项目"),
        ("重点项目完成投资", "重点项目完成投资"),
        ("重点港口项目完成投资", "港口投资"),
        ("全市森林覆盖率", "森林"),
    ],
)
def test_what_weighs_in_a_name(indicator: str, said: str) -> None:
    assert heavy(indicator) == said


def test_a_name_of_light_words_alone_is_generic_and_weighs_as_it_stands() -> None:
    assert name_of("重点项目").generic
    assert name_of("服务平台").generic
    assert not name_of("口袋公园").generic


@pytest.mark.parametrize(
    ("indicator", "place", "said"),
    [
        ("东莞市地区生产总值", "东莞市", "地区生产"),
        ("长安地区生产总值", "长安镇", "地区生产"),
        ("长安客运站", "东莞市", "长安客运站"),
        ("长安镇", "长安镇", "长安镇"),
    ],
)
def test_the_place_a_claim_speaks_of_is_no_part_of_its_name(indicator: str, place: str, said: str) -> None:
    assert heavy(indicator, place) == said


@pytest.mark.parametrize(
    ("indicator", "scope"),
    [
        ("每个镇街新型公共文化空间", "每个镇"),
        ("各乡镇养老服务中心", "每个镇"),
        ("每村公园", "每个村"),
        ("每个市级工业园区基础设施投资", "每个园区"),
        ("每个行政村（社区）议事厅", "每个村"),
        ("每年培训", "每个年"),
        ("各类乔木", None),
        ("人均公园绿地", None),
    ],
)
def test_the_unit_a_quota_is_for(indicator: str, scope: str | None) -> None:
    assert name_of(indicator).scope == scope


@pytest.mark.parametrize(
    ("indicator", "thresholds"),
    [
        ("集体净资产超2亿元的村占比", {"2亿"}),
        ("亿元以上产业项目", {"亿"}),
        ("1亿元以上产业项目", {"亿"}),
        ("百亿级产业集群", {"百亿"}),
        ("流域面积20平方公里以上河流", {"20"}),
        ("5G基站", set()),
        ("PM2.5浓度", set()),
        ("万人发明专利拥有量", {"万"}),
    ],
)
def test_figures_that_define_an_indicator(indicator: str, thresholds: set[str]) -> None:
    assert name_of(indicator).thresholds == thresholds


@pytest.mark.parametrize(
    ("place", "own"),
    [
        ("东莞市", "东莞"),
        ("广东省东莞市", "东莞"),
        ("内蒙古自治区鄂尔多斯市", "鄂尔多斯"),
        ("东莞市松山湖", "东莞市松山湖"),
        ("城区", "城区"),
        ("雁田村", "雁田"),
    ],
)
def test_a_place_by_its_own_name(place: str, own: str) -> None:
    assert stem(place) == own


@given(st.text(max_size=40), st.none() | st.text(max_size=8))
def test_any_text_has_a_normal_form(indicator: str, place: str | None) -> None:
    name = name_of(indicator, place)
    assert len(name.symbols) == len(name.heavy) == len(name.covered(name))
    assert name_of(indicator, place) is name


@given(st.text(alphabet="新增停车位的个数、5G（社区）总", min_size=1, max_size=12))
def test_a_name_covers_itself_where_two_symbols_meet(indicator: str) -> None:
    name = name_of(indicator)
    assert all(name.covered(name)) or len(set(name.ends)) > 1 or not name.symbols


@pytest.mark.parametrize(
    ("words", "stands"),
    [("“四小园”", "四小园"), ("５Ｇ 基站", "5G基站"), ("《条例》r&d", "条例R&D"), ("村（社区）", "村(社区)")],
)
def test_plain_words(words: str, stands: str) -> None:
    assert plain(words) == stands
