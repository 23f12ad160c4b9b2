"""The source text cut into paragraphs and marked words, ready to be shown. Knows no database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十百]+、|第[一二三四五六七八九十百]+[章节部分篇]|[（(][一二三四五六七八九十]+[)）])"
)
_SENTENCE = re.compile("[。；]")
_LONGEST_HEADING = 40


class Anchored(Protocol):
    """Anything that stands on a span of the text."""

    pk: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph: plain, or marked by candidates (the shortest span first)."""

    words: str
    marked: tuple[Anchored, ...] = ()

    @property
    def numbers(self) -> str:
        """The numbers of the candidates, separated by spaces."""
        return " ".join(str(each.pk) for each in self.marked)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text; ``start`` is the offset of its first code point."""

    start: int
    pieces: tuple[Piece, ...]
    heading: bool = False


def paragraphs(text: str, anchored: Sequence[Anchored]) -> Iterator[Paragraph]:
    """Every line that holds something, cut wherever a candidate begins or ends.

    >>> [[piece.words for piece in each.pieces] for each in paragraphs("甲\\n\\n乙丙", [])]
    [['甲'], ['乙丙']]
    """
    return _cut(_LINE.finditer(text), anchored)


def lines_at(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of the lines in which the spans lie, in order.

    >>> lines_at("甲\\n乙丙\\n丁", [(3, 4), (2, 3)])
    [(2, 4)]
    """
    lines = set()
    for start, end in spans:
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        lines |= {line.span() for line in _LINE.finditer(text, first, last if last >= 0 else len(text))}
    return sorted(lines)


def paragraphs_at(text: str, lines: Sequence[tuple[int, int]], anchored: Sequence[Anchored]) -> Iterator[Paragraph]:
    """Those of the paragraphs that stand on the lines.

    >>> [each.start for each in paragraphs_at("甲\\n乙丙\\n丁", [(2, 4)], [])]
    [2]
    """
    return _cut((line for start, end in lines for line in _LINE.finditer(text, start, end)), anchored)


def _cut(lines: Iterable[re.Match[str]], anchored: Sequence[Anchored]) -> Iterator[Paragraph]:
    coming = sorted(anchored, key=lambda each: each.start)
    at, open_ones = 0, list[Anchored]()
    for line in lines:
        while at < len(coming) and coming[at].start < line.end():
            open_ones.append(coming[at])
            at += 1
        open_ones = [each for each in open_ones if each.end > line.start()]
        if line[0].strip():
            yield Paragraph(line.start(), tuple(_pieces(line, open_ones)), _is_heading(line[0]))


def _pieces(line: re.Match[str], inside: Sequence[Anchored]) -> Iterator[Piece]:
    start, end = line.span()
    edges = {start, end}
    for each in inside:
        edges |= {max(each.start, start), min(each.end, end)}
    for left, right in pairwise(sorted(edges)):
        over = sorted((each for each in inside if each.start <= left and each.end >= right), key=_width)
        yield Piece(line.string[left:right], tuple(over))


def _width(each: Anchored) -> tuple[int, int]:
    return each.end - each.start, each.pk


def _is_heading(line: str) -> bool:
    words = line.strip()
    return len(words) <= _LONGEST_HEADING and not _SENTENCE.search(words) and bool(_HEADING.match(words))
