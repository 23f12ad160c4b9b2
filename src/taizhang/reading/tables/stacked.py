"""Tables with every cell on a line of its own, as web pages are saved: headings one below the other, then row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from taizhang.reading.cleaning.lines import Line
from taizhang.reading.tables.grid import Cell, Span, trimmed
from taizhang.reading.tables.headings import opening_words, squeezed, undated
from taizhang.reading.tables.labels import lexicon
from taizhang.reading.tables.layers import is_unit_alone, layered, leading
from taizhang.reading.tables.placing import (
    LONGEST_HEADING,
    MOST_COLUMNS,
    STOP,
    Fit,
    Header,
    Placed,
    fits_below,
    is_label,
    is_number,
    placed,
)

_MOST_GUESSES = 3
# Headings of some of the rows, each on a line of its own.
_MOST_BETWEEN = 2

_Found = list[tuple[Span, int]]


def stacked_headers(text: str, lines: Sequence[Line], index: int) -> Iterator[Header]:
    """The headings that may begin at line ``index``: one a column, as many as can be and then fewer, or in layers."""
    found = _headings(text, lines, index)
    words = [text[start:end] for (start, end), _ in found]
    in_layers = len(words) > 2 and is_unit_alone(words[-1]) and is_unit_alone(words[-2])
    if in_layers:
        yield from _layered(text, lines, found)
    merged = _merged(words, found)
    words = [text[start:end] for (start, end), _ in merged]
    for count in _counts(words):
        fits = fits_below(words[:count], least_known=2)
        if fits:
            cells = tuple(Cell(*span, 0, at) for at, (span, _) in enumerate(merged[:count]))
            yield Header(cells, fits, merged[count - 1][1])
    if not in_layers and len(words) > 3:
        yield from _layered(text, lines, found)


def _headings(text: str, lines: Sequence[Line], index: int) -> _Found:
    """The lines from ``index`` on that may be headings, without their rules, each with the index of the next line."""
    found: _Found = []
    for at in range(index, min(len(lines), index + 2 * MOST_COLUMNS)):
        span = trimmed(text, lines[at].start, lines[at].end)
        words = text[span[0] : span[1]]
        if not words:
            continue
        if len(words) > LONGEST_HEADING or not _is_heading(words, first=not found):
            break
        if found and words == text[slice(*found[0][0])]:
            break
        found.append((span, at + 1))
    return found


def _is_heading(words: str, *, first: bool) -> bool:
    if first:
        return squeezed(words) in opening_words()
    return is_unit_alone(words) or (not STOP.search(words) and undated(words).known)


def _merged(words: Sequence[str], found: _Found) -> _Found:
    """The headings with a unit on the line below them drawn together."""
    merged: _Found = []
    for each, ((start, end), after) in zip(words, found, strict=True):
        if merged and is_unit_alone(each):
            merged[-1] = (merged[-1][0][0], end), after
        else:
            merged.append(((start, end), after))
    return merged[:MOST_COLUMNS]


def _layered(text: str, lines: Sequence[Line], found: _Found) -> Iterator[Header]:
    """The headings in layers, if the number of numbers in the first row below makes them come out even."""
    words = [text[start:end] for (start, end), _ in found]
    lead = leading(words)
    for count in _counts(words) if lead else ():
        below = found[count - 1][1]
        numbers = _numbers_in_a_row(text, lines, below)
        cells = layered(text, [span for span, _ in found[:count]], numbers)
        fits = fits_below(words[:lead], least_known=1, numbers=numbers) if cells else ()
        if cells and fits:
            yield Header(tuple(cells), fits, below)


def _numbers_in_a_row(text: str, lines: Sequence[Line], index: int) -> int:
    """How many numbers follow the first label that has any."""
    count = 0
    for span, _ in _ahead(text, lines, index, 2 * MOST_COLUMNS):
        if is_number(text[span[0] : span[1]]):
            count += 1
        elif count:
            break
    return count


def _counts(words: Sequence[str]) -> Iterator[int]:
    """How many of the words may be headings: all, or those before one that may just as well label a row."""
    yield len(words)
    others = (at for at in range(len(words) - 1, 1, -1) if _may_label(words[at]))
    yield from islice(others, _MOST_GUESSES)


def _may_label(words: str) -> bool:
    return undated(words).words != "" or squeezed(words) in lexicon().whole


def stacked_rows(text: str, lines: Sequence[Line], header: Header) -> tuple[list[Placed], int]:
    """The rows below headings that stand one below the other, and the index of the line after the last.

    Whole rows are tried first. Lines that label no numbers, such as headings of some rows, are passed over.
    """
    rows: list[Placed] = []
    at = after = header.below
    while at < len(lines):
        ahead = _ahead(text, lines, at, len(header.fits) + 1)
        found = _row(text, ahead, header.fits)
        if found is not None:
            row, at = found
            rows.append(row)
            after = at
        elif ahead and len(ahead) > 1 and ahead[0][1] - after <= _MOST_BETWEEN and is_label(_words(text, ahead[0])):
            at = ahead[0][1]
        else:
            break
    return rows, after


def _row(text: str, ahead: _Found, fits: Sequence[Fit]) -> tuple[Placed, int] | None:
    """The longest row that begins the lines ``ahead``, and the index of the line after it."""
    spans = [span for span, _ in ahead]
    for count in range(min(len(fits), len(spans)), 1, -1):
        row = placed(text, spans[:count], fits)
        if row is not None and _row_ends(text, spans, count, fits):
            return row, ahead[count - 1][1]
    return None


def _words(text: str, found: tuple[Span, int]) -> str:
    (start, end), _ = found
    return text[start:end]


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
