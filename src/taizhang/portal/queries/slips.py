"""Open slips by level and day of issue, narrowed as the list of slips narrows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from taizhang.portal.queries.extents import Extent
from taizhang.progress.models import Slip
from taizhang.progress.queries import slips
from taizhang.progress.slip_lists import SLIPS
from taizhang.progress.states import OPEN

#: What both lists are narrowed by.
SHARED = ("area", "year", "document", "place")


@dataclass(frozen=True, slots=True)
class Opened:
    """So many open slips of a level were issued on a day."""

    level: str
    on: date
    count: int


def opened(extent: Extent) -> list[Opened]:
    """The open slips of the extent."""
    rows = _rows(extent).filter(state__in=OPEN, issued_on__isnull=False)
    counted = rows.order_by().values_list("level", "issued_on").annotate(n=Count("pk")).order_by("issued_on", "level")
    return [Opened(level, on, n) for level, on, n in counted if on]


def slips_url(extent: Extent, **asked: str) -> str:
    """The list of slips of the extent, narrowed further."""
    return f"{reverse('supervision:list')}?{urlencode({**_shared(extent), **asked})}"


def _shared(extent: Extent) -> dict[str, str]:
    return {name: value for name, value in extent.filters.items() if name in SHARED}


def _rows(extent: Extent) -> QuerySet[Slip]:
    found = {each.name: each for each in SLIPS.filters}
    rows = slips.reached(extent.user)
    for name, value in _shared(extent).items():
        rows = found[name].apply(rows, value)
    return rows
