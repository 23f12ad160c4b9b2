"""How long things have been open: slips and the like counted by age in days, the oldest on top."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import pgettext

from taizhang.ui.charts import style
from taizhang.ui.charts.figures import Figure
from taizhang.ui.charts.stacks import Stack, stacks

#: The looks of blue, yellow and red slips: pale, striped, dark.
SLIPS: dict[str, dict[str, Any]] = {
    "blue": {"color": style.BLUE},
    "yellow": style.stripes(style.YELLOW, style.PAPER),
    "red": {"color": style.RED},
}


@dataclass(frozen=True, slots=True)
class Span:
    """So many days: from ``first`` to ``last``, both included; open at the end without ``last``."""

    first: int
    last: int | None = None

    def __contains__(self, days: int) -> bool:
        return self.first <= days and (self.last is None or days <= self.last)

    def __str__(self) -> str:
        if self.last is None:
            return pgettext("chart", "%(days)s 天以上") % {"days": self.first}
        return pgettext("chart", "%(first)s–%(last)s 天") % {"first": self.first, "last": self.last}


def ages(
    *,
    title: str,
    unit: str,
    source: str,
    kinds: Sequence[tuple[str, str]],
    open_for: Sequence[tuple[str, int]],
    ends: Sequence[int] = (3, 7, 15, 30),
    url: Callable[[Span, str], str] | None = None,
) -> Figure:
    """Counts of ``open_for`` (kind, days open) by spans that end after so many days.

    ``kinds`` are keys of :data:`SLIPS` with their words, in the order of the stack; ``url`` gives the list of a span and
    kind. Raises ValueError for a kind that is not among them and for days below nought.
    """
    spans = [Span(0, ends[0]), *(Span(low + 1, high) for low, high in itertools.pairwise(ends)), Span(ends[-1] + 1)]
    names = [kind for kind, _words in kinds]
    if any(kind not in names or days < 0 for kind, days in open_for):
        raise ValueError("every age is of a known kind and not below nought")
    return stacks(
        title=title,
        unit=unit,
        source=source,
        heading=pgettext("chart", "已开"),
        parts=[words for _kind, words in kinds],
        rows=[_row(span, names, open_for, url) for span in reversed(spans)],
        looks=[SLIPS[kind] for kind in names],
    )


def _row(
    span: Span, kinds: Sequence[str], open_for: Sequence[tuple[str, int]], url: Callable[[Span, str], str] | None
) -> Stack:
    counts = [sum(1 for kind, days in open_for if kind == each and days in span) for each in kinds]
    urls = tuple(url(span, each) for each in kinds) if url else ()
    return Stack(str(span), tuple(Decimal(count) for count in counts), urls=urls)
