"""Headings in layers whose columns were lost: saved pages drop how far a merged heading reaches, and shift what is below.

What the layers are is told by how many numbers the rows below have: the last headings stand over one column each, units
of their own below them, and those before are shared out over them evenly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from taizhang.reading.tables.grid import Cell, Span
from taizhang.reading.tables.headings import ColumnRole, squeezed, undated

_UNIT_ALONE = re.compile(r"[(（][^()（）]{1,8}[)）]")
_TEXT_ROLES: frozenset[ColumnRole] = frozenset(
    ("serial", "category", "indicator", "unit", "place", "year", "owner", "deadline", "prose", "nature")
)


def is_unit_alone(words: str) -> bool:
    """Whether a heading is nothing but a unit or remark in brackets, part of the heading above it."""
    return _UNIT_ALONE.fullmatch(words) is not None


def leading(words: Sequence[str]) -> int:
    """How many headings, from the first, stand over columns of words."""
    return next((at for at, each in enumerate(words) if not _is_text(each)), len(words))


def _is_text(words: str) -> bool:
    return bool(_TEXT_ROLES & set(undated(words).roles))


def layered(text: str, spans: Sequence[Span], numbers: int) -> list[Cell] | None:
    """The headings ``spans``, in reading order, over one column for each leading word and ``numbers`` more.

    ``None`` where they do not come out even.
    """
    words = [squeezed(text[start:end]) for start, end in spans]
    lead = leading(words)
    rest, said = list(spans[lead:]), words[lead:]
    units: list[Span] = []
    while said and is_unit_alone(said[-1]):
        units.insert(0, rest.pop())
        said.pop()
    groups = len(rest) - numbers
    if numbers < 1 or groups < 0 or (units and len(units) != numbers) or any(map(is_unit_alone, said)):
        return None
    if groups and (numbers % groups or not _comes_out(said[groups:], groups)):
        return None
    depth = 1 + (groups > 0) + bool(units)
    cells = [Cell(*span, 0, at, row_span=depth) for at, span in enumerate(spans[:lead])]
    layers = [rest[:groups], rest[groups:], units] if groups else [rest, units]
    for row, layer in enumerate(filter(None, layers)):
        width = numbers // len(layer)
        cells += [Cell(*span, row, lead + at * width, column_span=width) for at, span in enumerate(layer)]
    return cells


def _comes_out(leaves: Sequence[str], groups: int) -> bool:
    """Whether the headings repeat under each group, or all say what kind of number they stand over."""
    width = len(leaves) // groups
    if groups > 1:
        return all(leaves[at] == leaves[at % width] for at in range(len(leaves)))
    return all((heading := undated(leaf)).roles and not heading.words for leaf in islice(leaves, width))
