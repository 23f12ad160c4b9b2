import unicodedata

import pytest

from taizhang.reading.cleaning.widths import _RADICALS, fold_widths


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("完成１２．５％", "完成12.5%"),
        ("（含ＧＤＰ）", "(含GDP)"),
        ("城镇化率４３％～４５％", "城镇化率43%~45%"),
        ("５０－６０万", "50-60万"),
        ("50–60万", "50-60万"),
        ("二∶三", "二:三"),
        ("「放心消费」", "“放心消费”"),
        ("⼯业增加值⻓期向好", "工业增加值长期向好"),
        ("甲\x0b乙\u2028丙", "甲\n乙\n丙"),
        ("项目\ue5e5甲", "项目\u3000甲"),
    ],
)
def test_folded(raw: str, folded: str) -> None:
    assert fold_widths(raw) == folded


@pytest.mark.parametrize("text", ["建成，开工；投用：如期。", "是吗？好！", "甲、乙——丙…", "一——二", "《规划》“一核”"])
def test_delimiters_stay(text: str) -> None:
    assert fold_widths(text) == text


def test_radicals_are_radicals() -> None:
    names = [unicodedata.name(form) for form in _RADICALS[::2]]
    assert all(name.startswith("CJK RADICAL") for name in names)
    assert all(unicodedata.name(plain).startswith("CJK UNIFIED") for plain in _RADICALS[1::2])
