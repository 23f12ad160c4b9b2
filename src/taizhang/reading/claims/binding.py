"""Binding: one sentence at a time, each figure is given the indicator it measures and the way it measures it.

Rules are tried from the most telling: what stands on both sides of the figure, what stands before it, what the sentence
spoke of before. Their names are kept on the result; :mod:`taizhang.reading.claims.rules` says what each serves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from taizhang.reading.claims.following import noun_behind, share_of, trim
from taizhang.reading.claims.lexemes import (
    ATTRIBUTES,
    GROWING,
    MEASURE_NOUN,
    MONEY,
    RATES,
    STAGE,
    STATIC_TAIL,
    VERB_HEAD,
    VERB_TAIL,
    VERBS,
)
from taizhang.reading.claims.measuring import Frame, measure_of, verb_inside
from taizhang.reading.claims.opening import strip_opening
from taizhang.reading.claims.preceding import TOTALS, Preceding, take_apart
from taizhang.reading.claims.ranks import rank_noun, ranked
from taizhang.reading.claims.subjects import SPLIT, covered, split_subjects
from taizhang.reading.figures import Figure
from taizhang.reading.placenames import named_place, two_places
from taizhang.reading.results import Comparator, Direction, Measure

_MARKS = re.compile(r"“[^”，。]{0,30}”|《[^》]{0,60}》|\([^)]{0,40}\)|【[^】]*】|[，；：。！？\n]")
_JOINT = re.compile(
    r"、|(?<=[\u4e00-\u9fff)”])(?:以及|(?<![饱总共缓温])和(?![谐平睦田林县顺])|(?<![普涉惠波危以])及(?![时格])|(?<![参给])与(?![会时]))"
)
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
# How far from a figure the words may stand that name it; keeps the cost linear where no mark ends a clause.
_REACH = 160
_LONGEST_LIST = 12
_SHARE_OF_WHOLE = re.compile(r"[\u4e00-\u9fff]占[\u4e00-\u9fff]{2,12}$")
_SHARE_HEADS = ("比重", "比例", "占比", "率", "份额", "比", "面积", "增长", "以上")
_REACHING = frozenset(("惠及", "带动", "受益", "覆盖"))
_ALL_OF_THEM = re.compile(r"^(?:全部|均|已|都|将)+")
# 落实100个重点村的帮扶任务: what is counted are the villages.
_CHORE = re.compile(r"(.{2,}?)的.{2,}(?:任务|工作)")
_PER_HEAD = ("每", "人均", "户均")
_PER_UNIT = ("每", "各")
_TOPIC_TAIL = re.compile(r"(?:进一步|全面|加快|深入|步伐|工作|成效|力度).*$")
_PART_TOPIC = re.compile(r"([\u4e00-\u9fff]{2,8}?)(?:主要|以[^，；]{1,40}为主|为[\u4e00-\u9fff]|分为)")
_TOPIC_VERBS = ("加强", "狠抓", "强化")
_REST_IS_NO_PREDICATE = ("以及", "并", "全部", "均", "占", "已")
_EDGES = " 、，：的和及与　\n\t’‘"
_BLANKS = re.compile(r"[\s　]+")


@dataclass(slots=True)
class Bound:
    """A figure with the indicator it measures, in offsets of the cleaned text.

    ``clause`` is where the clause of the figure begins, ``said`` where the words begin that name the indicator (an
    earlier clause, where the sentence goes on about it), ``until`` where they end.
    """

    figure: Figure
    indicator: str
    measure: Measure
    direction: Direction | None
    comparator: Comparator
    value: Decimal
    unit: str | None
    clause: int
    said: int
    until: int
    rule: str
    verb: str = ""
    since: str = ""
    per_year: bool = False


@dataclass(slots=True)
class Site:
    """Where a figure stands: ``left:figure.start`` lies before it in its clause, ``figure.tail:right`` behind it."""

    text: str
    figure: Figure
    left: int
    right: int
    clause: int
    clause_end: int
    last_clause: int
    same: bool
    following: Figure | None
    count: int


@dataclass(slots=True)
class Carry:
    """What a sentence has spoken of so far and goes on about."""

    place: str
    subject: str = ""
    said: int = 0
    verb: str = ""
    measure: str = ""
    part_of: str = ""
    unit: str | None = None
    waiting: list[str] = field(default_factory=list)
    dealt: list[str] = field(default_factory=list)
    bound: list[Bound] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What one figure was found to measure, while it is being put together."""

    noun: str = ""
    verb: str = ""
    rule: str = ""
    said: int = -1


def bind(text: str, start: int, end: int, figures: list[Figure], place: str = "") -> list[Bound]:
    """The figures of the sentence ``text[start:end]`` with their indicators, in order.

    ``place`` is the document's own place, which is left out of indicators.
    """
    marks = [found.start() for found in _MARKS.finditer(text, start, end) if found.end() - found.start() == 1]
    marks.append(end)
    carry = Carry(place, said=start)
    previous: Figure | None = None
    clause = last_clause = start
    at = 0
    for index, figure in enumerate(figures):
        while marks[at] < figure.start:
            last_clause, clause = clause, marks[at] + 1
            if text[marks[at]] == "。":
                carry.part_of = ""
            at += 1
        following = figures[index + 1] if index + 1 < len(figures) and figures[index + 1].start <= marks[at] else None
        same = previous is not None and previous.tail > clause
        site = Site(
            text,
            figure,
            max(_left(text, clause, previous, figure, carry) if same and previous else clause, figure.start - _REACH),
            min(marks[at], following.start if following else marks[at], figure.tail + _REACH),
            max(clause, figure.start - _REACH),
            min(marks[at], (following or figure).tail + _REACH),
            last_clause,
            same,
            following,
            _count_until(figures, index, marks[at]),
        )
        if same and carry.waiting:
            _deal_next(site, carry)
        else:
            carry.waiting = []
            _bind_one(site, carry)
        previous = figure
    return carry.bound


def _count_until(figures: list[Figure], index: int, end: int) -> int:
    """How many figures, from the one at ``index`` on, stand before ``end``; a list of them is never longer."""
    count = 0
    while count < _LONGEST_LIST and index + count < len(figures) and figures[index + count].start < end:
        count += 1
    return count


def _left(text: str, clause: int, previous: Figure, figure: Figure, carry: Carry) -> int:
    """Where the words before a figure begin when another figure stands earlier in the clause."""
    left = previous.tail
    if carry.bound and carry.bound[-1].rule.endswith("figure-noun"):
        for joint in _JOINT.finditer(text, left, figure.start):
            left = joint.start()
    return left


def _bind_one(site: Site, carry: Carry) -> None:
    text, figure = site.text, site.figure
    before = take_apart(text, site.left, figure.start)
    if before.change_word == "提升" and figure.unit not in RATES and not before.since:
        _take_for_action(before, text)
    core_start, stock = _core_start(site, before, carry)
    core_end = before.core_end
    core = text[core_start:core_end]
    behind_start, behind_end = _behind(site, core)
    behind = text[behind_start:behind_end]
    if figure.ordinal:
        _bind_rank(site, carry, core, behind)
        return
    rate = figure.unit in RATES
    reading = _read(site, carry, before, core_start, core_end, behind_start, behind_end, rate)
    noun = _tidy(reading.noun)
    if before.change and len(noun) <= 4 and noun.startswith(_PER_HEAD):
        noun += before.change_word
    if _is_part(carry, reading, noun, before, figure, rate):
        noun += carry.part_of
        part = True
    else:
        part = False
    if rate and figure.unit == "%" and _SHARE_OF_WHOLE.search(noun) and not noun.endswith(_SHARE_HEADS):
        noun += "比重"
    elif before.level in ("占", "占到") and rate and "占" not in noun and not noun.endswith(("比重", "比例", "占比")):
        noun += "占比"
    stock = _inherit_verb(site, carry, reading, before, stock, rate, part)
    frame = measure_of(
        figure.unit,
        before,
        verb=reading.verb,
        kind=VERBS.get(reading.verb, ""),
        noun=noun,
        rule=reading.rule,
        stock=stock,
        behind=behind,
    )
    _record(site, carry, before, reading, noun, core, frame, behind_end)
    if reading.rule != "attribute":
        carry.subject = carry.bound[-1].indicator or carry.subject
        carry.said = reading.said if reading.said >= 0 else carry.said
        _remember_total(carry, noun, figure.unit, frame, rate, part)
    if not rate:
        inside = verb_inside(noun) if frame[0] == "delta" and not reading.verb else ""
        carry.verb, carry.measure = reading.verb or inside, frame[0]


def _take_for_action(before: Preceding, text: str) -> None:
    """Give the name back its last word where it is done to so many acres, not raised by them (质量提升4万亩)."""
    at = text.find(before.change_word, before.core_end)
    before.core_end, before.change, before.change_word = at + len(before.change_word), None, ""


def _core_start(site: Site, before: Preceding, carry: Carry) -> tuple[int, str]:
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


def _behind(site: Site, core: str) -> tuple[int, int]:
    """The words behind the figure; those behind the next one, where two figures share them (66条100公里以上示范路)."""
    text, figure, following = site.text, site.figure, site.following
    start, end = noun_behind(text, figure.tail, site.right)
    if start == end and following and not figure.ordinal:
        between = text[figure.tail : following.start]
        if not between or (between in ("、", "和") and not core):
            return noun_behind(text, following.tail, site.clause_end)
    return start, end


def _read(
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
    whole = _OF_WHOLE.match(noun) if rate else None
    if whole:
        name = whole[1].rstrip("的")
        ending = "" if name.endswith(("比重", "比例", "份额")) else "比重"
        return Reading(f"{base}占{name}{ending}", verb, "attribute", said)
    if base == noun or noun.startswith(("是", "为")):
        return None
    return Reading(base + (verb if verb == "完成" else "") + noun, verb, "attribute", said)


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


def _tidy(noun: str) -> str:
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


def _is_part(carry: Carry, reading: Reading, noun: str, before: Preceding, figure: Figure, rate: bool) -> bool:
    """Whether the figure is a part of the total named before it (存栏60万头，其中猪7000头)."""
    return bool(
        carry.part_of
        and reading.rule in ("noun-figure", "verb-noun-figure")
        and not rate
        and figure.unit is not None
        and figure.unit in (carry.unit or "")
        and not before.change
        and not reading.verb
        and not STATIC_TAIL.search(noun)
    )


def _remember_total(carry: Carry, noun: str, unit: str | None, frame: Frame, rate: bool, part: bool) -> None:
    total = STATIC_TAIL.search(noun)
    if total and total.start() > 0 and not rate and not part and frame[0] == "level" and unit not in MONEY:
        carry.part_of, carry.unit = total[0].removeprefix("总"), unit
    elif not part and not rate:
        carry.part_of = ""


def _inherit_verb(
    site: Site, carry: Carry, reading: Reading, before: Preceding, stock: str, rate: bool, part: bool
) -> str:
    """Let an item of a list take the verb of the list; returns the word of stock, inherited where that is what it was."""
    if reading.verb or before.change or stock or rate or part or before.level in TOTALS:
        return stock
    if reading.rule not in ("noun-figure", "continued", "verb-figure-noun"):
        return stock
    comma = site.text[site.clause - 1 : site.clause] == "，"
    going_on = reading.rule == "noun-figure" and comma and carry.measure == "delta" and not before.level
    if site.same or (going_on and site.figure.unit not in MONEY):
        reading.verb = carry.verb
        if site.same and carry.measure == "level" and site.figure.unit not in MONEY:
            return "同前"
    return stock


def _comparator(figure: Figure, before: Preceding) -> Comparator:
    comparator = figure.comparator
    if not comparator or (comparator == "~" and before.comparator not in (None, "=", "~")):
        comparator = before.comparator or "="
    elif comparator == "=" and before.comparator:
        comparator = before.comparator
    return ">=" if figure.raised and comparator == "=" else comparator


def _record(
    site: Site, carry: Carry, before: Preceding, reading: Reading, noun: str, core: str, frame: Frame, behind_end: int
) -> None:
    """Add the figure to what is bound, once for each indicator it is said of."""
    text, figure = site.text, site.figure
    said = reading.said if reading.said >= 0 else site.clause
    until = (
        max(figure.tail, behind_end)
        if reading.rule.endswith("figure-noun") or reading.rule == "share-of"
        else figure.tail
    )
    until = min(until, site.clause_end)
    comparator = _comparator(figure, before)

    def add(indicator: str, rule: str) -> None:
        measure, direction = frame
        carry.bound.append(
            Bound(
                figure,
                indicator,
                measure,
                direction,
                comparator,
                figure.value,
                figure.unit,
                site.clause,
                said,
                until,
                rule,
                reading.verb,
                before.since,
                before.per_year,
            )
        )

    if figure.coverage:
        frame, comparator = ("level", None), "="
        for one in covered(noun):
            add(one, "full-coverage")
        return
    spoken = text[site.left : figure.start]
    if "分别" in spoken:
        subjects = _dealt_subjects(site, carry, noun, core)
        said = min(said, _earliest(carry, subjects, said))
        add(subjects[0], "respectively")
        carry.waiting, carry.dealt = subjects[1:], subjects
        return
    if not core and before.change and carry.dealt and _is_pair(site):
        add(carry.dealt[0], "respectively")
        carry.waiting = carry.dealt[1:]
        return
    near = spoken[-12:]
    evenly = "均" in near and "年均" not in spoken and "人均" not in near and "平均" not in spoken
    several = len(SPLIT.split(noun)) > 1
    if (evenly and reading.rule == "continued") or (evenly and several and not noun.endswith("产业")):
        for one in _last_two(carry, noun) if reading.rule == "continued" else split_subjects(noun):
            add(one, "each")
        return
    if frame[0] == "growth" and figure.unit == "番" and several:
        for one in split_subjects(noun):
            add(one, "each")
        return
    add(noun, reading.rule)


def _is_pair(site: Site) -> bool:
    following = site.following
    return (
        following is not None
        and following.unit == site.figure.unit
        and site.text[site.figure.tail : following.start] in ("、", "和")
    )


def _earliest(carry: Carry, subjects: list[str], said: int) -> int:
    return min((bound.said for bound in carry.bound[-2 * _LONGEST_LIST :] if bound.indicator in subjects), default=said)


def _last_two(carry: Carry, noun: str) -> list[str]:
    """Indicators of the two stocks or deltas the sentence spoke of last."""
    recent: list[str] = []
    for bound in reversed(carry.bound[-_LONGEST_LIST:]):
        if bound.measure in ("level", "delta") and bound.indicator not in recent:
            recent.insert(0, bound.indicator)
        if len(recent) == 2:
            break
    return recent or [noun]


def _dealt_subjects(site: Site, carry: Carry, noun: str, core: str) -> list[str]:
    """The indicators that the figures behind 分别 are dealt out to."""
    if not core:
        return _last_named(carry, site.count) or [noun]
    subjects = split_subjects(noun)
    if len(subjects) == 1:
        subjects = split_subjects(noun, 2)
    if len(subjects) == 1 or noun in ATTRIBUTES:
        earlier = _last_named(carry, site.count)
        if len(earlier) == site.count > 1:
            return [one + noun for one in earlier]
    return subjects


def _last_named(carry: Carry, wanted: int) -> list[str]:
    """The ``wanted`` indicators named last, in order, growth and ranks left out where others are named."""
    recent = carry.bound[-2 * _LONGEST_LIST :]
    named = [bound for bound in recent if bound.measure in ("level", "delta")] or recent
    return list(dict.fromkeys(bound.indicator for bound in reversed(named)))[:wanted][::-1]


def _earlier(carry: Carry, limit: int) -> list[str]:
    """Indicators of the figures just spoken of that are of one measure, in order, without repeats."""
    found: list[str] = []
    for bound in reversed(carry.bound):
        if bound.measure != carry.bound[-1].measure or len(found) >= limit:
            break
        if bound.indicator not in found:
            found.insert(0, bound.indicator)
    return found


def _deal_next(site: Site, carry: Carry) -> None:
    """The next figure of 分别…F1、F2: the same frame, the next subject."""
    last, figure = carry.bound[-1], site.figure
    if figure.ordinal != (last.measure == "rank"):
        carry.waiting = []
        _bind_one(site, carry)
        return
    before = take_apart(site.text, site.left, figure.start)
    indicator = carry.waiting.pop(0)
    carry.subject = indicator
    carry.bound.append(
        Bound(
            figure,
            indicator,
            last.measure,
            last.direction,
            _comparator(figure, before) if figure.comparator or before.comparator else last.comparator,
            figure.value,
            figure.unit,
            site.clause,
            last.said,
            figure.tail,
            last.rule,
            last.verb,
            last.since,
            last.per_year,
        )
    )


def _bind_rank(site: Site, carry: Carry, core: str, behind: str) -> None:
    noun = _tidy(rank_noun(core, behind))
    own = bool(noun) and noun not in ATTRIBUTES
    earlier = _earlier(carry, 9)
    if len(earlier) < 2 and "均" in core:
        earlier = list(
            dict.fromkeys(bound.indicator for bound in carry.bound[-_LONGEST_LIST:] if bound.measure != "growth")
        )
    dealt = carry.bound[-1].rule == "respectively" if carry.bound else False
    if not noun and dealt and len(earlier) > 1 and "分" not in core:
        subjects = earlier
    elif noun and not own and noun not in ("增速", "增幅", "总量", "总数"):
        subjects = [carry.subject + noun]
    else:
        subjects = ranked(core, noun, carry.subject, earlier)
    said = site.clause if own else carry.said
    if ("分别" in core or "分居" in core) and len(subjects) > 1:
        carry.waiting = subjects[1:]
        subjects = subjects[:1]
    figure = site.figure
    for one in subjects:
        carry.bound.append(
            Bound(figure, one, "rank", None, "=", figure.value, "位", site.clause, said, figure.tail, "rank")
        )
    if own and not carry.waiting and len(subjects) == 1 and MEASURE_NOUN.search(noun):
        carry.subject, carry.said = noun, site.clause
