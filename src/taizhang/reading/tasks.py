"""Commitments without a figure (事项): clauses of the part that promises, with a verb of doing and a thing it governs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from taizhang.measures.periods import PERIOD
from taizhang.reading.words import either, table

_CLAUSE = r"(?:[^，；。！？：\n(“《]|\([^()\n]{0,80}\)|“[^”\n]{0,60}”|《[^》\n]{0,60}》|[(“《])"
_BULLET = r"[✅✔☑●○■□◆◇▪•·★☆※➢►▶-]"
_NUMBER = r"[(\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)\]、．]|\d{1,2}\.(?!\d)|[①-⑳]|(?:[一二三四五六七八九十]{1,2}|[首其][先次])[是要，]"
_TURN = (
    r"(?:(?:在|对|向|从|通过|依托|针对|围绕|以(?![及来后上下]))[^，；。！？\n《“”]{2,16}?(?<!的)|“[^”\n]{1,16}”(?:并举|同步)?"
    r"|[将把](?P<moved>[^，；。！？\n《“”]{2,24}?|“[^”\n]{1,20}”)(?=(?:打造|建设|拓展|延伸|纳入|扩大|培育|升级)(?:为|成|至|到)))"
)
_TURN_FIRSTS = "在对向从通依针围以“将把"
_PERIOD_FIRSTS = "0-9一二三四五六七八九十今本去上前明后下全年近过最未截到第“"
# Verbs that another may lead to (拓展实施…工程), where they begin no noun.
_SECOND = re.compile(
    r"(?:实施|打造|建设|提升|加密|用好|形成|完善|优化|建立|推进|推动|实现|并?优化|调整)(?!用地|资金|项目|标准|和|者|机制)"
)
_QUANTITY = re.compile(r"^(?:了?一批|若干|一系列|一些|各类|各项|相关|有关|更多)")
_DONE = re.compile(rf"(?P<by>{PERIOD})(?:完成|建成|实现|启动|出台|建立)")
_TRAILING = re.compile(r"\([^()]*(?:牵头|负责|单位|完成|推进)[^()]*\)$|[ \u3000]+$")
_AND_SO_ON = re.compile("[等、]+$")
_MARK = re.compile(rf"[ \t\u3000]*(?:{_BULLET}|{_NUMBER})")
_NEXT_LINE = re.compile(r"\s*[^\n]*")
_LONGEST_HEADING = 50
_PURPOSE = re.compile("旨在|为了|目的是|推动形成|出炉|提出|指出|强调|表示")
_STOP = re.compile("[。！\n]")
_REACH = 160
_HEADING_PATH = re.compile(
    r"指导思想|总体要求|总要求|基本原则|回顾|组织领导|编制背景|重大意义|考评(?:对象|方式)|名词解释|附则|有关说明"
)
_SHORTEST_OBJECT = 4
_LONGEST_OBJECT = 40
_RUN_IN = 30
_INDENT = 8


class Ground(Protocol):
    """What is known of the text around a clause."""

    def promised(self) -> Iterator[tuple[int, int]]:
        """The parts of the text that promise, rather than report."""

    def has_figure(self, start: int, end: int) -> bool:
        """Whether a figure was read inside ``start:end``."""

    def is_assigned(self, offset: int) -> bool:
        """Whether somebody answers for what stands at ``offset``."""

    def is_aside(self, offset: int) -> bool:
        """Whether ``offset`` lies in a heading or in furniture."""

    def path(self, offset: int) -> tuple[str, ...]:
        """The headings above ``offset``."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task in ``start:end`` of the clean text; ``indicator`` is the thing it is about, ``deadline`` its own words.

    ``sentence`` is where its sentence begins, or as far before it as is read.
    """

    start: int
    end: int
    indicator: str
    deadline: str | None
    verb: str
    sentence: int


def _opening_with(words: Iterable[str]) -> str:
    """A pattern matching any of ``words``, the longest first, told apart by their first character."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(word[1:])
    return "(?:" + "|".join(f"{re.escape(first)}{either(rest)}" for first, rest in sorted(by_first.items())) + ")"


@cache
def _clause() -> re.Pattern[str]:
    words = table("tasks")
    verbs = [*words["firm"], *words["soft"]]
    firsts = _TURN_FIRSTS + _PERIOD_FIRSTS + "".join({word[0] for word in (*verbs, *words["lead"])})
    return re.compile(
        rf"[ \t\u3000\ufe0e]*(?P<mark>(?:{_BULLET}|{_NUMBER})[ \t\u3000]*)?(?=[{firsts}])"
        rf"(?P<said>(?:{_TURN})?(?:{PERIOD})?(?:{_opening_with(words['lead'])}){{0,3}}"
        rf"(?P<verb>{_opening_with(verbs)})(?P<object>{_CLAUSE}{{{_SHORTEST_OBJECT},120}}?))"
        r"(?=[，；。！？：\n]|\Z)"
    )


@cache
def _next_clause() -> re.Pattern[str]:
    """A clause after its stop: a search for one of a few characters passes quickly over the text between."""
    return re.compile(f"[，；。！？：\n]{_clause().pattern}")


def _clauses(text: str, first: int, last: int) -> Iterator[re.Match[str]]:
    opening = _clause().match(text, first, last)
    if opening:
        yield opening
    yield from _next_clause().finditer(text, opening.end() if opening else first, last)


@cache
def _firm() -> frozenset[str]:
    return frozenset(table("tasks")["firm"])


@cache
def _things() -> re.Pattern[str]:
    return re.compile(f"{either(table('tasks')['thing'])}|“[^”]+”|《[^》]+》")


@cache
def _abstract() -> re.Pattern[str]:
    return re.compile(f"{either(table('tasks')['abstract'])}$")


@cache
def _slogans() -> re.Pattern[str]:
    return re.compile(either(table("tasks")["slogan"]))


def find_tasks(text: str, ground: Ground) -> Iterator[Task]:
    """The tasks of the clean ``text``, in order.

    A clause is one that begins with a verb of doing, after adverbs at most, and governs a thing; a marked item or one
    somebody answers for need not name a thing. A sentence that only heads its paragraph is none, nor are exhortations.
    """
    general: dict[tuple[str, ...], bool] = {}
    for first, last in ground.promised():
        for clause in _clauses(text, first, last):
            start, end = clause.span("said")
            if ground.has_figure(start, end) or ground.is_aside(start):
                continue
            marked = clause["mark"] is not None or ground.is_assigned(start)
            if not (marked or _governs_a_thing(clause)) or _heads_its_paragraph(text, start, end, clause["mark"]):
                continue
            earliest = max(0, start - _REACH)
            sentence = max(text.rfind("。", earliest, start), text.rfind("\n", earliest, start)) + 1
            if _is_exhortation(clause, text, sentence) or _heads_a_section(clause, text):
                continue
            path = ground.path(start)
            if path not in general:
                general[path] = any(_HEADING_PATH.search(heading) for heading in path)
            if not general[path]:
                yield _task(clause, sentence)


def _task(clause: re.Match[str], sentence: int) -> Task:
    said = _TRAILING.sub("", clause["said"]) if clause["said"][-1] in ")  " else clause["said"]
    start = clause.start("said")
    return Task(start, start + len(said), *_subject(clause, said), clause["verb"], max(sentence, start - _REACH))


def _is_exhortation(clause: re.Match[str], text: str, sentence: int) -> bool:
    """Whether the clause exhorts, leads up to a list, or stands in a question or a statement of purpose."""
    if text.startswith("：", clause.end()) or _slogans().search(clause["said"]):
        return True
    if _PURPOSE.search(text, sentence, clause.start("said")):
        return True
    question = text.find("？", clause.end(), clause.end() + _REACH)
    return question >= 0 and _STOP.search(text, clause.end(), question) is None


def _heads_a_section(clause: re.Match[str], text: str) -> bool:
    """Whether the clause ends a line without a stop, no item of a list, and the next line is one or has a stop."""
    if not text.startswith("\n", clause.end()):
        return False
    line_start = text.rfind("\n", max(0, clause.start("said") - _LONGEST_HEADING), clause.start("said")) + 1
    line_end = clause.end()
    if line_end - line_start > _LONGEST_HEADING or _MARK.match(text, line_start):
        return False
    following = _NEXT_LINE.match(text, line_end)
    return following is not None and (
        following[0].rstrip()[-1:] in "。；！：" or _MARK.match(following[0].strip()) is not None
    )


def _governs_a_thing(clause: re.Match[str]) -> bool:
    words = clause["object"]
    if "“" not in words and "《" not in words and _abstract().search(words):
        return False
    return clause["verb"] in _firm() or _things().search(words) is not None


def _heads_its_paragraph(text: str, start: int, end: int, mark: str | None) -> bool:
    """Whether the clause is a short sentence of its own at the head of a paragraph that goes on."""
    if end - start > _RUN_IN or not text.startswith("。", end):
        return False
    if text.startswith(("\n", "("), end + 1) or end + 1 >= len(text):
        return False
    before = text[max(0, start - len(mark or "") - _INDENT) : start - len(mark or "")].rstrip(" \t\u3000")
    return not before or before[-1] == "\n"


def _subject(clause: re.Match[str], said: str) -> tuple[str, str | None]:
    """The thing the task is about, and its deadline in words."""
    if clause["moved"]:
        return clause["moved"], None
    words = said[clause.start("object") - clause.start("said") :]
    due = _DONE.search(words)
    if due:
        return _short(words[due.end() :]) or _short(words), due["by"]
    own = _PERIOD.search(said)
    return _short(words), own[0] if own else None


_PERIOD = re.compile(PERIOD)


def _short(words: str) -> str:
    words = _QUANTITY.sub("", words).strip(" \u3000、")
    second = _SECOND.match(words)
    if second and len(words) - second.end() >= _SHORTEST_OBJECT:
        words = _QUANTITY.sub("", words[second.end() :])
    words = _AND_SO_ON.sub("", words)
    if len(words) <= _LONGEST_OBJECT:
        return words
    first = re.split("[、和及]", words[:_LONGEST_OBJECT])
    return "、".join(first[:-1]) if len(first) > 1 else words[:_LONGEST_OBJECT]
