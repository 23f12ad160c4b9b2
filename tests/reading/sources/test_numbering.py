import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.sources.numbering import _STYLES, write_number

CASES = {
    "decimal": {1: "1", 12: "12"},
    "decimalZero": {3: "03", 12: "12"},
    "decimalFullWidth": {12: "１２"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 50: "㊿", 51: "51"},
    "decimalEnclosedParen": {1: "⑴", 20: "⒇", 21: "(21)"},
    "decimalEnclosedFullstop": {1: "⒈", 20: "⒛", 21: "21."},
    "upperRoman": {4: "IV", 9: "IX", 14: "XIV", 2024: "MMXXIV"},
    "lowerRoman": {3: "iii"},
    "upperLetter": {1: "A", 26: "Z", 27: "AA", 28: "BB"},
    "lowerLetter": {2: "b"},
    "chineseCountingThousand": {
        1: "一",
        10: "十",
        11: "十一",
        20: "二十",
        21: "二十一",
        100: "一百",
        101: "一百零一",
        110: "一百一十",
        1001: "一千零一",
        1010: "一千零一十",
        9999: "九千九百九十九",
    },
    "japaneseCounting": {15: "十五"},
    "ideographDigital": {10: "一〇", 23: "二三"},
    "chineseLegalSimplified": {1: "壹", 10: "壹拾", 12: "壹拾贰"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "甲"},
    "ideographZodiac": {12: "亥"},
    "ideographZodiacTraditional": {1: "甲子", 60: "癸亥"},
    "ideographEnclosedCircle": {1: "㊀", 10: "㊉", 11: "十一"},
    "bullet": {1: ""},
    "none": {1: ""},
    "koreanCounting": {7: "7"},
}


@pytest.mark.parametrize(("style", "number", "words"), [(s, n, w) for s, row in CASES.items() for n, w in row.items()])
def test_writes_numbers_as_office_programs_do(style: str, number: int, words: str) -> None:
    assert write_number(number, style) == words


@given(st.integers(0, 10**6), st.sampled_from(sorted(_STYLES)))
def test_no_number_is_too_odd(number: int, style: str) -> None:
    assert len(write_number(number, style)) < 40
