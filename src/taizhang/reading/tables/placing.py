"""Placing: which column of a table without rules each word of a row belongs to, by what fits below each heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from taizhang.reading.tables.counting import counting
from taizhang.reading.tables.grid import Cell, Span
from taizhang.reading.tables.headings import Heading, opening_words, squeezed, undated
from taizhang.reading.tables.labels import lexicon
from taizhang.reading.tables.quantities import is_blank, is_quantity

Fit = Callable[[str], bool]

STOP = re.compile(r"[。；，！？]")
"""What stands in sentences and not in headings or labels."""

LONGEST_HEADING = 18
MOST_COLUMNS = 12

Placed = list[Span | None]
"""A row: the span of each column's cell, ``None`` where it is blank."""

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_LONGEST_LABEL = 40
_MOST_WAYS = 8


@dataclass(frozen=True, slots=True)
class Header:
    """The cells of a table's headings, what fits below each column, and the index of the first line below them."""

    cells: tuple[Cell, ...]
    fits: tuple[Fit, ...]
    below: int


def fits_below(words: Sequence[str], *, least_known: int, numbers: int = 0) -> tuple[Fit, ...]:
    """What fits each column below these headings and, besides, ``numbers`` columns of numbers.

    Nothing where they are no row of headings: the first must be one that opens a table, and so many known at least.
    """
    if not words or not 2 <= len(words) + numbers <= MOST_COLUMNS or squeezed(words[0]) not in opening_words():
        return ()
    if any(len(each) > LONGEST_HEADING or STOP.search(each) for each in words):
        return ()
    headings = [undated(each) for each in words]
    if sum(heading.known for heading in headings) < least_known:
        return ()
    scopes = lexicon().scopes
    fits = [is_number if at and squeezed(words[at]) in scopes else fit(heading) for at, heading in enumerate(headings)]
    fits += [is_number] * numbers
    if is_label not in fits and is_text in fits:
        fits[fits.index(is_text)] = is_label
    return tuple(fits) if is_number in fits and is_label in fits else ()


def fit(heading: Heading) -> Fit:
    """What may stand below ``heading``."""
    roles = heading.roles
    if "serial" in roles:
        return _is_serial
    if "unit" in roles:
        return _is_unit
    if {"target", "actual", "amount", "growth", "points", "rank"} & set(roles) and "indicator" not in roles:
        return is_number
    if "nature" in roles:
        return _is_nature
    if {"indicator", "place", "year"} & set(roles):
        return is_label
    if roles:
        return is_text
    return is_number if heading.unit or heading.period or heading.words else is_label


def _is_serial(words: str) -> bool:
    return len(words) <= 4 and words.strip("()（）.、").isdecimal()


@lru_cache(maxsize=1024)
def _is_unit(words: str) -> bool:
    return counting(words) is not None or words == "-"


@lru_cache(maxsize=1024)
def is_number(words: str) -> bool:
    """Whether the words are a number or a dash for none."""
    return is_blank(words) or is_quantity(words)


def _is_nature(words: str) -> bool:
    return words.endswith("性") and len(words) == 3


@lru_cache(maxsize=1024)
def is_label(words: str) -> bool:
    """Whether the words may label a row."""
    return len(words) <= _LONGEST_LABEL and not is_number(words) and not STOP.search(_BRACKETS.sub("", words))


def is_text(words: str) -> bool:
    """Whether the words may stand in a column of words that labels no row, such as one of groups or owners."""
    return is_label(words)


def placed(text: str, spans: Sequence[Span], fits: Sequence[Fit]) -> Placed | None:
    """The cells in their columns, if there is one way to place them that fills the label and a number."""
    if not 2 <= len(spans) <= len(fits):
        return None
    words = [text[start:end] for start, end in spans]
    ways = [way for way in _ways(words, fits, len(fits) - len(spans)) if _is_filled(way, fits)]
    if len(ways) != 1:
        return None
    row: Placed = [None] * len(fits)
    for span, column in zip(spans, ways[0], strict=True):
        row[column] = span
    return row


def _is_filled(way: Sequence[int], fits: Sequence[Fit]) -> bool:
    filled = {fits[column] for column in way}
    return is_label in filled and is_number in filled


def _ways(words: Sequence[str], fits: Sequence[Fit], spare: int) -> list[list[int]]:
    """Some ways to place ``words`` in order into columns that they fit, leaving ``spare`` columns blank."""
    found: list[list[int]] = []

    def place(at: int, column: int, left: int, taken: list[int]) -> None:
        if len(found) == _MOST_WAYS:
            return
        if at == len(words):
            found.append(taken)
            return
        for skip in range(min(left, len(fits) - column - 1) + 1):
            if fits[column + skip](words[at]):
                place(at + 1, column + skip + 1, left - skip, [*taken, column + skip])

    place(0, 0, spare, [])
    return found
