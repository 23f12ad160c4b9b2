"""Half-width punctuation standing for Chinese punctuation, folded to it where it is not part of a number or a time."""

from __future__ import annotations

import re

_CJK = r"\u3400-\u9fff"
_NUMERALS = "一二三四五六七八九十百千万亿"

# Each pattern begins with its mark, so that a text without the mark costs one search for a character.
# A comma is a thousands separator only between one to three digits and exactly three (1,100.9; not 2023,100家).
_COMMA = re.compile(r",(?:(?<!\d,)|(?<=\d{4},)|(?!\d{3}(?!\d)))")
# A colon belongs to a ratio, a time or an address between digits and before slashes.
_COLON = re.compile(r":(?:(?<!\d:)(?!//)|(?![\d/]))")
_RATIO = re.compile(r"：(?<=\d：)(?<!19\d\d：)(?<!20\d\d：)(?=\d)")
# Not 一. 总体要求: a numeral before the point makes it a label.
_POINT = re.compile(rf"\.(?<=[{_CJK}%‰”》]\.)(?<![{_NUMERALS}]\.)(?=[{_CJK}“《\s]|\Z)")
# A question mark beside another mark is a lost character oftener than a question.
_QUESTION = re.compile(rf"\?(?<=[{_CJK}”)》]\?)(?=[{_CJK}“”)\s]|\Z)")
_ZERO = re.compile(r"○(?:(?<=[一二三四五六七八九〇○]○)|(?=[一二三四五六七八九]))")


def fold_punctuation(text: str) -> str:
    """``text`` with half-width delimiters in their Chinese form, length preserved.

    >>> fold_punctuation("投资1,100.9亿元,增长5%;时间:15:00.")
    '投资1,100.9亿元，增长5%；时间：15:00.'
    """
    text = _COMMA.sub("，", text)
    text = _COLON.sub("：", text)
    text = _POINT.sub("。", text)
    text = _QUESTION.sub("？", text)
    text = _ZERO.sub("〇", text)
    return _RATIO.sub(":", text.replace(";", "；").replace("!", "！"))
