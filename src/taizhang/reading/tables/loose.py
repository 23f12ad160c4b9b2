"""Tables without rules: columns apart by spaces, or every cell on a line of its own, told by their headings alone.

Nothing marks a blank cell here. A row is read only if its cells fit the columns in one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from taizhang.reading.cleaning.lines import Line
from taizhang.reading.tables.grid import Cell, Form, Grid, Span, trimmed
from taizhang.reading.tables.headings import opening_words, read_heading, squeezed
from taizhang.reading.tables.labels import lexicon
from taizhang.reading.tables.placing import STOP, Fit, fit, is_label, is_number, is_text, placed

_WIDE = re.compile(r"(?:[ \xa0\u2000-\u200a\u3000]{2,}|\u3000)")
_NARROW = re.compile(r"[ \xa0\u3000\t]+")
_GLUED_YEARS = re.compile(r"(?<=[\u4e00-\u9fff)%])(?=(?:19|20)\d\d(?!\d))")
_GLUED_NUMBER = re.compile(r"(?<=[^\d\s.,+(<>≥≤\[〔-])(?=[-+]?\d[\d,.]*$)")
_GLUED_WORD = re.compile(r"(?<=\d)(?=[\u4e00-\u9fff]{2,}$)")
_UNIT_ALONE = re.compile(r"[(（][^()（）]{1,8}[)）]")
_LONGEST_HEADING = 18
_LONGEST_ROW = 160
_MOST_COLUMNS = 12
_FEWEST_ROWS = 2
_MOST_GUESSES = 3


@dataclass(frozen=True, slots=True)
class _Header:
    """The spans of the headings of a table, what fits below each, and the index of the first line below."""

    spans: tuple[Span, ...]
    fits: tuple[Fit, ...]
    below: int
    stacked: bool


def loose_grids(text: str, lines: Sequence[Line], taken: Sequence[Span] = ()) -> Iterator[Grid]:
    """The tables among ``lines`` that only a row of headings gives away, outside the spans ``taken``, which are in order."""
    firsts = _first_letters()
    index = passed = 0
    while index < len(lines) - 1:
        line = lines[index]
        while passed < len(taken) and taken[passed][1] <= line.start:
            passed += 1
        if passed < len(taken) and taken[passed][0] < line.end:
            index += 1
            continue
        found = None
        if line.text[0] in firsts and len(line.text) <= _LONGEST_ROW:
            found = _table(text, lines, index)
        if found is None:
            index += 1
            continue
        index, grid = found
        yield grid


@cache
def _first_letters() -> frozenset[str]:
    return frozenset(word[0] for word in opening_words())


def _table(text: str, lines: Sequence[Line], index: int) -> tuple[int, Grid] | None:
    """The table whose headings begin at line ``index``, and the index of the first line after it."""
    for header in (*_in_line(text, lines, index), *_down_lines(text, lines, index)):
        rows, after = (_stacked_rows if header.stacked else _spaced_rows)(text, lines, header)
        if len(rows) >= _FEWEST_ROWS:
            return after, _grid(header, rows)
    return None


def _grid(header: _Header, rows: Sequence[Sequence[Span | None]]) -> Grid:
    cells = [
        Cell(span[0], span[1], row, column)
        for row, spans in enumerate([header.spans, *rows])
        for column, span in enumerate(spans)
        if span is not None
    ]
    form: Form = "lines" if header.stacked else "spaces"
    return Grid(cells, form)


def _in_line(text: str, lines: Sequence[Line], index: int) -> Iterator[_Header]:
    """Headings side by side in one line, wide gaps before narrow ones."""
    line = lines[index]
    for gap in (_WIDE, _NARROW):
        spans = _joined_letters(text, _split(text, line.start, line.end, gap))
        if gap is _NARROW:
            spans = [part for span in spans for part in _apart(text, *span, _GLUED_YEARS)]
        fits = _fits(text, spans, stacked=False)
        if fits:
            yield _Header(tuple(spans), fits, index + 1, False)


def _down_lines(text: str, lines: Sequence[Line], index: int) -> Iterator[_Header]:
    """Headings one below the other, as many as can be, then fewer."""
    spans: list[Span] = []
    ends: list[int] = []
    for at in range(index, min(len(lines), index + 2 * _MOST_COLUMNS)):
        line = lines[at]
        span = trimmed(text, line.start, line.end)
        words = text[span[0] : span[1]]
        if not words:
            continue
        if spans and _UNIT_ALONE.fullmatch(words):
            spans[-1] = (spans[-1][0], span[1])
            ends[-1] = at + 1
            continue
        if len(words) > _LONGEST_HEADING or not _is_heading(words, first=not spans) or len(spans) == _MOST_COLUMNS:
            break
        spans.append(span)
        ends.append(at + 1)
    for count in _counts([text[start:end] for start, end in spans]):
        fits = _fits(text, spans[:count], stacked=True)
        if fits:
            yield _Header(tuple(spans[:count]), fits, ends[count - 1], True)


def _counts(words: Sequence[str]) -> Iterator[int]:
    """How many of the words may be headings: all, or those before one that may just as well label a row."""
    yield len(words)
    others = (at for at in range(len(words) - 1, 1, -1) if _may_label(words[at]))
    yield from islice(others, _MOST_GUESSES)


def _may_label(words: str) -> bool:
    return read_heading(words, None).words != "" or squeezed(words) in lexicon().whole


def _is_heading(words: str, *, first: bool) -> bool:
    if first:
        return squeezed(words) in opening_words()
    return not STOP.search(words) and read_heading(words, None).known


def _fits(text: str, spans: Sequence[Span], *, stacked: bool) -> tuple[Fit, ...]:
    """What fits each column; nothing where the words are no row of headings.

    Beside each other, headings that the vocabulary does not know will do if the rows below bear them out.
    """
    words = [text[start:end] for start, end in spans]
    if not 2 <= len(words) <= _MOST_COLUMNS or squeezed(words[0]) not in opening_words():
        return ()
    if any(len(each) > _LONGEST_HEADING or STOP.search(each) for each in words):
        return ()
    headings = [read_heading(each, None) for each in words]
    if sum(heading.known for heading in headings) < (2 if stacked else 1):
        return ()
    scopes = lexicon().scopes
    fits = tuple(
        is_number if at and squeezed(words[at]) in scopes else fit(heading) for at, heading in enumerate(headings)
    )
    if is_label not in fits and is_text in fits:
        first = fits.index(is_text)
        fits = (*fits[:first], is_label, *fits[first + 1 :])
    return fits if is_number in fits and is_label in fits else ()


def _spaced_rows(text: str, lines: Sequence[Line], header: _Header) -> tuple[list[list[Span | None]], int]:
    """The rows below headings in one line; one line between them may be something else."""
    rows: list[list[Span | None]] = []
    after = header.below
    for at in range(header.below, len(lines)):
        if at > after + 1:
            break
        row = _spaced_row(text, lines[at], header.fits) if len(lines[at].text) <= _LONGEST_ROW else None
        if row is not None:
            rows.append(row)
            after = at + 1
    return rows, after


def _spaced_row(text: str, line: Line, fits: Sequence[Fit]) -> list[Span | None] | None:
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


def _stacked_rows(text: str, lines: Sequence[Line], header: _Header) -> tuple[list[list[Span | None]], int]:
    """The rows below headings that stand one below the other: as many lines as fit, whole rows first."""
    rows: list[list[Span | None]] = []
    after = header.below
    width = len(header.fits)
    while after < len(lines):
        ahead = _ahead(text, lines, after, width + 1)
        spans = [span for span, _ in ahead]
        for count in range(min(width, len(spans)), 1, -1):
            row = placed(text, spans[:count], header.fits)
            if row is not None and _row_ends(text, spans, count, header.fits):
                rows.append(row)
                after = ahead[count - 1][1]
                break
        else:
            break
    return rows, after


def _ahead(text: str, lines: Sequence[Line], index: int, count: int) -> list[tuple[Span, int]]:
    """Up to ``count`` lines with words from ``index`` on, less their rules, each with the index of the line after it.

    A line with nothing but a rule is what a saved page leaves between cells.
    """
    found: list[tuple[Span, int]] = []
    for at in range(index, min(len(lines), index + 3 * count)):
        span = trimmed(text, lines[at].start, lines[at].end)
        if span[1] > span[0]:
            found.append((span, at + 1))
        if len(found) == count:
            break
    return found


def _row_ends(text: str, spans: Sequence[Span], at: int, fits: Sequence[Fit]) -> bool:
    """Whether a new row or other text may begin at ``at``: a number there would belong to the row before."""
    if at >= len(spans):
        return True
    words = text[spans[at][0] : spans[at][1]]
    return fits[0](words) or not is_number(words)


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
            if read_heading(words, None).roles:
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


def _two_headings(text: str, start: int, end: int) -> list[Span]:
    if end - start == 4 and not read_heading(text[start:end], None).known:
        halves = [(start, start + 2), (start + 2, end)]
        if all(read_heading(text[first:last], None).roles for first, last in halves):
            return halves
    return [(start, end)]


def _apart(text: str, start: int, end: int, border: re.Pattern[str]) -> list[Span]:
    """A span parted where cleaning took the space between a word and a number."""
    found = border.search(text, start + 1, end)
    if found is None or found.start() == end:
        return [(start, end)]
    return [(start, found.start()), *_apart(text, found.start(), end, border)]
