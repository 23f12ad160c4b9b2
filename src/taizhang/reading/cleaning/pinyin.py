"""Pinyin that a web page's reading aid left inside words: 戰(zhàn)役."""

from __future__ import annotations

import re

from taizhang.reading.cleaning.view import Span

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_SYLLABLE = re.compile(rf"\((?<=[\u3400-\u9fff]\()(?=[a-zü]*[{_TONES}])[a-zü{_TONES}]{{1,6}}\)")


def pinyin_spans(text: str) -> list[Span]:
    """Spans of toned syllables in brackets straight after a Chinese character, brackets included (width-folded text).

    A syllable without a tone mark is left: it may be an abbreviation or a unit.
    """
    return [match.span() for match in _SYLLABLE.finditer(text)]
