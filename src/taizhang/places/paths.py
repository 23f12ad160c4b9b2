"""Materialised paths: the codes from the root down, each ended by a full stop, as in ``44.4419.441900119.``."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

#: The character after the separator: everything that starts with a path sorts below the path with its end so replaced.
_AFTER = chr(ord(".") + 1)


class PathField(models.CharField[str, str]):
    """A path column with the look-up ``within``: the node itself and all below it, by index on every database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)


@PathField.register_lookup
class Within(Lookup[str]):
    """``path within '44.4419.'``: the paths that begin so."""

    lookup_name = "within"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """A prefix match; PostgreSQL answers it from the pattern index that Django makes for text columns."""
        column, column_params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", [*column_params, f"{self._prefix()}%"]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """A range, because SQLite's LIKE ignores case and so cannot use the index."""
        column, column_params = self.process_lhs(compiler, connection)
        prefix = self._prefix()
        end = prefix[:-1] + _AFTER if prefix else "\U0010ffff"
        return f"({column} >= %s AND {column} < %s)", [*column_params, prefix, *column_params, end]

    def _prefix(self) -> str:
        prefix = str(self.rhs)
        if prefix and not prefix.endswith("."):
            raise ValueError(f"a path ends with a full stop: {prefix!r}")
        return prefix


def child(path: str, code: str) -> str:
    """The path of ``code`` under ``path``.

    >>> child("44.4419.", "441900119")
    '44.4419.441900119.'
    """
    return f"{path}{code}."


def steps(path: str) -> list[str]:
    """The codes along a path, root first."""
    return path.split(".")[:-1]
