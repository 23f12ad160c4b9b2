import pytest

from taizhang.reading.cleaning import clean


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("<p>一、目标</p><p>新建公园3座</p>", "一、目标\n\n新建公园3座\n"),
        ("增长<b>5</b>%<br/>力争<span style='x'>6</span>%", "增长5%\n力争6%"),
        ("路灯&nbsp;12&#30415;&ensp;&ldquo;亮化&rdquo;", "路灯12盏\u2002“亮化”"),
        ("优良率&lt;90%&amp;稳定", "优良率<90%&稳定"),
    ],
)
def test_markup_goes(raw: str, read: str) -> None:
    assert clean(raw).text.strip("\n") == read.strip("\n")


@pytest.mark.parametrize("text", ["能耗<5%且>3%", "a<b并且c>d", "研发&设计", "&未定义;", "<未知>"])
def test_other_signs_stay(text: str) -> None:
    assert clean(text).text == text.replace(";", "；")
