"""Whether a line bears phrases, as a condition of Django's that either store answers by its index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression
from django.db.models.sql.compiler import SQLCompiler

from taizhang.search.grams import Phrase
from taizhang.search.stores import postgresql, sqlite


class Bears(Expression):
    """Lines of a kind that bear all of the phrases, with ``in_title`` those that bear them in their title."""

    conditional = True

    def __init__(self, phrases: Iterable[Phrase], *, kind: str = "", in_title: bool = False) -> None:
        super().__init__(output_field=BooleanField())
        self.phrases, self.kind, self.in_title = tuple(phrases), kind, in_title

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """On PostgreSQL."""
        asked = postgresql.matching(self.phrases, kind=self.kind, in_title=self.in_title)
        return "search_line.grams @@ %s::tsquery", [asked]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """On SQLite."""
        asked = sqlite.matching(self.phrases, kind=self.kind, in_title=self.in_title)
        return f"search_line.id IN (SELECT rowid FROM {sqlite.TABLE} WHERE {sqlite.TABLE} MATCH %s)", [asked]  # noqa: S608
