"""What the cells of a sheet hold, whichever program wrote it and whoever read it: exact numbers in the words one would type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, InvalidOperation
from functools import lru_cache
from typing import Literal, NamedTuple

from taizhang.measures.cardinals import plain
from taizhang.reading.sources.date_formats import is_date_format, show_date

Formula = Literal["", "own", "elsewhere", "uncalculated"]

_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)  # what sheets keep of a number; the rest is noise
_LARGEST_EXPONENT = 30
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')


class Held(NamedTuple):
    """What a cell holds, in the words one would type: ``1200``, ``85%`` in a format of percent, ``2024-05-31`` for a day.

    ``formula`` says that it was calculated: in its ``own`` file, from ``elsewhere``, or ``uncalculated`` (no result kept).
    As light as a tuple: a sheet has half a million of them.
    """

    words: str
    number: bool = False
    formula: Formula = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells, zero-based and both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Values:
    """One sheet: ``rows`` are numbered from 1, each with its filled cells by zero-based column, and read once."""

    name: str
    hidden: bool
    rows: Iterator[tuple[int, Mapping[int, Held]]]
    merged: tuple[Merge, ...] = ()


def exact_words(value: str, code: str, *, since_1904: bool = False) -> str:
    """A number as a file keeps it, in the words one would type for it.

    >>> exact_words("0.30000000000000004", "General"), exact_words("0.85", "0.0%"), exact_words("45443", "yyyy/m/d")
    ('0.3', '85%', '2024-05-31')
    """
    try:
        number = _FIFTEEN.create_decimal(value.strip())
    except InvalidOperation:
        return value.strip()
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        return value.strip()
    shown = shown_as(code)
    if shown == "day" and (day := show_date(number, "yyyy-mm-dd", since_1904=since_1904)) is not None:
        return day
    return f"{plain(number * 100):f}%" if shown == "percent" else f"{plain(number):f}"


@lru_cache(maxsize=512)
def shown_as(code: str) -> str:
    """What a number format makes of a number: a ``day``, a ``percent``, or nothing else than the number."""
    if is_date_format(code):
        return "day"
    return "percent" if "%" in _QUOTED.sub("", code) else ""
