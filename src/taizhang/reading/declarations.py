"""What a document says it holds (56项事项、72个量化目标), and what reading found of it: the difference is shown, not hidden."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise, product
from typing import Literal, Protocol, TypeVar

from taizhang.measures.numerals import parse_numeral
from taizhang.reading.cleaning import Cleaned
from taizhang.reading.results import Claim, DeclaredCount

Counted = Literal["items", "targets", "parts"]

_DIGIT = r"[\d一二三四五六七八九十百两]"
_MEASURE = "(?:大类|大|个|项|条|类|件)(?:多)?"
# What is counted, and how it can be counted again; departments and fields cannot.
_SUBJECTS: dict[str, Counted | None] = {
    "事项": "items",
    "任务": "items",
    "举措": "items",
    "措施": "items",
    "工作": "items",
    "目标": "targets",
    "指标": "targets",
    "方面": "parts",
    "板块": "parts",
    "领域": None,
    "部门": None,
    "维度": None,
}
_KIND = "重点|主要|具体|量化|目标|重大|年度|基本|关键|核心|工作|专项|预期性|约束性|政策|民生|任务|责任|市直|职能"
_COUNT = re.compile(
    rf"(?P<figure>(?P<number>{_DIGIT}(?<![\d.第一二三四五六七八九十百]{_DIGIT}){_DIGIT}{{0,3}}(?:多|余)?){_MEASURE})"
    rf"(?P<subject>(?:{_KIND}){{0,3}}?(?P<noun>{'|'.join(_SUBJECTS)}))"
    r"(?=[，。；：、\n)]|$|[和及共的作]|工作|重点|实现|细化|明确|提出|合计|设置|进行|举措)"
)
_LAYS_OUT = re.compile(
    r"涉及|包括|包含|共(?![同建享识])|合计|总计|提出|明确|设置|部署|安排|确定|梳理|形成|列出|分为|围绕|重点|突出|着力|做好|抓好|把握|从"
)
_OF_ANOTHER = re.compile("纲要|规划[》共]|《[^》]{0,12}建议》")
_ABOUT_RESULTS = re.compile(r"\S{0,6}(?:全部|如期|圆满|均已|已|得到|入选|获|办结|完成|落地|排名|位居)")
_STOP = re.compile("[。！？；\n]")
_PAUSE = re.compile("[，。！？；\n]")
_MARKED = re.compile(r"\s*(?:[✅✔●■◆·•-]|[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)）、．]|\d{1,3}\.(?!\d)|[①-⑳])")
_LEADS_ON = re.compile("[，。：\n]")
_REACH = 60
_OUTER = re.compile(r"^[ \t\u3000]*(?:第?[一二三四五六七八九十]{1,3}[、章节部篇])", re.MULTILINE)
_ORDINALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
_FORMS = (r"^[ \t\u3000]*[(（]{}[)）]", r"^[ \t\u3000]*{}、", r"{}[是要]", r"^[ \t\u3000]*{}[.．](?!\d)")
_MOST_PARTS = 99


@dataclass(frozen=True, slots=True)
class Declaration:
    """A count in ``start:end`` of the clean text that the document makes of its own parts."""

    start: int
    end: int
    subject: str
    declared: int
    counted: Counted | None


def find_declarations(text: str, furniture: Sequence[tuple[int, int]] = ()) -> list[Declaration]:
    """The counts a document states about itself, in order.

    >>> [(each.subject, each.declared) for each in find_declarations("方案涉及8大领域、40多个部门，共56项事项。")]
    [('领域', 8), ('部门', 40), ('事项', 56)]
    """
    starts = [start for start, _ in furniture]
    found: list[Declaration] = []
    for count in _COUNT.finditer(text):
        numeral = parse_numeral(count["number"].rstrip("多余"))
        index = bisect_right(starts, count.start()) - 1
        if numeral is None or (index >= 0 and count.start() < furniture[index][1]):
            continue
        near = found[-1] if found and count.start() - found[-1].end <= _REACH else None
        if not _is_said_of_itself(text, count, near):
            continue
        counted = _SUBJECTS[count["noun"]]
        found.append(Declaration(count.start(), count.end("figure"), count["subject"], int(numeral.value), counted))
    return found


def _is_said_of_itself(text: str, count: re.Match[str], near: Declaration | None) -> bool:
    """Whether words of laying out stand before the count in its clause, and none of another document or of results."""
    before = text[max(0, count.start() - _REACH) : count.start()]
    sentence = _STOP.split(before)[-1]
    if _ABOUT_RESULTS.match(text, count.end()) or _OF_ANOTHER.search(sentence):
        return False
    if near and near.end <= count.start() and not _PAUSE.search(text, near.end, count.start()):
        return True
    return _LAYS_OUT.search(_PAUSE.split(before)[-1]) is not None


class Countable(Protocol):
    """What is counted: a claim, or what a person made of one."""

    @property
    def start(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def indicator(self) -> str: ...
    @property
    def measure(self) -> str | None: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def place(self) -> str | None: ...


Each = TypeVar("Each", bound=Countable)


def declared_counts(cleaned: Cleaned, raw: str, claims: Sequence[Claim], *, is_plan: bool) -> tuple[DeclaredCount, ...]:
    """The document's declarations with what was ``found`` of each, counted as it counts.

    Where a list follows (十一个方面工作：（一）… （二）…) its entries are counted. Elsewhere, in a document that is a
    plan as a whole, items are the lines with a mark, or sentences, that hold a target or a task, and targets the figures
    of one indicator and value once, both after the declaration. Anything else stays unchecked.
    """
    counts = []
    for each in find_declarations(cleaned.text, cleaned.furniture):
        start, end = cleaned.raw_span(each.start, each.end)
        listed = _enumerated(cleaned.text, each) if each.counted in ("parts", "items") else []
        entries = tuple(cleaned.raw_span(*entry) for entry in listed)
        checked = is_plan and each.counted in ("items", "targets")
        found = len(entries) if entries else 0 if checked else None
        counts.append(DeclaredCount(start, end, raw[start:end], each.subject, each.declared, found, entries))
    groups = tallies(raw, counts, claims) if counts else []
    return tuple(
        each if each.entries or group is None else replace(each, found=len(group))
        for each, group in zip(counts, groups, strict=True)
    )


def tallies(text: str, counts: Sequence[DeclaredCount], claims: Sequence[Each]) -> list[list[tuple[Each, ...]] | None]:
    """For each count the claims behind it, in groups that count as one each; ``None`` for what is not checked.

    Of a list that was counted every entry is a group, be it empty.
    """
    targets = sorted((claim for claim in claims if claim.role == "target"), key=lambda claim: claim.start)
    ahead = [claim for claim in targets if not _counts_itself(claim)]
    lines = _Lines(text)
    groups: list[list[tuple[Each, ...]] | None] = []
    for count in counts:
        after = ahead[bisect_left(ahead, count.end, key=lambda claim: claim.start) :]
        if count.found is None:
            groups.append(None)
        elif count.entries:
            groups.append([tuple(c for c in after if start <= c.start < end) for start, end in count.entries])
        else:
            groups.append(_grouped(_SUBJECTS[_noun(count.subject)], after, lines))
    return groups


def _noun(subject: str) -> str:
    return next(noun for noun in _SUBJECTS if subject.endswith(noun))


def _enumerated(text: str, declaration: Declaration) -> list[tuple[int, int]]:
    """The spans of the entries of the list that begins right after the declaration's sentence."""
    stop = _LEADS_ON.search(text, declaration.end, declaration.end + _REACH)
    if stop is None or stop[0] == "，":
        return []
    after = stop.end()
    for form, digits in product(_FORMS, (False, True)):
        first = _entry(form, 1, digits).search(text, after, after + _REACH)
        if first and not text[after : first.start()].strip():
            return _entries(text, form, digits, first)
    return []


def _entries(text: str, form: str, digits: bool, first: re.Match[str]) -> list[tuple[int, int]]:
    """How far the list counts on, up to where another of its form begins."""
    starts, at = [first.start()], first.end()
    for number in range(2, _MOST_PARTS):
        following = _entry(form, number, digits).search(text, at)
        if following is None or _entry(form, 1, digits).search(text, at, following.start()):
            break
        starts.append(following.start())
        at = following.end()
    outer = _OUTER.search(text, at)
    return list(pairwise([*starts, outer.start() if outer else len(text)]))


@cache
def _entry(form: str, number: int, digits: bool) -> re.Pattern[str]:
    tens, ones = divmod(number, 10)
    words = ("" if tens == 0 else "十" if tens == 1 else _ORDINALS[tens - 1] + "十") + (
        _ORDINALS[ones - 1] if ones else ""
    )
    return re.compile(form.format(str(number) if digits else words), re.MULTILINE)


class _Lines:
    """Where the lines and sentences of the raw text begin, to tell items apart."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._breaks = [match.end() for match in re.finditer("\n", raw)]
        self._stops = [match.end() for match in _STOP.finditer(raw)]

    def item(self, offset: int) -> tuple[str, int]:
        """What tells the item around ``offset`` from others: its line if that is marked, else its sentence."""
        line = bisect_right(self._breaks, offset)
        start = self._breaks[line - 1] if line else 0
        if _MARKED.match(self._raw, start):
            return "line", line
        return "sentence", bisect_right(self._stops, offset)


def _grouped(counted: Counted | None, claims: Sequence[Each], lines: _Lines) -> list[tuple[Each, ...]]:
    groups: dict[object, list[Each]] = {}
    for claim in claims:
        if counted == "items":
            groups.setdefault(lines.item(claim.start), []).append(claim)
        elif claim.kind == "figure":
            groups.setdefault((claim.indicator, claim.measure, claim.value, claim.place), []).append(claim)
    return [tuple(group) for group in groups.values()]


def _counts_itself(claim: Countable) -> bool:
    """Whether the claim is itself a count of the document's parts."""
    return claim.kind == "figure" and claim.unit in ("项", "个", "条") and claim.indicator.endswith(tuple(_SUBJECTS))
