"""Finding words inside texts, on PostgreSQL by an index over pairs of characters.

Most Chinese words have two characters, for which an index over groups of three, as databases bring it, is no help. The
indexes are made by migration ``0006``; only a field that has one should be asked so. SQLite reads every text.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import FullResultSet
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q, QuerySet
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=models.Model)


@models.CharField.register_lookup
@models.TextField.register_lookup
class Paired(Lookup[str]):
    """``text paired '停车位'``: every pair of neighbouring characters of the words (停车, 车位) stands somewhere in it.

    True of every text that holds the words, and of few others; true of all where no index could tell.
    """

    lookup_name = "paired"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """All rows, but on PostgreSQL those that the index finds."""
        if connection.vendor != "postgresql" or len(str(self.rhs)) < 2:
            raise FullResultSet
        column, params = self.process_lhs(compiler, connection)
        return f"taizhang_pairs({column}) @> taizhang_pairs(%s)", [*params, str(self.rhs)]


def holding(rows: QuerySet[M], words: str, *fields: str) -> QuerySet[M]:
    """The rows in one of whose fields the words stand, capital letters or small.

    Two conditions, each over all fields, and not one for each field: only so the first is left to the indexes alone.
    """
    paired, there = Q(), Q()
    for field in fields:
        paired |= Q((f"{field}__paired", words))
        there |= Q((f"{field}__icontains", words))
    return rows.filter(paired).filter(there)
