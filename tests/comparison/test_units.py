"""Which units stand on one scale."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.comparison.units import comparable, laid, money, scale


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [
        ("家", "个", True),
        ("座", "个", True),
        ("户", "个", True),
        ("名", "人", True),
        ("个", "名", True),
        ("个", "株", True),
        ("个", None, True),
        ("公里", "米", True),
        ("公顷", "亩", True),
        ("‰", "%", True),
        ("株", "亩", False),
        ("条", "公里", False),
        ("人", "人次", False),
        ("户", "人", False),
        ("元", "美元", False),
        ("%", "百分点", False),
        ("家", "%", False),
        ("套", None, True),
        ("莞币", "莞币", True),
        ("莞币", "元", False),
    ],
)
def test_side_by_side(old: str | None, new: str | None, alike: bool) -> None:
    assert comparable(old, new) is alike
    assert comparable(new, old) is alike


def test_values_are_laid_in_the_base_of_their_scale() -> None:
    assert laid(Decimal(2), "公里") == laid(Decimal(2000), "米")
    assert laid(Decimal(3), "家") == 3
    assert laid(Decimal(3), "莞币") == 3
    assert laid(Decimal(3), None) == 3
    assert scale(None) == ""


@pytest.mark.parametrize(
    ("unit", "paid"), [("元", True), ("美元", True), ("个", False), (None, False), ("莞币", False)]
)
def test_money(unit: str | None, paid: bool) -> None:
    assert money(unit) is paid
