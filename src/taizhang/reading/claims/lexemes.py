"""The verbs of plans, the openings of clauses and the nouns that measure, ready for look-up."""

from __future__ import annotations

import re

from taizhang.reading.words import Prefixes, Suffixes, either, table

_VERB_TABLE = table("verbs")
_NOUN_TABLE = table("nouns")

CREATE: frozenset[str] = frozenset(_VERB_TABLE["create"])
CUT: frozenset[str] = frozenset(_VERB_TABLE["cut"])
STAGE: frozenset[str] = frozenset(_VERB_TABLE["stage"])
HELD: frozenset[str] = frozenset(_VERB_TABLE["held"])
VERBS = dict.fromkeys(CREATE, "create") | dict.fromkeys(CUT, "cut")
VERB_TAIL = Suffixes(VERBS)
VERB_HEAD = Prefixes(VERBS)

OPENING = Prefixes(table("heads")["opening"]["words"])
STOCK = Prefixes(table("heads")["stock"]["words"])
WHOLE_WORDS = Prefixes(table("heads")["whole"]["words"])

GROWING = Suffixes(
    dict.fromkeys(table("tails")["growing"]["words"], "up")
    | dict.fromkeys(table("tails")["shrinking"]["words"], "down")
)

ATTRIBUTES: frozenset[str] = frozenset(_NOUN_TABLE["attributes"])
MEASURE_NOUN = re.compile(
    "(?:(?:增加值|产值|收入|投资|支出)?占[^、]{1,14}比重|" + either(_NOUN_TABLE["measures"])[3:] + "$"
)
STATIC_TAIL = re.compile(either(_NOUN_TABLE["static"]) + "$")
ACTION_TAIL = re.compile(either(_NOUN_TABLE["actions"]) + "$")

RATES = frozenset(("%", "‰", "倍", "番", "成", "百分点", "千分点"))
MONEY = frozenset(("元", "美元", "港元", "欧元", "日元"))
