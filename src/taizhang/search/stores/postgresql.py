"""On PostgreSQL: a tsvector column at the lines with a GIN index; the grams are its lexemes, no dictionary is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from taizhang.search.drafts import Draft
from taizhang.search.grams import Phrase, grams

_INSTALL = """
ALTER TABLE search_line ADD COLUMN IF NOT EXISTS grams tsvector;
CREATE INDEX IF NOT EXISTS search_line_by_grams ON search_line USING gin (grams) WITH (fastupdate = off);
"""
#: No phrase reaches from one column into the next; PostgreSQL counts no position beyond the last.
_GAP, _LAST = 2, 16_383
#: The number of the lock, of no meaning.
_LOCK = 7_425_101


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """The store on a connection to PostgreSQL."""

    connection: BaseDatabaseWrapper

    def install(self) -> None:
        """Make column and index, where there are none."""
        with self.connection.cursor() as cursor:
            cursor.execute(_INSTALL)

    def hold(self) -> None:
        """Have others who keep the index wait until the transaction ends, so that nothing is kept twice."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])

    def put(self, lines: Iterable[tuple[int, Draft]]) -> None:
        """Keep the grams of new lines, each with its key."""
        rows = [(vector(draft), key) for key, draft in lines]
        with self.connection.cursor() as cursor:
            cursor.executemany("UPDATE search_line SET grams = %s::tsvector WHERE id = %s", rows)

    def drop(self, keys: Collection[int]) -> None:
        """Nothing: the column goes with its row."""

    def empty(self) -> None:
        """Forget everything."""
        with self.connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_line")

    def settle(self) -> None:
        """After a rebuilding: let the planner know how often each gram stands."""
        with self.connection.cursor() as cursor:
            cursor.execute("ANALYZE search_line")


def vector(draft: Draft) -> str:
    """The grams with their positions as a tsvector is written; those of the title have weight A, those beside it B."""
    positions: dict[str, list[str]] = {}
    at = 1
    for text, weight in ((draft.title, "A"), (draft.beside, "B"), (draft.text, "")):
        for gram in grams(text):
            positions.setdefault(gram, []).append(f"{min(at, _LAST)}{weight}")
            at += 1
        at += _GAP
    return " ".join(f"'{gram}':{','.join(places)}" for gram, places in positions.items())


def matching(phrases: Iterable[Phrase], *, in_title: bool = False) -> str:
    """The phrases as a tsquery is written; grams hold letters, digits and points alone, so nothing in them is syntax."""
    return " & ".join(f"({_phrase(each, 'A' if in_title else '')})" for each in phrases)


def _phrase(phrase: Phrase, weight: str) -> str:
    last = len(phrase.grams) - 1
    marks = [("*" if phrase.open and at == last else "") + weight for at in range(last + 1)]
    return " <-> ".join(f"'{gram}'{':' if mark else ''}{mark}" for gram, mark in zip(phrase.grams, marks, strict=True))
