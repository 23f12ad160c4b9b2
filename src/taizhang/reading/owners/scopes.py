"""Which part of the text an assignment covers: the item before a bracket, the item above a line, the clauses after 由."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from taizhang.reading.owners.words import LABELLED, Assignment, is_body, parse_assignment, split_bodies

_KEY = re.compile(r"牵头|责任|配合|负责|主办|承办|协办|时限|完成时间")
_BRACKET = re.compile(
    r"[(〔【\[](?P<words>(?:[^()〔〕【】\[\]\n]|[(〔【\[][^()〔〕【】\[\]\n]{0,60}[)〕】\]]){2,240})[)〕】\]]"
)
_LINE_LABEL = re.compile(rf"^[ \t\u3000(\[【]{{0,8}}{LABELLED.pattern}", re.MULTILINE)
_BY_BODY = re.compile(r"由(?P<body>[^，。；：由\d]{2,40}?)(?:统一|具体|分工|分别|共同|总)?(?P<part>牵头|负责)")
_LINE = re.compile(r"\S[^\n]*")
_ITEM = re.compile(
    r"[(\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)\]、．]|\d{1,3}\.(?!\d)|[①-⑳✅✔●■◆○·•-]|[(（]?第.{1,3}[条项]"
)
_LONGEST_HEADING = 50
_STOP = re.compile("[，；。\n]")
_CLAUSES = 2
_LINES_OF_AN_ITEM = 6
_AROUND = " \t\u3000，；。、：()[]【】\n"


class Assignments:
    """All assignments of a document, looked up by offset of the clean text."""

    def __init__(self, found: Iterable[Assignment] = ()) -> None:
        self.found = tuple(sorted(found, key=lambda each: (each.start, -each.end)))
        self._starts: list[int] = []
        self._holders: list[Assignment | None] = []
        held: list[tuple[int, Assignment]] = []
        for each in self.found:
            self._hand_back(held, each.start)
            held.append((min(each.end, held[-1][0]) if held else each.end, each))
            self._turn(each.start, each)
        self._hand_back(held, None)

    def _hand_back(self, held: list[tuple[int, Assignment]], before: int | None) -> None:
        """Give the text back to the wider assignment wherever a narrower one has ended by ``before``."""
        while held and (before is None or held[-1][0] <= before):
            end, _ = held.pop()
            self._turn(end, held[-1][1] if held else None)

    def _turn(self, offset: int, holder: Assignment | None) -> None:
        self._starts.append(offset)
        self._holders.append(holder)

    def at(self, offset: int) -> Assignment | None:
        """The assignment that covers ``offset``, the narrowest where several do."""
        index = bisect_right(self._starts, offset) - 1
        return self._holders[index] if index >= 0 else None


def assignments(text: str, furniture: Sequence[tuple[int, int]] = ()) -> Assignments:
    """Who answers for which part of the clean ``text``; what stands in ``furniture`` assigns nothing.

    >>> found = assignments("1.新建学位2万个。(6月底前完成，牵头单位：市教育局；配合单位：市财政局)").at(3)
    >>> found.owner, found.co_owners, found.due(2024)
    ('市教育局', ('市财政局',), '2024-06')
    """
    if _KEY.search(text) is None:
        return Assignments()
    starts = [start for start, _ in furniture]
    every = (*_in_brackets(text), *_on_lines(text), *_in_sentences(text))
    return Assignments(each for each in every if not _lies_in(each.said_start, furniture, starts))


def _lies_in(offset: int, spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    index = bisect_right(starts, offset) - 1
    return index >= 0 and offset < spans[index][1]


def _in_brackets(text: str) -> Iterator[Assignment]:
    """Brackets cover what stands before them on their line, back to the bracket before; at a heading's end, its section."""
    last_end = 0
    for bracket in _BRACKET.finditer(text):
        words = bracket["words"]
        said = parse_assignment(words) if _KEY.search(words) else None
        if said is None:
            continue
        line_start = text.rfind("\n", last_end, bracket.start()) + 1 or last_end
        last_end = bracket.end() + text.startswith("。", bracket.end())
        end = max(bracket.end(), _section_end(text, line_start, bracket.start(), last_end))
        yield replace(said, start=line_start, end=end, said_start=bracket.start(), said_end=bracket.end())


def _section_end(text: str, line_start: int, opening: int, after: int) -> int:
    """Where the section of a numbered heading ends whose line the bracket closes, else ``after``."""
    heading = text[line_start:opening].strip()
    line_ends = text.startswith("\n", after) or after == len(text)
    if not line_ends or len(heading) > _LONGEST_HEADING or "。" in heading or not _ITEM.match(heading):
        return after
    end = after
    for line in _LINE.finditer(text, after):
        if _ITEM.match(line[0]) or _KEY.search(line[0]):
            return end
        end = line.end()
    return end


def _on_lines(text: str) -> Iterator[Assignment]:
    """A line of its own that begins with a label covers the item above it."""
    last_end = 0
    for label in _LINE_LABEL.finditer(text):
        line_start = label.start()
        line_end = text.find("\n", label.end())
        line_end = len(text) if line_end < 0 else line_end
        said = parse_assignment(text[line_start:line_end].strip(_AROUND))
        if said is None:
            continue
        start = _item_start(text, last_end, line_start)
        last_end = line_end
        if start < line_start:
            yield replace(said, start=start, end=line_end, said_start=line_start, said_end=line_end)


def _item_start(text: str, earliest: int, line_start: int) -> int:
    """Start of the item above a line: the nearest numbered line, else the line just above."""
    nearest = line_start
    end = line_start - 1
    for count in range(_LINES_OF_AN_ITEM):
        start = text.rfind("\n", 0, max(0, end)) + 1 if end > 0 else 0
        if start < earliest or end <= 0:
            break
        line = text[start:end].strip()
        if line and _ITEM.match(line):
            return start
        if line and (count == 0 or nearest == line_start):
            nearest = start
        end = start - 1
    return nearest


def _in_sentences(text: str) -> Iterator[Assignment]:
    """由某某牵头: the clause that says it and the next."""
    for said in _BY_BODY.finditer(text):
        if not all(is_body(name) for name in split_bodies(said["body"])):
            continue
        end = said.end()
        for _ in range(_CLAUSES):
            stop = _STOP.search(text, end)
            end = stop.end() if stop else len(text)
            if stop is None or stop[0] != "，":
                break
        yield Assignment(said.start(), end, said["body"], (), None, said.start(), said.end())
