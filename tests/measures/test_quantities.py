"""Quantities: read from a phrase, converted, and printed so that reading gives the same back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.comparators import Comparator
from taizhang.measures.errors import UnitMismatch
from taizhang.measures.quantities import Quantity, parse_quantity
from taizhang.measures.units import simple_units


def quantity(value: str, unit: str, comparator: Comparator = "=", upper: str | None = None) -> Quantity:
    return Quantity(Decimal(value), unit, comparator, None if upper is None else Decimal(upper))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1500亿元", quantity("150000000000", "元")),
        ("１５００亿元", quantity("150000000000", "元")),
        ("1500亿元以上", quantity("150000000000", "元", ">=")),
        ("近千亿元", quantity("100000000000", "元", "~")),
        ("亿元以上", quantity("100000000", "元", ">=")),
        ("上千名", quantity("1000", "名", ">=")),
        ("超百亿元", quantity("10000000000", "元", ">")),
        ("７亿多元", quantity("700000000", "元", ">")),
        ("不超过10余个", quantity("10", "个", "<=")),
        ("5‰", quantity("5", "‰")),
        ("千分之五", quantity("5", "‰")),
        ("5％左右", quantity("5", "%", "~")),
        ("控制在3%以内", quantity("3", "%", "<=")),
        ("控制在5.5%左右", quantity("5.5", "%", "~")),
        ("达到不少于30家", quantity("30", "家", ">=")),
        ("1—2个", quantity("1", "个", ">=", "2")),
        ("0.8个百分点", quantity("0.8", "百分点")),
        ("1—2个百分点", quantity("1", "百分点", ">=", "2")),
        ("5%—5.5%", quantity("5", "%", ">=", "5.5")),
        ("3万元—5万元", quantity("30000", "元", ">=", "50000")),
        ("不超过3万元—5万元", quantity("30000", "元", "<=", "50000")),
        ("５０—６０万人", quantity("500000", "人", ">=", "600000")),
        ("三成五", quantity("35", "%")),
        ("近七成", quantity("70", "%", "~")),
        ("六分之一强", quantity("16.67", "%", ">")),
        ("三分之二", quantity("66.67", "%")),
        ("第13位", quantity("13", "位")),
        ("首位", quantity("1", "位")),
        ("12 宗", quantity("12", "宗")),
        ("5个多月", quantity("5", "个月", ">")),
        ("3年多", quantity("3", "年", ">")),
        ("60余万头(只)", quantity("600000", "头（只）", ">")),
        ("30家（含）以上", quantity("30", "家", ">=")),
        ("24.6微克/立方米", quantity("24.6", "微克/立方米")),
        ("-0.5%", quantity("-0.5", "%")),
        ("一万五千亿元", quantity("1500000000000", "元")),
        ("两千余名", quantity("2000", "名", ">")),
    ],
)
def test_reads(text: str, expected: Quantity) -> None:
    assert parse_quantity(text) == expected
    assert parse_quantity(f" {text} ") == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "家",
        "30",
        "abc",
        "30家企业",
        "新增30家",
        "3%元",
        "七成人",
        "5%—5家",
        "5万元—3万元",
        "以上",
        "30以上家",
        "万" * 90,
        "3" * 100,
    ],
)
def test_refuses(text: str) -> None:
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (quantity("150000000000", "元"), "1500亿元"),
        (quantity("1500000000000", "元"), "1.5万亿元"),
        (quantity("10500", "家"), "1.05万家"),
        (quantity("7139", "人次"), "7139人次"),
        (quantity("21434", "人"), "21434人"),
        (quantity("205.00", "亩"), "205亩"),
        (quantity("2050000", "亩"), "205万亩"),
        (quantity("19538.14", "亩"), "19538.14亩"),
        (quantity("1490000", "千瓦"), "149万千瓦"),
        (quantity("24.6", "微克/立方米", "<="), "不超过24.6微克/立方米"),
        (quantity("12000", "元/平方米"), "1.2万元/平方米"),
        (quantity("0.8", "百分点"), "0.8个百分点"),
        (quantity("5", "工作日", "<="), "不超过5个工作日"),
        (quantity("12000", "%"), "12000%"),
        (quantity("0", "宗"), "0宗"),
        (quantity("5", "%", "~"), "5%左右"),
        (quantity("3", "%", "<"), "低于3%"),
        (quantity("700000000", "元", ">"), "超过7亿元"),
        (quantity("5", "%", ">=", "5.5"), "5%—5.5%"),
        (quantity("70000", "元", ">=", "150000"), "7—15万元"),
        (quantity("3", "个", ">=", "200000"), "3—200000个"),
        (quantity("0.0000001", "%"), "0.0000001%"),
    ],
)
def test_prints_as_people_write(value: Quantity, printed: str) -> None:
    assert str(value) == printed
    assert parse_quantity(printed) == value


def test_conversion() -> None:
    assert quantity("3", "公顷", ">=", "4").to("亩") == quantity("45", "亩", ">=", "60")
    assert quantity("5", "个工作日").to("工作日") == quantity("5", "工作日")
    with pytest.raises(UnitMismatch):
        quantity("3", "公顷").to("吨")


AMOUNTS = st.one_of(
    st.integers(0, 10**16).map(Decimal),
    st.integers(0, 10**9).map(lambda n: Decimal(n) * 10**4),
    st.decimals(min_value=0, max_value=10**12, places=3),
    st.decimals(min_value=0, max_value=1, places=12),
    st.integers(10**27, 10**40).map(Decimal),
)
UNITS = st.sampled_from([unit.name for unit in simple_units() if unit.name != "月"])


@given(AMOUNTS, UNITS, st.sampled_from([">=", ">", "<=", "<", "=", "~"]))
def test_printing_then_reading_is_exact(value: Decimal, unit: str, comparator: Comparator) -> None:
    made = Quantity(value, unit, comparator)
    assert parse_quantity(str(made)) == made


# A range is told from a telephone number and the like by its size; no plan has one of more than eighteen digits.
RANGE_ENDS = AMOUNTS.filter(lambda amount: amount < 10**18)


@given(RANGE_ENDS, RANGE_ENDS, UNITS)
def test_ranges_print_and_read_exactly(first: Decimal, second: Decimal, unit: str) -> None:
    low, high = sorted((first, second))
    if low < high:
        made = Quantity(low, unit, ">=", high)
        assert parse_quantity(str(made)) == made


@given(st.text(alphabet="0123456789.一二三十百千万亿多余超过不近约元家%个—至以上左右 /（）只头", max_size=24))
def test_any_text_reads_or_declines(text: str) -> None:
    found = parse_quantity(text)
    assert found is None or isinstance(found, Quantity)
