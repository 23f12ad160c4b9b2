"""Whether a line bears phrases, as a condition of Django's that either store answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression
from django.db.models.sql.compiler import SQLCompiler

from taizhang.search.grams import Phrase
from taizhang.search.stores import postgresql, sqlite


class Bears(Expression):
    """Whether a line bears all of the phrases, with ``in_title`` whether its title does.

    On PostgreSQL the index finds such lines, unless they are to be ``looked`` at where they stand. On SQLite each line at hand is looked
    at: its index is asked by :mod:`foremost`.
    """

    conditional = True

    def __init__(
        self, phrases: Iterable[Phrase], *, kind: str = "", in_title: bool = False, looked: bool = False
    ) -> None:
        super().__init__(output_field=BooleanField())
        self.phrases, self.kind = tuple(phrases), kind
        self.in_title, self.looked = in_title, looked

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """On PostgreSQL."""
        asked = postgresql.matching(self.phrases, kind=self.kind, in_title=self.in_title)
        return f"(search_line.grams @@ %s::tsquery){' IS TRUE' if self.looked else ''}", [asked]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """On SQLite."""
        standing = [sqlite.standing(each) for each in self.phrases]
        looked = " AND ".join(f"instr({sqlite.words(in_title=self.in_title)}, %s) > 0" for _ in standing)
        return f"EXISTS (SELECT 1 FROM {sqlite.TABLE} WHERE rowid = search_line.id AND {looked})", standing  # noqa: S608


class Keyed(Expression):
    """Whether a column of a line is one of these, handed over as one parameter, however many."""

    conditional = True

    def __init__(self, keys: Sequence[int], column: Literal["id", "subject"] = "id") -> None:
        super().__init__(output_field=BooleanField())
        self.keys, self.column = json.dumps(list(keys)), column

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """On PostgreSQL, which would first weigh each of a plain array beside its statistics."""
        array = f"{{{self.keys[1:-1]}}}"
        return f"search_line.{self.column} = ANY(ARRAY(SELECT unnest(%s::bigint[])))", [array]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """On SQLite."""
        return f"search_line.{self.column} IN (SELECT value FROM json_each(%s))", [self.keys]  # noqa: S608
