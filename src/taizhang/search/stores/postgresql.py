"""On PostgreSQL: a tsvector column at the lines with a GIN index; the grams are its lexemes, no dictionary is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from taizhang.search.drafts import Draft
from taizhang.search.grams import Phrase, grams

_COLUMN = "ALTER TABLE search_line ADD COLUMN IF NOT EXISTS grams tsvector"
#: Rows enter the index at once: a list of those that wait would be read through by every search.
_INDEX = "CREATE INDEX IF NOT EXISTS search_line_by_grams ON search_line USING gin (grams) WITH (fastupdate = off)"
_INSERT = """
INSERT INTO search_line (id, kind, subject, start, stop, year, place_id, weight, grams)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::tsvector)
"""
#: No phrase reaches from one column into the next; PostgreSQL counts no position beyond the last.
_GAP, _LAST = 2, 16_383
#: What stands before the grams of titles.
_TITLE = "^"
#: The number of the lock, of no meaning.
_LOCK = 7_425_101


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """The store on a connection to PostgreSQL."""

    connection: BaseDatabaseWrapper

    def install(self) -> None:
        """Make the column, where there is none."""
        with self.connection.cursor() as cursor:
            cursor.execute(_COLUMN)

    def hold(self) -> None:
        """Have others who keep the index wait until the transaction ends, so that nothing is kept twice."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])

    def add(self, kind: str, drafts: Iterable[tuple[int, int, Draft]]) -> None:
        """Make lines, each with its key and that of its object."""
        rows = [(key, kind, subject, *_columns(draft), vector(kind, draft)) for key, subject, draft in drafts]
        with self.connection.cursor() as cursor:
            cursor.executemany(_INSERT, rows)

    def drop(self, keys: Collection[int]) -> None:
        """Nothing: the column goes with its row."""

    def empty(self) -> None:
        """Forget everything, the index too: made again at the end it takes a fraction of the time."""
        with self.connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS search_line_by_grams")
            cursor.execute("DELETE FROM search_line")

    def settle(self) -> None:
        """After a rebuilding: the index is there, and the planner knows how often each gram stands."""
        with self.connection.cursor() as cursor:
            cursor.execute(_INDEX)
            cursor.execute("ANALYZE search_line")


def _columns(draft: Draft) -> tuple[int | None, ...]:
    return draft.start, draft.stop, draft.year, draft.place, draft.weight


def vector(kind: str, draft: Draft) -> str:
    """The grams with their positions as a tsvector is written; those of the title once more by themselves, with a mark before them.

    The index then answers for titles alone. The kind is a lexeme too, so that the lines of one kind are given without the others being read.
    """
    positions: dict[str, list[str]] = {f"={kind}": [str(_LAST)]}
    at = 1
    for text, marks in ((draft.title, ("", _TITLE)), (draft.beside, ("",)), (draft.text, ("",))):
        for gram in grams(text):
            for mark in marks:
                positions.setdefault(f"{mark}{gram}", []).append(str(min(at, _LAST)))
            at += 1
        at += _GAP
    return " ".join(f"'{gram}':{','.join(places)}" for gram, places in positions.items())


def matching(phrases: Iterable[Phrase], *, kind: str = "", in_title: bool = False) -> str:
    """The phrases as a tsquery is written; grams hold letters, digits and points alone, so nothing in them is syntax."""
    asked = [f"({_phrase(each, _TITLE if in_title else '')})" for each in phrases]
    return " & ".join([*asked, *[f"'={kind}'"] * bool(kind)])


def _phrase(phrase: Phrase, mark: str) -> str:
    last = len(phrase.grams) - 1
    return " <-> ".join(
        f"'{mark}{gram}'{':*' if phrase.open and at == last else ''}" for at, gram in enumerate(phrase.grams)
    )
