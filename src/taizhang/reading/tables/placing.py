"""Placing: which column of a table without rules each word of a row belongs to, by what fits below each heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from taizhang.reading.tables.counting import counting
from taizhang.reading.tables.grid import Span
from taizhang.reading.tables.headings import Heading
from taizhang.reading.tables.quantities import is_blank, is_quantity

Fit = Callable[[str], bool]

STOP = re.compile(r"[。；，！？]")
_LONGEST_LABEL = 40
_MOST_WAYS = 8


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
    return len(words) <= _LONGEST_LABEL and not is_number(words) and not STOP.search(words)


def is_text(words: str) -> bool:
    """Whether the words may stand in a column of words that labels no row, such as one of groups or owners."""
    return is_label(words)


def placed(text: str, spans: Sequence[Span], fits: Sequence[Fit]) -> list[Span | None] | None:
    """The cells in their columns, if there is one way to place them that fills the label and a number."""
    if not 2 <= len(spans) <= len(fits):
        return None
    words = [text[start:end] for start, end in spans]
    ways = [way for way in _ways(words, fits, len(fits) - len(spans)) if _is_filled(way, fits)]
    if len(ways) != 1:
        return None
    row: list[Span | None] = [None] * len(fits)
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
