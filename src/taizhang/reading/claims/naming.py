"""Naming: which words of a sentence name what a figure measures, tried from the most telling to what was said before."""

from __future__ import annotations

import re

from taizhang.reading.claims.following import noun_behind, share_of, trim
from taizhang.reading.claims.lexemes import (
    ATTRIBUTES,
    GROWING,
    STAGE,
    STATIC_TAIL,
    VERB_HEAD,
    VERB_TAIL,
    VERBS,
)
from taizhang.reading.claims.opening import strip_opening
from taizhang.reading.claims.preceding import Preceding
from taizhang.reading.claims.sites import Carry, Reading, Site
from taizhang.reading.placenames import named_place, two_places

_COUNTED_ITEM = re.compile(r"\d+[大个项条届]")
_OF_WHOLE = re.compile(r"(?:是|为|占|相当于|约占|占到)([^，；]{1,16}?)的?$")
_NOUN_REST = frozenset(
    "率 面 数 量 额 值 总值 期 地 业 费 点 人数 力度 标准 水平 强度 里程 面积 规模 资金 收入 能力 总量 总额 数量 成本".split()  # noqa: SIM905
)
_AFTER_SHORT_VERB = ("国", "省", "“", "全", "世", "中", "市")
_OPEN_ENDS = (
    "等",
    "的",
    "为",
    "对",
    "向",
    "把",
    "将",
    "给",
    "由",
    "让",
    "使",
    "有",
    "以",
    "用",
    "约",
    "全部",
    "和",
    "及",
    "与",
    "、",
    "建设",
)
_MEASURED = re.compile(f"(?:总?播种|总?种植|养殖|总)?(?:{STATIC_TAIL.pattern[:-1]})$")
_REACHING = frozenset(("惠及", "带动", "受益", "覆盖"))
_ALL_OF_THEM = re.compile(r"^(?:全部|均|已|都|将)+")
# 落实100个重点村的帮扶任务: what is counted are the villages.
_CHORE = re.compile(r"(.{2,}?)的.{2,}(?:任务|工作)")
_PER_UNIT = ("每", "各")
_TOPIC_TAIL = re.compile(r"(?:进一步|全面|加快|深入|步伐|工作|成效|力度).*$")
_PART_TOPIC = re.compile(r"([\u4e00-\u9fff]{2,8}?)(?:主要|以[^，；]{1,40}为主|为[\u4e00-\u9fff]|分为)")
_TOPIC_VERBS = ("加强", "狠抓", "强化")
_REST_IS_NO_PREDICATE = ("以及", "并", "全部", "均", "占", "已")
_EDGES = " 、，：的和及与　\n\t’‘"
_BLANKS = re.compile(r"[\s　]+")


def core_start(site: Site, before: Preceding, carry: Carry) -> tuple[int, str]:
    text, end = site.text, before.core_end
    start, stock = strip_opening(text, site.left, end)
    start = min(start, end)
    spoken_of = _place_length(text, start, end, carry.place)
    if spoken_of and end - start >= spoken_of:
        start, more = strip_opening(text, start + spoken_of, end)
        stock = stock or more
    # An item whose own figure a veto refused ("5大方面、21项重点任务") is no part of the next one's name.
    cut = text.rfind("、", start, end)
    if cut >= 0 and _COUNTED_ITEM.search(text, start, cut) and "“" not in text[start:cut]:
        start = cut + 1
    return start, stock


def _place_length(text: str, start: int, end: int, place: str) -> int:
    """How many characters at ``start`` name the place or places the clause speaks of."""
    pair = two_places(text, start, end)
    if pair:
        return pair[2]
    if place:
        if text.startswith(place, start, end):
            return len(place)
        if (
            len(place) > 2
            and text.startswith(place[:-1], start, end)
            and not text.startswith(place[-1], start + len(place) - 1)
        ):
            return len(place) - 1
    return len(named_place(text, start, end) or "")


def words_behind(site: Site, core: str) -> tuple[int, int]:
    """The words behind the figure; those behind the next one, where two figures share them (66条100公里以上示范路)."""
    text, figure, following = site.text, site.figure, site.following
    start, end = noun_behind(text, figure.tail, site.right)
    if start == end and following and not figure.ordinal:
        between = text[figure.tail : following.start]
        if not between or (between in ("、", "和") and not core):
            return noun_behind(text, following.tail, site.clause_end)
    return start, end


def name_figure(
    site: Site,
    carry: Carry,
    before: Preceding,
    core_start: int,
    core_end: int,
    behind_start: int,
    behind_end: int,
    rate: bool,
) -> Reading:
    text, figure = site.text, site.figure
    has_behind = behind_start < behind_end
    if (
        has_behind
        and figure.unit == "%"
        and not figure.coverage
        and not before.change
        and not before.level.startswith("占")
    ):
        tail_verb = VERB_TAIL.at(text, core_end, core_start)
        if core_start == core_end or tail_verb or not before.level:
            noun = share_of(text, behind_start, behind_end)
            if text[core_start:core_end][:1].isdigit() and not tail_verb:
                noun = text[core_start:core_end] + noun
            return Reading(noun, "", "share-of", site.clause)
    if has_behind and not rate:
        reading = _around(site, carry, before, core_start, core_end, behind_start, behind_end)
        if reading.noun:
            return reading
    if core_start < core_end:
        reading = _before(site, carry, before, core_start, core_end, rate)
        if reading.noun:
            return reading
    noun, said = carry.subject, carry.said
    parted = _part_between(site, carry)
    if parted:
        return Reading(parted, "", "continued", site.last_clause)
    if not noun and not site.same and site.last_clause < site.clause:
        noun, said = _topic(text, site.last_clause, site.clause - 1), site.last_clause
    return Reading(noun, carry.verb if site.same and not before.level else "", "continued", said)


def _around(
    site: Site, carry: Carry, before: Preceding, core_start: int, core_end: int, behind_start: int, behind_end: int
) -> Reading:
    """Verb, figure, noun and their kin: the words behind the figure name what is counted."""
    text = site.text
    core = text[core_start:core_end]
    begin, end = trim(text, behind_start, behind_end)
    noun, rest = text[begin:end], _ALL_OF_THEM.sub("", text[end:behind_end])
    chore = _CHORE.fullmatch(noun)
    if chore:
        noun = chore[1]
    tail_verb = VERB_TAIL.at(text, core_end, core_start) or ""
    if not core or len(tail_verb) == len(core):
        verb, rule = tail_verb or (carry.verb if site.same else ""), "verb-figure-noun"
    elif tail_verb:
        verb, rule = tail_verb, "subject-verb-figure-noun"
        if core.startswith(_PER_UNIT):
            return Reading(core[: -len(tail_verb)] + noun, verb, rule, site.clause)
    elif core.endswith(_OPEN_ENDS):
        verb, rule = VERB_HEAD.at(text, core_start, core_end) or "", "list-figure-noun"
    else:
        verb, body = _leading_verb(text, core_start, core_end)
        if before.level in ("", "累计", "共"):
            return Reading(body + noun if len(body) <= 14 else noun, verb, "noun-figure-noun", site.clause)
        return Reading(body or core, verb, "noun-figure", site.clause)
    if (
        0 < len(rest) <= 16
        and len(noun) <= 12
        and not noun.startswith("每")
        and not rest.startswith(_REST_IS_NO_PREDICATE)
    ):
        noun = f"{rest}的{noun}"
    return Reading(noun, verb, rule, site.clause)


def _before(site: Site, carry: Carry, before: Preceding, core_start: int, core_end: int, rate: bool) -> Reading:
    """Noun, figure: the words before the figure name what is measured."""
    text = site.text
    core = text[core_start:core_end]
    verb, rest = _leading_verb(text, core_start, core_end)
    noun = rest if verb else core
    growing = GROWING.at(core, len(core)) if rate and not before.change else None
    if growing and not core.endswith("自然增长率"):
        before.change = "up" if GROWING.meanings[growing] == "up" else "down"
        noun = noun[: -len(growing)].rstrip("的、和")
    if not noun:
        if verb in _REACHING and carry.subject:
            return Reading(carry.subject + verb, verb, "attribute", carry.said)
        if verb and verb not in STAGE:
            return Reading(verb, verb, "verb-figure", site.clause)
        return Reading(carry.subject or verb, verb, "verb-figure", carry.said if carry.subject else site.clause)
    if noun in ATTRIBUTES or noun.startswith(("占", "高于", "低于", "是", "为")):
        said = _said_before(site, carry, noun, verb, rate)
        if said:
            return said
    return Reading(noun, verb, "verb-noun-figure" if verb else "noun-figure", site.clause)


def _leading_verb(text: str, start: int, end: int) -> tuple[str, str]:
    """The verb a core opens with and the rest, or no verb where it only looks like one (开工率, 建成区)."""
    core = text[start:end]
    verb = VERB_HEAD.at(text, start, end) or ""
    rest = core[len(verb) :].lstrip("了的")
    if rest.startswith("或") and VERB_TAIL.at(rest, len(rest)):
        return core, ""
    if len(verb) == 1 and not rest.startswith(_AFTER_SHORT_VERB):
        return "", core
    if verb and (rest in _NOUN_REST or rest.startswith(("率", "度", "区"))):
        return "", core
    return verb, rest


def _said_before(site: Site, carry: Carry, noun: str, verb: str, rate: bool) -> Reading | None:
    """An attribute joined to what the sentence spoke of before: 总投资, 占全市比重."""
    base, said = carry.subject, carry.said
    if not base and not site.same and site.last_clause < site.clause - 1:
        base, said = _topic(site.text, site.last_clause, site.clause - 1), site.last_clause
    if not base:
        return None
    if STATIC_TAIL.fullmatch(noun):
        base = _without_measure(base)
    whole = _OF_WHOLE.match(noun) if rate else None
    if whole:
        name = whole[1].rstrip("的")
        ending = "" if name.endswith(("比重", "比例", "份额")) else "比重"
        return Reading(f"{base}占{name}{ending}", verb, "attribute", said)
    if base == noun or noun.startswith(("是", "为")):
        return None
    return Reading(base + (verb if verb == "完成" else "") + noun, verb, "attribute", said)


def _without_measure(base: str) -> str:
    """The thing itself, without what was measured of it (粮食播种面积 gives 粮食, of which the yield is named next)."""
    tail = _MEASURED.search(base)
    return base[: tail.start()] if tail and tail.start() >= 2 else base


def _part_between(site: Site, carry: Carry) -> str:
    """A part named in a clause of its own since the last figure: 果树类以苹果为主，共6807亩."""
    if not carry.part_of or site.same or not carry.bound or carry.bound[-1].clause >= site.last_clause:
        return ""
    start, _ = strip_opening(site.text, site.last_clause, site.clause)
    found = _PART_TOPIC.match(site.text, start, site.clause)
    return found[1] + carry.part_of if found else ""


def _topic(text: str, start: int, end: int) -> str:
    """What a clause without a figure speaks of: its object or subject, where it is short enough to name."""
    begin, _ = strip_opening(text, start, end)
    verb = VERB_HEAD.at(text, begin, end)
    if verb and len(verb) > 1:
        begin += len(verb)
    elif text.startswith(_TOPIC_VERBS, begin):
        begin += 2
    begin, stop = trim(text, begin, end)
    noun = text[begin:stop]
    tail = _TOPIC_TAIL.search(noun)
    if tail and tail.start() > 1:
        noun = noun[: tail.start()]
    return noun if 2 <= len(noun) <= 20 else ""


def tidy(noun: str) -> str:
    noun = (
        noun
        if noun in VERBS
        else noun.lstrip(_EDGES).rstrip(_EDGES if not noun.endswith(("普及", "惠及", "涉及")) else " ")
    )
    if noun.endswith(("（", "(")):
        noun = noun[:-1]
    if noun.startswith(("）", ")")):
        noun = noun[1:]
    return _BLANKS.sub("", noun)
