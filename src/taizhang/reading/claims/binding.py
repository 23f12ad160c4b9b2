"""Binding: one sentence at a time, each figure is given the indicator it measures and the way it measures it.

Rules are tried from the most telling: what stands on both sides of the figure, what stands before it, what the sentence
spoke of before. Their names are kept on the result; :mod:`taizhang.reading.claims.rules` says what each serves.
"""

from __future__ import annotations

import re

from taizhang.reading.claims.dealing import (
    LONGEST_LIST,
    dealt_subjects,
    earlier_indicators,
    earliest,
    is_pair,
    last_two,
)
from taizhang.reading.claims.lexemes import (
    ATTRIBUTES,
    MEASURE_NOUN,
    MONEY,
    RATES,
    STATIC_TAIL,
    VERBS,
)
from taizhang.reading.claims.measuring import Frame, measure_of, verb_inside
from taizhang.reading.claims.naming import core_start, name_figure, tidy, words_behind
from taizhang.reading.claims.preceding import TOTALS, Preceding, take_apart
from taizhang.reading.claims.ranks import rank_noun, ranked
from taizhang.reading.claims.sites import Bound, Carry, Reading, Site
from taizhang.reading.claims.subjects import SPLIT, covered, split_subjects
from taizhang.reading.figures import Figure
from taizhang.reading.results import Comparator

_MARKS = re.compile(r"“[^”，。]{0,30}”|《[^》]{0,60}》|\([^)]{0,40}\)|【[^】]*】|[，；：。！？\n]")
_JOINT = re.compile(
    r"、|(?<=[\u4e00-\u9fff)”])(?:以及|(?<![饱总共缓温])和(?![谐平睦田林县顺])|(?<![普涉惠波危以])及(?![时格])|(?<![参给])与(?![会时]))"
)
# How far from a figure the words may stand that name it; keeps the cost linear where no mark ends a clause.
_REACH = 160
_SHARE_OF_WHOLE = re.compile(r"[\u4e00-\u9fff]占[\u4e00-\u9fff]{2,12}$")
_SHARE_HEADS = ("比重", "比例", "占比", "率", "份额", "比", "面积", "增长", "以上")
_PER_HEAD = ("每", "人均", "户均")


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
    while count < LONGEST_LIST and index + count < len(figures) and figures[index + count].start < end:
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
    begin, stock = core_start(site, before, carry)
    core_end = before.core_end
    core = text[begin:core_end]
    behind_start, behind_end = words_behind(site, core)
    behind = text[behind_start:behind_end]
    if figure.ordinal:
        _bind_rank(site, carry, core, behind)
        return
    rate = figure.unit in RATES
    reading = name_figure(site, carry, before, begin, core_end, behind_start, behind_end, rate)
    noun = tidy(reading.noun)
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
        subjects = dealt_subjects(site, carry, noun, core)
        said = min(said, earliest(carry, subjects, said))
        add(subjects[0], "respectively")
        carry.waiting, carry.dealt = subjects[1:], subjects
        return
    if not core and before.change and carry.dealt and is_pair(site):
        add(carry.dealt[0], "respectively")
        carry.waiting = carry.dealt[1:]
        return
    near = spoken[-12:]
    evenly = "均" in near and "年均" not in spoken and "人均" not in near and "平均" not in spoken
    several = len(SPLIT.split(noun)) > 1
    if (evenly and reading.rule == "continued") or (evenly and several and not noun.endswith("产业")):
        for one in last_two(carry, noun) if reading.rule == "continued" else split_subjects(noun):
            add(one, "each")
        return
    if frame[0] == "growth" and figure.unit == "番" and several:
        for one in split_subjects(noun):
            add(one, "each")
        return
    add(noun, reading.rule)


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
    noun = tidy(rank_noun(core, behind))
    own = bool(noun) and noun not in ATTRIBUTES
    earlier = earlier_indicators(carry, 9)
    if len(earlier) < 2 and "均" in core:
        earlier = list(
            dict.fromkeys(bound.indicator for bound in carry.bound[-LONGEST_LIST:] if bound.measure != "growth")
        )
    dealt = carry.bound[-1].rule == "respectively" if carry.bound else False
    if not noun and dealt and len(earlier) > 1 and "分" not in core:
        subjects = earlier
    elif noun and not own and noun not in ("增速", "增幅", "总量", "总数"):
        subjects = [carry.subject + noun]
    elif not noun and site.same and carry.bound and carry.bound[-1].measure == "rank":
        subjects = [carry.bound[-1].indicator]
    else:
        subjects = ranked(core, noun, carry.subject, earlier)
    said = site.clause if own else carry.said
    next_rank = site.following is not None and site.following.ordinal
    if ("分别" in core or "分居" in core or next_rank) and len(subjects) > 1:
        carry.waiting = subjects[1:]
        subjects = subjects[:1]
    figure = site.figure
    for one in subjects:
        carry.bound.append(
            Bound(figure, one, "rank", None, "=", figure.value, "位", site.clause, said, figure.tail, "rank")
        )
    if own and not carry.waiting and len(subjects) == 1 and MEASURE_NOUN.search(noun):
        carry.subject, carry.said = noun, site.clause
