"""Is it met, and which is harder: the tables people will dispute."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.comparators import Comparator
from taizhang.measures.errors import UnitMismatch
from taizhang.measures.quantities import Quantity, parse_quantity
from taizhang.measures.targets import Change, Polarity, compare_targets, is_met


def read(text: str) -> Quantity:
    quantity = parse_quantity(text)
    assert quantity is not None
    return quantity


@pytest.mark.parametrize(
    ("target", "actual", "polarity", "met"),
    [
        ("30家", "30家", "up", True),
        ("30家", "31家", "up", True),
        ("30家", "29家", "up", False),
        ("30家", "31家", None, False),
        ("30家", "30家", None, True),
        ("24.6微克/立方米", "23微克/立方米", "down", True),
        ("24.6微克/立方米", "25微克/立方米", "down", False),
        ("不少于30家", "30家", None, True),
        ("超过30家", "30家", None, False),
        ("超过30家", "30.5家", None, True),
        ("3%以内", "3%", None, True),
        ("低于3%", "3%", None, False),
        ("100亩以上", "7公顷", None, True),
        ("100亩以上", "6公顷", None, False),
        ("1—2个", "1个", None, True),
        ("5%—5.5%", "4.9%", "up", False),
        ("第3位", "2位", "down", True),
        # 左右: half a point for rates, a twentieth for the rest.
        ("5%左右", "4.5%", "up", True),
        ("5%左右", "4.49%", "up", False),
        ("5%左右", "7%", "up", True),
        ("5%左右", "5.6%", None, False),
        ("3%左右", "3.5%", "down", True),
        ("3%左右", "3.6%", "down", False),
        ("1000家左右", "950家", "up", True),
        ("1000家左右", "949家", "up", False),
        # What a result's own bound leaves open stays open.
        ("30家以上", "超过25家", None, None),
        ("30家以上", "超过30家", None, True),
        ("超过30家", "30家以上", None, None),
        ("30家以上", "不到30家", None, False),
        ("30家以上", "不超过30家", None, None),
        ("不超过30家", "超过30家", None, False),
        ("3%以内", "不到3%", None, True),
        ("30家", "20—40家", "up", None),
        ("30家", "30—40家", "up", True),
    ],
)
def test_is_met(target: str, actual: str, polarity: Polarity | None, met: bool | None) -> None:
    assert is_met(read(target), read(actual), polarity) is met


def test_a_result_in_another_kind_of_unit_is_refused() -> None:
    with pytest.raises(UnitMismatch):
        is_met(read("30亩"), read("30吨"))


@pytest.mark.parametrize(
    ("old", "new", "polarity", "change"),
    [
        ("3000户", "6000户", "up", "harder"),
        ("110个", "108个", "up", "easier"),
        ("99%以上", "100%", "up", "harder"),
        ("30家", "30家以上", "up", "same"),
        ("30家以上", "超过30家", "up", "harder"),
        ("30家左右", "30家", "up", "harder"),
        ("30家以上", "30家左右", "up", "easier"),
        ("3%以内", "2.5%以内", None, "harder"),
        ("3%以内", "低于3%", None, "harder"),
        ("3%", "2%", "down", "harder"),
        ("15亩以上", "1公顷以上", None, "same"),
        ("15亩以上", "2公顷以上", None, "harder"),
        ("30家", "40家", None, "other"),
        ("30家", "30家", None, "same"),
        ("30家以上", "30家以内", None, "other"),
        ("30亩", "30吨", "up", "other"),
        ("5%左右", "5%—5.5%", "up", "harder"),
    ],
)
def test_compare_targets(old: str, new: str, polarity: Polarity | None, change: Change) -> None:
    assert compare_targets(read(old), read(new), polarity) == change


VALUES = st.integers(0, 50).map(Decimal)
COMPARATORS = st.sampled_from([">=", ">", "<=", "<", "=", "~"])
POLARITIES = st.sampled_from([None, "up", "down"])


@given(VALUES, COMPARATORS, VALUES, COMPARATORS, POLARITIES)
def test_comparison_is_antisymmetric(
    old: Decimal, old_says: Comparator, new: Decimal, new_says: Comparator, polarity: Polarity | None
) -> None:
    mirror: dict[Change, Change] = {"harder": "easier", "easier": "harder", "same": "same", "other": "other"}
    first, second = Quantity(old, "家", old_says), Quantity(new, "家", new_says)
    if polarity is not None:
        assert mirror[compare_targets(first, second, polarity)] == compare_targets(second, first, polarity)


@given(VALUES, VALUES, VALUES, st.sampled_from([">=", ">", "=", "~"]))
def test_meeting_the_harder_target_meets_the_easier(
    old: Decimal, new: Decimal, actual: Decimal, says: Comparator
) -> None:
    first, second, result = Quantity(old, "家", says), Quantity(new, "家", says), Quantity(actual, "家")
    if compare_targets(first, second, "up") == "harder" and is_met(second, result, "up"):
        assert is_met(first, result, "up")
