import pytest

from taizhang.reading.cleaning import clean


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("發(fā)展(zhǎn)經(jīng)濟(jì)", "发展经济"),
        ("戰（zhàn）役告捷，連戰", "战役告捷，连战"),
        ("產(chǎn)業(yè)園12個", "产业园12个"),
    ],
)
def test_reading_aid_is_deleted(raw: str, read: str) -> None:
    assert clean(raw).text == read


@pytest.mark.parametrize("text", ["研发投入(rd)占比", "空气质量(aqi)", "长度(km)", "(zhàn)", "品牌(Táng)"])
def test_other_brackets_stay(text: str) -> None:
    assert clean(text).text == text
