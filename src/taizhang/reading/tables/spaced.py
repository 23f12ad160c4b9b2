"""Tables whose columns stand apart by spaces: headings in one line, a row in each line below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.reading.cleaning.lines import Line
from taizhang.reading.tables.grid import Cell, Span
from taizhang.reading.tables.headings import undated
from taizhang.reading.tables.placing import Fit, Header, Placed, fits_below, placed

LONGEST_ROW = 160
"""A longer line is no row; nor is it looked at for headings."""

_WIDE = re.compile(r"(?:[ \xa0\u2000-\u200a\u3000]{2,}|\u3000)")
_NARROW = re.compile(r"[ \xa0\u3000\t]+")
_GLUED_YEARS = re.compile(r"(?<=[\u4e00-\u9fff)%])(?=(?:19|20)\d\d(?!\d))")
_GLUED_NUMBER = re.compile(r"(?<=[^\d\s.,+(<>≥≤\[〔-])(?=[-+]?\d[\d,.]*$)")
_GLUED_WORD = re.compile(r"(?<=\d)(?=[\u4e00-\u9fff]{2,}$)")
# Lines between two rows that may be something else: a rule, a heading of some rows.
_MOST_BETWEEN = 2


def spaced_headers(text: str, lines: Sequence[Line], index: int) -> Iterator[Header]:
    """Headings side by side in one line, wide gaps before narrow ones."""
    line = lines[index]
    for gap in (_WIDE, _NARROW):
        spans = _joined_letters(text, _split(text, line.start, line.end, gap))
        if gap is _NARROW:
            spans = [part for span in spans for part in _apart(text, *span, _GLUED_YEARS)]
        fits = fits_below([text[start:end] for start, end in spans], least_known=1)
        if fits:
            yield Header(tuple(Cell(*span, 0, at) for at, span in enumerate(spans)), fits, index + 1)


def spaced_rows(text: str, lines: Sequence[Line], header: Header) -> tuple[list[Placed], int]:
    """The rows below headings in one line, and the index of the line after the last."""
    rows: list[Placed] = []
    after = header.below
    for at in range(header.below, len(lines)):
        if at > after + _MOST_BETWEEN:
            break
        row = _spaced_row(text, lines[at], header.fits) if len(lines[at].text) <= LONGEST_ROW else None
        if row is not None:
            rows.append(row)
            after = at + 1
    return rows, after


def _spaced_row(text: str, line: Line, fits: Sequence[Fit]) -> Placed | None:
    for spans in _readings(text, line):
        row = placed(text, spans, fits)
        if row is not None:
            return row
    return None


def _readings(text: str, line: Line) -> Iterator[list[Span]]:
    """The ways to part a row: at wide gaps, at any, and where cleaning closed the gap beside a number."""
    yield _split(text, line.start, line.end, _WIDE)
    spans = _split(text, line.start, line.end, _NARROW)
    yield spans
    for border in (_GLUED_NUMBER, _GLUED_WORD):
        spans = [part for span in spans for part in _apart(text, *span, border)]
        yield spans


def _split(text: str, start: int, end: int, gap: re.Pattern[str]) -> list[Span]:
    spans: list[Span] = []
    for found in gap.finditer(text, start, end):
        spans.append((start, found.start()))
        start = found.end()
    return [*spans, (start, end)]


def _joined_letters(text: str, spans: Sequence[Span]) -> list[Span]:
    """Headings spread out letter by letter (指 标) drawn together again where that makes a known word.

    Two such headings side by side, which cleaning draws together to one, are parted.
    """
    joined: list[Span] = []
    for start, end in (part for span in spans for part in _two_headings(text, *span)):
        if joined and end - start == 1 and joined[-1][1] - joined[-1][0] == 1:
            words = text[joined[-1][0]] + text[start]
            if undated(words).roles:
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


def _two_headings(text: str, start: int, end: int) -> list[Span]:
    if end - start == 4 and not undated(text[start:end]).known:
        halves = [(start, start + 2), (start + 2, end)]
        if all(undated(text[first:last]).roles for first, last in halves):
            return halves
    return [(start, end)]


def _apart(text: str, start: int, end: int, border: re.Pattern[str]) -> list[Span]:
    """A span parted where cleaning took the space between a word and a number."""
    found = border.search(text, start + 1, end)
    if found is None or found.start() == end:
        return [(start, end)]
    return [(start, found.start()), *_apart(text, found.start(), end, border)]
