"""Drafts: what is to be found of an object, before it is in the index."""

from __future__ import annotations

from dataclasses import dataclass

#: A passage is never longer, so that its positions and its highlighted words stay at hand.
PASSAGE = 400


@dataclass(frozen=True, slots=True)
class Draft:
    """One line to be: the words of its ``title``, of what stands ``beside`` it (place, owner), and of its ``text``."""

    title: str = ""
    beside: str = ""
    text: str = ""
    year: int | None = None
    place: int | None = None
    weight: int = 0
    start: int = 0
    stop: int = 0


def passages(text: str) -> list[tuple[int, int]]:
    """A text in stretches that can be shown: its paragraphs, long ones cut at the end of a sentence; half-open spans.

    >>> passages("一、总则\\n\\n新增公园。")
    [(0, 4), (6, 11)]
    """
    spans, at = [], 0
    for paragraph in text.split("\n"):
        end = at + len(paragraph)
        spans += _cut(text, at, end)
        at = end + 1
    return [(start, stop) for start, stop in spans if text[start:stop].strip()]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    while end - start > PASSAGE:
        stop = max(text.rfind(mark, start, start + PASSAGE) for mark in "。；！？;") + 1
        stop = stop if stop > start else start + PASSAGE
        spans.append((start, stop))
        start = stop
    return [*spans, (start, end)] if end > start else spans
