"""Narrowing rows by words that somebody typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

#: Look-ups any of which may match a word, or a function that narrows rows by a word where an index wants more.
Search = tuple[str, ...] | Callable[[QuerySet[Any, Any], str], QuerySet[Any, Any]]


def found(rows: QuerySet[Any, Any], search: Search, words: str) -> QuerySet[Any, Any]:
    """The rows that match every word."""
    for word in words.split():
        rows = search(rows, word) if callable(search) else rows.filter(_any_of(search, word))
    return rows


def _any_of(lookups: tuple[str, ...], word: str) -> Q:
    condition = Q()
    for lookup in lookups:
        condition |= Q((lookup, word))
    return condition
