"""On SQLite: an FTS5 table beside the lines, whose three columns hold the grams as words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from taizhang.search.drafts import Draft
from taizhang.search.grams import Phrase, grams
from taizhang.search.models import Line

TABLE = "search_grams"
#: Splits at spaces alone: every character beyond ASCII belongs to a word, so does the point of a figure.
_CREATE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} "
    """USING fts5(title, beside, body, tokenize="ascii tokenchars '.'", prefix='1')"""
)


@dataclass(frozen=True, slots=True)
class SQLite:
    """The store on a connection to SQLite."""

    connection: BaseDatabaseWrapper

    def install(self) -> None:
        """Make the table, where there is none."""
        with self.connection.cursor() as cursor:
            cursor.execute(_CREATE)

    def hold(self) -> None:
        """Nothing: SQLite has one writer at a time."""

    def add(self, kind: str, drafts: Sequence[tuple[int, int, Draft]]) -> None:
        """Make lines, each with its key and that of its object."""
        Line.objects.bulk_create([_line(key, kind, subject, draft) for key, subject, draft in drafts])
        # In order: FTS5 writes out what it holds whenever a key is less than the one before.
        rows = sorted((key, _cut(of.title), _cut(of.beside), _cut(of.text)) for key, _subject, of in drafts)
        with self.connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {TABLE} (rowid, title, beside, body) VALUES (%s, %s, %s, %s)", rows)  # noqa: S608

    def drop(self, keys: Collection[int]) -> None:
        """Forget the grams of these lines."""
        with self.connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(key,) for key in keys])  # noqa: S608

    def empty(self) -> None:
        """Forget everything."""
        with self.connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_line")
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608

    def settle(self) -> None:
        """After a rebuilding: one segment is asked faster than many, and the planner learns how many there are."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")  # noqa: S608
            cursor.execute("ANALYZE search_line")


def _line(key: int, kind: str, subject: int, draft: Draft) -> Line:
    return Line(
        pk=key,
        kind=kind,
        subject=subject,
        start=draft.start,
        stop=draft.stop,
        year=draft.year,
        place_id=draft.place,
        weight=draft.weight,
    )


def _cut(text: str) -> str:
    return " ".join(grams(text))


def matching(phrases: Iterable[Phrase], *, in_title: bool = False) -> str:
    """The phrases as FTS5 asks for them; grams hold letters, digits and points alone, so nothing in them is syntax."""
    column = "title : " if in_title else ""
    return " AND ".join(f'{column}"{" ".join(each.grams)}"{"*" if each.open else ""}' for each in phrases)


def words(*, in_title: bool = False) -> str:
    """The expression that gives the grams of a line with a space before and behind each, and a mark between columns."""
    return "' ' || title || ' '" if in_title else "' ' || title || ' | ' || beside || ' | ' || body || ' '"


def standing(phrase: Phrase) -> str:
    """What stands in those words where the phrase does."""
    return f" {' '.join(phrase.grams)}{'' if phrase.open else ' '}"
