"""The source text as HTML: every paragraph as it stands, every claim's words a link to its record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from taizhang.cli.output.markup import Markup, tag, text
from taizhang.cli.output.utf16 import Utf16Offsets
from taizhang.reading.results import Claim, Document

_NUMBERING = re.compile(r"(?:\(?(?:\d+|[一二三四五六七八九十]+)[)、.．]|第[一二三四五六七八九十]+[章节部分]+)\s*")
_LINE = re.compile(r"[^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that lies inside the same claims throughout, these given by their indexes, shortest first."""

    start: int
    end: int
    claims: tuple[int, ...]


def segments(claims: Sequence[Claim], length: int) -> Iterator[Segment]:
    """The text cut wherever a claim begins or ends; together the segments are the whole text."""
    edges = sorted({0, length, *(claim.start for claim in claims), *(claim.end for claim in claims)})
    coming = sorted(range(len(claims)), key=lambda index: claims[index].start, reverse=True)
    inside: list[int] = []
    for start, end in pairwise(edges):
        inside = [index for index in inside if claims[index].end > start]
        while coming and claims[coming[-1]].start <= start:
            inside.append(coming.pop())
        inside.sort(key=lambda index: (claims[index].end - claims[index].start, index))
        yield Segment(start, end, tuple(inside))


def source_paragraphs(document: Document, prefix: str) -> Iterator[Markup]:
    """The paragraphs of the source; ids and links carry the prefix, which tells documents of one page apart.

    A paragraph that is a heading some claim stands under is set as one. ``data-at`` is the offset of its first
    character in UTF-16 units, in which scripts count.
    """
    headings = {_title(heading) for claim in document.claims for heading in claim.section}
    pieces = segments(document.claims, len(document.text))
    segment = next(pieces, None)
    units = Utf16Offsets(document.text)
    for line in _LINE.finditer(document.text):
        content: list[Markup] = []
        while segment is not None and segment.start < line.end():
            start, end = max(segment.start, line.start()), min(segment.end, line.end())
            words = document.text[start:end].rstrip("\n")
            content.append(_marked(words, segment, document.claims, prefix, opens=start == segment.start))
            if segment.end > line.end():
                break
            segment = next(pieces, None)
        if line[0].strip():
            yield tag(
                "p", *content, class_="heading" if _title(line[0]) in headings else None, data_at=units.at(line.start())
            )


def _title(line: str) -> str:
    """A heading without its number and its differences of width, as sections name it."""
    return _NUMBERING.sub("", normalize("NFKC", line.strip()))


def _marked(words: str, segment: Segment, claims: Sequence[Claim], prefix: str, *, opens: bool) -> Markup:
    if not segment.claims:
        return text(words)
    inner = segment.claims[0]
    claim = claims[inner]
    begun = [index for index in segment.claims if opens and claims[index].start == segment.start]
    return tag(
        "a",
        *(tag("span", id=f"{prefix}m{index}") for index in begun),
        words,
        class_=f"mark {claim.kind if claim.kind == 'task' else claim.role}",
        href=f"#{prefix}r{inner}",
        data_claims=" ".join(map(str, segment.claims)),
    )
