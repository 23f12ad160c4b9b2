"""The normal form of an indicator: what two wordings of one promise have in common, and what sets them apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from taizhang.comparison.vocabulary import vocabulary

_QUOTES = re.compile(r"[\s\"'“”‘’《》〈〉「」『』【】\[\]<>*#_]+")
_BREAKS = re.compile(r"[、,，;；:：。.·/|()（）—\-的]+(?![0-9])")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_SYMBOL = re.compile(r"[A-Z0-9]+(?:[&.+\-][A-Z0-9]+)*%?|.", re.DOTALL)
_THRESHOLD = re.compile(r"(?<![A-Z0-9.\-])(\d+(?:\.\d+)?[十百千万亿]*(?![A-Z0-9.])|[十百千万亿]+(?=[元吨亩级人]))")
_SCOPE = re.compile(
    r"(?:每一?个?[^、，的每]{0,6}?|各)(?P<unit>镇街|乡镇|街镇|镇|街道|乡|园区|县城|县区|县市|县|市区|区县|区|行政村|村|社区|学校|年|季度|月)(?:\([^()]*\))?"
)
_SAME_SCOPE = {
    "乡镇": "镇",
    "镇街": "镇",
    "街镇": "镇",
    "街道": "镇",
    "行政村": "村",
    "县区": "县",
    "县市": "县",
    "区县": "县",
}
_ABOVE = re.compile(
    r"^.{2,}?(?:自治区|自治州|省|市|盟|州|县|区|旗)(?=.{2,}(?:自治州|自治县|市|地区|州|盟|县|区|旗|街道|镇|乡|村)$)"
)
_PLACE_SUFFIX = re.compile(r"(?<=..)(?:自治区|自治州|自治县|省|市|地区|州|盟|县|区|旗|街道|镇|乡|村)$")


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator taken apart into symbols: a letter of Chinese each, a run of Latin letters and digits as one.

    ``heavy`` says of each symbol whether it carries meaning of its own (新增, 项目 and their like do not); ``generic``
    that none does or only such as 投资 and 中心, so that all of them count; and ``content`` is the heavy ones written together. ``beside`` are neighbouring symbols by the place
    of the first, ``apart`` those with one between them, never across a comma or 的; ``bigrams`` and ``skips`` the same
    without places, ``alone`` the symbols that mean something without neighbours. ``kin`` and ``marks`` are the sets of
    the vocabulary the name falls into, ``thresholds`` the figures that define it (集体净资产超2亿元的村), ``scope`` the
    unit a quota is for (每个镇).
    """

    text: str
    symbols: tuple[str, ...]
    heavy: tuple[bool, ...]
    content: str
    beside: tuple[tuple[int, str], ...]
    apart: tuple[tuple[int, str], ...]
    bigrams: frozenset[str]
    skips: frozenset[str]
    alone: frozenset[str]
    kin: frozenset[int]
    marks: tuple[frozenset[int], ...]
    thresholds: frozenset[str]
    scope: str | None
    generic: bool

    def covered(self, text: Name) -> tuple[bool, ...]:
        """Of each symbol: does ``text`` say it too, in the company of one that stands by it here.

        A letter put in between (充电端口, 充电口) does not part the two beside it.
        """
        found = {index for index, symbol in enumerate(self.symbols) if symbol in self.alone and symbol in text.symbols}
        for index, pair in self.beside:
            if pair in text.bigrams or pair in text.skips:
                found.update((index, index + 1))
        for index, pair in self.apart:
            if pair in text.bigrams:
                found.update((index, index + 2))
        return tuple(index in found for index in range(len(self.symbols)))


def plain(words: str) -> str:
    """Half-width, without quotation marks, book-title marks and spaces."""
    return _QUOTES.sub("", unicodedata.normalize("NFKC", words).upper())


def stem(place: str) -> str:
    """A place's own name, without its rank and what it belongs to; a name of two letters keeps both.

    >>> stem("东莞市"), stem("广东省东莞市长安镇"), stem("城区"), stem("松山湖")
    ('东莞', '长安', '城区', '松山湖')
    """
    while _ABOVE.search(place):
        place = _ABOVE.sub("", place)
    return _PLACE_SUFFIX.sub("", place)


@lru_cache(maxsize=65536)
def name_of(indicator: str, place: str | None = None) -> Name:
    """The normal form of an indicator; the place it speaks of is no part of its name.

    >>> "".join(name_of("东莞市新增“婴幼儿托位”数", "东莞市").symbols)
    '新增托位数'
    """
    words = _without_place(plain(indicator), place)
    scoped = _SCOPE.search(words)
    words = _SCOPE.sub("", words)
    text = vocabulary().canonical(words)
    symbols, heavy, ends = _spelled(text)
    generic = vocabulary().bare.fullmatch(_content(symbols, heavy)) is not None
    weighs = (True,) * len(symbols) if generic else heavy
    beside, apart = _neighbours(symbols, ends, 1), _neighbours(symbols, ends, 2)
    return Name(
        text=text,
        symbols=symbols,
        heavy=weighs,
        content=_content(symbols, weighs),
        beside=beside,
        apart=apart,
        bigrams=frozenset(pair for _, pair in beside),
        skips=frozenset(pair for _, pair in apart),
        alone=_alone(symbols, ends),
        kin=frozenset(number for word in vocabulary().kin_word.findall(text) for number in vocabulary().kin[word]),
        marks=vocabulary().marks(text),
        thresholds=frozenset(_THRESHOLD.findall(text)),
        scope=_scope(scoped),
        generic=generic,
    )


def _without_place(words: str, place: str | None) -> str:
    for head in (place, stem(place)) if place else ():
        if len(head) >= 2 and words.startswith(head) and len(words) > len(head) + 1:
            return words[len(head) :]
    return words


def _scope(found: re.Match[str] | None) -> str | None:
    return None if found is None else "每个" + _SAME_SCOPE.get(found["unit"], found["unit"])


def _segments(text: str) -> Iterator[tuple[str, bool]]:
    """The stretches between breaks, each with whether it stood in brackets."""
    outside = _BRACKETED.sub("、", text)
    for words, bracketed in ((outside, False), ("、".join(_BRACKETED.findall(text)), True)):
        for segment in _BREAKS.split(words):
            if segment:
                yield segment, bracketed


def _spelled(text: str) -> tuple[tuple[str, ...], tuple[bool, ...], frozenset[int]]:
    """The symbols, which of them are heavy, and where segments end. What stands in brackets is light."""
    symbols: list[str] = []
    heavy: list[bool] = []
    ends: set[int] = set()
    for segment, bracketed in _segments(text):
        light = vocabulary().light_in(segment)
        for match in _SYMBOL.finditer(segment):
            symbols.append(match[0])
            heavy.append(not bracketed and match.start() not in light)
        ends.add(len(symbols) - 1)
    return tuple(symbols), tuple(heavy), frozenset(ends)


def _content(symbols: tuple[str, ...], heavy: tuple[bool, ...]) -> str:
    return "".join(symbol for symbol, weighs in zip(symbols, heavy, strict=True) if weighs)


def _neighbours(symbols: tuple[str, ...], ends: frozenset[int], step: int) -> tuple[tuple[int, str], ...]:
    """Every two symbols of one segment so many steps apart, by the position of the first."""
    return tuple(
        (index, symbols[index] + symbols[index + step])
        for index in range(len(symbols) - step)
        if not any(between in ends for between in range(index, index + step))
    )


def _alone(symbols: tuple[str, ...], ends: frozenset[int]) -> frozenset[str]:
    """Latin words and numbers, and segments of a single letter."""
    starts = {0} | {end + 1 for end in ends}
    singles = {symbols[i] for i in ends if i in starts}
    return frozenset(singles | {symbol for symbol in symbols if len(symbol) > 1})
