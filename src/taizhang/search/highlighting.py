"""Highlighting: where the words somebody looked for stand in a text, and the part of it worth showing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.search.folding import fold
from taizhang.search.grams import Phrase

#: How much of a text is shown, and how much of it before the first hit.
SHOWN, BEFORE = 140, 30
_LETTERS = re.compile(r"[^\u3005\u3007\u3400-\U0003ffff]")
_NOT_WITHIN, _NO_MORE = r"(?<![0-9a-z])(?<![0-9][.,])", r"(?![0-9a-z]|[.,][0-9])"


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text; ``hit`` where it is what was looked for."""

    text: str
    hit: bool = False


def spans(text: str, phrases: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Where the phrases stand, half-open, in order, none over another.

    >>> from taizhang.search.grams import phrases as asked
    >>> spans("停車位 6,000 个", asked("停车位 6000"))
    [(0, 3), (4, 9)]
    """
    # Of two that begin at the same place the longer one is marked.
    longest_first = sorted(phrases, key=lambda each: sum(map(len, each.said)), reverse=True)
    if not longest_first:
        return []
    pattern = "|".join(_pattern(each) for each in longest_first)
    return [match.span() for match in re.finditer(pattern, fold(text))]


def pieces(text: str, phrases: Sequence[Phrase]) -> list[Piece]:
    """The whole text, cut at the hits."""
    cut, at = [], 0
    for start, end in spans(text, phrases):
        cut += [Piece(text[at:start]), Piece(text[start:end], hit=True)]
        at = end
    return [each for each in [*cut, Piece(text[at:])] if each.text]


def snippet(text: str, phrases: Sequence[Phrase], shown: int = SHOWN) -> list[Piece]:
    """The part of a text around its first hit, cut at the hits, with an ellipsis where something is left out."""
    text = " ".join(text.split())
    first = next(iter(spans(text, phrases)), (0, 0))[0]
    start = 0 if len(text) <= shown else max(0, min(first - BEFORE, len(text) - shown))
    cut = pieces(text[start : start + shown], phrases)
    return [*[Piece("…")] * (start > 0), *cut, *[Piece("…")] * (start + shown < len(text))]


def _pattern(phrase: Phrase) -> str:
    """The stretches one behind the other, whatever marks stand between them; neither figures nor words within others."""
    before = _NOT_WITHIN if _LETTERS.match(phrase.said[0]) else ""
    after = _NO_MORE if _LETTERS.match(phrase.said[-1]) and not phrase.open else ""
    return before + r"[\W_]{0,99}".join(map(_loose, phrase.said)) + after


def _loose(said: str) -> str:
    """Figures are found with and without commas between their thousands."""
    return re.sub(r"(?<=\d)(?=\d)", ",?", said.replace(".", r"\."))
