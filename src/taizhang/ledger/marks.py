"""Columns and filters that apps above the ledger add to its list: what was reached, the light.

An app offers its mark here once, when it is set up (``AppConfig.ready``); the list shows them before the state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from taizhang.ledger.models import Commitment
from taizhang.ui.lists import Column, Filter, Listing


@dataclass(frozen=True, slots=True)
class Mark:
    """Columns and filters, and ``prepare``, which brings to the rows what the columns show without a query for each."""

    columns: tuple[Column, ...]
    prepare: Callable[[QuerySet[Commitment]], QuerySet[Commitment]]
    filters: tuple[Filter, ...] = ()


_marks: list[Mark] = []


def offer(mark: Mark) -> None:
    """Add a mark to the ledger's list."""
    _marks.append(mark)


def marked(listing: Listing) -> Listing:
    """The list with every mark, before its column ``state`` and its filter of that name."""
    columns = [column for mark in _marks for column in mark.columns]
    filters = [each for mark in _marks for each in mark.filters]
    return replace(
        listing,
        columns=_before(listing.columns, "state", columns),
        filters=_before(listing.filters, "state", filters),
    )


def prepared(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """The rows with what the marks' columns show."""
    for mark in _marks:
        rows = mark.prepare(rows)
    return rows


def _before(given: tuple[Any, ...], name: str, more: list[Any]) -> tuple[Any, ...]:
    at = next((place for place, each in enumerate(given) if each.name == name), len(given))
    return (*given[:at], *more, *given[at:])
