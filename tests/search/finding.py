"""Asking for words as a person of the cast, on an index brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import TestCase

from taizhang.search.asked import Asked
from taizhang.search.indexing import rebuild
from taizhang.search.queries import Found, find
from tests.cast import Cast


def indexed() -> None:
    """Build the index of everything there is."""
    for _progress in rebuild():
        pass


@contextmanager
def committing() -> Iterator[None]:
    """A transaction of its own, as far as what waits for its end is concerned."""
    connection.run_on_commit.clear()
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


def found(cast: Cast, part: str, words: str, **narrowed: str) -> Found:
    """What that person finds."""
    cast.people[part].__dict__.pop("reached_keys", None)
    return find(cast.people[part], Asked.of(words, **narrowed))


def titles(cast: Cast, part: str, words: str, **narrowed: str) -> list[str]:
    """The titles of what that person finds, with their kinds."""
    return [f"{hit.kind.name}: {hit.said.title}" for hit in found(cast, part, words, **narrowed).hits]
