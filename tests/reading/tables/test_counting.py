from decimal import Decimal

import pytest

from taizhang.reading.tables.counting import counting


@pytest.mark.parametrize(
    ("words", "unit", "factor"),
    [
        ("亿元", "元", 10**8),
        ("万元", "元", 10**4),
        ("千米", "公里", 1),
        ("千人", "人", 1000),
        ("千瓦", "千瓦", 1),
        ("万千瓦时", "千瓦时", 10**4),
        ("万吨标准煤", "吨标准煤", 10**4),
        ("亿美元", "美元", 10**8),
        ("百万吨", "吨", 10**6),
        ("万亿元", "元", 10**12),
        ("%", "%", 1),
        ("个百分点", "百分点", 1),
        ("亿元、%", "元", 10**8),
        ("±%", "%", 1),
        ("单位：万人", "人", 10**4),
        ("元/人", "元/人", 1),
        ("万元/亩", "元/亩", 10**4),
        ("微克/立方米", "微克/立方米", 1),
    ],
)
def test_unit(words: str, unit: str, factor: int) -> None:
    found = counting(words)
    assert found is not None
    assert (found.unit, found.factor) == (unit, factor)


@pytest.mark.parametrize("words", ["", "按当年价格", "不含农户", "上年=100", "万", "含村"])
def test_no_unit(words: str) -> None:
    assert counting(words) is None


def test_value_is_multiplied_out_exactly() -> None:
    found = counting("亿元")
    assert found is not None
    assert str(found.times(Decimal("1234.50"))) == "123450000000"
