"""Narrowing rows by words that somebody typed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

#: Look-ups any of which may match a word.
Search = tuple[str, ...]


def found(rows: QuerySet[Any, Any], search: Search, words: str) -> QuerySet[Any, Any]:
    """The rows that match every word."""
    for word in words.split():
        rows = rows.filter(matching(search, word))
    return rows


def matching(search: Search, word: str) -> Q:
    """Any of the look-ups for a word.

    Chinese has no capital letters; looking for it as it stands takes PostgreSQL a third of the time, for otherwise it
    turns every text into capitals first.
    """
    condition = Q()
    for lookup in search:
        exact = lookup.replace("__icontains", "__contains") if word.upper() == word.lower() else lookup
        condition |= Q((exact, word))
    return condition
