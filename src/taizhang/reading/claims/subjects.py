"""Shared subjects: which indicators a joint subject names, and who is covered by 全覆盖."""

from __future__ import annotations

import re

from taizhang.reading.claims.lexemes import MEASURE_NOUN

SPLIT = re.compile(
    r"、|(?<=[\u4e00-\u9fffA-Z”)])(?:(?<![饱总共缓温])和(?![谐平睦田林县顺])|(?<![普涉惠波危以])及(?![时格])|(?<![参给])与(?![会时])|以及)(?=[\u4e00-\u9fffA-Z“])"
)
_SUCH_INDICATORS = re.compile(r"等(?:主要|多项|各项|[^、]{0,6})?(?:指标)")
# One word that stands for two: 城乡居民收入, 存贷款余额.
_COMPOUNDS = (
    ("城乡居民", ("城镇居民", "农村居民")),
    ("存贷款", ("存款", "贷款")),
    ("城乡", ("城市", "农村")),
    ("进出口", ("进口", "出口")),
)
# Heads no subject can do without: they are dealt out to every item of the list.
_BARE_HEADS = frozenset(
    ("增速", "增幅", "总量", "比重", "占比", "比例", "率", "个数", "户数", "比率", "面", "数量", "人数")
)
_PLACE_WORDS = ("村", "镇", "县", "城区", "街道", "社区", "乡", "景区")


def split_subjects(noun: str, wanted: int | None = None) -> list[str]:
    """The indicators a joint subject names, the common head dealt out.

    ``wanted`` is how many the sentence needs, where known.

    >>> split_subjects("规上企业和亿元企业个数")
    ['规上企业个数', '亿元企业个数']
    >>> split_subjects("存贷款余额", 2)
    ['存款余额', '贷款余额']
    """
    if "指标" in noun:
        noun = _SUCH_INDICATORS.sub("", noun)
    parts = [part for part in SPLIT.split(noun) if part]
    if wanted and len(parts) > wanted:
        by_mark = [part for part in noun.split("、") if part]
        parts = by_mark if len(by_mark) == wanted else parts[-wanted:]
    if wanted == 2 and len(parts) == 1:
        for word, both in _COMPOUNDS:
            if word in noun:
                return [noun.replace(word, one) for one in both]
    if len(parts) < 2:
        return parts or [noun]
    head = MEASURE_NOUN.search(parts[-1])
    if not head or head.start() == 0:
        return parts
    return [part if _has_own_head(part, head[0]) else part + head[0] for part in parts[:-1]] + [parts[-1]]


def _has_own_head(part: str, shared: str) -> bool:
    own = MEASURE_NOUN.search(part)
    return own is not None and (own[0] == shared or (shared not in _BARE_HEADS and not shared.startswith("占")))


def covered(noun: str) -> list[str]:
    """Indicators of 全覆盖: what is covered by what, each pair once.

    >>> covered("贫困村、贫困户实现特色产业")
    ['贫困村特色产业', '贫困户特色产业']
    """
    noun = noun.removesuffix("占比")
    if noun.count("“") != noun.count("”"):
        noun = noun.strip("“”")
    who, done, what = noun.partition("实现")
    if done and who and what:
        whos, whats = split_subjects(who), split_subjects(what)
        if len(what) <= 8 and any(word in what for word in _PLACE_WORDS):
            return [place + thing for thing in whos for place in whats]
        return [one + thing for one in whos for thing in whats]
    noun = noun.replace("实现", "")
    parts = noun.split("、")
    if len(parts) > 1 and all(len(part) >= 6 for part in parts):
        return parts
    return [noun]
