"""The passes of cleaning in their order: fold what keeps its length, delete in and between lines, tag, note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from taizhang.reading.cleaning.breaks import break_spans
from taizhang.reading.cleaning.damage import cut_off_end, lost_characters, redactions
from taizhang.reading.cleaning.furniture import Mark, furniture_marks
from taizhang.reading.cleaning.lines import Line, lines_of
from taizhang.reading.cleaning.markup import fold_markup
from taizhang.reading.cleaning.pages import page_numbers
from taizhang.reading.cleaning.pinyin import pinyin_spans
from taizhang.reading.cleaning.punctuation import fold_punctuation
from taizhang.reading.cleaning.script import is_traditional, simplify
from taizhang.reading.cleaning.spaces import space_spans, unseen_spans
from taizhang.reading.cleaning.view import Cleaned, Span, cut
from taizhang.reading.cleaning.widths import fold_widths
from taizhang.reading.results import Note

_TAGGED = {"furniture": "网页附属文字（导航、署名、版权等），不作正文阅读", "spam": "夹带的垃圾广告，不作正文阅读"}


def clean(text: str) -> Cleaned:
    """The cleaned view of ``text``; never fails, in time linear in its length.

    >>> view = clean("建成公园１２ 座,增长５％")
    >>> view.text
    '建成公园12座，增长5%'
    >>> view.raw_span(4, 7)
    (4, 8)
    """
    marked, inside = fold_markup(text)
    folded = fold_punctuation(fold_widths(marked))
    if is_traditional(folded):
        folded = simplify(folded)
    inside += unseen_spans(folded) + space_spans(folded) + pinyin_spans(folded)
    whole_lines = cut(folded, inside)
    lines = lines_of(whole_lines.text)
    marks = furniture_marks(lines)
    for index in page_numbers(lines):
        marks.setdefault(index, "page-number")
    between = [whole_lines.raw_span(*span) for span in break_spans(whole_lines.text, lines, marks)]
    view = cut(folded, inside + between) if between else whole_lines
    notes = sorted(_notes(folded, whole_lines, lines, marks), key=lambda note: note.start)
    return replace(view, furniture=tuple(_furniture(view, whole_lines, lines, marks)), notes=tuple(notes))


def _furniture(view: Cleaned, before: Cleaned, lines: Sequence[Line], marks: Mapping[int, Mark]) -> Iterator[Span]:
    """Clean spans of the marked lines, except the page numbers that went with the break they stood in."""
    for index in sorted(marks):
        start, end = (view.clean_offset(raw) for raw in before.raw_span(lines[index].start, lines[index].end))
        if start < end:
            yield start, end


def _notes(folded: str, view: Cleaned, lines: Sequence[Line], marks: Mapping[int, Mark]) -> Iterator[Note]:
    yield from lost_characters(folded)
    yield from redactions(folded)
    for first, last in _stretches(marks):
        mark = marks[first]
        if mark in _TAGGED:
            yield Note(mark, _TAGGED[mark], *view.raw_span(lines[first].start, lines[last].end))
    pages = sum(mark == "page-number" for mark in marks.values())
    if pages:
        yield Note("page-numbers", f"文中夹有{pages}处页码，已略过")
    end = cut_off_end(lines, marks)
    if end:
        yield Note("truncated", "正文在句中中断，可能只是预览或节选", *view.raw_span(end.end - 1, end.end))


def _stretches(marks: Mapping[int, Mark]) -> Iterator[Span]:
    """First and last index of each stretch of neighbouring lines with the same mark."""
    first = last = -1
    for index in sorted(marks):
        if first >= 0 and (index != last + 1 or marks[index] != marks[first]):
            yield first, last
            first = index
        elif first < 0:
            first = index
        last = index
    if first >= 0:
        yield first, last
