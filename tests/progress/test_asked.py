"""What a cell asks for, from its heading."""

from __future__ import annotations

import pytest

from taizhang.progress.asked import Asked


@pytest.mark.parametrize(
    ("heading", "unit", "scale", "words"),
    [
        ("元", "元", 1, "元"),
        ("亿元", "元", 10**8, "亿元"),
        ("万亩", "亩", 10**4, "万亩"),
        ("千瓦", "千瓦", 1, "千瓦"),
        ("千克", "千克", 1, "千克"),
        ("百分点", "百分点", 1, "百分点"),
        ("％", "%", 1, "%"),
        ("㎡", "平方米", 1, "平方米"),
        ("桩", "桩", 1, "桩"),
        ("万桩", "万桩", 1, "万桩"),
        ("", "", 1, ""),
    ],
)
def test_headings(heading: str, unit: str, scale: int, words: str) -> None:
    asked = Asked.parse(heading)
    assert (asked.unit, asked.scale, asked.words) == (unit, scale, words)
