"""Tables typed with tabs or with upright rules, one row a line or, as web pages are saved, one cell a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from taizhang.reading.cleaning.lines import Line
from taizhang.reading.tables.grid import MOST_COLUMNS, Cell, Form, Grid, Span, trimmed
from taizhang.reading.tables.headings import opening_words, squeezed, undated
from taizhang.reading.tables.layers import layered, leading
from taizhang.reading.tables.quantities import is_quantity

_RULE = re.compile(r"[\s|:+=-]*")
_SINGLE_TAB = re.compile(r"\t")
_TABS = re.compile(r"[ \u3000]*\t[\t \u3000]*")
_BLANK = " \t\u3000\xa0"
_FEWEST = 2
# A heading between rows, or the rest of a cell that runs over several lines.
_LONGEST_BETWEEN = 30

_Row = list[Span]


def ruled_grids(text: str, lines: Sequence[Line]) -> Iterator[Grid]:
    """The tables typed with tabs or ``|`` among ``lines`` of ``text``."""
    if "|" in text:
        for run in _runs(lines, "|"):
            yield from _grids(text, _pipe_rows(text, run), "pipes")
    if "\t" in text:
        for run in _runs(lines, "\t"):
            yield from _grids(text, _tab_rows(text, run), "tabs")


def _runs(lines: Sequence[Line], mark: str) -> Iterator[list[Line]]:
    """Stretches of lines that hold ``mark``, with a short line between two of them taken along."""
    run: list[Line] = []
    last = -1
    for index, line in enumerate(lines):
        if mark not in line.text:
            continue
        between = lines[last + 1 : index]
        if run and (len(between) > 1 or any(_ends_table(each) for each in between)):
            yield run
            run, between = [], []
        run += [*(between if run else []), line]
        last = index
    if len(run) >= _FEWEST:
        yield run


def _ends_table(line: Line) -> bool:
    return len(line.text) > _LONGEST_BETWEEN or line.text.endswith(("。", "；", "："))


def _grids(text: str, rows: Sequence[_Row], form: Form) -> Iterator[Grid]:
    """The tables in a run of rows: a row of headings, or the title above it, begins another one."""
    first = 0
    for at in range(1, len(rows)):
        if _is_header(text, rows[at]):
            edge = at - 1 if len(_filled(rows[at - 1])) == 1 else at
            if edge > first:
                yield from _grid(text, rows[first:edge], form)
                first = edge
    yield from _grid(text, rows[first:], form)


def _is_header(text: str, row: _Row) -> bool:
    words = [text[start:end] for start, end in _filled(row)]
    return len(words) > 1 and squeezed(words[0]) in opening_words() and any(undated(each).known for each in words[1:])


def _filled(row: _Row) -> _Row:
    return [(start, end) for start, end in row if end > start]


def _grid(text: str, rows: Sequence[_Row], form: Form) -> Iterator[Grid]:
    cells = _body(rows, 0)
    if form == "pipes" and not all(_filled(row) == row for row in rows):
        cells = _with_layers(text, rows) or cells
    if len(rows) >= _FEWEST and max((cell.column for cell in cells), default=0) > 0:
        yield Grid(cells, form)


def _body(rows: Sequence[_Row], first: int) -> list[Cell]:
    return [
        Cell(start, end, row, column)
        for row, spans in enumerate(rows, first)
        for column, (start, end) in enumerate(spans)
        if end > start and column < MOST_COLUMNS
    ]


def _with_layers(text: str, rows: Sequence[_Row]) -> list[Cell] | None:
    """The cells with several rows of headings put in their places again, where saving moved them to the left."""
    titles = next((at for at, row in enumerate(rows) if len(_filled(row)) > 1), 0)
    below = next((at for at, row in enumerate(rows) if at > titles and _has_numbers(text, row)), titles)
    spans = [span for row in rows[titles:below] for span in _filled(row)]
    if below - titles < _FEWEST or squeezed(text[slice(*spans[0])]) not in opening_words():
        return None
    if all(row and row[0][1] == row[0][0] for row in rows[titles + 1 : below]):
        # Blank corners below the first row: nothing has moved.
        return None
    width = len(rows[below])
    words = [text[start:end] for start, end in spans]
    heads = layered(text, spans, width - leading(words))
    if heads is None:
        return None
    depth = max(cell.row for cell in heads) + 1
    heads = [replace(cell, row=cell.row + titles) for cell in heads]
    return [*_body(rows[:titles], 0), *heads, *_body(rows[below:], titles + depth)]


def _has_numbers(text: str, row: _Row) -> bool:
    return any(is_quantity(text[start:end]) for start, end in row[1:] if end > start)


def _pipe_rows(text: str, run: Sequence[Line]) -> list[_Row]:
    """Rows between rules. Lines that close with a rule but hold too few cells are pieces of one row."""
    split = [(line, _between_rules(text, line)) for line in run if not _RULE.fullmatch(line.text)]
    width = _width(split)
    rows: list[_Row] = []
    pending: _Row = []
    for line, spans in split:
        if len(spans) == width - 1 and line.text.startswith("|") and not pending:
            # Saved pages set no rule at the left edge: one there closes a blank cell.
            spans = [(line.start, line.start), *spans] if _closes_at_right(split) else spans
        if len(spans) >= width or not line.text.endswith("|"):
            rows += [pending] if pending else []
            pending = []
            rows.append(spans)
            continue
        pending += spans
        if len(pending) >= width:
            rows.append(pending)
            pending = []
    return [*rows, pending] if pending else rows


def _closes_at_right(split: Sequence[tuple[Line, _Row]]) -> bool:
    opened = sum(line.text.startswith("|") for line, _ in split)
    return 2 * opened < len(split) and all(line.text.endswith("|") for line, _ in split)


def _between_rules(text: str, line: Line) -> _Row:
    start, end = line.start, line.end
    start += text[start] == "|"
    end -= text[end - 1] == "|" and end > start
    spans: _Row = []
    while (rule := text.find("|", start, end)) >= 0:
        spans.append(trimmed(text, start, rule))
        start = rule + 1
    return [*spans, trimmed(text, start, end)]


def _tab_rows(text: str, run: Sequence[Line]) -> list[_Row]:
    """Rows between tabs, each tab a border unless the columns only come out even where several make one."""
    single = [_between_tabs(text, line, _SINGLE_TAB) for line in run]
    several = [_between_tabs(text, line, _TABS) for line in run]
    return several if _evenness(several) > _evenness(single) else single


def _between_tabs(text: str, line: Line, border: re.Pattern[str]) -> _Row:
    start = line.start
    if border is _SINGLE_TAB:
        while start and text[start - 1] in _BLANK:
            start -= 1
    spans: _Row = []
    for found in border.finditer(text, start, line.end):
        spans.append(trimmed(text, start, found.start()))
        start = found.end()
    return [*spans, trimmed(text, start, line.end)]


def _evenness(rows: Sequence[_Row]) -> int:
    counts = Counter(len(spans) for spans in rows if len(spans) > 1)
    return max(counts.values(), default=0)


def _width(split: Sequence[tuple[Line, _Row]]) -> int:
    """The number of columns: the commonest count of cells, or the largest of several where rows may be in pieces."""
    tally = Counter(len(spans) for _, spans in split)
    if _closes_at_right(split):
        return max((count for count in tally if tally[count] >= _FEWEST), default=0)
    return max(tally, key=lambda count: (tally[count], count), default=0)
