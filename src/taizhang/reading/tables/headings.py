"""Headings of columns: what their words say of the cells below, by the vocabulary of ``columns.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, cast

from taizhang.measures.periods import PERIOD, Period, parse_period
from taizhang.reading.tables.counting import Counting, counting
from taizhang.reading.words import Suffixes

ColumnRole = Literal[
    "serial", "category", "indicator", "unit", "target", "actual", "amount", "growth", "points", "rank", "deadline", "owner",
    "co_owner", "place", "year", "prose", "nature", "ignored", "refused",
]  # fmt: skip

_SPACES = re.compile(r"[\s\u3000]+")
_NOTE = re.compile(r"\[\d{1,2}\]|[①-⑩*]|(?<=[\u4e00-\u9fff])\d$|[:：。]$")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BARE_UNIT = re.compile(r"(?<=.)(?:[%‰]|[/／:：,，][\u4e00-\u9fff]{1,5}|(?<=..)[百千]?[万亿](?:元|美元|人|吨|亩|户))$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年度?)?(?!\d)")
_COMPARED = re.compile(
    r"(?:比|较|与|同)(?:(?:19|20)\d\d年?|上年|去年|上月|上期|年初|基期|同期|期初|全国|全省|全市)?(?:同期|同月|末|底|初)?(?:相比)?$"
)
_QUALIFIED = re.compile(r"(?:同比|环比|年均|年平均|按可比价(?:格)?(?:计算)?|可比价?|名义|实际|现价|累计|当月|本月)+$")
_YEARLY = re.compile(r"年均|年平均|每年")
_SPAN = re.compile(PERIOD)
_ANY_YEAR = 2000
_LAST_YEAR = ("上年", "去年")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: the roles its words may have, its unit and period, and the words left to name an indicator.

    ``yearly`` marks a rate by the year over several years.
    """

    words: str
    roles: tuple[ColumnRole, ...] = ()
    unit: Counting | None = None
    period: Period | None = None
    yearly: bool = False

    @property
    def known(self) -> bool:
        """Whether the vocabulary, a year or a unit told what it is."""
        return bool(self.roles or self.unit or self.period)


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    whole: dict[str, tuple[ColumnRole, ...]]
    ends: Suffixes
    roles: dict[str, tuple[ColumnRole, ...]]
    empty: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    tables = tomllib.loads(files(__package__).joinpath("columns.toml").read_text("utf-8"))
    empty = frozenset(tables.pop("empty")["words"])
    whole: dict[str, tuple[ColumnRole, ...]] = {}
    ends: dict[str, tuple[ColumnRole, ...]] = {}
    for name, table in tables.items():
        role = cast(ColumnRole, name)
        for word in table["whole"]:
            whole[word] = (*whole.get(word, ()), role)
        for word in table.get("ends", ()):
            ends[word] = (*ends.get(word, ()), role)
    return _Vocabulary(whole, Suffixes(dict.fromkeys(ends, "")), ends, empty)


_OPENING: frozenset[ColumnRole] = frozenset(("serial", "category", "indicator", "place", "year"))


@cache
def opening_words() -> frozenset[str]:
    """The headings that may stand over the first column of a table."""
    whole = _vocabulary().whole
    return frozenset(word for word, roles in whole.items() if _OPENING & set(roles))


def squeezed(words: str) -> str:
    """``words`` without white space, for comparing."""
    return _SPACES.sub("", words)


@lru_cache(maxsize=2048)
def read_heading(text: str, year: int | None) -> Heading:
    """What a heading says; relative years (上年) are seen from ``year``.

    >>> heading = read_heading("2025年目标（亿元）", 2021)
    >>> heading.roles, str(heading.period), heading.unit.unit, heading.words
    (('target',), '2025', '元', '')
    """
    words = squeezed(text).replace("（", "(").replace("）", ")")
    unit = None
    if not _whole(words):
        words, unit = _unit(_NOTE.sub("", words))
    roles = _whole(words)
    if roles:
        period = _period(words, year)[1] if words.startswith(_LAST_YEAR) else None
        return Heading("", roles, unit, period, _YEARLY.search(words) is not None)
    if not words or words in _vocabulary().empty:
        return Heading("", (), unit)
    alone = counting(words)
    if alone is not None:
        return Heading("", (), alone)
    rest, roles = _ending(words)
    yearly = _YEARLY.search(words) is not None
    if "growth" in roles or "points" in roles:
        rest = _QUALIFIED.sub("", _COMPARED.sub("", _QUALIFIED.sub("", rest)))
    rest, period = _period(rest, year)
    rest = rest.strip("、，-—()年度的")
    again = _whole(rest) if rest else ()
    if again and "rank" not in roles:
        roles, rest = (*roles, *again), ""
    if rest in _vocabulary().empty:
        rest = ""
    return Heading(rest, roles, unit, period, yearly)


def undated(words: str) -> Heading:
    """What a heading says where only its form matters: relative years and bare months count as periods."""
    return read_heading(words, _ANY_YEAR)


def _whole(words: str) -> tuple[ColumnRole, ...]:
    return _vocabulary().whole.get(words, ())


def _ending(words: str) -> tuple[str, tuple[ColumnRole, ...]]:
    vocabulary = _vocabulary()
    found = vocabulary.ends.at(words, len(words))
    if found is None:
        return words, ()
    return words[: -len(found)], vocabulary.roles[found]


def _unit(words: str) -> tuple[str, Counting | None]:
    """The heading without its unit, in brackets or at its end, and without remarks in brackets at its end."""
    unit: Counting | None = None
    for found in reversed(list(_BRACKETS.finditer(words))):
        read = counting(found[1])
        if read is not None:
            unit = unit or read
            words = words[: found.start()] + words[found.end() :]
        elif found.end() == len(words):
            words = words[: found.start()]
    if unit is None:
        bare = _BARE_UNIT.search(words)
        if bare and not _whole(words):
            unit = counting(bare[0].strip("/／:：,，"))
            words = words[: bare.start()]
    return words, unit


def _period(words: str, year: int | None) -> tuple[str, Period | None]:
    found = _SPAN.search(words)
    if found is not None:
        period = parse_period(found[0], year or 0)
        if period is not None:
            return words[: found.start()] + words[found.end() :], period
    bare = _YEAR.search(words)
    if bare is None:
        return words, None
    return words[: bare.start()] + words[bare.end() :], Period(int(bare[1]))
