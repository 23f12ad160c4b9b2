"""Ranks: the keys of lines say in which order they are found, so that the foremost of a kind are met first and nothing is sorted.

From the highest digit down a key says the kind, the weight, the year, and which was written later. Read downwards, the lines
of a kind begin with what people mostly mean, of that the newest year, of that what was written last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from django.db.models import Max

from taizhang.search.drafts import Draft
from taizhang.search.kinds import Kind
from taizhang.search.models import Line

#: Where in the 63 bits of a key each part begins, and the greatest weight and year that it can say.
_KIND, _WEIGHT, _YEAR = 59, 52, 40
_HEAVIEST, _NEWEST = 127, 4095


def span(kind: Kind) -> tuple[int, int]:
    """The first and the last key that a line of the kind can have."""
    first = kind.number << _KIND
    return first, first + (1 << _KIND) - 1


def lowest(kind: Kind, draft: Draft) -> int:
    """The lowest key of those that stand where this draft will.

    >>> from taizhang.search.kinds import KINDS
    >>> ranked = [lowest(KINDS["quote"], Draft(weight=w, year=y)) for w, y in ((30, None), (30, 2023), (30, 2024), (31, None))]
    >>> ranked == sorted(ranked), len(set(ranked))
    (True, 4)
    """
    weight, year = min(max(draft.weight, 0), _HEAVIEST), min(draft.year or 0, _NEWEST)
    return kind.number << _KIND | weight << _WEIGHT | year << _YEAR


def keyed(kind: Kind, drafts: Iterable[tuple[int, Draft]]) -> Iterator[tuple[int, int, Draft]]:
    """Drafts with their objects, each behind a key that no line has; to be called where no other writes lines."""
    free: dict[int, count[int]] = {}
    for subject, draft in drafts:
        first = lowest(kind, draft)
        if first not in free:
            free[first] = count(_free(first))
        yield next(free[first]), subject, draft


def _free(first: int) -> int:
    """The key above all that stand there."""
    there = Line.objects.filter(pk__range=(first, first + (1 << _YEAR) - 1))
    last: int | None = there.aggregate(last=Max("pk"))["last"]
    return first if last is None else last + 1
