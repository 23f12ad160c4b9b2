"""Structure: sentences, and the path of headings above any place of the text, from its wording or its file format."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_NUMBERED = (
    re.compile(r"[\s　]*第[一二三四五六七八九十百]+[章节部篇][分]?[\s　、.：]*(?P<words>\S.*)"),
    re.compile(r"[\s　]*[一二三四五六七八九十]{1,3}[、.．](?P<words>\S.*)"),
    re.compile(r"[\s　]*[(（][一二三四五六七八九十]{1,3}[)）](?P<words>\S.*)"),
    re.compile(r"[\s　]*\d{1,2}[、.．](?!\d)(?P<words>\S.*)"),
    re.compile(r"[\s　]*[(（]\d{1,2}[)）](?P<words>\S.*)"),
)
_LINE = re.compile(r"[^\n]+")
_LONGEST_HEADING = 40
# Running text and no heading: a stop inside the line, or a mark at its end.
_RUNNING = re.compile(r"[。；]|[，：、;,]$")
_LONGEST_PLAIN = 25
_BULLETS = "✅●■◆·•(（《✔—"
_PLAIN_LEVEL = len(_NUMBERED)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: where its line begins and ends, its depth and its words without number."""

    start: int
    end: int
    level: int
    words: str


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of ``text``; a line ends a sentence too."""
    for found in _SENTENCE.finditer(text):
        yield found.span()


def headings(text: str, declared: Sequence[tuple[int, int, int]] = ()) -> list[Heading]:
    """The headings of ``text``: those the file format declares (start, end, level) and those the wording shows.

    By wording a heading is a short line that ends without a stop: numbered (一、 （一） 1.), or plain, standing
    between longer lines. Where the format declares headings the others stand below them, and only numbered ones count.
    """
    found = [Heading(start, end, level, _words(text[start:end])) for start, end, level in declared if end > start]
    taken = {heading.start for heading in found}
    below = max((heading.level for heading in found), default=0)
    for line in _LINE.finditer(text):
        words = line[0].strip(" \t　")
        if line.start() in taken or not 2 <= len(words) <= _LONGEST_HEADING or _RUNNING.search(words):
            continue
        level = _numbered_level(words) or (None if declared else _plain_level(words))
        if level:
            found.append(Heading(line.start(), line.end(), below + level, _words(words)))
    return sorted(found, key=lambda heading: heading.start)


def _numbered_level(words: str) -> int | None:
    return next((level for level, pattern in enumerate(_NUMBERED, 1) if pattern.match(words)), None)


def _plain_level(words: str) -> int | None:
    plain = "，" not in words and "。" not in words and len(words) <= _LONGEST_PLAIN and words[0] not in _BULLETS
    return _PLAIN_LEVEL if plain else None


def _words(line: str) -> str:
    line = line.strip(" \t　\n")
    for pattern in _NUMBERED:
        numbered = pattern.match(line)
        if numbered:
            return numbered["words"].strip()
    return line


class Outline:
    """Path of headings by offset."""

    def __init__(self, found: Sequence[Heading]) -> None:
        self._starts: list[int] = []
        self._paths: list[tuple[str, ...]] = []
        stack: list[Heading] = []
        for heading in found:
            while stack and stack[-1].level >= heading.level:
                stack.pop()
            stack.append(heading)
            self._starts.append(heading.start)
            self._paths.append(tuple(each.words for each in stack))

    def path(self, offset: int) -> tuple[str, ...]:
        """The headings above ``offset``, outermost first."""
        index = bisect_right(self._starts, offset) - 1
        return self._paths[index] if index >= 0 else ()
